import { locateByPattern } from './text-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** `setup.py`: the keyword argument `version="1.2.0"`, where it is written out. */
export const pythonSetup: VersionFileKind = {
  id: 'python-setup',
  title: 'setup.py',
  detected: true,
  matches: (path) => baseName(path) === 'setup.py',
  locate: (text) =>
    locateByPattern(text, /^[ \t]*(?:setup\([ \t]*)?version[ \t]*=[ \t]*["']([^"'\r\n]*)["']/gm, 'version="…"'),
  spelling: 'pep440',
};
