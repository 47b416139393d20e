import { baseName } from '../../version/files/version-file.ts';
import { type DependencyFileKind, NO_EXACT_VERSION, toDependency } from '../dependency-file.ts';

/** `implementation 'group:name:1.0'`, `testImplementation("group:name:1.0")`, `classpath …`. */
const LINE =
  /^[ \t]*([A-Za-z]\w*)[ \t(]+(?:(?:platform|enforcedPlatform)[ \t]*\([ \t]*)?(["'])([\w.-]+):([\w.-]+):([^"':@\s]+)(?:[:@][^"'\s]*)?\2/gm;

/** `build.gradle` and `build.gradle.kts`, as far as coordinates are written as one string. */
export const gradle: DependencyFileKind = {
  id: 'gradle',
  ecosystem: 'maven',
  role: 'pins',
  matches: (path) => /^build\.gradle(?:\.kts)?$/.test(baseName(path)),
  parse(text) {
    const dependencies = [...text.matchAll(LINE)].map((match) => {
      const [whole, configuration = '', , group, artifact, range = ''] = match;
      const moves = /\+|^latest\.|[[(,]|-SNAPSHOT$/.test(range);
      return toDependency({
        name: `${group}:${artifact}`,
        version: moves || range.includes('$') ? null : range,
        range,
        dev: /^(?:test|androidTest)/.test(configuration),
        loose: moves ? NO_EXACT_VERSION : null,
        span: { start: match.index + whole.search(/\S/), end: match.index + whole.length },
      });
    });
    return { dependencies, problems: [] };
  },
};
