import { gatherVersionOrders, type VersionedRelease } from '../../changelog/version-order.ts';
import type { Span } from '../../text/source.ts';
import { compareVersions } from '../../version/version.ts';
import { defineRule } from '../rule.ts';
import { isRevision, isSameLine } from '../support/version-line.ts';

interface State {
  readonly later: VersionedRelease;
  readonly earlier: VersionedRelease;
  /** Which of the two the others of the line speak against. */
  readonly wrong: 'later' | 'earlier';
}

export default defineRule<State>({
  id: 'changelog/date-out-of-order',
  severity: 'warning',
  scope: 'format',
  summary: 'A release has an earlier date than one with a lower version of the same line.',
  why: `Within one line of versions (\`1.2.*\`) a higher version is released later; SemVer 2.0.0 item 9 says the same of pre-releases
and their release. Where the dates say otherwise, one of them is wrong: often the year, early in January. Releases of
different lines are not compared, since older lines go on, nor are those that the file lists the other way round.`,
  check({ changelog, index }, report) {
    for (const { sorted } of index.once(gatherVersionOrders, changelog).values()) {
      let lower: VersionedRelease | null = null;
      for (let i = 0; i < sorted.length; i++) {
        const release = sorted[i] as VersionedRelease;
        if (release.date === null) continue;
        if (lower && isContradiction(lower, release)) {
          const wrong = isAheadOf(sorted, i, lower) ? 'earlier' : 'later';
          const { dateSpan } = wrong === 'later' ? release : lower;
          report(dateSpan as Span, { later: release, earlier: lower, wrong });
        }
        lower = release;
      }
    }
  },
  message: ({ later, earlier, wrong }) =>
    wrong === 'later'
      ? `Unexpected date ${later.date} of ${later.label}, expected none before ${earlier.date}, when ${earlier.label} was released`
      : `Unexpected date ${earlier.date} of ${earlier.label}, expected none after ${later.date}, when ${later.label} was released`,
  examples: [
    {
      bad: '## [1.2.1] - ⟦2018-01-05⟧\n\n### Fixed\n\n## [1.2.0] - 2018-12-20\n\n## [1.1.0] - 2018-01-01\n',
      good: '## [1.2.1] - 2019-01-05\n\n### Fixed\n\n## [1.1.1] - 2019-02-01\n\n## [1.2.0] - 2018-12-20\n\n## [1.1.0] - 2018-01-01\n',
      message: 'Unexpected date 2018-01-05 of 1.2.1, expected none before 2018-12-20, when 1.2.0 was released',
    },
    {
      bad: '## [1.2.2] - 2019-03-01\n\n### Fixed\n\n## [1.2.1] - 2019-02-01\n\n### Fixed\n\n## [1.2.0] - ⟦2020-01-01⟧\n',
      good: '## [1.2.0-beta.1] - 2019-03-01\n\n### Fixed\n\n## [1.2.0-milestone.2] - 2019-02-01\n\n### Fixed\n\n## [1.2.0-milestone.1] - 2019-01-01\n',
      message: 'Unexpected date 2020-01-01 of 1.2.0, expected none after 2019-02-01, when 1.2.1 was released',
    },
  ],
});

function isContradiction(lower: VersionedRelease, higher: VersionedRelease): boolean {
  // In nearly all changelogs this is where it ends.
  if ((higher.date as string) >= (lower.date as string)) return false;
  if (!isSameLine(lower, higher) || isRevision(lower, higher) || higher.index > lower.index) return false;
  return compareVersions(lower.version, higher.version) < 0;
}

/** True where a release is dated behind the next one as well: its own date is the odd one out. */
function isAheadOf(sorted: readonly VersionedRelease[], at: number, lower: VersionedRelease): boolean {
  const next = sorted.slice(at + 1).find(({ date }) => date !== null);
  return next !== undefined && isSameLine(lower, next) && (next.date as string) < (lower.date as string);
}
