import { BlockKind } from '../../markdown/blocks.ts';
import { lineAt, lineEnd } from '../../text/source.ts';
import { defineRule } from '../rule.ts';

const MARKERS = ['<<<<<<< ', '||||||| ', '>>>>>>> '] as const;

export default defineRule<{ readonly marker: string }>({
  id: 'changelog/conflict-marker',
  severity: 'error',
  scope: 'any',
  summary: 'A merge conflict was left in the file.',
  why: `Lines that start with seven \`<\`, \`|\` or \`>\` are what git writes around the two sides of a conflict. Both sides
stand in the file until somebody decides: keep what is right and delete the markers.`,
  check({ changelog, index, text }, report) {
    const { source, blocks } = changelog;
    for (const marker of MARKERS) {
      for (const at of index.find(marker)) {
        const line = lineAt(source, at);
        const atLineStart = source.lineStarts[line] === at;
        if (atLineStart && !isInCode(blocks.table, at)) {
          report({ start: at, end: lineEnd(source, line) }, { marker: text.slice(at, at + 7) });
        }
      }
    }
  },
  message: ({ marker }) => `Unexpected conflict marker “${marker}”, expected one side of the merge`,
  examples: [
    {
      bad: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n⟦>>>>>>> topic⟧\n',
      good: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One side of the merge.\n',
      message: 'Unexpected conflict marker “>>>>>>>”, expected one side of the merge',
    },
  ],
});

function isInCode(
  table: { count: number; kind: Uint8Array; start: Int32Array; end: Int32Array },
  offset: number,
): boolean {
  for (let i = 0; i < table.count; i++) {
    if ((table.start[i] as number) > offset) return false;
    const kind = table.kind[i];
    if ((kind === BlockKind.Fence || kind === BlockKind.IndentedCode) && offset < (table.end[i] as number)) return true;
  }
  return false;
}
