import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../src/core/index.ts';
import { fixed } from '../../support/findings.ts';

/** A release for each of some numbers, with the same content. */
function releases(count: number, content: string): string {
  return Array.from({ length: count }, (_, i) => `## [1.${count - i}.0] - 2017-07-17\n\n${content}\n`).join('\n');
}

describe('what a file does throughout is a decision', () => {
  it.each([
    ['category-spelling', '### 🚀 Added\n\n- One.', '### Added\n\n- One.'],
    ['breaking-marker-form', '### Changed\n\n- BREAKING: One.', '### Changed\n\n- **Breaking:** One.'],
  ])('that Fix All leaves alone, and that its own fix changes in all places (%s)', (id, written, mended) => {
    const rule = `changelog/${id}`;
    const often = releases(12, written);
    const policy = { [rule]: 'hint' };
    expect(fixAll({ text: often, today: '2026-06-30' }).text).toContain(written);
    expect(fixed(rule, often, { rules: policy })).toBe(releases(12, mended));
    expect(fixed(rule, releases(1, written), { rules: policy })).toBe(releases(1, mended));
  });
});
