import { BlockKind, type Blocks, type Heading } from '../markdown/blocks.ts';
import type { Span } from '../text/source.ts';
import type { Version } from '../version/version.ts';
import type { NamedHeading } from './category-reader.ts';
import type { Entry, HeadingForm, Release, ReleaseHeading, Section } from './model.ts';
import type { FoundRelease } from './release-headings.ts';
import { type Outline, type OutlineSection, outlineOf, PLAIN, type ReleaseDocument } from './release-outline.ts';
import type { CategoryName } from './terms.ts';

/**
 * Reads the release at `index` of those that were found: its title and categories. Entries and summary are read when they are
 * asked for: most checks look at headings only, and a large changelog has ten entries for each of them.
 *
 * @param end where the last release ends
 * @param closing the heading that it ends at, if one closes the file
 */
export function readRelease(
  document: ReleaseDocument,
  found: readonly FoundRelease[],
  index: number,
  end: number,
  closing: Heading | null,
): Release {
  return new ReadRelease(document, found[index] as FoundRelease, found[index + 1] ?? null, index, end, closing);
}

class ReadRelease implements Release {
  readonly #blocks: Blocks;
  readonly #contentEnd: number;
  readonly #reading: ReleaseHeading;
  readonly #outline: Outline;
  #summary: Span | null | undefined;
  #looseEntries: readonly Entry[] | undefined;
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly heading: Heading;
  readonly version: Version | null;
  readonly title: string | null;
  readonly sections: readonly Section[];

  constructor(
    document: ReleaseDocument,
    { heading, reading, place }: FoundRelease,
    next: FoundRelease | null,
    index: number,
    end: number,
    closing: Heading | null,
  ) {
    const { source, blocks } = document;
    const { lineStarts } = source;
    this.#blocks = blocks;
    this.#reading = reading;
    this.index = index;
    this.start = lineStarts[heading.line] as number;
    this.end = next ? (lineStarts[next.heading.line] as number) : end;
    this.heading = heading;
    this.version = reading.version;
    const last = next ? next.place : blocks.headings.length - (closing ? 1 : 0);
    const nextBlock = (next ? next.heading : closing)?.block ?? blocks.table.count;
    const plain = readPlainSections(this, document, place + 1, last, nextBlock);
    this.#outline = plain ? PLAIN : outlineOf(document, heading, place + 1, last);
    this.sections = plain ?? readSections(this, document, this.#outline.sections, nextBlock);
    this.title = titleOf(source.text, this.#outline.titleHeading, reading);
    this.#contentEnd = this.sections[0] ? this.sections[0].heading.block : nextBlock;
  }

  get titleHeading(): Heading | null {
    return this.#outline.titleHeading;
  }

  get groups(): readonly Heading[] {
    return this.#outline.groups;
  }

  get innerHeadings(): readonly Heading[] {
    return this.#outline.inner;
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
    heading: Heading,
    group: Heading | null,
    named: NamedHeading,
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

function titleOf(text: string, heading: Heading | null, reading: ReleaseHeading): string | null {
  if (heading) return text.slice(heading.text.start, heading.text.end);
  return reading.dateText !== null && reading.form.rest !== '' && !reading.unreleased ? reading.form.rest : null;
}

/**
 * Reads the headings from `from` up to `to`, two places among those of the document, where all of them name categories. Nearly
 * every release has categories and no other headings.
 *
 * @param nextBlock the block behind the release
 * @returns null where there is any other heading.
 */
function readPlainSections(
  release: Release,
  { source: { lineStarts }, blocks, readHeading }: ReleaseDocument,
  from: number,
  to: number,
  nextBlock: number,
): readonly Section[] | null {
  const { headings } = blocks;
  const sections = new Array<Section>(to - from);
  for (let i = from; i < to; i++) {
    const heading = headings[i] as Heading;
    if (heading.parent !== -1) return null;
    const named = readHeading(heading.text);
    if (!named.reading) return null;
    const below = i + 1 < to ? (headings[i + 1] as Heading) : null;
    const start = lineStarts[heading.line] as number;
    const end = below ? (lineStarts[below.line] as number) : release.end;
    sections[i - from] = new ReadSection(release, heading, null, named, start, end, blocks, below?.block ?? nextBlock);
  }
  return sections;
}

function readSections(
  release: Release,
  { source: { lineStarts }, blocks }: ReleaseDocument,
  read: readonly OutlineSection[],
  nextBlock: number,
): readonly Section[] {
  return read.map(({ heading, group, named, next }) => {
    const start = lineStarts[heading.line] as number;
    const end = next ? (lineStarts[next.line] as number) : release.end;
    return new ReadSection(release, heading, group, named, start, end, blocks, next?.block ?? nextBlock);
  });
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
