import { parseVersion, type Version } from './version.ts';

/** Reads a version as people write it: with `v` or the tag's own prefix in front. */
export function readVersion(written: string, prefix = ''): Version | null {
  const bare =
    prefix !== '' && written.startsWith(prefix) ? written.slice(prefix.length) : written.replace(/^v(?=\d)/, '');
  return parseVersion(bare);
}
