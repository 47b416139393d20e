import { defineRule } from '../rule.ts';
import { type CompareVerdict, gatherCompareVerdicts } from '../support/compare-verdicts.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit, urlPart } from '../support/url-edit.ts';

export default defineRule<CompareVerdict>({
  id: 'changelog/wrong-compare-base',
  severity: 'warning',
  scope: 'format',
  summary: 'The link of a version does not compare it with the one before it.',
  why: `“[…] pointing each version to a comparison with the one before it” (Keep a Changelog 2.0.0, “Structuring a release”). The one
before may be the release listed below, the next lower version, or the next lower one that is no pre-release or was out at that
time; yanked releases and tags that the file does not list may be skipped. A link that starts elsewhere shows changes of other
releases as well, or nothing.`,
  check(context, report) {
    for (const verdict of context.index.once(gatherCompareVerdicts, context)) {
      // Where the other end is wrong as well, that is told, and its fix mends both.
      if (verdict.wrongBase && verdict.head === null) report(urlPart(verdict.linked, verdict.link.base), verdict);
    }
  },
  message: ({ linked: { release }, link, base }) => {
    const expected = base === null ? 'an older version' : `“${shorten(base)}”`;
    return `Unexpected start “${shorten(link.base.text)}” of the comparison for ${shorten(release.label)}, expected ${expected}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ base }) => `Compare with “${shorten(base ?? '')}”`,
      edits: ({ linked, link, base }) => (base === null ? null : urlEdit(linked, link.base, base)),
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [1.2.0]\n\n### Added\n\n## [1.1.0]\n\n## [1.0.0]\n\n[1.2.0]: https://github.com/o/r/compare/⟦v1.0.0⟧...v1.2.0\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.2.0]\n\n### Added\n\n## [1.1.0]\n\n## [1.0.0]\n\n[1.2.0]: https://github.com/o/r/compare/v1.1.0...v1.2.0\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected start “v1.0.0” of the comparison for 1.2.0, expected “v1.1.0”',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GT⟦v1.1.0⟧&targetVersion=GTv1.1.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GTv1.0.0&targetVersion=GTv1.1.0\n',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n## [0.3.0]\n\n## [2013-10-06]\n\n[1.1.0]: https://github.com/o/r/compare/⟦0.3.0⟧...1.1.0\n[1.0.0]: https://github.com/o/r/compare/0.3.0...1.0.0\n[0.3.0]: https://github.com/o/r/compare/2013-10-06...0.3.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n## [0.3.0]\n\n## [2013-10-06]\n\n[1.1.0]: https://github.com/o/r/compare/1.0.0...1.1.0\n[1.0.0]: https://github.com/o/r/compare/0.3.0...1.0.0\n[0.3.0]: https://github.com/o/r/compare/2013-10-06...0.3.0\n',
    },
  ],
});
