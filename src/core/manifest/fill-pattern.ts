import type { Policy } from '../policy/policy.ts';
import { fill, fillPath } from './paths.ts';

/** Puts a version and its tag into a pattern of files that are no records, such as those that a build makes. */
export function fillPattern(pattern: string, policy: Policy, version: string): string {
  const { own, manifest, checksums, checklists, gates } = policy;
  const records = [manifest.path, checksums.path, checklists.path, gates.path];
  const isBeside = (path: string): boolean => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return pattern === path || (folder.includes('{') && pattern.startsWith(folder));
  };
  if (!own || records.some(isBeside)) return fillPath(pattern, policy, version);
  return fill(pattern, version, `${own.prefix}{version}`);
}
