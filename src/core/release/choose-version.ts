import { checkIndex } from '../changelog/other-changelogs.ts';
import { type Ledger, taggedVersions } from '../ledger/ledger.ts';
import type { ReleaseTypePolicy } from '../policy/operations.ts';
import { closest } from '../text/closest.ts';
import type { Level } from '../version/increment.ts';
import { nextVersion } from '../version/next-version.ts';
import { readVersion } from '../version/read-version.ts';
import { asSpelled } from '../version/spell-version.ts';
import { compareVersions, isSemver, parseVersion, type Version } from '../version/version.ts';
import { ownChangelog } from './component-facts.ts';
import { blocker, placeIn } from './compose.ts';
import type { ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';

export interface VersionChoice {
  /** `major`, `minor`, `patch`, a version with or without `v`, or null for what the entries lead to. */
  readonly wanted: string | null;
  /** The first identifier of a pre-release; null for none. */
  readonly pre: string | null;
  /** The kind of release, as the policy calls it; null for none in particular. */
  readonly type: string | null;
}

export interface ChosenVersion {
  readonly version: Version;
  readonly type: ReleaseTypePolicy | null;
  /** Why it is this one: a sentence for the plan. */
  readonly why: string;
}

/** Finds the version that is meant, and the kind of its release. */
export function chooseVersion(facts: ReleaseFacts, { wanted, pre, type }: VersionChoice): ChosenVersion | Blocker {
  const { policy, ledger, today } = facts;
  const index = checkIndex(ledger.changelog);
  if (index) return blocker(index.code, index.message, index.hint, { path: ledger.path, line: 1 });
  const kind = findType(facts, type);
  if (kind && 'code' in kind) return kind;
  const named = wanted === null || isLevel(wanted) ? null : readVersion(wanted, ledger.tagPrefix);
  if (named) {
    if (policy.version.scheme === 'semver' && !isSemver(named))
      return blocker(
        'no-version',
        `${named.raw} is no version of Semantic Versioning`,
        'Write it as in 1.2.0 or 1.2.0-rc.1',
      );
    return {
      version: named,
      type: kind,
      why: `${named.raw}${whose(facts)} was asked for${describeType(kind ?? undefined)}`,
    };
  }
  if (wanted !== null && !isLevel(wanted)) {
    const other = ledger.others.find(({ tagPrefix }) => readVersion(wanted, tagPrefix));
    if (other) return otherComponent(facts, other);
    const hint = 'Name a level (major, minor, patch) or a version, such as 1.2.0';
    return blocker('no-version', `“${wanted}” is neither a level nor a version`, hint);
  }
  const level = (wanted as Level | null) ?? kind?.bump ?? null;
  const found = nextVersion(ledger.changelog, policy, { level, pre, today, ...taggedVersions(ledger) });
  if ('code' in found) return blocker(found.code, found.message, found.hint);
  const version = parseVersion(found.next) as Version;
  const ahead = checkFilesAhead(facts, version);
  if (ahead) return ahead;
  const because =
    found.reasons.length > 0
      ? `, because of ${found.reasons.length === 1 ? 'an entry' : `${found.reasons.length} entries`} under ${[...new Set(found.reasons.map(({ category }) => category || 'no category'))].join(', ')}`
      : '';
  const after = found.current === null ? 'the first version' : `after ${found.current}`;
  const not = found.skipped.length === 0 ? '' : `, and ${found.skipped.join(', ')} is tagged on another branch`;
  const told = describeType(kind ?? policy.release.types.find(({ name }) => name.toLowerCase() === found.level));
  return {
    version,
    type: kind,
    why: `${found.next} is a ${found.level} release${whose(facts)}, ${after}${because}${not}${told}`,
  };
}

/** A version file that announces more, as `2.0.0-SNAPSHOT` does: nothing takes it back unless somebody says so. */
function checkFilesAhead({ versionFiles }: ReleaseFacts, version: Version): Blocker | null {
  for (const { path, text, places, spelling } of versionFiles) {
    const ahead = places.find(({ parsed }) => parsed && compareVersions(parsed, asSpelled(version, spelling)) > 0);
    if (!ahead?.parsed) continue;
    const message = `${path} says ${ahead.version}, which is later than ${version.raw}`;
    const hint = `Name the version that is meant: ${ahead.parsed.release.join('.')} or ${version.raw}`;
    return blocker('version-file-ahead', message, hint, placeIn(path, text, ahead.span.start));
  }
  return null;
}

/** Of what it is a release, where the changelog has releases of several. */
function whose({ ledger: { component, others } }: ReleaseFacts): string {
  return others.length === 0 || component === '' ? '' : ` of ${component}`;
}

/** One section Unreleased has the entries of all components, and nothing tells which of them are whose. */
function otherComponent({ ledger }: ReleaseFacts, other: Ledger): Blocker {
  const { path } = ledger;
  const name = other.component === '' ? 'the whole' : other.component;
  const own = ledger.component || 'the whole';
  return blocker(
    'other-component',
    `what stands under Unreleased in ${path} is released as ${own}, because most of its releases are of ${own}, and not as ${name}`,
    `Keep the entries of ${name} in a changelog of its own, and cut that: release-ledger --changelog ${ownChangelog(other)} cut`,
  );
}

function isLevel(word: string): word is Level {
  return word === 'major' || word === 'minor' || word === 'patch';
}

/** How such a release comes about, as the policy says; empty where it says nothing. */
function describeType(type: ReleaseTypePolicy | undefined): string {
  const said = [type?.process, type?.timeline].filter((each) => each !== undefined && each !== '');
  return said.length === 0 ? '' : ` (${type?.name}: ${said.join(', ')})`;
}

function findType({ policy }: ReleaseFacts, name: string | null): ReleaseTypePolicy | Blocker | null {
  if (name === null) return null;
  const { types } = policy.release;
  const known = types.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (known) return known;
  const names = types.map((each) => each.name);
  if (names.length === 0)
    return blocker(
      'unknown-type',
      'the policy tells no kinds of releases apart',
      'Leave --type out, or name the kinds in the policy (release.types)',
    );
  const guess = closest(name, names);
  return blocker(
    'unknown-type',
    `there is no kind of release “${name}”`,
    `${guess ? `Did you mean ${guess}? ` : ''}Kinds: ${names.join(', ')}`,
  );
}
