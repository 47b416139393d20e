import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import type { Source, Span } from '../text/source.ts';
import type { Version } from '../version/version.ts';
import type { CategoryReader, CategoryReading } from './category-reader.ts';
import type { Entry, HeadingForm, Release, Section } from './model.ts';
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

/** The headings of a release, told apart by what they are for. */
interface Outline {
  readonly titleHeading: Heading | null;
  readonly groups: readonly Heading[];
  readonly inner: readonly Heading[];
  readonly sections: readonly OutlineSection[];
}

const NONE: readonly Heading[] = [];
/** Deeper than any heading. */
const NO_LEVEL = 7;

interface OutlineSection {
  readonly heading: Heading;
  readonly group: Heading | null;
  readonly name: string;
  readonly reading: CategoryReading | null;
}

/**
 * Reads the release that starts at a heading: its title and categories. Entries and summary are read when they are asked for:
 * most checks look at headings only, and a large changelog has ten entries for each of them.
 */
export function readRelease(
  source: Source,
  blocks: Blocks,
  place: ReleasePlace,
  readCategory: CategoryReader,
): Release {
  return new ReadRelease(source, blocks, place, outlineOf(source.text, blocks, place, readCategory));
}

class ReadRelease implements Release {
  readonly #blocks: Blocks;
  readonly #firstBlock: number;
  readonly #contentEnd: number;
  #summary: Span | null | undefined;
  #looseEntries: readonly Entry[] | undefined;
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly heading: Heading;
  readonly label: string;
  readonly labelSpan: Span;
  readonly version: Version | null;
  readonly unreleased: boolean;
  readonly dateText: string | null;
  readonly dateSpan: Span | null;
  readonly date: string | null;
  readonly yanked: boolean;
  readonly yankedSpan: Span | null;
  readonly form: HeadingForm;
  readonly title: string | null;
  readonly titleHeading: Heading | null;
  readonly groups: readonly Heading[];
  readonly innerHeadings: readonly Heading[];
  readonly sections: readonly Section[];

  constructor(source: Source, blocks: Blocks, place: ReleasePlace, outline: Outline) {
    const { reading, heading, span, nextBlock } = place;
    this.#blocks = blocks;
    this.#firstBlock = heading.block + 1;
    this.index = place.index;
    this.start = span.start;
    this.end = span.end;
    this.heading = heading;
    this.label = reading.label;
    this.labelSpan = reading.labelSpan;
    this.version = reading.version;
    this.unreleased = reading.unreleased;
    this.dateText = reading.dateText;
    this.dateSpan = reading.dateSpan;
    this.date = reading.date;
    this.yanked = reading.yanked;
    this.yankedSpan = reading.yankedSpan;
    this.form = reading.form;
    this.title = titleOf(source.text, outline.titleHeading, reading);
    this.titleHeading = outline.titleHeading;
    this.groups = outline.groups;
    this.innerHeadings = outline.inner;
    const { sections } = outline;
    this.#contentEnd = sections[0] ? sections[0].heading.block : nextBlock;
    this.sections = sections.map((each, index) => {
      const next = sections[index + 1];
      const end = next ? firstHeadingOf(next, each.group) : null;
      const endOffset = end ? (source.lineStarts[end.line] as number) : span.end;
      return new ReadSection(this, each, source.lineStarts[each.heading.line] as number, endOffset, {
        blocks,
        first: each.heading.block + 1,
        end: next ? next.heading.block : nextBlock,
      });
    });
  }

  get summary(): Span | null {
    if (this.#summary === undefined) this.#summary = findSummary(this.#blocks, this.#firstBlock, this.#contentEnd);
    return this.#summary;
  }

  get looseEntries(): readonly Entry[] {
    this.#looseEntries ??= readEntries(
      { blocks: this.#blocks, first: this.#firstBlock, end: this.#contentEnd },
      this,
      null,
    );
    return this.#looseEntries;
  }
}

/** Some of a document's blocks, one after the other. */
interface BlockRange {
  readonly blocks: Blocks;
  readonly first: number;
  readonly end: number;
}

class ReadSection implements Section {
  readonly #content: BlockRange;
  #entries: readonly Entry[] | undefined;
  readonly release: Release;
  readonly heading: Heading;
  readonly group: Heading | null;
  readonly name: string;
  readonly category: string | null;
  readonly kind: 'change' | 'note';
  readonly start: number;
  readonly end: number;

