import type { Changelog, Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import { defineRule } from '../rule.ts';
import { mergeReleases } from '../support/merge-releases.ts';

interface State {
  readonly release: Release;
  readonly first: Release;
}

export default defineRule<State>({
  id: 'changelog/several-unreleased',
  severity: 'error',
  scope: 'format',
  summary: 'The file has more than one unreleased section.',
  why: `Upcoming changes are collected in one section at the top, and at release time its contents become the new version (Keep a
Changelog 2.0.0, “Structuring a release”). With two of them, the entries of one are left behind. This is what merges leave
behind: put them together.`,
  check({ changelog: { releases } }, report) {
    let first: Release | null = null;
    for (const release of releases) {
      if (!release.unreleased) continue;
      if (first) report(release.labelSpan, { release, first });
      first ??= release;
    }
  },
  message: ({ release, first }) =>
    `Unexpected second section “${release.label}”, expected only the one in line ${first.heading.line + 1}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ first }) => `Move its entries to the section in line ${first.heading.line + 1}`,
      edits: ({ release, first }, { changelog, policy }) =>
        mergeReleases(changelog, release, first, policy) ?? appendText(changelog, release, first),
    },
  ],
  examples: [
    {
      bad: '## [Unreleased]\n\n### Added\n\n- One.\n\n## [⟦Unreleased⟧]\n\n### Fixed\n\n- Two.\n\n## [1.0.0] - 2017-07-17\n',
      good: '## [Unreleased]\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected second section “Unreleased”, expected only the one in line 1',
    },
    {
      bad: '## [Unreleased]\n\n### Added\n\n- Read empty files (#1).\n\n### Fixed\n\n- One.\n\n## [⟦Unreleased⟧]\n\n### Added\n\n- Read empty files (#1).\n- Two.\n',
      good: '## [Unreleased]\n\n### Added\n\n- Read empty files (#1).\n- Two.\n\n### Fixed\n\n- One.\n',
    },
    {
      bad: '## [Unreleased]\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- Two.\n\n## ⟦Unreleased⟧\n\n',
      good: '## [Unreleased]\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- Two.\n\n',
    },
  ],
});

/** What holds more than categories goes behind everything else as it is. */
function appendText({ source }: Changelog, release: Release, first: Release): readonly Edit[] {
  const { eol, text } = source;
  const body = text.slice(release.heading.end, release.end).trim();
  const removal = { start: release.start, end: release.end, text: '' };
  if (body === '') return [removal];
  const firstEnd = first.start + text.slice(first.start, first.end).trimEnd().length;
  return [{ start: firstEnd, end: firstEnd, text: `${eol}${eol}${body}` }, removal];
}
