import { baseName } from '../../version/files/version-file.ts';
import { itemsOf, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readToml } from '../read-toml.ts';
import { normalizePythonName } from '../requirement.ts';

/** `poetry.lock`. */
export const poetryLock: DependencyFileKind = {
  id: 'poetry-lock',
  ecosystem: 'python',
  role: 'lock',
  matches: (path) => baseName(path) === 'poetry.lock',
  async parse(text) {
    const { root, problems } = await readToml(text);
    const dependencies = itemsOf(nodeAt(root, 'package')).flatMap((node): readonly Dependency[] => {
      const name = textAt(node, 'name');
      const version = textAt(node, 'version');
      if (name === null || version === null) return [];
      const groups = itemsOf(nodeAt(node, 'groups')).map((group) => group.text);
      const dev = textAt(node, 'category') === 'dev' || (groups.length > 0 && !groups.includes('main'));
      // Up to version 1.2 the digests stand in a table of their own at the end.
      const files = itemsOf(nodeAt(node, 'files')).length + itemsOf(nodeAt(root, 'metadata', 'files', name)).length;
      const { span } = node;
      return [toDependency({ name: normalizePythonName(name), version, direct: null, dev, hashed: files > 0, span })];
    });
    return { dependencies, problems };
  },
};
