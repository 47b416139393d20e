import { locateByPattern } from './text-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** A module that says `__version__ = "1.2.0"` (or `VERSION`, `version` in a file named for it). */
export const pythonModule: VersionFileKind = {
  id: 'python-module',
  title: '__version__',
  detected: true,
  below: ['*', 'src/*'],
  matches: (path) => /^(?:__init__|__about__|__version__|_?version)\.py$/.test(baseName(path)),
  locate: (text) =>
    locateByPattern(
      text,
      /^(?:__version__|VERSION|version)[ \t]*(?::[ \t]*(?:Final(?:\[str\])?|str)[ \t]*)?=[ \t]*["']([^"'\r\n]*)["']/gm,
      '__version__',
    ),
  spelling: 'pep440',
};
