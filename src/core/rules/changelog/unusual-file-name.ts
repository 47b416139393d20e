import { defineRule } from '../rule.ts';
import { firstLine } from '../support/first-line.ts';

/** `CHANGELOG.md`, a translation (`CHANGELOG.zh-CN.md`) or an archive (`CHANGELOG-1.x.md`) of it. */
const EXPECTED = /^changelog(?:[._-].*)?\.md$/i;
/** The names that the standard mentions, and those of older conventions. */
const KNOWN = /^(?:changelog|changes|change[_-]?log|history|news|releases?|release[_-]?notes)(?:\.\w+)?$/i;

export default defineRule<{ readonly name: string }>({
  id: 'changelog/unusual-file-name',
  severity: 'hint',
  scope: 'format',
  summary: 'The file is not named CHANGELOG.md.',
  why: `“Name it \`CHANGELOG.md\`. Some projects use \`HISTORY\`, \`NEWS\`, or \`RELEASES\`, but a predictable name makes it easy to
find” (Keep a Changelog 2.0.0, “What should the file be named?”). A policy that lists the file under \`changelog.files\` has
decided otherwise, and then nothing is reported.`,
  check({ changelog, path, policy }, report) {
    if (path === null || policy.changelog.files.includes(path)) return;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!EXPECTED.test(name) && KNOWN.test(name)) report(changelog.title?.text ?? firstLine(changelog), { name });
  },
  message: ({ name }) => `Unexpected file name “${name}”, expected “CHANGELOG.md”`,
  examples: [
    {
      bad: '# ⟦Changelog⟧\n\n## [1.0.0] - 2017-07-17\n',
      good: '<!-- release-ledger: allow-file changelog/unusual-file-name -->\n\n# Changelog\n\n## [1.0.0] - 2017-07-17\n',
      path: 'docs/HISTORY.md',
      message: 'Unexpected file name “HISTORY.md”, expected “CHANGELOG.md”',
    },
  ],
});
