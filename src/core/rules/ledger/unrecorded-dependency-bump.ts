import { addEntry } from '../../changelog/add-entry.ts';
import type { Release } from '../../changelog/model.ts';
import { parseChangelog } from '../../changelog/parse.ts';
import type { DependencyChange } from '../../dependencies/compare.ts';
import { isKnown } from '../../ledger/ledger.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { compareVersions } from '../../version/version.ts';
import { defineLedgerRule, type LedgerContext } from '../ledger-rule.ts';

interface State {
  /** Never empty. */
  readonly bumps: readonly DependencyChange[];
  readonly tag: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/unrecorded-dependency-bump',
  severity: 'off',
  summary: 'A dependency has another version than in the newest tag, and no entry names it.',
  why: `Who uses a package gets its dependencies with it: a new version of one of them can mend what they see, or break it. Keep a
Changelog 2.0.0 leaves it to the project what is notable, so that this rule is off unless a policy turns it on. Manifests, lock files
and requirements are compared (\`dependencyFiles\` in the policy names them) as the newest tag and the newest commit have them; what is
asked for by other dependencies, or for development only, is not looked at. \`release-ledger deps\` lists everything.`,
  needs: ['tags', 'commits', 'dependencies'],
  once: true,
  check({ ledger, text }, report) {
    const { changelog, pending, unreleased } = ledger;
    if (!isKnown(pending) || !pending.since || !pending.bumps || !isKnown(pending.bumps)) return;
    const { since } = pending;
    const newer = changelog.releases.filter(
      (release) => release.unreleased || (release.version && compareVersions(release.version, since.version) > 0),
    );
    const recorded = newer.map(({ start, end }) => text.slice(start, end)).join('\n');
    const bumps = pending.bumps.filter(({ name }) => !names(recorded, name));
    const first = unreleased ?? newer[0] ?? changelog.releases[0];
    if (bumps.length > 0 && first) report({ span: spanOf(changelog.title, first) }, { bumps, tag: since.name });
  },
  message: ({ bumps: [first, ...others], tag }) =>
    `Expected an entry for ${describe(first as DependencyChange)}${andOthers(others.length)}, changed since ${tag}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ bumps }) =>
        bumps.length === 1 ? 'Add an entry for the dependency' : 'Add an entry for each dependency',
      edits: ({ bumps }, context) => addBumps(bumps, context),
    },
  ],
  examples: [
    {
      bad: {
        changelog: '## [⟦Unreleased⟧]\n\n### Fixed\n\n- Reading with `one-more`\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0'],
        dependencies: {
          before: { 'package.json': '{ "dependencies": { "one": "^1.0.0", "@o/two": "2.0.0" } }' },
          after: {
            'package.json':
              '{ "dependencies": { "one": "^2.0.0", "@o/two": "2.0.0", "new": "1.0.0" }, "devDependencies": { "x": "2" } }',
          },
        },
      },
      good: '## [Unreleased]\n\n### Changed\n\n- Bump `one` from `^1.0.0` to `^2.0.0`\n\n### Fixed\n\n- Reading with `one-more`\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      message: 'Expected an entry for one (^1.0.0 → ^2.0.0), changed since v1.0.0',
    },
    {
      bad: {
        changelog:
          '## [⟦Unreleased⟧]\n\n### Changed\n\n- Bump `c` to `2.0`\n\n## [1.0.0] - 2026-01-01\n\n- Bump `a` to `1.0`\n',
        tags: ['v1.0.0'],
        dependencies: {
          before: { 'requirements.txt': 'a==1.0\nb==1.0\nc==1.0\n' },
          after: { 'requirements.txt': 'a==2.0\nb==2.0\nc==2.0\n' },
        },
      },
      good: '## [Unreleased]\n\n### Changed\n\n- Bump `c` to `2.0`\n- Bump `a` from `1.0` to `2.0`\n- Bump `b` from `1.0` to `2.0`\n\n## [1.0.0] - 2026-01-01\n\n- Bump `a` to `1.0`\n',
      message: 'Expected an entry for a (1.0 → 2.0) and another dependency, changed since v1.0.0',
    },
  ],
});

function spanOf(title: LedgerContext['ledger']['changelog']['title'], { labelSpan, unreleased }: Release): Span {
  return unreleased || !title ? labelSpan : title.text;
}

function andOthers(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' and another dependency' : ` and ${count} other dependencies`;
}

function describe({ name, from, to }: DependencyChange): string {
  return `${name} (${from} → ${to})`;
}

/** True where a text names a dependency: as a word of its own, and not as a part of another name. */
function names(text: string, name: string): boolean {
  const wanted = name.toLowerCase();
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const around = `${lower[at - 1] ?? ' '}${lower[at + wanted.length] ?? ' '}`;
    if (!/[\w@/-]/.test(around)) return true;
  }
  return false;
}

/** One edit of what differs: every entry is added as `add` does. */
function addBumps(bumps: readonly DependencyChange[], { ledger, policy }: LedgerContext): readonly Edit[] | null {
  const before = ledger.changelog.source.text;
  let changelog = ledger.changelog;
  for (const { name, from, to } of bumps) {
    const text = `Bump \`${name}\` from \`${from}\` to \`${to}\``;
    const added = addEntry(changelog, { category: 'Changed', text }, policy);
    if ('code' in added) return null;
    changelog = parseChangelog(added.text, policy.changelog);
  }
  const after = changelog.source.text;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let kept = 0;
  const most = Math.min(before.length, after.length) - start;
  while (kept < most && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
  return [{ start, end: before.length - kept, text: after.slice(start, after.length - kept) }];
}
