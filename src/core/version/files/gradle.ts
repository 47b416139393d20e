import { locateByPattern } from './text-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** The property that plugins of IntelliJ, mods of Minecraft and libraries of Android take their version from. */
const PROPERTY = /^(?:pluginVersion|mod_version|VERSION_NAME)[ \t]*=[ \t]*(\d[^\s=]*)[ \t]*$/gm;

/** `build.gradle`, `build.gradle.kts` and `gradle.properties`: the project's own version at the start of a line. */
export const gradle: VersionFileKind = {
  id: 'gradle',
  title: 'Gradle build',
  detected: true,
  matches: (path) => /^(?:build\.gradle(?:\.kts)?|gradle\.properties)$/.test(baseName(path)),
  locate(text) {
    const own = locateByPattern(
      text,
      /^version[ \t]*=?[ \t]*["']?(\d[^\s"'=]*)["']?[ \t]*(?:\/\/[^\r\n]*)?$/gm,
      'version',
    );
    return own.kind === 'none' ? locateByPattern(text, PROPERTY, 'version') : own;
  },
  spelling: 'semver',
};
