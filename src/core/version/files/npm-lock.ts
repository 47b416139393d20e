import { locateInJson } from './json-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** The lock files of npm, which repeat the package's own version. */
export const npmLock: VersionFileKind = {
  id: 'npm-lock',
  title: 'package-lock.json',
  detected: true,
  matches: (path) => /^(?:package-lock|npm-shrinkwrap)\.json$/.test(baseName(path)),
  locate: (text) => locateInJson(text, [['version'], ['packages', '', 'version']]),
  spelling: 'semver',
};
