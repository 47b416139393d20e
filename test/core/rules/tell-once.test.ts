import { describe, expect, it } from 'vitest';
import { type Problem, tellOnce } from '../../../src/core/index.ts';

function problem(rule: string, title: string): Problem {
  return {
    rule,
    severity: 'warning',
    span: { start: 0, end: 1 },
    message: rule,
    fixes: [{ title, safety: 'unsafe', edits: [] }],
  };
}

const MISSING = problem('changelog/missing-link-definition', 'Add');
const WRITABLE = problem('ledger/unlinked-releases', 'Write');
const OTHER = problem('changelog/empty-entry', 'Delete');

function told(...found: readonly Problem[]): readonly string[] {
  const all = tellOnce(
    found,
    (each) => each,
    (_, merged) => merged,
  );
  return all.map(({ rule, fixes }) => `${rule}: ${fixes.map(({ title }) => title).join(', ')}`);
}

describe('missing links that git can write', () => {
  it('are one problem with the fixes of both', () => {
    expect(told(MISSING, OTHER, WRITABLE)).toEqual([
      'changelog/missing-link-definition: Add, Write',
      'changelog/empty-entry: Delete',
    ]);
  });

  it.each([[[MISSING, OTHER]], [[WRITABLE, OTHER]]])('stay as they are where only one tells of them', (found) => {
    expect(told(...found)).toHaveLength(found.length);
  });
});
