import { baseName } from '../../version/files/version-file.ts';
import { type DataNode, entriesOf, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, NO_EXACT_VERSION, toDependency } from '../dependency-file.ts';
import { readToml } from '../read-toml.ts';

/** `Cargo.toml`, with the dependencies of a workspace and of targets. */
export const cargoManifest: DependencyFileKind = {
  id: 'cargo-manifest',
  ecosystem: 'cargo',
  role: 'manifest',
  matches: (path) => baseName(path) === 'Cargo.toml',
  async parse(text) {
    const { root, problems } = await readToml(text);
    const targets = [...entriesOf(nodeAt(root, 'target'))].map(([, target]) => target);
    const holders = [root, nodeAt(root, 'workspace'), ...targets];
    return { dependencies: holders.flatMap(readHolder), problems };
  },
};

function readHolder(holder: DataNode): readonly Dependency[] {
  return [
    ...readTable(nodeAt(holder, 'dependencies'), false),
    ...readTable(nodeAt(holder, 'build-dependencies'), true),
    ...readTable(nodeAt(holder, 'dev-dependencies'), true),
  ];
}

function readTable(table: DataNode, dev: boolean): readonly Dependency[] {
  return [...entriesOf(table)].flatMap(([key, node]): readonly Dependency[] => {
    const range = node.text ?? textAt(node, 'version');
    const git = textAt(node, 'git');
    // A path without version is a part of the same project; what a workspace has is named there.
    if (range === null && git === null) return [];
    const name = textAt(node, 'package') ?? key;
    const version = /^=\s*(\d+\.\d+\.\d+[\w.+-]*)$/.exec(range ?? '')?.[1] ?? null;
    const pinned = git === null ? version !== null : textAt(node, 'rev') !== null;
    const loose = pinned ? null : git === null ? NO_EXACT_VERSION : 'comes from a URL without commit or hash';
    const asked =
      range ??
      [git, textAt(node, 'rev') ?? textAt(node, 'tag') ?? textAt(node, 'branch')]
        .filter((part) => part !== null)
        .join('#');
    return [toDependency({ name, version, range: asked, dev, loose, span: node.span })];
  });
}
