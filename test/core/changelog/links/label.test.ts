import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLabel } from '../../../../src/core/changelog/links/label.ts';

describe('foldLabel', () => {
  it.each([
    ['1.0.0', '1.0.0'],
    ['Unreleased', 'unreleased'],
    ['v1.0.0', 'V1.0.0'],
    [' Go  1.18\t', 'go 1.18'],
    ['two\n lines', 'Two Lines'],
    ['ẞ', 'SS'],
    ['ß', 'ẞ'],
    ['ΑΓΩ', 'αγω'],
    ['Σ', 'ς'],
  ])('takes %j and %j for one label', (a, b) => {
    expect(foldLabel(a)).toBe(foldLabel(b));
  });

  it.each([
    ['1.0.0', '1.0.1'],
    ['v1.0.0', '1.0.0'],
    ['a b', 'ab'],
    ['é', 'e'],
  ])('tells %j and %j apart', (a, b) => {
    expect(foldLabel(a)).not.toBe(foldLabel(b));
  });

  it('folds a label of ASCII as any other', () => {
    const labels = fc.string({
      unit: fc.oneof(
        fc.constantFrom('a', 'A', '1', '.', '-', ' ', '\t', '\n', '\x7f', 'ß'),
        fc.string({ maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(labels, (label) => {
        expect(foldLabel(label)).toBe(label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase());
      }),
    );
  });
});
