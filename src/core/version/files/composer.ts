import { locateInJson } from './json-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** `composer.json` of PHP packages; most leave the version to the tags. */
export const composer: VersionFileKind = {
  id: 'composer',
  title: 'composer.json',
  detected: true,
  matches: (path) => baseName(path) === 'composer.json',
  locate: (text) => locateInJson(text, [['version']]),
  spelling: 'semver',
};
