import { posix } from 'node:path';
import type { Policy } from '../../src/core/index.ts';
import { toGlob, versionOfPath } from '../../src/core/manifest/paths.ts';
import type { Files } from '../../src/core/ports.ts';
import { matchesGlob } from '../../src/core/text/matches-glob.ts';
import type { Version } from '../../src/core/version/version.ts';
import { expandGlob } from '../../src/host/glob.ts';

/** What a file is to the checks of documentation; null for one that is nothing to them. */
export type DocsRole = { readonly checklistOf: Version | null } | null;

/** What a path is by the policy: a checklist, a document that is to be looked at, or neither. */
export function roleOf(policy: Policy, path: string): DocsRole {
  const checklistOf = versionOfPath(policy, policy.checklists.path, path);
  if (checklistOf) return { checklistOf };
  const { enabled, files, migrations, exclude, required } = policy.docs;
  if (enabled === 'off') return null;
  const isNamed = [...files, ...migrations, ...required].some((pattern) => matchesGlob(path, posix.normalize(pattern)));
  return isNamed && !exclude.some((pattern) => matchesGlob(path, pattern)) ? { checklistOf: null } : null;
}

/** The paths of all documents and checklists of a folder, and of documents that it has to have. */
export async function listDocs(files: Files, root: string, policy: Policy): Promise<readonly string[]> {
  const { docs, checklists } = policy;
  const patterns = [toGlob(checklists.path), ...(docs.enabled === 'on' ? [...docs.files, ...docs.migrations] : [])];
  const found = await Promise.all(patterns.map((pattern) => expandGlob(files, root, pattern)));
  const paths = new Set([...found.flatMap(({ paths: each }) => each), ...(docs.enabled === 'on' ? docs.required : [])]);
  return [...paths].filter((path) => roleOf(policy, path) !== null).sort();
}
