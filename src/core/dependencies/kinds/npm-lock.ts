import { baseName } from '../../version/files/version-file.ts';
import { type DataNode, entriesOf, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readJson } from '../read-json.ts';

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
const MODULES = 'node_modules/';
/** Trees of lock files of version 1 are as deep as packages disagree. */
const DEEPEST = 200;

/** The lock files of npm, in all three of their versions. */
export const npmLock: DependencyFileKind = {
  id: 'npm-lock',
  ecosystem: 'npm',
  role: 'lock',
  matches: (path) => /^(?:package-lock|npm-shrinkwrap)\.json$/.test(baseName(path)),
  parse(text) {
    const { root, problems } = readJson(text);
    const packages = nodeAt(root, 'packages');
    const dependencies: Dependency[] = [];
    if (packages.map) readPackages(packages, dependencies);
    else readTree(nodeAt(root, 'dependencies'), dependencies, 0);
    return { dependencies, problems };
  },
};

/** Versions 2 and 3: by the folders that packages are installed in; the others are the project's own. */
function readPackages(packages: DataNode, found: Dependency[]): void {
  const own = [...entriesOf(packages)].filter(([path]) => !path.includes(MODULES)).map(([, node]) => node);
  const asked = new Set(
    own.flatMap((node) => GROUPS.flatMap((group) => [...entriesOf(nodeAt(node, group))].map(([name]) => name))),
  );
  for (const [path, node] of entriesOf(packages)) {
    const at = path.lastIndexOf(MODULES);
    if (at < 0 || textAt(node, 'link') === 'true') continue;
    const folder = path.slice(at + MODULES.length);
    const isTop = path.indexOf(MODULES) === at;
    push(found, textAt(node, 'name') ?? folder, node, isTop && asked.has(folder));
  }
}

/** Version 1: packages within those that need another version of them. */
function readTree(tree: DataNode, found: Dependency[], depth: number): void {
  if (depth > DEEPEST) return;
  for (const [name, node] of entriesOf(tree)) {
    push(found, name, node, null);
    readTree(nodeAt(node, 'dependencies'), found, depth + 1);
  }
}

function push(found: Dependency[], name: string, node: DataNode, direct: boolean | null): void {
  const version = textAt(node, 'version');
  const dev = textAt(node, 'dev') === 'true' || textAt(node, 'devOptional') === 'true';
  const hashed = nodeAt(node, 'integrity').text !== null;
  if (version !== null) found.push(toDependency({ name, version, direct, dev, hashed, span: node.span }));
}
