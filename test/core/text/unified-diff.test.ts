import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../src/core/text/unified-diff.ts';

/** Applies a difference line by line, and checks every line that it says is there. */
function apply(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  const lines = diff.split('\n').slice(2, -1);
  for (const [i, line] of lines.entries()) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@$/.exec(line);
    if (hunk) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      while (at < start) result.push(old[at++] as string);
      continue;
    }
    if (line.startsWith('\\')) continue;
    const text = line.slice(1) + (lines[i + 1]?.startsWith('\\') ? '' : '\n');
    if (line[0] !== '+') expect(old[at++]).toBe(text);
    if (line[0] !== '-') result.push(text);
  }
  return [...result, ...old.slice(at)].join('');
}

describe('the unified difference of two texts', () => {
  it.each([
    ['one line', 'a\nb\nc\n', 'a\nB\nc\n', '--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n'],
    ['a new file', null, 'a\n', '--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n'],
    ['a deleted file', 'a\n', null, '--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n'],
    ['a missing final newline', 'a', 'a\n', '--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n'],
    ['nothing', 'a\n', 'a\n', ''],
  ])('%s', (_, before, after, diff) => {
    expect(unifiedDiff('f', before, after)).toBe(diff);
  });

  it('leads from one to the other (property)', () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'long line\r\n'), { maxLength: 40 })
      .chain((lines) => fc.constantFrom('', 'end').map((end) => lines.join('') + end));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('f', before, after);
        if (before === after) expect(diff).toBe('');
        else expect(apply(before, diff)).toBe(after);
      }),
      { numRuns: 1000 },
    );
  });
});
