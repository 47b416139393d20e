import { findMainRelease, mainReleases } from '../changelog/component.ts';
import type { Release } from '../changelog/model.ts';
import { isVersioned } from '../changelog/version-order.ts';
import { taggedVersions } from '../ledger/ledger.ts';
import { tagTemplateOf } from '../ledger/tag-template.ts';
import type { ReleaseTypePolicy } from '../policy/operations.ts';
import { isReleased } from '../rules/support/is-released.ts';
import { requiredBump } from '../version/bump.ts';
import { incrementRelease, LEVELS, type Level, levelBetween } from '../version/increment.ts';
import { nextPrerelease } from '../version/next-prerelease.ts';
import { followsCalendar } from '../version/next-version.ts';
import { isRefName } from '../version/ref-name.ts';
import { compareVersions, isPrerelease, parseVersion, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { blocker } from './compose.ts';
import type { ReleaseFacts } from './facts.ts';
import { describeFirstTag } from './first-tag.ts';
import type { Blocker } from './plan.ts';

/** The name of a version's tag. */
export function tagNameOf({ ledger }: ReleaseFacts, version: string): string {
  return tagTemplateOf(ledger).replaceAll('{version}', () => version);
}

/** What stands in the way of a tag: that it is there, or that its name cannot be had. */
export function checkTagName(facts: ReleaseFacts, version: Version): readonly Blocker[] {
  const { repository, ledger } = facts;
  const name = tagNameOf(facts, version.raw);
  const release = ledger.releases.find(({ key }) => key === versionKey(version));
  const [other] = release?.tags ?? [];
  if (other) {
    const what = other.name === name ? `the tag ${name} exists` : `${version.raw} is tagged, as ${other.name}`;
    const where = release?.besideHead ? ', on another branch' : '';
    const hint = `A version is released once. The next one that is free: release-ledger cut ${nextFree(facts, version)}`;
    return [blocker('tag-exists', what + where, hint)];
  }
  if (!isRefName(name))
    return [blocker('tag-name', `“${name}” is no name that a tag may have`, 'Change tag.name in the policy')];
  const clash = repository.tags.find((tag) => clashes(tag.name, name));
  if (!clash) return [];
  if (clash.name === name) {
    const hint = describeFirstTag(facts, name) ?? 'Change tag.name in the policy';
    return [blocker('tag-exists', `the tag ${name} exists, and is of something else than ${ledger.path}`, hint)];
  }
  const isSame = clash.name.toLowerCase() === name.toLowerCase();
  const why = isSame ? 'the two differ in capital letters only' : 'of two such names git takes one for a folder';
  const hint = `Delete that tag if nobody needs it (git tag --delete ${clash.name}), or change tag.name in the policy`;
  return [blocker('tag-exists', `${name} cannot stand beside the tag ${clash.name}: ${why}`, hint)];
}

/** Two names that a disk may hold to be one, or of which one would be the folder of the other. */
function clashes(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right || left.startsWith(`${right}/`) || right.startsWith(`${left}/`);
}

/** The next patch release that nobody has tagged; behind a pre-release, the next one of its name. */
function nextFree({ ledger, policy }: ReleaseFacts, version: Version): string {
  const { isTagged } = taggedVersions(ledger);
  const follow = (each: Version): string | null => {
    const [name] = each.prerelease;
    const core = each.release.join('.');
    return name === undefined
      ? incrementRelease(each, 'patch')
      : nextPrerelease(core, each, name, policy.version.prerelease, [{ version: each, date: null }]);
  };
  for (let last = version; ; ) {
    const next = follow(last) ?? incrementRelease(last, 'patch');
    const read = parseVersion(next);
    if (!read || !isTagged(read) || compareVersions(read, last) <= 0) return next;
    last = read;
  }
}

/**
 * What stands in the way of releasing a version from this changelog: that it is out, that a later one is, or that its entries
 * ask for a larger step than it makes.
 *
 * @param entries the section whose entries go into it
 */
export function checkNewVersion(
  facts: ReleaseFacts,
  version: Version,
  type: ReleaseTypePolicy | null,
  entries: Release | null,
): readonly Blocker[] {
  const { changelog, path } = facts.ledger;
  const blockers: Blocker[] = [...checkTagName(facts, version)];
  const own = findMainRelease(changelog.releases, version);
  if (own?.yanked) {
    const place = { path, line: own.heading.line + 1 };
    blockers.push(
      blocker(
        'version-exists',
        `${version.raw} was released and yanked`,
        `Release the next one: release-ledger cut ${nextFree(facts, version)}`,
        place,
      ),
    );
  }
  const released = mainReleases(changelog.releases).filter((each) => each !== own && isReleased(each));
  const later = released.find((each) => each.version !== null && compareVersions(each.version, version) > 0);
  if (later) {
    const message = `${later.label} is released, which is later than ${version.raw}`;
    blockers.push(
      blocker(
        'version-not-higher',
        message,
        'Name a higher version, or fix the older line: release-ledger hotfix start --from TAG',
        { path, line: later.heading.line + 1 },
      ),
    );
  } else blockers.push(...checkStep(facts, version, type, entries, released));
  return blockers;
}

function checkStep(
  facts: ReleaseFacts,
  version: Version,
  type: ReleaseTypePolicy | null,
  entries: Release | null,
  released: readonly Release[],
): readonly Blocker[] {
  const { ledger, policy } = facts;
  if (!entries) return [];
  const place = { path: ledger.path, line: entries.heading.line + 1 };
  const { level: asked, reasons } = requiredBump(ledger.changelog, entries, policy);
  if (type?.breaking === 'forbidden' && asked === 'major') {
    const message = `a ${type.name} release breaks nothing, and ${reasons.length === 1 ? 'an entry does' : `${reasons.length} entries do`}`;
    const at = { path: ledger.path, line: (reasons[0]?.line ?? 0) + 1 };
    return [blocker('breaking-forbidden', message, 'Release it as another kind (--type), or take the entry out', at)];
  }
  if (type || asked === null || policy.rules['changelog/bump-too-small'] === 'off') return [];
  const before = released.filter(isVersioned).find((each) => !isPrerelease(each.version));
  // A year asks for nothing, and tells nothing of what breaks.
  if (before && followsCalendar({ version: before.version, date: before.date }, policy, ledger.changelog)) return [];
  const made = before && levelBetween(before.version, version);
  const needed = before && softened(asked, before.version);
  if (!before || !made || !needed || LEVELS.indexOf(made) >= LEVELS.indexOf(needed)) return [];
  const message = `${version.raw} is a ${made} release, and what stands under ${reasons[0]?.category || entries.label} asks for a ${needed} one`;
  return [blocker('bump-too-small', message, `Release it as that: release-ledger cut ${needed}`, place)];
}

/** Below 1.0.0 SemVer 2.0.0 (item 4) asks for nothing, and what breaks is expected in the second number. */
function softened(asked: Level, { release }: Version): Level | null {
  if (release[0] !== '0') return asked;
  return asked === 'major' ? 'minor' : null;
}
