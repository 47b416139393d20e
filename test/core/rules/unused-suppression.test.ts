import { describe, expect, it } from 'vitest';
import { applyEdits, checkChangelog } from '../../../src/core/index.ts';
import { mergePolicy } from '../../support/examples.ts';

const RULE = 'changelog/unused-suppression';
const allow = (...rules: readonly string[]) => `<!-- release-ledger: allow ${rules.join(' ')} -->`;
const RELEASE = '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n';

function unused(text: string, rules: object = {}, today: string | null = '2026-06-30') {
  const { problems } = checkChangelog({ text, today, path: 'CHANGELOG.md', policy: mergePolicy({ rules }) });
  return problems.filter(({ rule }) => rule === RULE);
}

describe('an allowance', () => {
  it.each<[name: string, text: string, found: number]>([
    ['is unused where its rule finds nothing', `${allow('changelog/empty-release')}\n${RELEASE}`, 1],
    [
      'is used by a problem of its block',
      `${allow('changelog/empty-release')}\n## [1.1.0] - 2018-01-01\n\n${RELEASE}`,
      0,
    ],
    [
      'is unused where the problem is in the next block but one',
      `${allow('changelog/empty-release')}\n${RELEASE}\n## [0.9.0] - 2017-01-01\n`,
      1,
    ],
    ['is unused at the end of the file', `${RELEASE}\n${allow('changelog/empty-release')}\n`, 1],
    [
      'is used anywhere in a file',
      `${RELEASE}\n## [0.9.0]\n\n<!-- release-ledger: allow-file changelog/empty-release -->\n`,
      0,
    ],
    ['of a rule that does not exist is another problem', `${allow('changelog/nonsense')}\n${RELEASE}`, 0],
    [
      'of a rule of another area is not judged',
      `${allow('ledger/release-without-tag', 'markdownlint/MD013')}\n${RELEASE}`,
      0,
    ],
    ['of a rule that only runs at a release is not judged', `${allow('changelog/shipping-empty')}\n${RELEASE}`, 0],
    ['of a rule that is off is not judged', `${allow('changelog/long-entry-line')}\n${RELEASE}`, 0],
    ['of this rule is not judged', `${allow('changelog/unused-suppression')}\n${RELEASE}`, 0],
    ['in code is none', `\`\`\`\n${allow('changelog/empty-release')}\n\`\`\`\n\n${RELEASE}`, 0],
  ])('%s', (_, text, found) => {
    expect(unused(text)).toHaveLength(found);
    expect(unused(text.replaceAll('\n', '\r\n'))).toHaveLength(found);
  });

  it('is judged once its rule is on, and the date of today is known where the rule needs it', () => {
    expect(
      unused(`${allow('changelog/long-entry-line')}\n${RELEASE}`, { 'changelog/long-entry-line': 'hint' }),
    ).toHaveLength(1);
    expect(unused(`${allow('changelog/future-date')}\n${RELEASE}`, {}, null)).toHaveLength(0);
    expect(unused(`${allow('changelog/future-date')}\n${RELEASE}`)).toHaveLength(1);
  });

  it.each([
    ['a comment between paragraphs', `# A\n\n${allow('changelog/empty-entry')}\n\n${RELEASE}`, `# A\n\n${RELEASE}`],
    ['a comment above its heading', `# A\n\n${allow('changelog/empty-entry')}\n${RELEASE}`, `# A\n\n${RELEASE}`],
    ['a comment at the end', `${RELEASE}\n${allow('changelog/empty-entry')}`, `${RELEASE}`],
    ['a comment at the start', `\ufeff${allow('changelog/empty-entry')}\n\n${RELEASE}`, `\ufeff${RELEASE}`],
    [
      'the first of two names',
      `${allow('changelog/empty-entry', 'ledger/release-without-tag')}\n${RELEASE}`,
      `${allow('ledger/release-without-tag')}\n${RELEASE}`,
    ],
  ])('is taken out of %s', (_, text, expected) => {
    const [fix] = unused(text)[0]?.fixes ?? [];
    expect(applyEdits(text, fix?.edits ?? [])).toBe(expected);
  });
});
