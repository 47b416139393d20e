import { fullIdentifiers, type Version } from './version.ts';

/**
 * A text that is the same for two versions exactly where they are the same release: `1.2.0-rc.1`, `1.2.0rc1` and `1.2-rc1`.
 * Build metadata has no part in it.
 */
export function versionKey(version: Version): string {
  const { release } = version;
  let length = release.length;
  while (length > 1 && release[length - 1] === '0') length--;
  return `${release.slice(0, length).join('.')}-${fullIdentifiers(version).join('.')}`;
}
