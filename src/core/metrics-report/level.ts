import type { Version } from '../version/version.ts';

/** The level that a release's number stands for: `2.0.0` major, `1.3.0` minor, `1.3.1` patch. */
export function levelOf({ release }: Version): 'major' | 'minor' | 'patch' {
  const [, minor = '0', ...rest] = release;
  if (rest.some((each) => Number(each) > 0)) return 'patch';
  return Number(minor) > 0 ? 'minor' : 'major';
}
