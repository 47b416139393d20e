import { posix } from 'node:path';
import { manifestFormOf, toGlob, versionOfPath } from '../core/manifest/paths.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { matchesGlob } from '../core/text/matches-glob.ts';
import type { Version } from '../core/version/version.ts';
import { expandGlob } from './glob.ts';

/** What a file is to the checks of documentation: the checklist of a version, or any other document. */
export interface DocsRole {
  readonly checklistOf: Version | null;
}

/** The policy of somebody who wants the documentation looked at, whatever it says of editors and `check`. */
export function withDocs(policy: Policy): Policy {
  return { ...policy, docs: { ...policy.docs, enabled: 'on' } };
}

/** What a path is by the policy; null where it is neither a checklist nor a document that is to be looked at. */
export function roleOf(policy: Policy, path: string): DocsRole | null {
  const checklistOf = versionOfPath(policy, policy.checklists.path, path);
  if (checklistOf) return { checklistOf };
  const { enabled, files, migrations, exclude, required } = policy.docs;
  const hasRulesOfItsOwn =
    policy.changelog.files.some((each) => matchesGlob(path, each)) || manifestFormOf(policy, path);
  if (enabled === 'off' || hasRulesOfItsOwn) return null;
  const isNamed = [...files, ...migrations, ...required].some((pattern) => matchesGlob(path, posix.normalize(pattern)));
  return isNamed && !exclude.some((pattern) => matchesGlob(path, pattern)) ? { checklistOf: null } : null;
}

/**
 * The paths of a folder's checklists and documents, those included that it has to have and that are not there.
 *
 * @param tell by which policy a checklist is read, where the folder has several changelogs
 */
export async function listDocs(
  files: Files,
  root: string,
  policy: Policy,
  tell: (path: string) => Promise<{ readonly policy: Policy }> = async () => ({ policy }),
): Promise<readonly string[]> {
  const { docs, checklists } = policy;
  const named = docs.enabled === 'on' ? [...docs.files, ...docs.migrations] : [];
  const [lists = [], ...others] = await Promise.all(
    [toGlob(checklists.path), ...named].map(async (each) => (await expandGlob(files, root, each)).paths),
  );
  const own = await Promise.all(lists.map(async (path) => roleOf((await tell(path)).policy, path) !== null));
  const paths = new Set([...others.flat(), ...(docs.enabled === 'on' ? docs.required : [])]);
  const found = [...lists.filter((_, i) => own[i]), ...[...paths].filter((path) => roleOf(policy, path) !== null)];
  return [...new Set(found)].sort();
}
