import { describe, expect, it } from 'vitest';
import { draftEntries } from '../../../src/core/changelog/draft-entries.ts';
import { checkChangelog, DEFAULT_POLICY, nextVersion, parseChangelog, parseVersion } from '../../../src/core/index.ts';
import type { CommitFact } from '../../../src/core/ledger/facts.ts';
import { mergePolicy } from '../../support/examples.ts';

const idOf = (index: number): string => String(index).padStart(40, '0');

/** Commits in the order in which they were made; the answer is newest first, as git has them. */
function toCommits(...made: readonly (string | Partial<CommitFact>)[]): readonly CommitFact[] {
  const commits = made.map((each, index) => ({
    id: idOf(index),
    authored: '2026-01-01T12:00:00Z',
    authorName: 'Ada',
    authorEmail: 'ada@example.com',
    subject: typeof each === 'string' ? each : '',
    body: '',
    parents: ['p'],
    ...(typeof each === 'string' ? {} : each),
  }));
  return commits.reverse();
}

function draft(text: string, commits: readonly CommitFact[], policy = DEFAULT_POLICY) {
  const since = parseVersion('1.0.0');
  const drafts = draftEntries(parseChangelog(text, policy.changelog), { commits, since }, policy);
  const entries = drafts.entries.map((each) => `${each.category}${each.breaking ? '!' : ''}: ${each.text}`);
  return { ...drafts, entries };
}

const EMPTY = '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- A crash\n';

