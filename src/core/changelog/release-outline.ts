import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import type { Source, Span } from '../text/source.ts';
import type { NamedHeading } from './category-reader.ts';

/** What the releases of one text are read from. */
export interface ReleaseDocument {
  readonly source: Source;
  readonly blocks: Blocks;
  readonly readHeading: (span: Span) => NamedHeading;
}

/** The headings of a release, told apart by what they are for. */
export interface Outline {
  readonly titleHeading: Heading | null;
  readonly groups: readonly Heading[];
  readonly inner: readonly Heading[];
  readonly sections: readonly OutlineSection[];
}

const NONE: readonly Heading[] = [];
/** Of a release whose headings all name categories. */
export const PLAIN: Outline = { titleHeading: null, groups: NONE, inner: NONE, sections: [] };
/** Deeper than any heading. */
const NO_LEVEL = 7;

export interface OutlineSection {
  readonly heading: Heading;
  readonly group: Heading | null;
  readonly named: NamedHeading;
  /** The heading that ends it, of another section or of a group; null where the release does. */
  readonly next: Heading | null;
}

/** Tells the headings from `from` up to `to`, two places among those of the document, apart by their levels. */
export function outlineOf({ blocks, readHeading }: ReleaseDocument, own: Heading, from: number, to: number): Outline {
  const read: OutlineSection[] = [];
  for (let i = from; i < to; i++) {
    const heading = blocks.headings[i] as Heading;
    if (heading.parent === -1) read.push({ heading, group: null, named: readHeading(heading.text), next: null });
  }
  if (read.every(({ named }) => named.reading)) {
    return {
      titleHeading: null,
      groups: NONE,
      inner: NONE,
      sections: read.map((each, i) => ({ ...each, next: read[i + 1]?.heading ?? null })),
    };
  }
  const level = levelOf(read, own.level);
  const first = read.findIndex((each) => each.heading.level >= level);
  const above = read.filter((each) => each.heading.level < level && !each.named.reading);
  const grouped =
    above.length > 1 || (above.length === 1 && read.indexOf(above[0] as (typeof read)[number]) > first && first >= 0);
  const sections: OutlineSection[] = [];
  const inner: Heading[] = [];
  let group: Heading | null = null;
  const isGroup = ({ heading, named }: OutlineSection): boolean => heading.level < level && !named.reading;
  const isSection = ({ heading, named }: OutlineSection): boolean => heading.level === level || named.reading !== null;
  const ends = read.filter((each) => (isGroup(each) ? grouped : isSection(each)));
  for (const each of read) if (!isGroup(each) && !isSection(each)) inner.push(each.heading);
  for (const [i, each] of ends.entries()) {
    if (isGroup(each)) {
      group = each.heading;
      // What is listed in front of the first category of a group is of the group, and of no category of the one above.
      if (!hasList(blocks, group.block + 1, ends[i + 1]?.heading.block ?? endOf(blocks, to))) continue;
    }
    sections.push({ ...each, group, next: ends[i + 1]?.heading ?? null });
  }
  return {
    titleHeading: grouped ? null : (above[0]?.heading ?? null),
    groups: grouped ? above.map((each) => each.heading) : NONE,
    inner,
    sections,
  };
}

function hasList({ table: { kind, parent } }: Blocks, from: number, to: number): boolean {
  for (let block = from; block < to; block++) if (kind[block] === BlockKind.List && parent[block] === -1) return true;
  return false;
}

/** The block behind the last heading’s content: the next heading of the document. */
function endOf({ headings, table }: Blocks, to: number): number {
  return headings[to]?.block ?? table.count;
}

/**
 * The level that a release's categories stand at: that of the highest one which is written as its name, else of the highest
 * heading. A heading beside the release's own says nothing of them, unless none stands below it.
 */
function levelOf(read: readonly OutlineSection[], releaseLevel: number): number {
  let category = NO_LEVEL;
  let any = NO_LEVEL;
  let lowest = NO_LEVEL;
  const aliases: number[] = [];
  for (const { heading, named } of read) {
    const { level } = heading;
    lowest = Math.min(lowest, level);
    if (level <= releaseLevel) continue;
    any = Math.min(any, level);
    if (named.reading && !named.reading.alias) category = Math.min(category, level);
    else if (named.reading) aliases.push(level);
  }
  if (category !== NO_LEVEL) return category;
  // `Additions` and `Fixes` below the name of what they are of; one by itself may be of anything.
  const alias = Math.min(...aliases);
  if (alias > any && aliases.filter((each) => each === alias).length > 1) return alias;
  return any !== NO_LEVEL ? any : lowest;
}
