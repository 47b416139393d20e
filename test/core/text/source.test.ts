import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lineAt,
  lineEnd,
  lineEndWithEol,
  lineText,
  offsetAt,
  positionAt,
  toSource,
} from '../../../src/core/text/source.ts';

const anyText = fc
  .array(fc.constantFrom('\n', '\r', '\r\n', 'a', 'bc', ' ', '\ufeff', '\u2028', '😀', '\0'), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

describe('toSource', () => {
  it.each([
    ['', [0], 0, '\n'],
    ['a', [0], 0, '\n'],
    ['a\nb\n', [0, 2, 4], 0, '\n'],
    ['a\r\nb\r\n', [0, 3, 6], 0, '\r\n'],
    ['a\rb\r', [0, 2, 4], 0, '\r'],
    ['\r\r\n\n\r', [0, 1, 3, 4, 5], 0, '\r'],
    ['a\nb\r\nc\rd', [0, 2, 5, 7], 0, '\n'],
    ['\ufeffa\u2028b\r\n\ufeff', [0, 6], 1, '\r\n'],
  ])('finds the lines of %j', (text, lineStarts, contentStart, eol) => {
    const source = toSource(text);
    expect({ ...source, lineStarts: [...source.lineStarts] }).toEqual({
      text,
      lineStarts,
      lineCount: lineStarts.length,
      contentStart,
      eol,
    });
  });

  it('starts a line behind every line ending, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const expected = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((eol) => eol.index + eol[0].length)];
        expect([...toSource(text).lineStarts]).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('counts a million lines of either kind', () => {
    for (const eol of ['\n', '\r\n', '\r', '\n\r'])
      expect(toSource(eol.repeat(500_000)).lineCount).toBeGreaterThan(500_000);
  });
});

describe('offsets and positions', () => {
  it('are each other’s inverse, and agree about lines, in any text', () => {
    fc.assert(
      fc.property(anyText, fc.nat(50), (text, at) => {
        const source = toSource(text);
        const offset = Math.min(at, text.length);
        const line = lineAt(source, offset);
        expect(positionAt(source, offset).line).toBe(line);
        expect(source.lineStarts[line]).toBeLessThanOrEqual(offset);
        expect(lineEndWithEol(source, line)).toBeGreaterThanOrEqual(offset);
        expect(lineText(source, line)).not.toMatch(/[\r\n]/);
        // A place within a line ending is clamped to the line's end.
        expect(offsetAt(source, positionAt(source, offset))).toBe(Math.min(offset, lineEnd(source, line)));
      }),
      { numRuns: 2_000 },
    );
  });
});
