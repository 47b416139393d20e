import { describe, expect, it } from 'vitest';
import { toClientSupport } from '../../server/client-support.ts';
import { Converter } from '../../server/convert.ts';
import { createPositions } from '../../server/position-encoding.ts';
import { toSource } from '../../src/core/index.ts';
import { applyTextEdits } from '../support/lsp-client.ts';
import { readSources } from '../support/sources.ts';

describe('convert.ts', () => {
  it('is the only file of the server that knows both core and protocol', () => {
    const both = readSources('server').filter(
      ({ imports }) =>
        imports.some((each) => each.startsWith('vscode-')) && imports.some((each) => each.includes('/src/core/')),
    );
    expect(both.map(({ path }) => path)).toEqual(['server/convert.ts']);
  });
});

describe('edits', () => {
  const converter = new Converter(createPositions('utf-16'), toClientSupport({}));

  it.each([
    ['CR of a CRLF taken away', 'a\r\nb', { start: 1, end: 2, text: '' }, 'a\nb'],
    ['LF of a CRLF taken away', 'a\r\nb', { start: 2, end: 3, text: '' }, 'a\rb'],
    ['between CR and LF', 'a\r\nb', { start: 2, end: 2, text: 'x' }, 'a\rx\nb'],
    ['half of a surrogate pair', 'a😀b', { start: 2, end: 3, text: '' }, 'a\ud83db'],
    ['around a CRLF', 'a\r\nb', { start: 1, end: 3, text: ' ' }, 'a b'],
    ['at both ends', 'ab', { start: 0, end: 2, text: 'c' }, 'c'],
  ])('have borders that a client can name: %s', (_name, text, edit, expected) => {
    const source = toSource(text);
    const [converted] = converter.toTextEdits(source, [edit]);
    expect(applyTextEdits(text, converted ? [converted] : [])).toBe(expected);
    // No client knows a place between CR and LF: it takes it for the end of the line.
    const lineLengths = text.split(/\r\n|\n|\r/).map((line) => line.length);
    for (const { line, character } of [converted?.range.start, converted?.range.end].filter(
      (each) => each !== undefined,
    )) {
      expect(character).toBeLessThanOrEqual(lineLengths[line] ?? 0);
    }
  });
});
