import type { VersionPolicy } from '../policy/policy.ts';
import type { ReleasedVersion } from './released-version.ts';
import { isPrerelease, type Version } from './version.ts';

/**
 * The pre-release of `core` that follows `current`: `rc.2` behind `rc.1`, else the first one of its name. It is spelled as
 * the policy says, or as the changelog's last pre-release is, or dotted (`1.0.0-rc.1`).
 *
 * @returns null where `name` is no identifier (SemVer 2.0.0, item 9).
 */
export function nextPrerelease(
  core: string,
  current: Version | null,
  name: string,
  spelling: VersionPolicy['prerelease'],
  sorted: readonly ReleasedVersion[],
): string | null {
  if (!/^[0-9A-Za-z-]{1,100}$/.test(name) || /^0\d+$/.test(name)) return null;
  const number = nextNumber(core, current, name);
  const last = sorted.findLast(({ version }) => isPrerelease(version))?.version ?? null;
  if (last?.scheme === 'pep440') return `${core}${name}${number}`;
  const compact = spelling === 'compact' || (spelling === 'any' && last !== null && /-[A-Za-z]+\d+$/.test(last.raw));
  return compact ? `${core}-${name}${number}` : `${core}-${name}.${number}`;
}

function nextNumber(core: string, current: Version | null, name: string): string {
  if (!current || !isPrerelease(current) || current.release.join('.') !== core || current.prerelease[0] !== name)
    return '1';
  const number = current.prerelease[1] ?? '0';
  return /^\d+$/.test(number) ? (BigInt(number) + 1n).toString() : '1';
}
