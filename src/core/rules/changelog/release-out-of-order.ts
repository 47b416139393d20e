import { componentOf } from '../../changelog/component.ts';
import type { Changelog, Release } from '../../changelog/model.ts';
import {
  gatherVersionOrders,
  isVersioned,
  type VersionedRelease,
  type VersionOrder,
} from '../../changelog/version-order.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { moveRelease } from '../support/move-release.ts';
import { andOthers, HABIT, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { dayOf, isRevision, isSameLine } from '../support/version-line.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly above: string;
  readonly release: VersionedRelease;
  /** The first release that it belongs in front of. */
  readonly target: VersionedRelease;
  /** True where nearly every release stands below an older one. */
  readonly reversed: boolean;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/release-out-of-order',
  severity: 'warning',
  scope: 'format',
  summary: 'A release stands below an older one.',
  why: `“List the latest version first” (Keep a Changelog 2.0.0, “Guiding principles”). Latest may be meant by version or by date: a
release for an older line (\`1.9.5\` after \`2.0.0\`) may stand above or below the newer line. Reported is what neither order
explains.`,
  check(context, report) {
    const { wrong, pairs } = findWrongPairs(context);
    const reversed = wrong.length > 2 && wrong.length * 4 > pairs * 3;
    const found = wrong.map(([above, below]): Found => {
      // Where many are told as one, none of them is moved.
      const target = wrong.length > HABIT ? above : (findTarget(context, below) ?? above);
      return { span: below.labelSpan, label: below.label, above: above.label, release: below, target, reversed };
    });
    reportRepeated(found, report, reversed ? 0 : undefined);
  },
  message: (state) => {
    const { label, above, reversed } = state.one;
    if (reversed)
      return `Unexpected order, oldest release first, expected the latest first, as ${shorten(label)} above ${shorten(above)}`;
    return `Unexpected place of ${shorten(label)} below ${shorten(above)}, expected the later release first${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one }) =>
        one.reversed ? 'Turn the order round' : `Move ${shorten(one.label)} above ${shorten(one.target.label)}`,
      edits: ({ one, all }, { changelog }) => {
        if (one.reversed) return turnRound(changelog);
        return all.length > 1 ? null : moveRelease(changelog.source, one.release, one.target);
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n## [⟦1.1.0⟧] - 2017-07-18\n\n## [0.9.0] - 2017-07-16\n',
      good: '## [1.1.0] - 2017-07-18\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n## [0.9.0] - 2017-07-16\n',
      message: 'Unexpected place of 1.1.0 below 1.0.0, expected the later release first',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n## [⟦1.0.1⟧]\n',
      good: '## [1.0.1]\n\n## [1.0.0]\n\n### Added\n',
    },
    {
      bad: '## [3.0.0] - 2018-01-01\n\n### Added\n\n## [1.1.0] - 2017-07-17\n\n## [1.0.0] - 2017-07-16\n\n## [⟦2.0.0⟧] - 2017-09-01\n\n- Two.\n',
      good: '## [3.0.0] - 2018-01-01\n\n### Added\n\n## [2.0.0] - 2017-09-01\n\n- Two.\n\n## [1.1.0] - 2017-07-17\n\n## [1.0.0] - 2017-07-16\n',
    },
    {
      bad: '## [0.1.0] - 2017-01-01\n\n### Added\n\n## [⟦0.2.0⟧] - 2017-02-01\n\n## [0.3.0] - 2017-03-01\n\n## [0.4.0] - 2017-04-01\n',
      good: '## [0.4.0] - 2017-04-01\n\n## [0.3.0] - 2017-03-01\n\n## [0.2.0] - 2017-02-01\n\n## [0.1.0] - 2017-01-01\n\n### Added\n',
      message: 'Unexpected order, oldest release first, expected the latest first, as 0.2.0 above 0.1.0',
    },
  ],
});

type Pair = readonly [above: VersionedRelease, below: VersionedRelease];

/** The releases that stand below an older one of their component, of all pairs of neighbours. */
function findWrongPairs({ changelog, index }: RuleContext): {
  readonly wrong: readonly Pair[];
  readonly pairs: number;
} {
  const orders = index.once(gatherVersionOrders, changelog);
  const lasts = new Map<string, VersionedRelease | undefined>();
  const wrong: Pair[] = [];
  let pairs = 0;
  let component: string | null = null;
  let order: VersionOrder | undefined;
  let above: VersionedRelease | undefined;
  for (const release of changelog.releases) {
    if (!isVersioned(release)) continue;
    const own = componentOf(release);
    if (own !== component) {
      if (component !== null) lasts.set(component, above);
      component = own;
      above = lasts.get(own);
      order = orders.get(own);
    }
    if (above && order) {
      pairs++;
      if (order.rankOf(above) < order.rankOf(release) && isOutOfOrder(above, release)) wrong.push([above, release]);
    }
    above = release;
  }
  return { wrong, pairs };
}

/** The topmost release of its component that a release belongs in front of. */
function findTarget({ changelog, index }: RuleContext, release: VersionedRelease): VersionedRelease | undefined {
  const order = index.once(gatherVersionOrders, changelog).get(componentOf(release));
  return changelog.releases
    .slice(0, release.index)
    .filter(isVersioned)
    .find((each) => {
      const rank = order?.rankOf(each) ?? -1;
      return rank >= 0 && rank < (order?.rankOf(release) ?? -1) && isOutOfOrder(each, release);
    });
}

/** Each place that holds the section of a version gets that of the version whose turn it is from the other end. */
function turnRound({ releases, source: { text, contentStart } }: Changelog): readonly Edit[] | null {
  const places = releases.filter(isVersioned);
  if (new Set(places.map(componentOf)).size > 1) return null;
  const spanOf = (release: Release): Span => {
    const start = Math.max(contentStart, release.start);
    return { start, end: start + text.slice(start, release.end).trimEnd().length };
  };
  return places.map((place, i) => {
    const { start, end } = spanOf(places.at(-1 - i) as Release);
    return { ...spanOf(place), text: text.slice(start, end) };
  });
}

/** Of two of which the lower one has the higher version. */
function isOutOfOrder(above: VersionedRelease, below: VersionedRelease): boolean {
  // Without both dates, or on one day, only the versions of one line tell: others may stand in the order of their release.
  const [upper, lower] = [dayOf(above), dayOf(below)];
  if (upper === null || lower === null || upper === lower) return isSameLine(above, below) && !isRevision(above, below);
  return upper < lower;
}
