import { baseName } from '../../version/files/version-file.ts';
import { type DataNode, entriesOf, itemsOf, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readToml } from '../read-toml.ts';
import { normalizePythonName } from '../requirement.ts';

/** `uv.lock`: the packages whose source is the project itself say what is asked for. */
export const uvLock: DependencyFileKind = {
  id: 'uv-lock',
  ecosystem: 'python',
  role: 'lock',
  matches: (path) => baseName(path) === 'uv.lock',
  async parse(text) {
    const { root, problems } = await readToml(text);
    const packages = itemsOf(nodeAt(root, 'package'));
    const own = packages.filter(isOwn);
    const asked = new Set(own.flatMap((node) => namesIn(nodeAt(node, 'dependencies'))));
    const forUsers = own.flatMap((node) => [...entriesOf(nodeAt(node, 'optional-dependencies'))]);
    for (const [, list] of forUsers) for (const name of namesIn(list)) asked.add(name);
    const develops = new Set(
      own.flatMap((node) => [...entriesOf(nodeAt(node, 'dev-dependencies'))].flatMap(([, list]) => namesIn(list))),
    );
    const dependencies = packages.flatMap((node): readonly Dependency[] => {
      const written = textAt(node, 'name');
      const version = textAt(node, 'version');
      if (written === null || version === null || isOwn(node)) return [];
      const name = normalizePythonName(written);
      const archives = [nodeAt(node, 'sdist'), ...itemsOf(nodeAt(node, 'wheels'))];
      const hashed = archives.some((archive) => textAt(archive, 'hash') !== null);
      const dev = develops.has(name) && !asked.has(name);
      return [toDependency({ name, version, direct: asked.has(name) || dev, dev, hashed, span: node.span })];
    });
    return { dependencies, problems };
  },
};

function isOwn(node: DataNode): boolean {
  const source = nodeAt(node, 'source');
  return ['virtual', 'editable', 'directory'].some((kind) => textAt(source, kind) !== null);
}

function namesIn(list: DataNode): readonly string[] {
  return itemsOf(list)
    .flatMap((node) => textAt(node, 'name') ?? [])
    .map(normalizePythonName);
}
