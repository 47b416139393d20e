import { baseName } from '../../version/files/version-file.ts';
import { type Dependency, type DependencyFileKind, type DependencyProblem, toDependency } from '../dependency-file.ts';
import { readXmlElements } from '../xml-elements.ts';

/** `pom.xml`: dependencies, plugins and the parent, with the properties that their versions name. */
export const maven: DependencyFileKind = {
  id: 'maven',
  ecosystem: 'maven',
  role: 'pins',
  matches: (path) => baseName(path) === 'pom.xml',
  parse(text) {
    const dependencies: Dependency[] = [];
    const problems: DependencyProblem[] = [];
    const properties = new Map<string, string>();
    let parts = new Map<string, string>();
    const broken = (span: DependencyProblem['span']): unknown =>
      problems.push({ message: 'it is no well-formed XML', span });
    for (const { path, text: value, span } of readXmlElements(text, broken)) {
      const [, parent = '', name = ''] = /(?:^|\/)([^/]+)\/([^/]+)$/.exec(path) ?? [];
      if (path === `project/properties/${name}`) properties.set(name, value);
      if (/^(?:dependency|plugin|parent)$/.test(parent)) parts.set(name, value);
      if (!/^(?:dependency|plugin|parent)$/.test(name)) continue;
      const dependency = toMaven(parts, span);
      if (dependency) dependencies.push(dependency);
      parts = new Map();
    }
    return { dependencies: dependencies.map((each) => resolve(each, properties)), problems };
  },
};

/** Null for one without version: another place says it. */
function toMaven(parts: ReadonlyMap<string, string>, span: Dependency['span']): Dependency | null {
  const group = parts.get('groupId') ?? 'org.apache.maven.plugins';
  const artifact = parts.get('artifactId');
  const range = parts.get('version');
  if (artifact === undefined || range === undefined || group.startsWith('${project.')) return null;
  const dev = parts.get('scope') === 'test';
  return toDependency({ name: `${group}:${artifact}`, version: null, range, dev, span });
}

function resolve(dependency: Dependency, properties: ReadonlyMap<string, string>): Dependency {
  const range = dependency.range.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties.get(name) ?? whole);
  const moves = /^(?:LATEST|RELEASE)$|-SNAPSHOT$|[,()]/.test(range) && !/^\[[^,]+\]$/.test(range);
  const version = moves || range.includes('${') ? null : range.replace(/^\[([^,]+)\]$/, '$1');
  return { ...dependency, range, version, loose: moves ? 'has no exact version' : null };
}
