import { baseName } from '../../version/files/version-file.ts';
import { entriesOf, nodeAt } from '../data-node.ts';
import { type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readRange } from '../npm-range.ts';
import { readJson } from '../read-json.ts';

const GROUPS = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;

/** `package.json`. Peer dependencies are what others have to bring, so they are left out. */
export const npmPackage: DependencyFileKind = {
  id: 'npm-package',
  ecosystem: 'npm',
  role: 'manifest',
  matches: (path) => baseName(path) === 'package.json',
  parse(text) {
    const { root, problems } = readJson(text);
    const dependencies = GROUPS.flatMap((group) =>
      [...entriesOf(nodeAt(root, group))].flatMap(([name, { text: range, span }]) => {
        const asked = range === null ? null : readRange(range);
        return asked
          ? [toDependency({ name, ...asked, range: range ?? '', dev: group === 'devDependencies', span })]
          : [];
      }),
    );
    return { dependencies, problems };
  },
};
