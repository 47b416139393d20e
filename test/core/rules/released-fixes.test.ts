import { describe, expect, it } from 'vitest';
import { applyEdits, DEFAULT_POLICY, parseChangelog } from '../../../src/core/index.ts';
import { gatherLedger } from '../../../src/core/ledger/gather.ts';
import { checkLedger } from '../../../src/core/rules/run-ledger.ts';
import { wellKeptRepository } from '../../support/well-kept-repository.ts';

const PATH = 'CHANGELOG.md';

/** What the fix of a title makes of a changelog whose newest tag has another text; null where it is not offered. */
async function mend(now: string, tagged: string, title: string | RegExp): Promise<string | null> {
  const policy = DEFAULT_POLICY;
  const reader = wellKeptRepository('/', new Map([[PATH, tagged]]));
  const changelog = parseChangelog(now, policy.changelog);
  const ledger = await gatherLedger({ changelog, path: PATH, policy, reader, versionFiles: [] });
  const { problems } = checkLedger({ ledger, policy, today: '2026-06-30', releasing: null });
  const fix = problems.flatMap(({ fixes }) => fixes).find((each) => each.title.match(title));
  return fix ? applyEdits(now, fix.edits) : null;
}

const VARIANTS: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['a BOM', (text) => `\ufeff${text}`],
  ['no final newline', (text) => text.trimEnd()],
];

const RELEASED = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- First\n';
const TAGGED = `# Changelog\n\n## [1.1.0] - 2026-01-02\n\n### Fixed\n\n- A crash on start of the server\n  - on Windows\n\n    with \`code\`\n- Another one entirely\n\n${RELEASED}`;

describe.each(VARIANTS)('with %s', (_, change) => {
  it.each<[name: string, title: string | RegExp, now: string, expected: string]>([
    [
      'a nested entry is moved to Unreleased with all that is in it',
      'Move the entry to Unreleased',
      TAGGED.replace(
        '- Another',
        '- New things in two steps (#9)\n  1. one\n\n     ```sh\n     run\n     ```\n  2. two\n- Another',
      ),
      TAGGED.replace(
        '## [1.1.0]',
        '## [Unreleased]\n\n### Fixed\n\n- New things in two steps (#9)\n  1. one\n\n     ```sh\n     run\n     ```\n  2. two\n\n## [1.1.0]',
      ),
    ],
    [
      'the last entry of the file is moved',
      'Move the entry to Unreleased',
      `${TAGGED}- Filed by a merge\n`.replace('## [1.1.0]', '## [Unreleased]\n\n## [1.1.0]'),
      TAGGED.replace('## [1.1.0]', '## [Unreleased]\n\n### Added\n\n- Filed by a merge\n\n## [1.1.0]'),
    ],
    [
      'a category that has nothing else goes with its entry',
      'Move the entry to Unreleased',
      TAGGED.replace('## [1.0.0]', '### Security\n\n- CVE-2026-12345: fixed\n\n## [1.0.0]'),
      TAGGED.replace('## [1.1.0]', '## [Unreleased]\n\n### Security\n\n- CVE-2026-12345: fixed\n\n## [1.1.0]'),
    ],
    [
      'an entry is restored with its nested list',
      'Restore the released text',
      TAGGED.replace(
        '- A crash on start of the server\n  - on Windows\n\n    with `code`\n',
        '- A crash at the start of the server\n',
      ),
      TAGGED,
    ],
    [
      'an entry is put back',
      'Put the entry back',
      TAGGED.replace('- A crash on start of the server\n  - on Windows\n\n    with `code`\n', ''),
      TAGGED.replace(
        '- A crash on start of the server\n  - on Windows\n\n    with `code`\n- Another one entirely\n',
        '- Another one entirely\n- A crash on start of the server\n  - on Windows\n\n    with `code`\n',
      ),
    ],
    [
      'a section is marked as amended',
      /was amended today/,
      TAGGED.replace('Another one', 'Another bug'),
      TAGGED.replace('Another one', 'Another bug').replace('- 2026-01-02\n', '- 2026-01-02\n\n_Amended 2026-06-30._\n'),
    ],
  ])('%s', async (_name, title, now, expected) => {
    expect(await mend(change(now), change(TAGGED), title)).toBe(change(expected));
  });
});
