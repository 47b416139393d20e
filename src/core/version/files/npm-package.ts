import { locateInJson } from './json-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** `package.json`; a package without a version is private and has none to agree with. */
export const npmPackage: VersionFileKind = {
  id: 'npm-package',
  title: 'package.json',
  detected: true,
  matches: (path) => baseName(path) === 'package.json',
  locate: (text) => locateInJson(text, [['version']]),
  spelling: 'semver',
};
