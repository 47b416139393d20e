import { baseName, type VersionFileKind } from './version-file.ts';
import { locateInYaml } from './yaml-version.ts';

/** `pubspec.yaml` of Dart and Flutter packages. */
export const pubspec: VersionFileKind = {
  id: 'pubspec',
  title: 'pubspec.yaml',
  detected: true,
  matches: (path) => /^pubspec\.ya?ml$/.test(baseName(path)),
  locate: (text) => locateInYaml(text, [['version']]),
  spelling: 'semver',
};
