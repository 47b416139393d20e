import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Location, WorkspaceEdit } from 'vscode-languageserver';
import { choosePositionEncoding, createPositions, type PositionEncoding } from '../../server/position-encoding.ts';
import { toSource } from '../../src/core/index.ts';
import { CHANGELOG, FULL, startClient } from '../support/lsp-client.ts';

const ENCODINGS: readonly PositionEncoding[] = ['utf-16', 'utf-8', 'utf-32'];

const LENGTHS: Readonly<Record<PositionEncoding, (text: string) => number>> = {
  'utf-16': (text) => text.length,
  'utf-8': (text) => Buffer.byteLength(text),
  'utf-32': (text) => [...text].length,
};

describe('choosePositionEncoding', () => {
  it.each([
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-16'], 'utf-16'],
    [['utf-8', 'utf-16'], 'utf-8'],
    [['utf-7', 'utf-32'], 'utf-32'],
    [['utf-7'], 'utf-16'],
    ['utf-8', 'utf-16'],
    [[null, 5], 'utf-16'],
  ])('%j → %s', (offered, expected) => {
    expect(choosePositionEncoding(offered)).toBe(expected);
  });
});

describe.each(ENCODINGS)('positions in %s', (encoding) => {
  const { toPosition, toOffset } = createPositions(encoding);
  const unit = fc.constantFrom('a', 'é', '日', '😀', 'e\u0301', '\u2028', '\ufeff', '\t', '\n', '\r\n', '\r');

  it('count what stands before them on their line', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), fc.nat(40), (units, at) => {
        const text = units.join('');
        const before = units.slice(0, Math.min(at, units.length)).join('');
        // Between CR and LF there is no position of its own.
        fc.pre(!(before.endsWith('\r') && text.charAt(before.length) === '\n'));
        const lines = before.split(/\r\n|\n|\r/);
        const source = toSource(text);
        const position = { line: lines.length - 1, character: LENGTHS[encoding](lines.at(-1) ?? '') };
        expect(toPosition(source, before.length)).toEqual(position);
        expect(toOffset(source, position)).toBe(before.length);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['behind the end of a line', { line: 0, character: 99 }, 3],
    ['behind the last line', { line: 9, character: 0 }, 8],
    ['in front of everything', { line: -1, character: -7 }, 0],
    ['in the middle of a number', { line: 1.9, character: 1.5 }, 6],
    ['at infinity', { line: 0, character: Number.POSITIVE_INFINITY }, 3],
    ['nowhere', { line: Number.NaN, character: Number.NaN }, 0],
  ])('are brought into the text: %s', (_name, position, offset) => {
    expect(toOffset(toSource('abc\r\ndef'), position)).toBe(offset);
  });

  it('never come to stand inside of a character', () => {
    const source = toSource('😀x');
    for (let character = 0; character < 6; character++) {
      const offset = toOffset(source, { line: 0, character });
      if (encoding !== 'utf-16') expect(offset).not.toBe(1);
    }
  });

  it('are found in a long line in one go', () => {
    const source = toSource('é'.repeat(200_000));
    for (let at = 0; at < 200_000; at += 10) expect(toPosition(source, at).character).toBe(at * LENGTHS[encoding]('é'));
  });
});

describe.each(ENCODINGS)('a client that counts in %s', (encoding) => {
  const at = (before: string): { line: number; character: number } => {
    const lines = before.split('\n');
    return { line: lines.length - 1, character: LENGTHS[encoding](lines.at(-1) ?? '') };
  };
  const capabilities = { ...FULL, general: { positionEncodings: [encoding] } };

  it.each([
    ['an emoji', '😀'],
    ['CJK', '日本語'],
    ['combining marks', 'e\u0301o\u0308'],
    ['a tab', '\t'],
    ['nothing special', 'x'],
  ])('edits, and is answered, behind %s', async (_name, special) => {
    const client = await startClient({ capabilities });
    expect(client.capabilities.positionEncoding).toBe(encoding);
    const head = `# C ${special} #\n\nRelease ${special}\n---\n\n## [1.0.0] - 2026-01-01\n\n- ${special}`;
    await client.open(CHANGELOG, `${head}[old]\n\n[label]: https://a.example\n`);
    await client.notify('textDocument/didChange', {
      textDocument: { uri: CHANGELOG, version: 2 },
      contentChanges: [{ range: { start: at(`${head}[`), end: at(`${head}[old`) }, text: 'label' }],
    });
    const textDocument = { uri: CHANGELOG };
    const [reference] = await client.request<Location[]>('textDocument/references', {
      textDocument,
      position: at(`${head}[la`),
      context: { includeDeclaration: false },
    });
    expect(reference?.range).toEqual({ start: at(head), end: at(`${head}[label]`) });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position: at(`${head}[la`),
      newName: 'x',
    });
    const [change] = edit.documentChanges ?? [];
    expect(change && 'edits' in change ? change.edits[0] : null).toEqual({
      range: { start: at(`${head}[`), end: at(`${head}[label`) },
      newText: 'x',
    });
    expect(client.violations).toEqual([]);
    await client.stop();
  });

  it.each([
    ['lone surrogates', '\ud800 \udc00 \udc00\ud800'],
    ['noncharacters', '\uffff \ufdd0 \u{10ffff}'],
    ['NUL', '\0'],
    ['bidirectional controls', '\u202e\u2066'],
  ])('may write %s without harm', async (_name, special) => {
    const client = await startClient({ capabilities });
    await client.open(CHANGELOG, `# C\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- ${special} x\n`);
    await client.notify('textDocument/didChange', {
      textDocument: { uri: CHANGELOG, version: 2 },
      contentChanges: [{ range: { start: { line: 6, character: 3 }, end: { line: 6, character: 4 } }, text: '😀' }],
    });
    const { diagnostics } = await client.diagnostics(CHANGELOG, ({ version }) => version === 2);
    expect(JSON.stringify(diagnostics)).not.toMatch(/[\0-\x1f\u202e\u2066]|\\u(?:d[89a-f]|00|202e|2066)/i);
    const textDocument = { uri: CHANGELOG };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    for (const method of [
      'documentSymbol',
      'foldingRange',
      'codeLens',
      'documentLink',
      'semanticTokens/full',
      'inlayHint',
    ]) {
      await client.request(`textDocument/${method}`, { textDocument, range });
    }
    await client.request('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [], only: ['source.fixAll', 'quickfix'] },
    });
    expect(client.violations).toEqual([]);
    await client.stop();
  });
});

it('splitting a surrogate pair by an edit leaves two halves, and the server alive (T070)', async () => {
  const client = await startClient();
  await client.open(CHANGELOG, '# 😀\n');
  await client.notify('textDocument/didChange', {
    textDocument: { uri: CHANGELOG, version: 2 },
    contentChanges: [{ range: { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } }, text: 'x' }],
  });
  const { diagnostics } = await client.diagnostics(CHANGELOG, ({ version }) => version === 2);
  expect(diagnostics.length).toBeGreaterThan(0);
  await client.stop();
});
