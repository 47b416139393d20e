import type { Blocks, Heading } from '../markdown/blocks.ts';
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
}

/** Tells the headings from `from` up to `to`, two places among those of the document, apart by their levels. */
export function outlineOf({ blocks, readHeading }: ReleaseDocument, own: Heading, from: number, to: number): Outline {
  const read: OutlineSection[] = [];
  for (let i = from; i < to; i++) {
    const heading = blocks.headings[i] as Heading;
    if (heading.parent === -1) read.push({ heading, group: null, named: readHeading(heading.text) });
  }
  if (read.every(({ named }) => named.reading)) {
    return { titleHeading: null, groups: NONE, inner: NONE, sections: read };
  }
  const level = levelOf(read, own.level);
  const first = read.findIndex((each) => each.heading.level >= level);
  const above = read.filter((each) => each.heading.level < level && !each.named.reading);
  const grouped =
    above.length > 1 || (above.length === 1 && read.indexOf(above[0] as (typeof read)[number]) > first && first >= 0);
  const sections: OutlineSection[] = [];
  const inner: Heading[] = [];
  let group: Heading | null = null;
  for (const { heading, named } of read) {
    if (heading.level < level && !named.reading) {
      if (grouped) group = heading;
    } else if (heading.level === level || named.reading) sections.push({ heading, group, named });
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
function levelOf(read: readonly OutlineSection[], releaseLevel: number): number {
  let category = NO_LEVEL;
  let any = NO_LEVEL;
  let lowest = NO_LEVEL;
  for (const { heading, named } of read) {
    const { level } = heading;
    lowest = Math.min(lowest, level);
    if (level <= releaseLevel) continue;
    any = Math.min(any, level);
    if (named.reading && !named.reading.alias) category = Math.min(category, level);
  }
  if (category !== NO_LEVEL) return category;
  return any !== NO_LEVEL ? any : lowest;
}
