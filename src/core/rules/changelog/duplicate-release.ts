import { componentOf } from '../../changelog/component.ts';
import type { Changelog, Release } from '../../changelog/model.ts';
import { gatherVersionOrders, type VersionedRelease } from '../../changelog/version-order.ts';
import { lineAt } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { mergeReleases } from '../support/merge-releases.ts';
import { removeLines } from '../support/remove-lines.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly release: Release;
  readonly first: Release;
}

export default defineRule<State>({
  id: 'changelog/duplicate-release',
  severity: 'error',
  scope: 'format',
  summary: 'A version has two sections.',
  why: `A version is released once: “the contents of that version MUST NOT be modified” afterwards (SemVer 2.0.0 item 3), and “every
version should have an entry” (Keep a Changelog 2.0.0, “Guiding principles”) means one. Of two sections, tools read only one.
This is what merges leave behind: put the entries together and remove the second heading. A \`v\` in front makes no other
version; other build metadata (\`1.0.0+2\`) does.`,
  check({ changelog, index }, report) {
    for (const group of groupsOfEqualVersions(index.once(gatherVersionOrders, changelog))) {
      const firsts = new Map<string, Release>();
      for (const release of group.sort((a, b) => a.start - b.start)) {
        const key = identityOf(release);
        const first = firsts.get(key);
        if (first) report(release.labelSpan, { release, first });
        else firsts.set(key, release);
      }
    }
  },
  message: ({ release, first }) =>
    `Unexpected second section for ${shorten(release.label)}, which has one from line ${first.heading.line + 1} on`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ first }) => `Remove the section, which says the same as the one in line ${first.heading.line + 1}`,
      edits: ({ release, first }, { changelog, text }) => {
        const contentOf = ({ start, end }: Release): string => text.slice(start, end).trim();
        return contentOf(release) === contentOf(first) ? [removeRelease(changelog, release)] : null;
      },
    },
    {
      safety: 'unsafe',
      title: ({ first }) => `Merge the section into the one in line ${first.heading.line + 1}`,
      edits: ({ release, first }, { changelog, policy }) => mergeReleases(changelog, release, first, policy),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n## [⟦1.0.0⟧] - 2017-07-17\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected second section for 1.0.0, which has one from line 1 on',
    },
    {
      bad: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n### Fixed\n\n- Crash on start (#1).\n\n## [⟦1.1.0⟧] - 2017-07-18\n\n### Removed\n\n- Two.\n\n### Fixed\n\n- Crash on start (#1).\n- Crash on exit (#2).\n\n## [1.0.0] - 2017-07-17\n',
      good: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n### Removed\n\n- Two.\n\n### Fixed\n\n- Crash on start (#1).\n- Crash on exit (#2).\n\n## [1.0.0] - 2017-07-17\n',
    },
  ],
});

/** The releases whose versions are equal in the order of versions, where there are several. */
function* groupsOfEqualVersions(orders: ReturnType<typeof gatherVersionOrders>): Generator<VersionedRelease[]> {
  for (const { sorted, rankOf } of orders.values()) {
    for (let place = 1; place < sorted.length; place++) {
      const first = rankOf(sorted[place] as VersionedRelease);
      if (first === place) continue;
      let end = place + 1;
      while (end < sorted.length && rankOf(sorted[end] as VersionedRelease) === first) end++;
      yield sorted.slice(first, end);
      place = end - 1;
    }
  }
}

/** Build metadata, and what follows the first version in `[1.45.0/0.67.0]`, tell versions of the same order apart. */
function identityOf(release: VersionedRelease): string {
  const { label, form, version } = release;
  const modules = label.slice(form.prefix.length).split('/').slice(1);
  return [componentOf(release), version.build ?? '', ...modules].join(' ');
}

function removeRelease({ source }: Changelog, { heading, start, end }: Release) {
  return removeLines(source, heading.line, lineAt(source, Math.max(start, end - 1)));
}
