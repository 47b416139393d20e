import { describe, expect, it } from 'vitest';
import { draftEntry } from '../../../src/core/ledger/draft-entry.ts';

function draft(subject: string, body = '', parents: readonly string[] = ['p']): string | null {
  const entry = draftEntry({ subject, body, parents });
  return entry && `${entry.category}${entry.breaking ? '!' : ''}: ${entry.text}`;
}

describe('draftEntry', () => {
  it.each([
    ['feat: read setext headings (#12)', 'Added: Read setext headings (#12)'],
    ['fix(parser): keep the last line', 'Fixed: Parser: keep the last line'],
    ['fix(parser)!: drop one', 'Fixed!: Parser: drop one'],
    ['feat!: take one argument.', 'Changed!: Take one argument'],
    ['refactor!: rename everything', 'Changed!: Rename everything'],
    ['perf: scan lines once', 'Changed: Scan lines once'],
    ['security: check the length', 'Security: Check the length'],
    ['deprecate: the old call', 'Deprecated: The old call'],
    ['remove: the old call', 'Removed: The old call'],
    ['Add a command', 'Added: Add a command'],
    ['Fixed a crash on start', 'Fixed: Fixed a crash on start'],
    ['Release the lock when the file is closed', 'Changed: Release the lock when the file is closed'],
    ['Drop Node 18', 'Removed: Drop Node 18'],
    ['Deprecate --old', 'Deprecated: Deprecate --old'],
    ['iOS: wait for the keyboard', 'Changed: iOS: wait for the keyboard'],
    ['npm@10 is needed', 'Changed: npm@10 is needed'],
    ['Wait…', 'Changed: Wait…'],
    ['Wait...', 'Changed: Wait...'],
    ['API: a word that is no type', 'Changed: API: a word that is no type'],
    ['feat: hide\u202e the\u0007 truth', 'Added: Hide the truth'],
  ])('makes of “%s”', (subject, expected) => {
    expect(draft(subject)).toBe(expected);
  });

  it.each([
    'chore: tidy up',
    'docs: a word',
    'ci(release): a token',
    'test: more',
    'fix(deps): update lodash',
    'Release v1.2.0',
    'v1.2.0',
    '1.2.0-rc.1',
    'Bump version to 1.2.0',
    '2.0.0 (#600)',
    'Prepare @actions/core 2.0.0 release',
    'release new versions for a few packages',
    'chore(release): 1.2.0',
    'fixup! feat: one',
    '',
    '\u0000',
  ])('passes over “%s”', (subject) => {
    expect(draft(subject)).toBeNull();
  });

  it('passes over merges', () => {
    expect(draft('feat: one', '', ['a', 'b'])).toBeNull();
  });

  it('finds what breaks in the footer, under any type', () => {
    expect(draft('chore: drop Node 18', 'Because.\n\nBREAKING CHANGE: needs Node 20')).toBe('Changed!: Drop Node 18');
    expect(draft('chore: speak of it', 'This is no BREAKING CHANGE: it is prose')).toBeNull();
  });
});
