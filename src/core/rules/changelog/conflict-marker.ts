import type { Changelog } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { type Edit, sortEdits } from '../../text/edit.ts';
import { lineAt, lineEnd, lineEndWithEol, type Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { blockAt } from '../support/block-at.ts';
import type { TextIndex } from '../text-index.ts';

/** A line that git wrote into the file, as the lines' numbers from 0. */
interface Conflict {
  readonly marker: string;
  readonly open: number;
  /** The last common version, which `merge.conflictStyle = diff3` adds; null where it does not stand there. */
  readonly base: number | null;
  readonly middle: number | null;
  readonly close: number | null;
}

export default defineRule<Conflict>({
  id: 'changelog/conflict-marker',
  severity: 'error',
  scope: 'any',
  summary: 'A merge conflict was left in the file.',
  why: `Lines that start with seven \`<\`, \`|\` or \`>\` are what git writes around the two sides of a conflict. Both sides
stand in the file until somebody decides, and every tool that reads the changelog reads the markers as text. In a changelog
mostly both sides are right: two branches added an entry at the same place.`,
  check(context, report) {
    for (const conflict of findConflicts(context.changelog, context.index)) {
      const { source } = context.changelog;
      const start = Math.max(source.lineStarts[conflict.open] as number, source.contentStart);
      report({ start, end: lineEnd(source, conflict.open) }, conflict);
    }
  },
  message: ({ marker, middle }) =>
    middle === null
      ? `Unexpected conflict marker “${marker}”, expected none`
      : 'Unexpected merge conflict, expected one side of it or both',
  fixes: [
    {
      safety: 'unsafe',
      title: ({ middle }) => (middle === null ? 'Delete the conflict marker' : 'Keep both sides of the conflict'),
      edits: (conflict, { changelog }) => {
        const { open, base, middle, close } = conflict;
        if (middle === null || close === null) return deleteLines(changelog, [[open, open]]);
        return deleteLines(changelog, [
          [open, open],
          [base ?? middle, middle],
          [close, close],
        ]);
      },
    },
    {
      safety: 'unsafe',
      title: () => 'Keep the first side of the conflict',
      edits: ({ open, base, middle, close }, { changelog }) =>
        middle === null || close === null
          ? null
          : deleteLines(changelog, [
              [open, open],
              [base ?? middle, close],
            ]),
    },
    {
      safety: 'unsafe',
      title: () => 'Keep the second side of the conflict',
      edits: ({ open, middle, close }, { changelog }) =>
        middle === null || close === null
          ? null
          : deleteLines(changelog, [
              [open, middle],
              [close, close],
            ]),
    },
  ],
  examples: [
    {
      bad: '## [Unreleased]\n\n### Added\n\n⟦<<<<<<< HEAD⟧\n- One.\n=======\n- Two.\n>>>>>>> topic\n',
      good: '## [Unreleased]\n\n### Added\n\n- One.\n- Two.\n',
      message: 'Unexpected merge conflict, expected one side of it or both',
    },
    {
      bad: '### Added\n\n⟦<<<<<<< ours⟧\n- One.\n||||||| base\n- Old.\n=======\n- Two.\n>>>>>>> theirs\n',
      good: '### Added\n\n- One.\n- Two.\n',
    },
    {
      bad: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n⟦>>>>>>> topic⟧\n- One.\n',
      good: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n',
      message: 'Unexpected conflict marker “>>>>>>>”, expected none',
    },
    {
      bad: 'Title\n=======\n\n```\n<<<<<<< HEAD\n```\n\n⟦<<<<<<< HEAD⟧\n',
      good: 'Title\n=======\n\n```\n<<<<<<< HEAD\n```\n\n',
    },
  ],
});

/** The conflicts of a file: complete ones as one finding, every marker that belongs to none as its own. */
function findConflicts(changelog: Changelog, index: TextIndex): readonly Conflict[] {
  const opens = markerLines(changelog, index, '<<<<<<<');
  const bases = markerLines(changelog, index, '|||||||');
  const closes = markerLines(changelog, index, '>>>>>>>');
  if (opens.length + bases.length + closes.length === 0) return [];
  // `=======` alone may underline a heading; it is a marker between the two others only.
  const middles = opens.length === 0 ? [] : markerLines(changelog, index, '=======');
  const conflicts: Conflict[] = [];
  const used = new Set<number>();
  for (const [i, open] of opens.entries()) {
    const close = firstBetween(closes, open, opens[i + 1]);
    const middle = close === null ? null : firstBetween(middles, open, close);
    const base = middle === null ? null : firstBetween(bases, open, middle);
    if (middle === null) conflicts.push({ marker: '<<<<<<<', open, base: null, middle: null, close: null });
    else {
      conflicts.push({ marker: '<<<<<<<', open, base, middle, close });
      used.add(close as number);
      if (base !== null) used.add(base);
    }
  }
  for (const [marker, lines] of [['|||||||', bases] as const, ['>>>>>>>', closes] as const]) {
    for (const open of lines)
      if (!used.has(open)) conflicts.push({ marker, open, base: null, middle: null, close: null });
  }
  return conflicts;
}

/** The lines that consist of the marker, alone or with a name behind it, outside of code blocks. */
function markerLines({ source, blocks: { table } }: Changelog, index: TextIndex, marker: string): readonly number[] {
  const lines: number[] = [];
  for (const at of index.find(marker)) {
    const line = lineAt(source, at);
    if (source.lineStarts[line] !== at && !(line === 0 && at === source.contentStart)) continue;
    const behind = at + marker.length;
    if (behind !== lineEnd(source, line) && source.text[behind] !== ' ') continue;
    const block = blockAt(table, at);
    const kind = block < 0 ? null : table.kind[block];
    if (kind !== BlockKind.Fence && kind !== BlockKind.IndentedCode) lines.push(line);
  }
  return lines;
}

/** The first of the lines behind `from` and before `to`, null where there is none; the lines are in order. */
function firstBetween(lines: readonly number[], from: number, to: number | undefined): number | null {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as number) <= from) low = middle + 1;
    else high = middle;
  }
  const found = lines[low];
  return found !== undefined && (to === undefined || found < to) ? found : null;
}

function deleteLines({ source }: Changelog, ranges: readonly (readonly [number, number])[]): readonly Edit[] | null {
  const edits = ranges.map(([first, last]): Edit => {
    const span: Span = { start: source.lineStarts[first] as number, end: lineEndWithEol(source, last) };
    return { start: Math.max(span.start, source.contentStart), end: span.end, text: '' };
  });
  return sortEdits(edits, source.text.length);
}
