import { describe, expect, it } from 'vitest';
import { applyEdits, CHANGELOG_RULES, checkChangelog, DEFAULT_POLICY, fixAll } from '../../../src/core/index.ts';

/** Every rule, also those that are off by default. */
const POLICY = {
  ...DEFAULT_POLICY,
  rules: Object.fromEntries(
    CHANGELOG_RULES.filter(({ severity }) => severity === 'off').map(({ id }) => [id, 'hint' as const]),
  ),
};

const HEAD = '# Changelog\n\nBased on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).\n\n';

/** Each is some hundred kilobytes: a rule that takes the square of that would keep the runner busy until it gives up. */
const DOCUMENTS: readonly (readonly [name: string, text: string])[] = [
  ['headings', '## [1.0.0] - 2020-01-01\n'.repeat(15_000)],
  ['different headings', Array.from({ length: 15_000 }, (_, i) => `## [1.${i}.0] - 2020-01-01\n`).join('')],
  ['different headings, oldest first', Array.from({ length: 15_000 }, (_, i) => `## 1.0.${i}\n`).join('\n')],
  ['unreleased sections', '## [Unreleased]\n\n- One.\n\n'.repeat(8_000)],
  ['stray headings', '## Notes\n\n'.repeat(20_000)],
  ['misspelt headings', '## [Unrelaesed]\n\n'.repeat(3_000)],
  ['comments that are never closed', `a${'<!--'.repeat(50_000)}\n## 1.0.0\n`],
  ['unclosed comments, each with a release', '<!-- a\n## [1.0.0] - 2020-01-01\n'.repeat(8_000)],
  ['unclosed fences', '```\n## [1.0.0] - 2020-01-01\n'.repeat(8_000)],
  ['tags with a release below each', '<div>\n## [1.0.0] - 2020-01-01\n\n'.repeat(8_000)],
  ['opening brackets', `## [1.0.0]\n\n${'['.repeat(200_000)}\n`],
  ['opening brackets and a definition', `## [1.0.0]\n\n${'['.repeat(200_000)}\n\n[a]: b\n`],
  [
    'definitions',
    `## [1.0.0]\n\n${Array.from({ length: 10_000 }, (_, i) => `[a${i}]: https://x.example/${i}\n`).join('')}`,
  ],
  ['definitions of one label', `## [1.0.0]\n\n${'[a]: https://x.example\n'.repeat(10_000)}`],
  ['hidden definitions', `## [1.0.0]\n\ntext\n${'[a]: https://x.example\n'.repeat(10_000)}`],
  [
    'wrong comparisons',
    Array.from({ length: 4_000 }, (_, i) => `## [1.${i}.0]\n`).join('') +
      Array.from({ length: 4_000 }, (_, i) => `[1.${i}.0]: https://github.com/o/r/compare/v9.0.0...v9.0.1\n`).join(''),
  ],
  [
    'pre-releases without a release between',
    Array.from({ length: 4_000 }, (_, i) => `## [1.0.0-rc.${4_000 - i}] - 2020-01-01\n`).join('') +
      Array.from(
        { length: 4_000 },
        (_, i) => `[1.0.0-rc.${i + 1}]: https://github.com/o/r/compare/v0.0.1...v1.0.0-rc.${i + 1}\n`,
      ).join(''),
  ],
  ['links', `## [1.0.0]\n\n- ${'[#1](https://github.com/o/r/pull/2) '.repeat(5_000)}\n`],
  ['half links', `## [1.0.0]\n\n- ${'[#1]('.repeat(50_000)}\n`],
  ['links to nowhere good', `## [1.0.0]\n\n- ${'[a](javascript:b) '.repeat(10_000)}\n`],
  ['addresses in brackets', `## [1.0.0]\n\n- ${'<javascript:'.repeat(20_000)}\n`],
  ['attributes', `## [1.0.0]\n\n- ${'href="javascript:'.repeat(15_000)}\n`],
  ['insecure links', `## [1.0.0]\n\n- ${'http://a.b '.repeat(15_000)}\n`],
  ['a URL of many dots', `## [1.0.0]\n\n[1.0.0]: https://github.com/o/r/compare/${'.'.repeat(200_000)}\n`],
  ['a URL of many ampersands', `## [1.0.0]\n\n[1.0.0]: https://dev.azure.com/o/branchCompare?${'&'.repeat(200_000)}\n`],
  ['a title of many brackets', `# ${'['.repeat(200_000)}\n\n## [1.0.0]\n`],
  ['badges before the title', `${'[![a](b)](c) '.repeat(15_000)}\n\n# Changelog\n\n## [1.0.0]\n`],
  ['spaces before the title', `a${' '.repeat(200_000)}b\n\n# Changelog\n\n## [1.0.0]\n`],
  ['one long line', `## [1.0.0]\n\n- ${'word '.repeat(50_000)}\n`],
  ['a preamble that never ends', `# Changelog\n\n${'Keep a changelog and sem ver '.repeat(8_000)}\n\n## [1.0.0]\n`],
  ['foreign digits', '## [١.٠.٠] - ٢٠٢٦-٠١-٠١\n'.repeat(3_000)],
  ['huge versions', `## [${'9'.repeat(240)}.0.0] - 2020-01-01\n`.repeat(1_000)],
  ['front matter that never ends', `---\n${'a: b\n'.repeat(40_000)}\n## [1.0.0]\n`],
];

describe('every rule (T050, T052, T054, T055)', () => {
  it.each(DOCUMENTS)('comes to an end on %s', { timeout: 120_000 }, (_, text) => {
    const { problems, notChecked } = checkChangelog({
      text: HEAD + text,
      policy: POLICY,
      today: '2026-06-30',
      path: 'CHANGELOG.md',
    });
    expect(notChecked).toEqual([]);
    for (const problem of problems.slice(0, 20)) expect(problem.message.length).toBeLessThan(400);
  });

  it.each(DOCUMENTS)('offers only fixes that can be made on a part of %s', { timeout: 120_000 }, (_, whole) => {
    const text = HEAD + whole.slice(0, 600);
    const { problems } = checkChangelog({ text, policy: POLICY, today: '2026-06-30', path: 'CHANGELOG.md' });
    for (const { fixes } of problems) for (const { edits } of fixes) expect(applyEdits(text, edits)).not.toBe(text);
    const once = fixAll({ text, policy: POLICY, today: '2026-06-30', path: 'CHANGELOG.md' });
    expect(once.problems.flatMap(({ fixes }) => fixes).filter(({ safety }) => safety === 'safe')).toEqual([]);
  });
});
