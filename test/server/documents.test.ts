import { describe, expect, it } from 'vitest';
import { Documents, LENGTH_LIMIT } from '../../server/documents.ts';
import { createPositions } from '../../server/position-encoding.ts';

const URI = 'file:///CHANGELOG.md';
const at = (line: number, character: number): { line: number; character: number } => ({ line, character });

function opened(text: string): Documents {
  const documents = new Documents(createPositions('utf-16'));
  documents.open(URI, 1, text);
  return documents;
}

describe('Documents', () => {
  it.each([
    [
      'in their order, each on what the one before left',
      'abc',
      [
        { range: { start: at(0, 1), end: at(0, 2) }, text: 'XY' },
        { range: { start: at(0, 2), end: at(0, 3) }, text: '' },
      ],
      'aXc',
    ],
    ['of everything', 'abc', [{ text: 'x' }], 'x'],
    ['with a reversed range', 'abc', [{ range: { start: at(0, 2), end: at(0, 1) }, text: '-' }], 'a-c'],
    ['outside of the text', 'abc', [{ range: { start: at(7, 0), end: at(9, 9) }, text: '!' }], 'abc!'],
    ['behind the end of a line', 'a\r\nb', [{ range: { start: at(0, 9), end: at(0, 9) }, text: '!' }], 'a!\r\nb'],
    ['none', 'abc', [], 'abc'],
  ])('apply changes %s', (_name, text, changes, expected) => {
    const documents = opened(text);
    expect(documents.change(URI, 2, changes)).toBeNull();
    expect(documents.get(URI)).toMatchObject({ version: 2, source: { text: expected } });
  });

  it.each([
    [
      'a version that goes back',
      (documents: Documents) => documents.change(URI, 0, [{ text: 'x' }]),
      /version 1 is newer/,
    ],
    [
      'a change of what is not open',
      (documents: Documents) => documents.change('file:///x', 2, []),
      /without being open/,
    ],
    ['closing what is not open', (documents: Documents) => documents.close('file:///x'), /without being open/],
    ['opening twice', (documents: Documents) => documents.open(URI, 5, 'b'), /open already/],
  ])('tell of %s', (_name, act, message) => {
    expect(act(opened('a'))).toMatch(message);
  });

  it('take the same version again, and changes without one', () => {
    const documents = opened('a');
    expect(documents.change(URI, 1, [{ text: 'b' }])).toBeNull();
    expect(documents.change(URI, null, [{ text: 'c' }])).toBeNull();
    expect(documents.get(URI)?.source.text).toBe('c');
  });

  it('do not keep a text that is too long, until a new one is not', () => {
    const documents = opened('x'.repeat(LENGTH_LIMIT + 1));
    expect(documents.get(URI)).toMatchObject({ excess: LENGTH_LIMIT + 1, source: { text: '' } });
    documents.change(URI, 2, [{ range: { start: at(0, 0), end: at(0, 1) }, text: 'y' }]);
    expect(documents.get(URI)).toMatchObject({ version: 2, excess: LENGTH_LIMIT + 1 });
    documents.change(URI, 3, [{ text: 'short' }, { range: { start: at(0, 0), end: at(0, 1) }, text: 'S' }]);
    expect(documents.get(URI)).toMatchObject({ version: 3, excess: null, source: { text: 'Short' } });
  });

  it('let go of a text that grows too long', () => {
    const documents = opened('x'.repeat(LENGTH_LIMIT));
    documents.change(URI, 2, [{ range: { start: at(0, 0), end: at(0, 0) }, text: 'y' }]);
    expect(documents.get(URI)?.excess).toBe(LENGTH_LIMIT + 1);
  });
});
