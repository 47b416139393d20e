import type { Changelog, Entry, Section } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import { lineAt, lineText } from '../../text/source.ts';
import { removeLines } from './remove-lines.ts';
import { contentOf } from './section-content.ts';

/** Takes an entry out of its list, with the blank lines that part it from the next one. */
export function removeEntry(changelog: Changelog, entry: Entry): Edit {
  const { source, blocks } = changelog;
  const last = blocks.table.lastLine[entry.block] as number;
  const siblings = entry.section?.entries ?? entry.release.looseEntries;
  const next = siblings.find(({ start }) => start > entry.start);
  if (next && isBlankBetween(changelog, last, next.line)) return removeLines(source, entry.line, next.line - 1);
  const before = siblings.findLast(({ start }) => start < entry.start);
  const lastBefore = before ? (blocks.table.lastLine[before.block] as number) : null;
  // The last item of a loose list takes the blank line in front of it along.
  if (!next && lastBefore !== null && isBlankBetween(changelog, lastBefore, entry.line)) {
    return removeLines(source, lastBefore + 1, last);
  }
  // Nor is there a list any more that blank lines would part from what comes.
  if (!next && !before) return removeParagraphLines(changelog, entry.line, last);
  return removeLines(source, entry.line, last);
}

function isBlankBetween({ source }: Changelog, line: number, next: number): boolean {
  for (let between = line + 1; between < next; between++) if (lineText(source, between).trim() !== '') return false;
  return next > line + 1;
}

/** Takes a category out of its release: its heading, its content and the blank lines behind. */
export function removeSection(changelog: Changelog, section: Section): Edit {
  const { source } = changelog;
  const content = contentOf(changelog, section);
  const last = content ? lineAt(source, Math.max(content.start, content.end - 1)) : section.heading.lastLine;
  return removeParagraphLines(changelog, section.heading.line, last);
}

/** Removals that take the same blank lines along, as one; they come in the order of the text. */
export function mergeRemovals(removals: readonly Edit[]): readonly Edit[] {
  const merged: Edit[] = [];
  for (const removal of removals) {
    const last = merged.at(-1);
    if (!last || removal.start > last.end) merged.push(removal);
    else
      merged[merged.length - 1] = {
        start: Math.min(last.start, removal.start),
        end: Math.max(last.end, removal.end),
        text: '',
      };
  }
  return merged;
}

/** Takes lines out with the blank lines behind them; at the end of the text, those in front of them. */
export function removeParagraphLines({ source }: Changelog, first: number, last: number): Edit {
  let end = last;
  while (end + 1 < source.lineCount && lineText(source, end + 1).trim() === '') end++;
  let start = first;
  if (end === source.lineCount - 1) {
    while (start > 0 && lineText(source, start - 1).trim() === '') start--;
    // The text goes on to end as it did: with a line ending or without.
    end = last;
  }
  return removeLines(source, start, end);
}
