import { baseName } from '../../version/files/version-file.ts';
import { entriesOf, nodeAt } from '../data-node.ts';
import { type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readRange } from '../npm-range.ts';
import { readJson } from '../read-json.ts';

/** `composer.json`; what the platform brings (`php`, `ext-json`) is no package. */
export const composerManifest: DependencyFileKind = {
  id: 'composer-manifest',
  ecosystem: 'composer',
  role: 'manifest',
  matches: (path) => baseName(path) === 'composer.json',
  parse(text) {
    const { root, problems } = readJson(text);
    const dependencies = ['require', 'require-dev'].flatMap((group) =>
      [...entriesOf(nodeAt(root, group))].flatMap(([name, { text: range, span }]) => {
        const asked = range === null || !name.includes('/') ? null : readRange(range);
        return asked ? [toDependency({ name, ...asked, range: range ?? '', dev: group === 'require-dev', span })] : [];
      }),
    );
    return { dependencies, problems };
  },
};
