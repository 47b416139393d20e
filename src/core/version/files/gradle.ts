import { locateByPattern } from './text-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** `build.gradle`, `build.gradle.kts` and `gradle.properties`: the project's own version at the start of a line. */
export const gradle: VersionFileKind = {
  id: 'gradle',
  title: 'Gradle build',
  detected: true,
  matches: (path) => /^(?:build\.gradle(?:\.kts)?|gradle\.properties)$/.test(baseName(path)),
  locate: (text) =>
    locateByPattern(text, /^version[ \t]*=?[ \t]*["']?(\d[^\s"'=]*)["']?[ \t]*(?:\/\/[^\r\n]*)?$/gm, 'version'),
  spelling: 'semver',
};
