import { toGlob, versionOfPath } from '../../core/manifest/paths.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { compareVersions, type Version } from '../../core/version/version.ts';
import { expandGlob } from '../glob.ts';

/** The versions that have a checklist, highest first. @param root the folder of the policy, absolute */
export async function listChecklists(files: Files, root: string, policy: Policy): Promise<readonly Version[]> {
  const { path: template } = policy.checklists;
  const { paths } = await expandGlob(files, root, toGlob(template));
  return paths.flatMap((path) => versionOfPath(policy, template, path) ?? []).sort((a, b) => compareVersions(b, a));
}
