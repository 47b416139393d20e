import { describe, expect, it } from 'vitest';
import { applyEdits, CHANGELOG_RULES, checkChangelog, DEFAULT_POLICY } from '../../../src/core/index.ts';

/** Every rule, also those that are off by default. */
const POLICY = {
  ...DEFAULT_POLICY,
  rules: Object.fromEntries(
    CHANGELOG_RULES.filter(({ severity }) => severity === 'off').map(({ id }) => [id, 'hint' as const]),
  ),
};

const HEAD =
  '# Changelog\n\nBased on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org).\n\n## [1.0.1] - 2017-07-17\n\n### Security\n\n';

/** What one entry is full of; a rule that takes the square of it would keep the runner busy until it gives up. */
const IN_ONE_ENTRY: readonly string[] = [
  '1',
  ' ',
  '.',
  '-',
  '*a_ ',
  '`',
  '#1 ',
  '#',
  '!:',
  '> ',
  '- ',
  'TODO ',
  '(TODO) ',
  'DRAFT: ',
  'Breaking ',
  '**Breaking:** ',
  'CVE-2024-12345 ',
  'CVE-XXXX ',
  'CVE',
  'GHSA-',
  'ABCDEFGH-1 ',
  'abc/def#1',
  'https://a/b/issues/1 ',
  '](url) ',
  '<!--',
  '_Amended ',
  '\0',
  '\u001b[',
  '\u200b',
  '\u200e',
  '\u202e',
  '\u2067',
  '\ufffd',
  '\ud800',
  'Ã©',
  'â€',
  '👩‍💻',
  '💥',
  'Merge branch ',
  '1a2b3c4 ',
];

/** What a file is full of. */
const IN_ONE_FILE: readonly string[] = [
  '### Addedd\n\n- a\n\n',
  '### Bug Fixes\n\n- a\n\n',
  '### Docs\n\n- a\n\n',
  '### Added\n\n- the same entry (#1)\n\n',
  '### Breaking Changes\n\n- a\n\n',
  '#### Inner\n\n- the same entry (#1)\n\n',
  '## Added\n\n- a\n\n',
  'Added\n---\n\n',
  '- the same entry (#1)\n',
  '- Nothing\n',
  '- **Breaking:** a\n',
  '-\n',
  'Text.\n\n',
  '<<<<<<< a\n',
  '<<<<<<< a\n=======\n>>>>>>> b\n',
  '<!-- release-ledger: allow changelog/a changelog/b -->\n\n',
  '<!-- draft -->\n\n',
  'a\r\nb\n',
  '## [1.0.0] - 2017-07-17\n\n### Added\n\n- **Breaking:** a (#12)\n\n',
  '## [Unreleased]\n\n### Added\n\n- the same entry (#1)\n\n',
];

function check(text: string): void {
  const { problems, notChecked } = checkChangelog({ text, path: 'CHANGELOG.md', today: '2026-06-30', policy: POLICY });
  expect(notChecked).toEqual([]);
  for (const problem of [...problems.slice(0, 20), ...problems.slice(-20)]) {
    expect(problem.message).toBeTypeOf('string');
    for (const { edits } of problem.fixes) applyEdits(text, edits);
  }
}

/** Enough for a square to be seen, and little enough for a suite that is run all the time. */
const SIZE = 40_000;

describe('forty kilobytes', () => {
  it.each(IN_ONE_ENTRY.map((piece) => [JSON.stringify(piece), piece] as const))('of %s in an entry', (_, piece) => {
    check(`${HEAD}- ${piece.repeat(Math.ceil(SIZE / piece.length))}\n`);
  });

  it.each(IN_ONE_FILE.map((piece) => [JSON.stringify(piece), piece] as const))('of %s', (_, piece) => {
    check(HEAD + piece.repeat(Math.ceil(SIZE / piece.length)));
  });
});
