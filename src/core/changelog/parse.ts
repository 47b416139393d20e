import { BlockKind, type Blocks, type Definition, type Heading } from '../markdown/blocks.ts';
import { rescanBlocks } from '../markdown/rescan.ts';
import { scanBlocks } from '../markdown/scan.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { CategoryPolicy } from '../policy/policy.ts';
import type { TextChange } from '../text/find-change.ts';
import { lineEnd, type Source, type Span, toSource } from '../text/source.ts';
import { toCategoryReader, toHeadingReader } from './category-reader.ts';
import { findClosing } from './find-closing.ts';
import { foldLabel } from './links/label.ts';
import type { Changelog, Release } from './model.ts';
import { findReleaseHeadings } from './release-headings.ts';
import { readRelease } from './release-reader.ts';
import type { Vocabulary } from './terms.ts';
import { ENGLISH, vocabularyOf } from './vocabulary.ts';

export interface ParseOptions {
  readonly categories: readonly CategoryPolicy[];
  /** BCP 47 tag, or `auto`. */
  readonly language: string;
}

/** The model of an earlier version of a text, and how it became the next one. */
export interface EarlierChangelog {
  readonly changelog: Pick<Changelog, 'source' | 'blocks'>;
  readonly change: TextChange;
}

/**
 * Reads a text as a changelog (Keep a Changelog 2.0.0, "How do I make a good changelog?").
 *
 * Total: any text has a model, if only one without releases. Lossless: see the invariant of `Changelog`. Linear in time.
 *
 * @param earlier makes it faster, and nothing else
 */
export function parseChangelog(
  input: string | Source,
  options: ParseOptions = DEFAULT_POLICY.changelog,
  earlier: EarlierChangelog | null = null,
): Changelog {
  const source = typeof input === 'string' ? toSource(input) : input;
  const blocks = earlier ? rescanOf(source, earlier) : scanBlocks(source);
  const found = findReleaseHeadings(source.text, blocks.headings);
  const readCategory = toCategoryReader(options.categories);
  const strays = found.strays.filter(({ text }) => !readCategory(source.text.slice(text.start, text.end)));
  const closing = findClosing(source.text, blocks, found.releases, strays);
  const tail = findTail(source, blocks, found.releases.at(-1)?.heading ?? null, closing);
  const document = { source, blocks, readHeading: toHeadingReader(source.text, readCategory) };
  const releases: Release[] = [];
  const listed = found.releases.at(-1)?.heading === closing ? found.releases.slice(0, -1) : found.releases;
  for (let index = 0; index < listed.length; index++) {
    releases.push(readRelease(document, listed, index, tail.start, closing));
  }
  const head = { start: 0, end: releases[0]?.start ?? tail.start };
  const title = found.titles[0] && found.titles[0].end <= head.end ? found.titles[0] : null;
  let definitionsByLabel: ReadonlyMap<string, Definition> | null = null;
  return {
    source,
    blocks,
    head,
    title,
    titles: found.titles,
    preamble: findPreamble(source, blocks, head, title),
    releases,
    strayHeadings: closing ? strays.filter((heading) => heading !== closing) : strays,
    definitions: blocks.definitions,
    get definitionsByLabel() {
      definitionsByLabel ??= toDefinitionsByLabel(source.text, blocks.definitions);
      return definitionsByLabel;
    },
    tail,
    releaseLevel: found.level,
    vocabulary: options.language === 'auto' ? guessVocabulary(releases, readCategory) : vocabularyOf(options.language),
  };
}

function rescanOf(source: Source, { changelog, change }: EarlierChangelog): Blocks {
  return rescanBlocks(source, { source: changelog.source, blocks: changelog.blocks, change });
}

function toDefinitionsByLabel(text: string, definitions: readonly Definition[]): ReadonlyMap<string, Definition> {
  const byLabel = new Map<string, Definition>();
  for (const definition of definitions) {
    const label = foldLabel(text.slice(definition.label.start, definition.label.end));
    if (!byLabel.has(label)) byLabel.set(label, definition);
  }
  return byLabel;
}

/** The definitions, comments and blank lines at the end of the text, once no release content follows them, or what closes it. */
function findTail(source: Source, { table }: Blocks, last: Heading | null, closing: Heading | null): Span {
  let start = source.text.length;
  if (closing) return { start: source.lineStarts[closing.line] as number, end: start };
  for (let i = table.count - 1; i > (last?.block ?? -1); i--) {
    if (table.parent[i] !== -1) continue;
    const kind = table.kind[i];
    if (kind !== BlockKind.Definition && !(kind === BlockKind.Html && isComment(source.text, table.start[i] as number)))
      break;
    start = source.lineStarts[table.line[i] as number] as number;
  }
  return { start, end: source.text.length };
}

function isComment(text: string, offset: number): boolean {
  return text.startsWith('<!--', offset);
}

function findPreamble(source: Source, { table }: Blocks, head: Span, title: Heading | null): Span | null {
  let start = -1;
  let end = -1;
  for (let i = title ? title.block + 1 : 0; i < table.count && (table.start[i] as number) < head.end; i++) {
    if (table.parent[i] !== -1) continue;
    const kind = table.kind[i];
    if (kind === BlockKind.Definition || kind === BlockKind.Html || kind === BlockKind.Heading) continue;
    if (start < 0) start = table.start[i] as number;
    end = table.end[i] as number;
  }
  return start < 0 ? null : { start, end: Math.min(end, lineEnd(source, source.lineCount - 1)) };
}

/** Enough to tell a language by; a changelog does not change its own in its five hundredth heading. */
const VOCABULARY_SAMPLE = 500;

/** English unless most of the first category headings are written in one other language. */
function guessVocabulary(releases: readonly Release[], readCategory: ReturnType<typeof toCategoryReader>): Vocabulary {
  const counts = new Map<string, number>();
  let seen = 0;
  for (const { sections } of releases) {
    for (const { name } of sections) {
      const language = readCategory(name)?.language;
      if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
      seen++;
    }
    if (seen >= VOCABULARY_SAMPLE) break;
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first ? vocabularyOf(first[0]) : ENGLISH;
}
