import { baseName } from '../../version/files/version-file.ts';
import { entriesOf, itemsOf, nodeAt, textAt } from '../data-node.ts';
import { type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readJson } from '../read-json.ts';
import { normalizePythonName } from '../requirement.ts';

/** `Pipfile.lock`. */
export const pipfileLock: DependencyFileKind = {
  id: 'pipfile-lock',
  ecosystem: 'python',
  role: 'lock',
  matches: (path) => baseName(path) === 'Pipfile.lock',
  parse(text) {
    const { root, problems } = readJson(text);
    const dependencies = ['default', 'develop'].flatMap((group) =>
      [...entriesOf(nodeAt(root, group))].map(([name, node]) =>
        toDependency({
          name: normalizePythonName(name),
          version: (textAt(node, 'version') ?? textAt(node, 'ref'))?.replace(/^==/, '') ?? null,
          direct: null,
          dev: group === 'develop',
          hashed: itemsOf(nodeAt(node, 'hashes')).length > 0,
          span: node.span,
        }),
      ),
    );
    return { dependencies, problems };
  },
};
