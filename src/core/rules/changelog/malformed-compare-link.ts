import { componentOf } from '../../changelog/component.ts';
import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { findLinkPattern, tagOf } from '../../changelog/links/link-pattern.ts';
import { PlainCompare } from '../../changelog/links/plain-compare.ts';
import { predecessorsOf } from '../../changelog/links/predecessors.ts';
import type { CompareLink } from '../../changelog/links/release-link.ts';
import { gatherVersionOrders, isVersioned } from '../../changelog/version-order.ts';
import type { Edit } from '../../text/edit.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { shorten } from '../support/shorten.ts';
import { urlEdit } from '../support/url-edit.ts';

interface State {
  readonly linked: LinkedRelease;
  readonly link: CompareLink;
  readonly defect: string;
}

export default defineRule<State>({
  id: 'changelog/malformed-compare-link',
  severity: 'warning',
  scope: 'format',
  summary: 'A comparison link does not name two versions.',
  why: `A version's link compares it with the one before it: \`…/compare/v1.0.0...v1.1.0\` (Keep a Changelog 2.0.0, “Structuring a
release”). With a side left out or too many dots, the page is not the comparison that was meant, or does not exist.`,
  check({ changelog, index }, report) {
    for (const linked of index.once(gatherLinks, changelog)) {
      const { link, urlSpan } = linked;
      if (link?.kind !== 'compare' || link instanceof PlainCompare || !urlSpan) continue;
      const defect = defectOf(link);
      if (defect !== null) report(urlSpan, { linked, link, defect });
    }
  },
  message: ({ linked, defect }) =>
    `Unexpected comparison ${defect} for ${shorten(linked.release.label)}, expected “older...newer”`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Write three dots',
      edits: ({ linked, link }) =>
        link.separator.text.length > 3 && link.base.text !== '' && link.head.text !== ''
          ? urlEdit(linked, link.separator, '...')
          : null,
    },
    {
      safety: 'unsafe',
      title: () => 'Complete the comparison',
      edits: ({ linked, link }, context) => complete(linked, link, context),
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: ⟦https://github.com/o/r/compare/v1.0.0....v1.1.0⟧\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected comparison with 4 dots for 1.1.0, expected “older...newer”',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: ⟦https://github.com/o/r/compare/v1.1.0⟧\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected comparison of one version only for 1.1.0, expected “older...newer”',
    },
    {
      bad: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: ⟦https://github.com/o/r/compare/v1.0.0...⟧\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
    },
  ],
});

function defectOf({ base, head, separator }: CompareLink): string | null {
  if (separator.text === '') return base.text === '' && head.text === '' ? 'without versions' : 'of one version only';
  if (base.text === '') return 'without an older version';
  if (head.text === '') return 'without a newer version';
  return /^\.{4,}$/.test(separator.text) ? `with ${separator.text.length} dots` : null;
}

/** Fills in what is missing from the releases around; null where they do not tell, or where the URL names something else. */
function complete(linked: LinkedRelease, link: CompareLink, { changelog, index }: RuleContext): readonly Edit[] | null {
  const { release } = linked;
  const order = isVersioned(release) ? index.once(gatherVersionOrders, changelog).get(componentOf(release)) : undefined;
  if (!isVersioned(release) || !order || (link.base.text !== '' && link.head.text !== '')) return null;
  const links = index.once(gatherLinks, changelog);
  const pattern = findLinkPattern(links, release.index);
  const before = predecessorsOf(release, changelog.releases, order)[0];
  const older = before && links[before.index];
  if (!pattern || !older) return null;
  const base = tagOf(older, pattern);
  const head = tagOf({ ...linked, link: null }, pattern);
  const written = link.base.text || link.head.text;
  if (written !== '' && written !== base && written !== head) return null;
  const whole = {
    start: Math.min(link.base.start, link.head.start),
    end: Math.max(link.base.end, link.head.end),
  };
  return link.host === 'github' || link.host === 'gitea' || link.host === 'gitlab'
    ? urlEdit(linked, whole, `${base}...${head}`)
    : null;
}
