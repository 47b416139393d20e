import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spliceSource } from '../../server/splice-source.ts';
import { toSource } from '../../src/core/index.ts';

const plain = (source: ReturnType<typeof toSource>) => ({ ...source, lineStarts: [...source.lineStarts] });

describe('spliceSource', () => {
  it.each([
    ['into the empty text', '', 0, 0, 'a\nb'],
    ['between CR and LF', 'a\r\nb', 2, 2, 'x'],
    ['CR in front of LF', 'a\nb', 1, 1, '\r'],
    ['LF behind CR', 'a\rb', 2, 2, '\n'],
    ['removing the LF of CRLF', 'a\r\nb', 2, 3, ''],
    ['removing what stood between CR and LF', 'a\rxx\nb', 2, 4, ''],
    ['everything', 'a\nb\nc', 0, 5, ''],
    ['a byte-order mark', 'a', 0, 0, '\ufeff'],
    ['the byte-order mark away', '\ufeffa\r\n', 0, 1, ''],
    ['at the end', 'a\n', 2, 2, 'b\n'],
    ['one half of a surrogate pair', 'a😀b', 1, 2, ''],
  ])('equals reading the new text afresh: %s', (_name, text, start, end, inserted) => {
    const spliced = spliceSource(toSource(text), start, end, inserted);
    expect(plain(spliced)).toEqual(plain(toSource(text.slice(0, start) + inserted + text.slice(end))));
  });

  it('equals reading the new text afresh for any chain of edits', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '\u2028', '\ufeff', '😀'), maxLength: 30 });
    const edits = fc.array(fc.record({ at: fc.nat(60), length: fc.nat(8), inserted: text }), { maxLength: 8 });
    fc.assert(
      fc.property(text, edits, (first, chain) => {
        let source = toSource(first);
        for (const { at, length, inserted } of chain) {
          const start = Math.min(at, source.text.length);
          source = spliceSource(source, start, Math.min(start + length, source.text.length), inserted);
          expect(plain(source)).toEqual(plain(toSource(source.text)));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
