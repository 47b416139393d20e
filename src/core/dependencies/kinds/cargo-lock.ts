import { baseName } from '../../version/files/version-file.ts';
import { itemsOf, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readToml } from '../read-toml.ts';

/** `Cargo.lock`: packages without a source are the project's own, and say what it asks for. */
export const cargoLock: DependencyFileKind = {
  id: 'cargo-lock',
  ecosystem: 'cargo',
  role: 'lock',
  matches: (path) => baseName(path) === 'Cargo.lock',
  async parse(text) {
    const { root, problems } = await readToml(text);
    const packages = itemsOf(nodeAt(root, 'package'));
    const own = packages.filter((node) => textAt(node, 'source') === null);
    // `name`, or `name version` where two versions of it are locked.
    const asked = new Set(
      own.flatMap((node) => itemsOf(nodeAt(node, 'dependencies')).flatMap(({ text: each }) => each ?? [])),
    );
    const dependencies = packages.flatMap((node): readonly Dependency[] => {
      const name = textAt(node, 'name');
      const version = textAt(node, 'version');
      if (name === null || version === null || own.includes(node)) return [];
      const direct = asked.has(name) || asked.has(`${name} ${version}`);
      return [toDependency({ name, version, direct, hashed: textAt(node, 'checksum') !== null, span: node.span })];
    });
    return { dependencies, problems };
  },
};
