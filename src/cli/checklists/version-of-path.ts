import { type Policy, parseVersion, type Version } from '../../core/index.ts';
import { fillPath } from '../../core/manifest/paths.ts';

/** The version that a checklist is of, by its path; null for a file that is none. */
export function versionOfPath(policy: Policy, path: string): Version | null {
  const [before = '', ...rest] = policy.checklists.path.split(/\{(?:version|tag)\}/);
  const behind = rest.at(-1) ?? '';
  if (!path.startsWith(before) || !path.endsWith(behind)) return null;
  const written = path.slice(before.length, path.length - behind.length).split('/')[0] ?? '';
  const version = parseVersion(written.replace(/^v(?=\d)/, ''));
  return version && fillPath(policy.checklists.path, policy, version.raw) === path ? version : null;
}
