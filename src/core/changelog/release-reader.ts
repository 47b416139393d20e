import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import type { Source, Span } from '../text/source.ts';
import type { CategoryReader, CategoryReading } from './category-reader.ts';
import type { Entry, Release, Section } from './model.ts';
import type { ReleaseHeading } from './release-heading.ts';

/** Where a release stands and what its heading says. */
export interface ReleasePlace {
  readonly index: number;
  readonly span: Span;
  readonly heading: Heading;
  readonly reading: ReleaseHeading;
  /** The block at which the next release starts. */
  readonly nextBlock: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The headings of a release, told apart by what they are for. */
interface Outline {
  readonly titleHeading: Heading | null;
  readonly groups: readonly Heading[];
  readonly inner: readonly Heading[];
  readonly sections: readonly {
    heading: Heading;
    group: Heading | null;
    name: string;
    reading: CategoryReading | null;
  }[];
}

/** Reads the release that starts at a heading: its title, summary, categories and entries. */
export function readRelease(
  source: Source,
  blocks: Blocks,
  place: ReleasePlace,
  readCategory: CategoryReader,
): Release {
  const { reading } = place;
  const outline = outlineOf(source.text, blocks, place, readCategory);
  const release: Writable<Release> = {
    index: place.index,
    start: place.span.start,
    end: place.span.end,
    heading: place.heading,
    label: reading.label,
    labelSpan: reading.labelSpan,
    version: reading.version,
    unreleased: reading.unreleased,
    dateText: reading.dateText,
    dateSpan: reading.dateSpan,
    date: reading.date,
    yanked: reading.yanked,
    yankedSpan: reading.yankedSpan,
    form: reading.form,
    title: titleOf(source.text, outline.titleHeading, reading),
    titleHeading: outline.titleHeading,
    groups: outline.groups,
    innerHeadings: outline.inner,
    summary: null,
    sections: [],
    looseEntries: [],
  };
  const sections = outline.sections.map(({ heading, group, name, reading: category }, index): Writable<Section> => {
    const next = outline.sections[index + 1];
    const end = next ? firstHeadingOf(next, group) : null;
    return {
      release,
      heading,
      group,
      name,
      category: category?.category ?? null,
      kind: category?.kind ?? 'change',
      start: source.lineStarts[heading.line] as number,
      end: end ? (source.lineStarts[end.line] as number) : place.span.end,
      entries: [],
    };
  });
  release.sections = sections;
  readContent(blocks, place, release, sections);
  return release;
}

/** Where a new group starts before the next section, the section before it ends there. */
function firstHeadingOf(next: Outline['sections'][number], group: Heading | null): Heading {
  return next.group && next.group !== group ? next.group : next.heading;
}

function titleOf(text: string, heading: Heading | null, reading: ReleaseHeading): string | null {
  if (heading) return text.slice(heading.text.start, heading.text.end);
  return reading.dateText !== null && reading.form.rest !== '' && !reading.unreleased ? reading.form.rest : null;
}

function outlineOf(text: string, blocks: Blocks, place: ReleasePlace, readCategory: CategoryReader): Outline {
  const read: { heading: Heading; name: string; reading: CategoryReading | null }[] = [];
  let level = 7;
  let lowest = 7;
  for (let i = firstHeadingBehind(blocks.headings, place.heading); i < blocks.headings.length; i++) {
    const heading = blocks.headings[i] as Heading;
    if (heading.block >= place.nextBlock) break;
    if (heading.parent !== -1) continue;
    const name = text.slice(heading.text.start, heading.text.end);
    const reading = readCategory(name);
    if (reading && !reading.alias) level = Math.min(level, heading.level);
    lowest = Math.min(lowest, heading.level);
    read.push({ heading, name, reading });
  }
  if (level === 7) level = lowest;
  const first = read.findIndex((each) => each.heading.level >= level);
  const above = read.filter((each) => each.heading.level < level && !each.reading);
  const grouped =
    above.length > 1 || (above.length === 1 && read.indexOf(above[0] as (typeof read)[number]) > first && first >= 0);
  const sections: Writable<Outline['sections'][number]>[] = [];
  const inner: Heading[] = [];
  let group: Heading | null = null;
  for (const { heading, name, reading } of read) {
    if (heading.level < level && !reading) {
      if (grouped) group = heading;
    } else if (heading.level === level || reading) sections.push({ heading, group, name, reading });
    else inner.push(heading);
  }
  return {
    titleHeading: grouped ? null : (above[0]?.heading ?? null),
    groups: grouped ? above.map((each) => each.heading) : [],
    inner,
    sections,
  };
}

function firstHeadingBehind(headings: readonly Heading[], heading: Heading): number {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle] as Heading).block <= heading.block) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Gives the list items to their categories and finds the summary, in one walk over the release's blocks. */
function readContent(
  blocks: Blocks,
  place: ReleasePlace,
  release: Writable<Release>,
  sections: readonly Writable<Section>[],
): void {
  const { table } = blocks;
  const loose: Entry[] = [];
  const entries: Entry[][] = sections.map(() => []);
  let at = -1;
  let summaryStart = -1;
  let summaryEnd = -1;
  let listSeen = false;
  for (let i = place.heading.block + 1; i < place.nextBlock; i++) {
    const parent = table.parent[i] as number;
    const kind = table.kind[i];
    if (kind === BlockKind.Item) {
      if (parent < 0 || table.kind[parent] !== BlockKind.List || table.parent[parent] !== -1) continue;
      const section = at < 0 ? null : (sections[at] as Section);
      const entry: Entry = {
        start: table.start[i] as number,
        end: table.end[i] as number,
        section,
        release,
        contentStart: blocks.contentStart[i] as number,
        line: table.line[i] as number,
        block: i,
      };
      if (section) (entries[at] as Entry[]).push(entry);
      else loose.push(entry);
    } else if (parent === -1) {
      if (kind === BlockKind.Heading) {
        while (at + 1 < sections.length && (sections[at + 1] as Section).heading.block <= i) at++;
      } else if (kind === BlockKind.List) listSeen = true;
      else if (at < 0 && !listSeen && kind !== BlockKind.Definition && kind !== BlockKind.Html) {
        if (summaryStart < 0) summaryStart = table.start[i] as number;
        summaryEnd = table.end[i] as number;
      }
    }
  }
  for (const [index, section] of sections.entries()) section.entries = entries[index] as Entry[];
  release.looseEntries = loose;
  release.summary = summaryStart < 0 ? null : { start: summaryStart, end: summaryEnd };
}
