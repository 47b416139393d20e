import { foldEntry } from '../../changelog/entry-text.ts';
import type { Changelog, Section } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { applyEdits, type Edit } from '../../text/edit.ts';
import { lineAt, lineEndWithEol, lineText, type Span } from '../../text/source.ts';
import { blockAt } from './block-at.ts';
import { isDistinctive } from './entry-texts.ts';
import { hasInnerHeading } from './heading-level.ts';
import { mergeRemovals, removeEntry, removeParagraphLines } from './removals.ts';
import { contentOf } from './section-content.ts';

/**
 * Moves what a section says behind what another one says, and deletes its heading. An entry that both have, word for word, is
 * kept once; a short text without a reference may stand for two changes and is kept twice.
 *
 * @returns null where the first section has headings of its own, under which the entries would be.
 */
export function mergeSections(changelog: Changelog, first: Section, second: Section): readonly Edit[] | null {
  if (hasInnerHeading(first)) return null;
  const { source } = changelog;
  const headingStart = source.lineStarts[second.heading.line] as number;
  const moved = contentOf(changelog, second);
  if (!moved) return [removeParagraphLines(changelog, second.heading.line, second.heading.lastLine)];
  const lastLine = lineAt(source, Math.max(moved.start, moved.end - 1));
  const removed = removeParagraphLines(changelog, second.heading.line, lastLine);
  const repetitions = repetitionsOf(changelog, first, second);
  if (repetitions === 'all') return [removed];
  const { start, end } = linesOf(changelog, moved);
  const place = placeBehind(changelog, first, moved);
  if (source.text.slice(place.at, headingStart).trim() === '') {
    return [{ start: place.at, end: start, text: place.before }, ...repetitions];
  }
  return [
    { start: place.at, end: place.at, text: place.before + movedText(changelog, { start, end }, repetitions) },
    removed,
  ];
}

/** The edit that writes what a section says behind what another one says, each entry once; none where nothing is new. */
export function moveLines(changelog: Changelog, first: Section, second: Section): readonly Edit[] {
  const moved = contentOf(changelog, second);
  const repetitions = repetitionsOf(changelog, first, second);
  if (!moved || repetitions === 'all') return [];
  const { at, before } = placeBehind(changelog, first, moved);
  return [{ start: at, end: at, text: before + movedText(changelog, linesOf(changelog, moved), repetitions) }];
}

function movedText({ source }: Changelog, { start, end }: Span, removals: readonly Edit[]): string {
  const relative = removals.map((edit) => ({
    start: Math.max(edit.start, start) - start,
    end: Math.min(edit.end, end) - start,
    text: edit.text,
  }));
  const text = applyEdits(source.text.slice(start, end), relative);
  return /[\r\n]$/.test(text) ? text : text + source.eol;
}

/** The edits that take out what the first section says already; `all` where nothing else is left. */
function repetitionsOf(changelog: Changelog, first: Section, second: Section): readonly Edit[] | 'all' {
  const { text } = changelog.source;
  const said = new Set(first.entries.map((entry) => foldEntry(text, entry)));
  const repeated = second.entries.filter((entry) => {
    const folded = foldEntry(text, entry);
    return isDistinctive(folded) && said.has(folded);
  });
  if (repeated.length === 0) return [];
  const removals = mergeRemovals(repeated.map((entry) => removeEntry(changelog, entry)));
  const content = contentOf(changelog, second);
  if (repeated.length < second.entries.length || !content) return removals;
  const { start, end } = linesOf(changelog, content);
  const isAllGone = movedText(changelog, { start, end }, removals).trim() === '';
  return isAllGone ? 'all' : removals;
}

/** Where the first section's content ends, and what has to part it from what comes behind it. */
function placeBehind(
  changelog: Changelog,
  first: Section,
  moved: Span,
): { readonly at: number; readonly before: string } {
  const { source } = changelog;
  const content = contentOf(changelog, first);
  if (!content) {
    const line = first.heading.lastLine + 1;
    const blank = line < source.lineCount && lineText(source, line).trim() === '';
    return { at: lineEndWithEol(source, blank ? line : first.heading.lastLine), before: blank ? '' : source.eol };
  }
  const { end } = linesOf(changelog, content);
  const tight = isInList(changelog, content.end - 1) && isInList(changelog, moved.start) && !isLoose(changelog, first);
  return { at: end, before: tight ? '' : source.eol };
}

function linesOf({ source }: Changelog, { start, end }: Span): Span {
  return {
    start: source.lineStarts[lineAt(source, start)] as number,
    end: lineEndWithEol(source, lineAt(source, Math.max(start, end - 1))),
  };
}

/** True where the block of the document itself that holds `offset` is a list. */
function isInList({ blocks: { table } }: Changelog, offset: number): boolean {
  let block = blockAt(table, offset);
  while (block >= 0 && table.parent[block] !== -1) block = table.parent[block] as number;
  return block >= 0 && table.kind[block] === BlockKind.List;
}

/** True for a list with a blank line between its items. */
function isLoose({ source }: Changelog, { entries }: Section): boolean {
  const second = entries[1];
  return second !== undefined && lineText(source, second.line - 1).trim() === '';
}
