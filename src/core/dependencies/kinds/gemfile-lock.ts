import { baseName } from '../../version/files/version-file.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { linesOf } from '../lines.ts';

/** `Gemfile.lock`: sections in capitals, gems indented by four blanks below `specs:`. */
export const gemfileLock: DependencyFileKind = {
  id: 'gemfile-lock',
  ecosystem: 'rubygems',
  role: 'lock',
  matches: (path) => /^(?:Gemfile|gems)\.(?:lock|locked)$/.test(baseName(path)),
  parse(text) {
    const gems: Dependency[] = [];
    const asked = new Set<string>();
    const hashed = new Set<string>();
    let section = '';
    for (const { line, span } of linesOf(text)) {
      section = /^([A-Z][A-Z ]*)$/.exec(line)?.[1] ?? section;
      if (section === 'DEPENDENCIES') {
        const name = /^ {2}([^\s!(]+)/.exec(line)?.[1];
        if (name !== undefined) asked.add(name);
      } else if (section === 'CHECKSUMS') {
        const name = /^ {2}(\S+) \([^)]+\) sha256=/.exec(line)?.[1];
        if (name !== undefined) hashed.add(name);
      } else if (section === 'GEM' || section === 'GIT') {
        const [, name, version] = /^ {4}(\S+) \(([^)\s]+)\)$/.exec(line) ?? [];
        if (name !== undefined && version !== undefined) gems.push(toDependency({ name, version, span }));
      }
    }
    const dependencies = gems.map((gem) => ({ ...gem, direct: asked.has(gem.name), hashed: hashed.has(gem.name) }));
    return { dependencies, problems: [] };
  },
};
