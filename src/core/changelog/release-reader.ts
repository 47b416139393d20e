import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import type { Source, Span } from '../text/source.ts';
import type { Version } from '../version/version.ts';
import type { NamedHeading } from './category-reader.ts';
import type { Entry, HeadingForm, Release, Section } from './model.ts';
import type { ReleaseHeading } from './release-heading.ts';
import type { FoundRelease } from './release-headings.ts';
import type { CategoryName } from './vocabulary.ts';

/** What the releases of one text are read from. */
export interface ReleaseDocument {
  readonly source: Source;
  readonly blocks: Blocks;
  readonly readHeading: (span: Span) => NamedHeading;
}

/** The headings of a release, told apart by what they are for. */
interface Outline {
  readonly titleHeading: Heading | null;
  readonly groups: readonly Heading[];
  readonly inner: readonly Heading[];
  readonly sections: readonly OutlineSection[];
}

const NONE: readonly Heading[] = [];
const EMPTY: Outline = { titleHeading: null, groups: NONE, inner: NONE, sections: [] };
/** Deeper than any heading. */
const NO_LEVEL = 7;

interface OutlineSection {
  readonly heading: Heading;
  readonly group: Heading | null;
  readonly named: NamedHeading;
}

/**
 * Reads the release at `index` of those that were found: its title and categories. Entries and summary are read when they are
 * asked for: most checks look at headings only, and a large changelog has ten entries for each of them.
 *
 * @param end where the last release ends
 */
export function readRelease(
  document: ReleaseDocument,
  found: readonly FoundRelease[],
  index: number,
  end: number,
): Release {
  return new ReadRelease(document, found[index] as FoundRelease, found[index + 1] ?? null, index, end);
}

class ReadRelease implements Release {
  readonly #blocks: Blocks;
  readonly #contentEnd: number;
  readonly #reading: ReleaseHeading;
  #summary: Span | null | undefined;
  #looseEntries: readonly Entry[] | undefined;
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly heading: Heading;
  readonly version: Version | null;
  readonly title: string | null;
  readonly titleHeading: Heading | null;
  readonly groups: readonly Heading[];
  readonly innerHeadings: readonly Heading[];
  readonly sections: readonly Section[];

  constructor(
    document: ReleaseDocument,
    { heading, reading, place }: FoundRelease,
    next: FoundRelease | null,
    index: number,
    end: number,
  ) {
    const { source, blocks } = document;
    const { lineStarts } = source;
    const last = next ? next.place : blocks.headings.length;
    const outline = plainOutlineOf(document, place + 1, last) ?? outlineOf(document, heading, place + 1, last);
    this.#blocks = blocks;
    this.#reading = reading;
    this.index = index;
    this.start = lineStarts[heading.line] as number;
    this.end = next ? (lineStarts[next.heading.line] as number) : end;
    this.heading = heading;
    this.version = reading.version;
    this.title = titleOf(source.text, outline.titleHeading, reading);
    this.titleHeading = outline.titleHeading;
    this.groups = outline.groups;
    this.innerHeadings = outline.inner;
    const read = outline.sections;
    const nextBlock = next ? next.heading.block : blocks.table.count;
    this.#contentEnd = read[0] ? read[0].heading.block : nextBlock;
    const sections = new Array<Section>(read.length);
    for (let i = 0; i < read.length; i++) {
      const each = read[i] as OutlineSection;
      const below = read[i + 1];
      const start = lineStarts[each.heading.line] as number;
      const behind = below ? (lineStarts[firstHeadingOf(below, each.group).line] as number) : this.end;
      sections[i] = new ReadSection(this, each, start, behind, blocks, below ? below.heading.block : nextBlock);
    }
    this.sections = sections;
  }

  get label(): string {
    return this.#reading.label;
  }

  get labelSpan(): Span {
    return this.#reading.labelSpan;
  }

  get unreleased(): boolean {
    return this.#reading.unreleased;
  }

  get dateText(): string | null {
    return this.#reading.dateText;
  }

  get dateSpan(): Span | null {
    return this.#reading.dateSpan;
  }

  get date(): string | null {
    return this.#reading.date;
  }

  get yanked(): boolean {
    return this.#reading.yanked;
  }

  get yankedSpan(): Span | null {
    return this.#reading.yankedSpan;
  }

  get form(): HeadingForm {
    return this.#reading.form;
  }

  get summary(): Span | null {
    if (this.#summary === undefined) {
      this.#summary = findSummary(this.#blocks, this.heading.block + 1, this.#contentEnd);
    }
    return this.#summary;
  }

  get looseEntries(): readonly Entry[] {
    this.#looseEntries ??= readEntries(this.#blocks, this.heading.block + 1, this.#contentEnd, this, null);
    return this.#looseEntries;
  }
}

class ReadSection implements Section {
  readonly #blocks: Blocks;
  readonly #named: NamedHeading;
  /** The block behind its last one. */
  readonly #contentEnd: number;
  #entries: readonly Entry[] | undefined;
  readonly release: Release;
  readonly heading: Heading;
  readonly group: Heading | null;
  readonly start: number;
  readonly end: number;

  constructor(
    release: Release,
    { heading, group, named }: OutlineSection,
    start: number,
    end: number,
    blocks: Blocks,
    contentEnd: number,
  ) {
    this.#blocks = blocks;
    this.#named = named;
    this.#contentEnd = contentEnd;
    this.release = release;
    this.heading = heading;
    this.group = group;
    this.start = start;
    this.end = end;
  }

  get name(): string {
    return this.#named.name;
  }

  get category(): CategoryName | null {
    return this.#named.reading?.category ?? null;
  }

  get kind(): 'change' | 'note' {
    return this.#named.reading?.kind ?? 'change';
  }

  get hasEntries(): boolean {
    const { kind, parent } = this.#blocks.table;
    for (let i = this.heading.block + 1; i < this.#contentEnd; i++) {
      if (kind[i] === BlockKind.List && parent[i] === -1) return true;
    }
    return false;
  }

  get entries(): readonly Entry[] {
    this.#entries ??= readEntries(this.#blocks, this.heading.block + 1, this.#contentEnd, this.release, this);
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

/**
 * Reads the headings from `from` up to `to`, two places among those of the document, where all of them name categories. Nearly
 * every release has categories and no other headings.
 */
function plainOutlineOf({ blocks, readHeading }: ReleaseDocument, from: number, to: number): Outline | null {
  if (from === to) return EMPTY;
  const sections = new Array<OutlineSection>(to - from);
  for (let i = from; i < to; i++) {
    const heading = blocks.headings[i] as Heading;
    if (heading.parent !== -1) return null;
    const named = readHeading(heading.text);
    if (!named.reading) return null;
    sections[i - from] = { heading, group: null, named };
  }
  return { titleHeading: null, groups: NONE, inner: NONE, sections };
}

/** Tells headings of any kind apart by their levels. */
function outlineOf({ blocks, readHeading }: ReleaseDocument, own: Heading, from: number, to: number): Outline {
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

/** The items of the lists that stand in the document itself; lists inside of them are part of their entry. */
function readEntries(
  blocks: Blocks,
  first: number,
  end: number,
  release: Release,
  section: Section | null,
): readonly Entry[] {
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
