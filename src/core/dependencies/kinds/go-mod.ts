import { baseName } from '../../version/files/version-file.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { linesOf } from '../lines.ts';

const REQUIRE = /^\s*(?:require\s+)?"?([^\s"()]+)"?\s+"?(v\d[^\s"]*)"?\s*(\/\/\s*indirect\b.*)?(?:\/\/.*)?$/;

/** `go.mod`: it names every module with one version, so it is manifest and lock in one. */
export const goMod: DependencyFileKind = {
  id: 'go-mod',
  ecosystem: 'go',
  role: 'lock',
  matches: (path) => baseName(path) === 'go.mod',
  parse(text) {
    const dependencies: Dependency[] = [];
    let block = '';
    for (const { line, span } of linesOf(text)) {
      const opened = /^\s*(\w+)\s*\(\s*(?:\/\/.*)?$/.exec(line)?.[1];
      if (opened !== undefined) block = opened;
      else if (/^\s*\)/.test(line)) block = '';
      else if (block === 'require' || (block === '' && /^\s*require\s/.test(line))) {
        const [, name, version, indirect] = REQUIRE.exec(line) ?? [];
        if (name !== undefined && version !== undefined)
          dependencies.push(toDependency({ name, version, direct: indirect === undefined, span }));
      }
    }
    return { dependencies, problems: [] };
  },
};
