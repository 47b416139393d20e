import { componentOf } from '../changelog/component.ts';
import { isKnown, type Ledger } from '../ledger/ledger.ts';
import { groupTags } from '../ledger/match-tags.ts';
import { namesOwner, tagTemplateOf } from '../ledger/tag-template.ts';
import { fillPath, manifestTemplates, toGlob, versionOfPath } from '../manifest/paths.ts';
import type { Policy } from '../policy/policy.ts';
import { versionKey } from '../version/version-key.ts';
import { isOneOfSeveral } from './component-facts.ts';

/**
 * The policy by which the records of a changelog's releases are found and written: where others may have a version (`isOneOfSeveral`),
 * by the own tag of each release. Everywhere else it is the same policy, of which `tag.name` has the name of whose tags they are.
 *
 * @param folder the policy's, in the repository: empty, or with `/` at its end
 * @param present the paths of all records that are there, relative to that folder (`recordGlobs`)
 */
export function toOwnRecords(policy: Policy, ledger: Ledger, folder: string, present: ReadonlySet<string>): Policy {
  const { tagPrefix: prefix } = ledger;
  const [shared] = policy.tag.name.split('{version}');
  if (policy.own || prefix === shared) return policy;
  if (!isOneOfSeveral({ ledger, folder }))
    return namesOwner(policy.tag.name) ? { ...policy, tag: { ...policy.tag, name: tagTemplateOf(ledger) } } : policy;
  const former = new Map<string, string>();
  const own: Policy = {
    ...policy,
    tag: { ...policy.tag, name: `${prefix}{version}` },
    own: { prefix: prefix.replaceAll('/', '-'), former },
  };
  for (const version of present.size > 0 ? soleVersions(policy, ledger, present) : []) {
    const paths = pathsOf(own, version);
    for (const [i, path] of pathsOf(policy, version).entries()) {
      const now = paths[i] as string;
      if (present.has(path) && !present.has(now)) former.set(now, path);
    }
  }
  return own;
}

/** The patterns of the files among which all records are, relative to the policy's folder. */
export function recordGlobs({ manifest, checklists, checksums, gates }: Policy): readonly string[] {
  const templates = [...manifestTemplates(manifest), checklists, checksums, gates].map(({ path }) => path);
  return templates.map((path) => toGlob(path).replaceAll('{gate}', '*'));
}

/** True for the path of a record that is named by the own tag of a release, or was found to be that release's all the same. */
export function isOwnRecord(policy: Policy, path: string): boolean {
  return policy.own !== undefined && templatesOf(policy).some((each) => versionOfPath(policy, each, path) !== null);
}

/** Several changelogs, those first whose folder the record's path names: mostly it is theirs. */
export function likelyFirst(changelogs: readonly string[], record: string): readonly string[] {
  const isNamed = (path: string): boolean => record.includes(path.split('/').at(-2) ?? '/');
  return [...changelogs.filter(isNamed), ...changelogs.filter((each) => !isNamed(each))];
}

function pathsOf(policy: Policy, version: string): readonly string[] {
  return templatesOf(policy).map((path) => fillPath(path, policy, version));
}

function templatesOf({ manifest, checklists, checksums, gates }: Policy): readonly string[] {
  const records = [...manifestTemplates(manifest), checklists, checksums].map(({ path }) => path);
  return [...records, ...gates.commands.map(({ name }) => gates.path.replaceAll('{gate}', () => name))];
}

/**
 * The versions that nothing else has: a record that names the version alone can be only theirs. Those that are tagged; where no tag is
 * of anything else, those that are still to be released, too.
 */
function soleVersions(policy: Policy, ledger: Ledger, present: ReadonlySet<string>): readonly string[] {
  const { changelog, component, releases, repository, tagPrefix } = ledger;
  if (!isKnown(repository)) return [];
  const count = new Map<string, number>();
  const byPrefix = groupTags(repository.tags);
  for (const tags of byPrefix.values())
    for (const key of new Set(tags.map(({ version }) => versionKey(version))))
      count.set(key, (count.get(key) ?? 0) + 1);
  const others = changelog.releases.filter((each) => componentOf(each) !== component);
  const taken = new Set(others.map(({ version }) => version && versionKey(version)));
  const tagged = releases.filter(({ key, tags }) => tags.length > 0 && count.get(key) === 1 && !taken.has(key));
  const versions = new Set(tagged.map(({ version }) => version.raw));
  const isAlone = taken.size === 0 && [...byPrefix.keys()].every((prefix) => prefix === tagPrefix);
  if (!isAlone) return [...versions];
  for (const path of present)
    for (const template of templatesOf(policy)) versions.add(versionOfPath(policy, template, path)?.raw ?? '');
  versions.delete('');
  return [...versions];
}
