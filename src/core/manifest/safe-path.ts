/** Names that Windows reserves for devices, whatever stands behind their first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;

/**
 * Why a path of a list must not be followed; null for a relative path with `/` that means the same file on every system and
 * cannot lead out of the folder that it is resolved in.
 */
export function whyUnsafePath(path: string): string | null {
  if (path === '') return 'is empty';
  if (/[\0-\x1f\x7f]/.test(path)) return 'holds a control character';
  if (/^[A-Za-z]:/.test(path)) return 'names a drive';
  if (path.includes('\\')) return 'holds a backslash';
  if (path.startsWith('/')) return 'is absolute';
  if (path.startsWith('~')) return 'starts in a home folder';
  for (const segment of path.split('/')) {
    if (segment === '..') return 'leads out of its folder';
    if (segment === '' || segment === '.') return 'has an empty segment';
    if (segment.includes(':')) return 'holds a colon';
    if (/[. ]$/.test(segment)) return 'has a segment that ends in a dot or a space';
    if (DEVICE.test(segment.split('.', 1)[0] as string)) return 'names a device of Windows';
  }
  return null;
}

/**
 * A text that is equal for two paths where some file system takes them for the same file: upper and lower case, composed and
 * decomposed letters, `ß` and `ss`.
 */
export function collisionKey(path: string): string {
  return path.normalize('NFKC').toUpperCase().normalize('NFKC').toLowerCase();
}