  constructor(
    release: Release,
    { heading, group, name, reading }: OutlineSection,
    start: number,
    end: number,
    content: BlockRange,
  ) {
    this.#content = content;
    this.release = release;
    this.heading = heading;
    this.group = group;
    this.name = name;
    this.category = reading?.category ?? null;
    this.kind = reading?.kind ?? 'change';
    this.start = start;
    this.end = end;
  }

  get hasEntries(): boolean {
    const { blocks, first, end } = this.#content;
    const { kind, parent } = blocks.table;
    for (let i = first; i < end; i++) if (kind[i] === BlockKind.List && parent[i] === -1) return true;
    return false;
  }

  get entries(): readonly Entry[] {
    this.#entries ??= readEntries(this.#content, this.release, this);
    return this.#entries;
  }
}

/** Where a new group starts before the next section, the section before it ends there. */
function firstHeadingOf(next: OutlineSection, group: Heading | null): Heading {
  return next.group && next.group !== group ? next.group : next.heading;
}

function titleOf(text: string, heading: Heading | null, reading: ReleaseHeading): string | null {
  if (heading) return text.slice(heading.text.start, heading.text.end);
  return reading.dateText !== null && reading.form.rest !== '' && !reading.unreleased ? reading.form.rest : null;
}

function outlineOf(text: string, blocks: Blocks, place: ReleasePlace, readCategory: CategoryReader): Outline {
  const read: OutlineSection[] = [];
  let plain = true;
  for (let i = firstHeadingBehind(blocks.headings, place.heading); i < blocks.headings.length; i++) {
    const heading = blocks.headings[i] as Heading;
    if (heading.block >= place.nextBlock) break;
    if (heading.parent !== -1) continue;
    const name = text.slice(heading.text.start, heading.text.end);
    const reading = readCategory(name);
    plain &&= reading !== null;
    read.push({ heading, group: null, name, reading });
  }
  // Nearly every release has categories and no other headings.
  if (plain) return { titleHeading: null, groups: NONE, inner: NONE, sections: read };
  const level = levelOf(read, place.heading.level);
  const first = read.findIndex((each) => each.heading.level >= level);
  const above = read.filter((each) => each.heading.level < level && !each.reading);
  const grouped =
    above.length > 1 || (above.length === 1 && read.indexOf(above[0] as (typeof read)[number]) > first && first >= 0);
  const sections: OutlineSection[] = [];
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
    groups: grouped ? above.map((each) => each.heading) : NONE,
    inner,
    sections,
  };
}

/**
 * The level that a release's categories stand at: that of the highest one which is written as its name, else of the highest
 * heading. A heading beside the release's own says nothing of them, unless none stands below it.
 */
function levelOf(read: readonly Pick<OutlineSection, 'heading' | 'reading'>[], releaseLevel: number): number {
  let named = NO_LEVEL;
  let any = NO_LEVEL;
  let lowest = NO_LEVEL;
  for (const { heading, reading } of read) {
    const { level } = heading;
    lowest = Math.min(lowest, level);
    if (level <= releaseLevel) continue;
    any = Math.min(any, level);
    if (reading && !reading.alias) named = Math.min(named, level);
  }
  if (named !== NO_LEVEL) return named;
  return any !== NO_LEVEL ? any : lowest;
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

/** The items of the lists that stand in the document itself; lists inside of them are part of their entry. */
function readEntries({ blocks, first, end }: BlockRange, release: Release, section: Section | null): readonly Entry[] {
  const { kind, parent, start, end: ends, line } = blocks.table;
  const entries: Entry[] = [];
  for (let i = first; i < end; i++) {
    if (kind[i] !== BlockKind.Item) continue;
    const list = parent[i] as number;
    if (list < 0 || kind[list] !== BlockKind.List || parent[list] !== -1) continue;
    entries.push({
      start: start[i] as number,
      end: ends[i] as number,
      section,
      release,
      contentStart: blocks.contentStart[i] as number,
      line: line[i] as number,
      block: i,
    });
  }
  return entries;
}

/** What stands between the headings and the first category or list; definitions and HTML are no part of it. */
function findSummary({ table }: Blocks, first: number, end: number): Span | null {
  let start = -1;
  let last = -1;
  for (let i = first; i < end; i++) {
    if (table.parent[i] !== -1) continue;
    const kind = table.kind[i];
    if (kind === BlockKind.List) break;
    if (kind === BlockKind.Heading || kind === BlockKind.Definition || kind === BlockKind.Html) continue;
    if (start < 0) start = table.start[i] as number;
    last = table.end[i] as number;
  }
  return start < 0 ? null : { start, end: last };
}
