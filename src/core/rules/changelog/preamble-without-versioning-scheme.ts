import { defineRule } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';
import { standardOf } from '../support/standard.ts';

/** Names of schemes, and the word "version" in the languages of the standard's translations. */
const SCHEME =
  /sem(?:antic)?[\s-]*ver|cal(?:endar)?[\s-]*ver|pep[\s-]*440|zero[\s-]*ver|versi|verze|verzi|vers[aã]o|верси|версі|sürüm|版本|バージョ|버전|版號|phiên bản|إصدار|نسخ|版/i;

export default defineRule<null>({
  id: 'changelog/preamble-without-versioning-scheme',
  severity: 'hint',
  scope: 'format',
  summary: 'The preamble does not say which versioning scheme the project uses.',
  why: `“Note which versioning scheme you use” is a guiding principle of Keep a Changelog 2.0.0. Semantic Versioning, calendar
versioning, plain numbers and dates are all fine; a reader who knows which one it is can tell from a version number what an
update may break. Asked only of files that follow version 2.0.0 of the standard.`,
  check(context, report) {
    const { changelog, text } = context;
    const { preamble, releases } = changelog;
    if (!preamble || !releases.some(({ version }) => version) || standardOf(context) !== '2.0.0') return;
    if (!SCHEME.test(text.slice(preamble.start, preamble.end))) report(restOfLine(changelog, preamble.start), null);
  },
  message: () =>
    'Expected the preamble to name the versioning scheme, as in “this project adheres to Semantic Versioning”',
  examples: [
    {
      bad: '# Changelog\n\n⟦All notable changes are documented here.⟧\n\n## [1.0.0] - 2017-07-17\n',
      good: '# Changelog\n\nAll notable changes are documented here. Releases are numbered by [CalVer](https://calver.org).\n\n## [1.0.0] - 2017-07-17\n',
    },
  ],
});
