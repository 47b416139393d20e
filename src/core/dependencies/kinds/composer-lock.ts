import { baseName } from '../../version/files/version-file.ts';
import { itemsOf, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readJson } from '../read-json.ts';

/** `composer.lock`. */
export const composerLock: DependencyFileKind = {
  id: 'composer-lock',
  ecosystem: 'composer',
  role: 'lock',
  matches: (path) => baseName(path) === 'composer.lock',
  parse(text) {
    const { root, problems } = readJson(text);
    const dependencies = ['packages', 'packages-dev'].flatMap((group) =>
      itemsOf(nodeAt(root, group)).flatMap((node): readonly Dependency[] => {
        const name = textAt(node, 'name');
        const version = textAt(node, 'version');
        if (name === null || version === null) return [];
        const hashed = (textAt(node, 'dist', 'shasum') ?? '') !== '';
        return [toDependency({ name, version, direct: null, dev: group === 'packages-dev', hashed, span: node.span })];
      }),
    );
    return { dependencies, problems };
  },
};
