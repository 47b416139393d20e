import { baseName } from '../../version/files/version-file.ts';
import { type DataNode, entriesOf, MISSING, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readYaml } from '../read-yaml.ts';

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
/** `/a/1.0.0` (version 5), `/a@1.0.0(peer@2)` (6), `a@1.0.0` (9). */
const KEY = /^\/?((?:@[^/]+\/)?[^/@]+)[/@]([^()_]+)/;

/** `pnpm-lock.yaml`, versions 5 to 9. */
export const pnpmLock: DependencyFileKind = {
  id: 'pnpm-lock',
  ecosystem: 'npm',
  role: 'lock',
  matches: (path) => baseName(path) === 'pnpm-lock.yaml',
  async parse(text) {
    const { root, problems } = await readYaml(text);
    const importers = nodeAt(root, 'importers');
    const asked = askedBy(importers.map ? [...entriesOf(importers)].map(([, node]) => node) : [root]);
    const dependencies = [...entriesOf(nodeAt(root, 'packages'))].flatMap(([key, node]): readonly Dependency[] => {
      const [, name, version] = KEY.exec(key) ?? [];
      if (name === undefined || version === undefined) return [];
      const group = asked.get(`${name}@${version}`);
      const dev = textAt(node, 'dev') === 'true' || group === 'devDependencies';
      const hashed = textAt(node, 'resolution', 'integrity') !== null;
      return [toDependency({ name, version, direct: group !== undefined, dev, hashed, span: node.span })];
    });
    return { dependencies, problems };
  },
};

/** What the packages of the workspace ask for, as `name@version`, with the group that asks. */
function askedBy(importers: readonly DataNode[]): ReadonlyMap<string, string> {
  const asked = new Map<string, string>();
  for (const importer of importers) {
    for (const group of GROUPS) {
      for (const [name, node] of entriesOf(nodeAt(importer, group) ?? MISSING)) {
        const resolved = (node.text ?? textAt(node, 'version') ?? '').replace(/[(_].*$/s, '');
        const key = `${name}@${resolved}`;
        if (!asked.has(key)) asked.set(key, group);
      }
    }
  }
  return asked;
}
