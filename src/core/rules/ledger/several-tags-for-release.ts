import type { TagFact } from '../../ledger/facts.ts';
import { isKnown } from '../../ledger/ledger.ts';
import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly label: string;
  readonly tags: readonly string[];
}

export default defineLedgerRule<State>({
  id: 'ledger/several-tags-for-release',
  severity: 'warning',
  summary: 'A release has two tags that name different commits.',
  why: `\`v1.2\` and \`v1.2.0\` are the same version. Where both are tagged and name different commits, what was released depends on
who asks (not so \`1.2.0+1\`, a build of its own). So it does where \`V1.2.0\` stands beside \`v1.2.0\`: a disk that does not tell cases apart has room for one of them.
Keep the one that was published; tags that name the same commit are not reported.`,
  needs: ['tags'],
  check({ ledger }, report) {
    const alike = groupByLetters(isKnown(ledger.repository) ? ledger.repository.tags : []);
    for (const { section, version, tags: every } of ledger.releases) {
      // What differs in its build is told apart by it: `1.2.0+1` was released after `1.2.0`, as packages of Dart are.
      const tags = every.filter((tag) => tag.version.build === version.build);
      const all = new Map(
        tags.flatMap(({ name }) => alike.get(name.toLowerCase()) ?? []).map((tag) => [tag.name, tag]),
      );
      if (!section || new Set([...all.values()].map(({ commit }) => commit)).size < 2) continue;
      report({ span: section.labelSpan }, { label: section.label, tags: [...all.keys()].sort() });
    }
  },
  message: ({ label, tags }) =>
    `Unexpected tags ${tags.join(' and ')} for ${label}, which name different commits; expected one`,
  examples: [
    {
      bad: { changelog: '## [⟦1.2.0⟧] - 2026-01-01\n\n- A\n', tags: ['v1.2', 'v1.2.0'] },
      good: '## [1.3.0] - 2026-01-01\n\n- A\n',
      message: 'Unexpected tags v1.2 and v1.2.0 for 1.2.0, which name different commits; expected one',
    },
    {
      bad: { changelog: '## [⟦1.2.0⟧] - 2026-01-01\n\n- A\n', tags: ['V1.2.0', 'v1.2.0'] },
      good: '## [1.3.0] - 2026-01-01\n\n- A\n',
      message: 'Unexpected tags V1.2.0 and v1.2.0 for 1.2.0, which name different commits; expected one',
    },
    {
      bad: { changelog: '## [⟦1.2.0+1⟧] - 2026-01-01\n\n- A\n', tags: ['v1.2+1', 'v1.2.0+1', 'v1.2.0'] },
      good: '## [1.3.0] - 2026-01-01\n\n- A\n',
      message: 'Unexpected tags v1.2+1 and v1.2.0+1 for 1.2.0+1, which name different commits; expected one',
    },
  ],
});

/** Names that differ in case alone are one name to many disks. */
function groupByLetters(tags: readonly TagFact[]): ReadonlyMap<string, readonly TagFact[]> {
  const groups = new Map<string, TagFact[]>();
  for (const tag of tags) {
    const key = tag.name.toLowerCase();
    const group = groups.get(key);
    if (group) group.push(tag);
    else groups.set(key, [tag]);
  }
  return groups;
}
