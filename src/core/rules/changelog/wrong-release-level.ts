import type { Changelog } from '../../changelog/model.ts';
import { readReleaseHeading } from '../../changelog/release-heading.ts';
import { BlockKind, type Heading } from '../../markdown/blocks.ts';
import { Char } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import { compareVersions } from '../../version/version.ts';
import { defineRule } from '../rule.ts';
import { headingLevelEdit } from '../support/heading-level-edit.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly heading: Heading;
  readonly expected: number;
  readonly inside: 'quote' | 'list' | null;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/wrong-release-level',
  severity: 'warning',
  scope: 'format',
  summary: 'A release is headed at another level than the others, or inside a list or a quote.',
  why: `Every version has a heading of the same level, \`## [1.0.0] - 2017-07-17\` (Keep a Changelog 2.0.0, “Structuring a
release”). One that stands deeper, or inside a list item or a quote, belongs to the release above it as far as outlines and
tools can tell; one that stands higher takes the releases below it with it.`,
  check({ changelog, index, text }, report) {
    const { releases, releaseLevel } = changelog;
    if (releases.length === 0) return;
    const grouped = gatherGrouped(changelog);
    const found = index
      .once(gatherUnusualReleases, changelog)
      .headings.filter(({ heading }) => heading.level !== releaseLevel && !grouped.has(heading))
      .map(({ heading, label, labelSpan }): Found => {
        return { span: labelSpan, label, heading, expected: releaseLevel, inside: null };
      });
    for (const heading of changelog.blocks.headings) {
      if (heading.parent === -1 && heading.level <= Math.max(2, releaseLevel)) continue;
      if (text.charCodeAt(heading.text.start) !== Char.LeftBracket) continue;
      const reading = readReleaseHeading(text, heading.text);
      if (!reading?.version || !reading.form.bracketed || reading.dateText === null) continue;
      const { version, label, labelSpan } = reading;
      if (releases.some((release) => release.version && compareVersions(release.version, version) === 0)) continue;
      found.push({ span: labelSpan, label, heading, expected: releaseLevel, inside: containerOf(changelog, heading) });
    }
    found.sort((a, b) => a.span.start - b.span.start);
    reportRepeated(found, report);
  },
  message: (state) => {
    const { label, inside, heading, expected } = state.one;
    const place = inside === null ? `at level ${heading.level}` : `inside a ${inside}`;
    return `Unexpected release “${shorten(label)}” ${place}, expected a heading of level ${expected} like the others${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one }) => `Make it a heading of level ${one.expected}`,
      edits: ({ all }, { text }) => {
        const edits = all.map(({ heading, expected, inside }) =>
          inside === null ? headingLevelEdit(text, heading, expected) : null,
        );
        return edits.every((each) => each !== null) ? edits.flat() : null;
      },
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n### [⟦1.0.1⟧] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-16\n',
      good: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n## [1.0.1] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-16\n',
      message: 'Unexpected release “1.0.1” at level 3, expected a heading of level 2 like the others',
    },
    {
      bad: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n# [⟦1.0.1⟧] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-16\n',
      good: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n## [1.0.1] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-16\n',
    },
  ],
});

/** Those below a heading over several releases, “Before 1.0”, where it is that heading that is reported, and mended once. */
function gatherGrouped({ releases, releaseLevel, strayHeadings }: Changelog): ReadonlySet<Heading> {
  const grouped = new Set<Heading>();
  if (strayHeadings.length === 0) return grouped;
  let next = 0;
  let isInGroup = false;
  for (const [place, { heading, start }] of releases.entries()) {
    for (; (strayHeadings[next]?.start ?? start) < start; next++) isInGroup = place > 0;
    if (heading.level === releaseLevel) isInGroup = false;
    else if (isInGroup && heading.level === releaseLevel + 1) grouped.add(heading);
  }
  return grouped;
}

function containerOf({ blocks: { table } }: Changelog, { parent }: Heading): Found['inside'] {
  if (parent === -1) return null;
  return table.kind[parent] === BlockKind.Quote ? 'quote' : 'list';
}
