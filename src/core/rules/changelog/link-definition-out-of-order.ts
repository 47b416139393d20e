import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { gatherVersionOrders } from '../../changelog/version-order.ts';
import type { Definition } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { repairLinksFix } from '../support/repair-links.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly label: string;
  readonly below: string;
}

export default defineRule<State>({
  id: 'changelog/link-definition-out-of-order',
  severity: 'hint',
  scope: 'format',
  summary: 'The link definitions of the versions stand in another order than the versions.',
  why: `The definitions at the end of the file follow the versions, the unreleased section first and the oldest version last (Keep a
Changelog 2.0.0, “Structuring a release”). In that order, a missing one and a wrong comparison show at a glance. A file that lists
the oldest first throughout has decided so, and is left alone.`,
  check(context, report) {
    if (standInOrder(context)) return;
    const ordered = definitionsInReleaseOrder(context);
    if (isReversed(ordered) || standNewestFirst(context)) return;
    const textOf = ({ label }: Definition): string => context.text.slice(label.start, label.end);
    for (let i = 1; i < ordered.length; i++) {
      const [above, below] = [ordered[i - 1] as Definition, ordered[i] as Definition];
      if (above.start < below.start) continue;
      report(below.label, { label: textOf(below), below: textOf(above) });
      return;
    }
  },
  message: ({ label, below }) =>
    `Unexpected place of the definition “[${shorten(label)}]”, expected it below “[${shorten(below)}]” as the versions are`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Sort the link definitions of the versions',
      edits: (_, context) => sortDefinitions(context),
    },
    repairLinksFix(),
  ],
  examples: [
    {
      bad: '## [Unreleased]\n\n## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[⟦1.1.0⟧]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[#12]: https://github.com/o/r/issues/12\n[Unreleased]: https://github.com/o/r/compare/v1.1.0...HEAD\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      good: '## [Unreleased]\n\n## [1.1.0]\n\n### Added\n\n## [1.0.0]\n\n[Unreleased]: https://github.com/o/r/compare/v1.1.0...HEAD\n[#12]: https://github.com/o/r/issues/12\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected place of the definition “[1.1.0]”, expected it below “[Unreleased]” as the versions are',
    },
  ],
});

/** The usual case, told without gathering anything: two releases with one definition are left to the full answer. */
function standInOrder({ changelog, index }: RuleContext): boolean {
  let last = -1;
  for (const { definition } of index.once(gatherLinks, changelog)) {
    if (!definition) continue;
    if (definition.start <= last) return false;
    last = definition.start;
  }
  return true;
}

/** True where the definitions are as the versions should be: then it is the releases that stand in another order. */
function standNewestFirst({ changelog, index }: RuleContext): boolean {
  const [order, ...others] = index.once(gatherVersionOrders, changelog).values();
  if (!order || others.length > 0) return false;
  const rankOf = ({ release }: LinkedRelease): number =>
    release.version ? order.rankOf(release) : order.sorted.length;
  const linked = index.once(gatherLinks, changelog).filter(({ definition }) => definition !== null);
  const placed = linked.toSorted((a, b) => (a.definition?.start ?? 0) - (b.definition?.start ?? 0));
  return placed.every((each, i) => i === 0 || rankOf(placed[i - 1] as LinkedRelease) > rankOf(each));
}

/** Fewer definitions in the reversed order may as well be a slip. */
const HABIT = 5;

/** True where the file lists the oldest first, all but the unreleased section perhaps. */
function isReversed(ordered: readonly Definition[]): boolean {
  const rising = ordered.filter(({ start }, i) => i > 0 && start < (ordered[i - 1] as Definition).start).length;
  return ordered.length >= HABIT && rising >= ordered.length - 2;
}

/** The definitions of the releases, each once, in the order of the releases; what is unreleased comes first wherever it stands. */
function definitionsInReleaseOrder({ changelog, index }: RuleContext): readonly Definition[] {
  const ordered = new Set<Definition>();
  const linked = index.once(gatherLinks, changelog);
  for (const isFirst of [true, false]) {
    for (const { definition, release } of linked)
      if (definition && release.unreleased === isFirst) ordered.add(definition);
  }
  return [...ordered];
}

/** Each place that held one of the definitions gets the one whose turn it is; what stands between them stays. */
function sortDefinitions(context: RuleContext): readonly Edit[] | null {
  const ordered = definitionsInReleaseOrder(context);
  const places = ordered.toSorted((a, b) => a.start - b.start);
  const isPlain = ({ parent, line, lastLine }: Definition): boolean => parent === -1 && line === lastLine;
  if (!places.every(isPlain)) return null;
  return places.flatMap(({ start, end }, i) => {
    const wanted = ordered[i] as Definition;
    return wanted.start === start ? [] : [{ start, end, text: context.text.slice(wanted.start, wanted.end) }];
  });
}
