import { describe, expect, it } from 'vitest';
import { toPlainLabel } from '../../server/plain-text.ts';

describe('a line of Markdown as one reads it', () => {
  it.each([
    ['A thing <!-- draft -->', 'A thing'],
    ['A <!-- note --> thing', 'A thing'],
    ['Comments are `<!-- these -->`', 'Comments are <!-- these -->'],
    ['<!-- nothing else -->', '<!-- nothing else -->'],
    ['Never <!-- closed', 'Never <!-- closed'],
    ['**Breaking:** [a `second`](https://x.example) thing', 'Breaking: a second thing'],
    ['*Fast* and 2 * 3 * 4', 'Fast and 2 * 3 * 4'],
    [String.raw`\[not a link\](x)`, '[not a link](x)'],
    ['[![badge](a.svg)](b) rest', 'badge rest'],
  ])('shows %j as %j', (markdown, shown) => {
    expect(toPlainLabel(markdown)).toBe(shown);
  });

  it('is clipped, never inside of a character', () => {
    const label = toPlainLabel(`${'a'.repeat(159)}😀 and more`);
    expect(label).toBe(`${'a'.repeat(159)}…`);
  });
});