describe('draftEntries', () => {
  it('writes the drafts of conventional commits under their categories, oldest first, each with its mark', () => {
    const commits = toCommits(
      'fix(parser): keep the last line (#3)',
      'feat: read tables',
      'feat!: take one argument',
      'Say more',
    );
    const { text, leftOut } = draft(EMPTY, commits);
    expect(text).toBe(
      [
        '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Read tables <!-- draft -->\n',
        '### Changed\n\n- **Breaking:** Take one argument <!-- draft -->\n- Say more <!-- draft -->\n',
        '### Fixed\n\n- Parser: keep the last line (#3) <!-- draft -->\n',
        '## [1.0.0] - 2026-01-01\n\n### Fixed\n\n- A crash\n',
      ].join('\n'),
    );
    expect(leftOut).toEqual({ unnoticed: 0, reverted: 0, recorded: 0, refused: 0 });
  });

  it.each<readonly [title: string, commits: readonly CommitFact[], entries: readonly string[], leftOut: object]>([
    [
      'what users do not notice',
      toCommits('chore: x', 'docs: x', 'ci: x', { subject: 'feat: merged', parents: ['a', 'b'] }, 'v1.1.0'),
      [],
      { unnoticed: 5 },
    ],
    [
      'what bots update',
      toCommits('Bump lodash from 1.0.0 to 1.0.1', { subject: 'fix: update axios', authorName: 'renovate[bot]' }),
      [],
      { unnoticed: 2 },
    ],
    [
      'unless it breaks',
      toCommits(
        { subject: 'chore: Node 20', body: 'BREAKING CHANGE: needs Node 20', authorName: 'x[bot]' },
        'ci!: drop x',
      ),
      ['Changed!: Node 20', 'Changed!: Drop x'],
      {},
    ],
    [
      'a revert and what it reverts',
      toCommits('feat: one', 'feat: two', { subject: 'Revert "feat: one"', body: `This reverts commit ${idOf(0)}.` }),
      ['Added: Two'],
      { reverted: 2 },
    ],
    [
      'a revert without a name, of a squashed commit',
      toCommits('feat: one (#1)', 'Revert "feat: one" (#2)', 'fix: two', 'revert: fix: two'),
      [],
      { reverted: 4 },
    ],
    [
      'a revert of a revert: the change stands',
      toCommits(
        'feat: one',
        { subject: 'Revert "feat: one"', body: `This reverts commit ${idOf(0)}.` },
        { subject: 'Revert "Revert "feat: one""', body: `This reverts commit ${idOf(1)}.` },
      ),
      ['Added: One'],
      { reverted: 2 },
    ],
    [
      'a revert of what was released stands for itself',
      toCommits({ subject: 'Revert "feat: zero"', body: `This reverts commit ${'f'.repeat(40)}.` }),
      ['Changed: Revert "feat: zero"'],
      {},
    ],
    ['the same change twice', toCommits('fix: one', 'fix: one'), ['Fixed: One'], { recorded: 1 }],
    ['a pull request twice', toCommits('fix: one (#7)', 'feat: another (#7)'), ['Fixed: One (#7)'], { recorded: 1 }],
    ['what was fixed once before the tag', toCommits('fix: a crash'), ['Fixed: A crash'], {}],
    [
      'what Markdown would take for something else',
      toCommits('feat: <script> and `<b>`', '# of items', '1. point'),
      ['Added: \\<script> and `<b>`', 'Changed: \\# of items', 'Changed: 1\\. point'],
      {},
    ],
    [
      'a comment that does not end',
      toCommits('feat: open <!-- it', 'feat: two'),
      ['Added: Open \\<!-- it', 'Added: Two'],
      {},
    ],
  ])('%s', (_, commits, entries, leftOut) => {
    const drafts = draft(EMPTY, commits);
    expect(drafts.entries).toEqual(entries);
    expect(drafts.leftOut).toEqual({ unnoticed: 0, reverted: 0, recorded: 0, refused: 0, ...leftOut });
    if (entries.length === 0) expect(drafts.text).toBe(EMPTY);
  });

  it('does not draft again what stands under Unreleased or in a release that is newer than the tag', () => {
    const text = EMPTY.replace(
      '## [Unreleased]\n',
      '## [Unreleased]\n\n### Added\n\n- Read tables, at last\n\n## [1.1.0] - 2026-02-01\n\n### Fixed\n\n- Lines (#12)\n',
    );
    const { entries, leftOut } = draft(text, toCommits('feat: read tables', 'fix: all lines (#12)', 'fix: a (#1)'));
    expect([entries, leftOut.recorded]).toEqual([['Fixed: A (#1)'], 2]);
  });

  it('drafts nothing a second time', () => {
    const commits = toCommits('feat: one', 'fix!: two (#2)', 'Three <x>');
    const once = draft(EMPTY, commits);
    expect(draft(once.text, commits)).toMatchObject({ entries: [], text: once.text, leftOut: { recorded: 3 } });
  });

  it.each(['\n', '\r\n'])('keeps line endings (%j), the byte-order mark and every other line', (eol) => {
    const before = `\ufeff${EMPTY.replaceAll('\n', eol)}`;
    const { text } = draft(before, toCommits('feat: one', 'feat: two'));
    expect(text.startsWith('\ufeff# Changelog')).toBe(true);
    expect(text.split(eol).join('').includes('\r')).toBe(false);
    expect(text.replaceAll('\r\n', '\n')).toContain(
      '### Added\n\n- One <!-- draft -->\n- Two <!-- draft -->\n\n## [1.0.0]',
    );
  });

  it.each([1, 9, 10, 11, 12, 40])(
    'reads no more of %i older releases than it has to, and keeps all of them',
    (count) => {
      const older = Array.from(
        { length: count },
        (_, i) => `\n## [0.${count - i}.0] - 2025-01-01\n\n### Added\n\n* Older\n`,
      ).join('');
      const before = `# Changelog\n\n## [Unreleased]\n${older}\n[0.1.0]: https://example.com\n`;
      const { text } = draft(before, toCommits('feat: one', 'fix: two'));
      expect(text).toBe(
        before.replace(
          '## [Unreleased]\n',
          '## [Unreleased]\n\n### Added\n\n* One <!-- draft -->\n\n### Fixed\n\n* Two <!-- draft -->\n',
        ),
      );
    },
  );

  it('finds its place where Unreleased stands below the releases', () => {
    const older = Array.from(
      { length: 20 },
      (_, i) => `## [0.${20 - i}.0] - 2025-01-01\n\n### Added\n\n- Older\n\n`,
    ).join('');
    const { text } = draft(`# Changelog\n\n${older}## [Unreleased]\n`, toCommits('feat: one'));
    expect(text).toBe(`# Changelog\n\n${older}## [Unreleased]\n\n### Added\n\n- One <!-- draft -->\n`);
  });

  it('writes what breaks as the policy does, and into categories that it has', () => {
    const policy = mergePolicy({
      changelog: {
        breaking: 'section',
        categories: [
          { name: 'Breaking Changes', aliases: [], bump: 'major', kind: 'change' },
          { name: 'Features', aliases: ['Added'], bump: 'minor', kind: 'change' },
          { name: 'Notes', aliases: [], bump: 'none', kind: 'note' },
          { name: 'Other', aliases: ['Changed'], bump: 'patch', kind: 'change' },
        ],
      },
    });
    const { entries } = draft(EMPTY, toCommits('feat: one', 'fix: two', 'fix!: three'), policy);
    expect(entries).toEqual(['Features: One', 'Other: Two', 'Breaking Changes!: Three']);
  });

  it('gives drafts that count for the next version, and that no release may hold', () => {
    const { text } = draft(EMPTY, toCommits('feat: one', 'fix!: two'));
    const check = (checked: string) =>
      checkChangelog({ text: checked, path: 'CHANGELOG.md', policy: DEFAULT_POLICY, today: '2026-06-30' }).problems.map(
        ({ rule }) => rule,
      );
    const known = check(EMPTY);
    expect(check(text)).toEqual(known);
    expect(nextVersion(parseChangelog(text), DEFAULT_POLICY, {})).toMatchObject({ next: '2.0.0' });
    const released = text.replace('## [Unreleased]', '## [Unreleased]\n\n## [2.0.0] - 2026-02-01');
    expect(check(released).filter((rule) => rule === 'changelog/draft-in-release')).toHaveLength(2);
  });

  it('says why where nothing can be added', () => {
    const drafts = draft('# Poems\n\nA text.\n', toCommits('feat: one'));
    expect(drafts).toMatchObject({ entries: [], leftOut: { refused: 1 }, refusal: { code: 'not-a-changelog' } });
  });
});
