import { baseName, found, none, unreadable, type VersionFileKind } from './version-file.ts';

/** A file `VERSION` with nothing but the version in it. */
export const versionText: VersionFileKind = {
  id: 'version-text',
  title: 'VERSION',
  detected: true,
  matches: (path) => /^(?:VERSION|version)(?:\.txt)?$/.test(baseName(path)),
  locate(text) {
    const match = /^\ufeff?\s*(\S+)\s*$/.exec(text);
    if (match) {
      const version = match[1] as string;
      const start = text.indexOf(version);
      return found({ span: { start, end: start + version.length }, version, key: 'the file' });
    }
    return text.trim() === ''
      ? none('it is empty')
      : unreadable('it has more than a version in it', { start: 0, end: text.length });
  },
  spelling: 'semver',
};
