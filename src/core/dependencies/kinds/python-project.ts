import { baseName } from '../../version/files/version-file.ts';
import { type DataNode, entriesOf, itemsOf, nodeAt, textAt } from '../data-node.ts';
import { type Dependency, type DependencyFileKind, NO_EXACT_VERSION, toDependency } from '../dependency-file.ts';
import { readToml } from '../read-toml.ts';
import { normalizePythonName, readRequirement, whyLooseUrl } from '../requirement.ts';

/** `pyproject.toml`: PEP 621, dependency groups (PEP 735), Poetry. */
export const pythonProject: DependencyFileKind = {
  id: 'python-project',
  ecosystem: 'python',
  role: 'manifest',
  matches: (path) => baseName(path) === 'pyproject.toml',
  async parse(text) {
    const { root, problems } = await readToml(text);
    const project = nodeAt(root, 'project');
    const poetry = nodeAt(root, 'tool', 'poetry');
    const optional = [...entriesOf(nodeAt(project, 'optional-dependencies'))];
    const groups = [...entriesOf(nodeAt(root, 'dependency-groups'))];
    const poetryGroups = [...entriesOf(nodeAt(poetry, 'group'))];
    const dependencies = [
      ...fromList(nodeAt(project, 'dependencies'), false),
      ...optional.flatMap(([, list]) => fromList(list, false)),
      ...groups.flatMap(([, list]) => fromList(list, true)),
      ...fromTable(nodeAt(poetry, 'dependencies'), false),
      ...fromTable(nodeAt(poetry, 'dev-dependencies'), true),
      ...poetryGroups.flatMap(([, group]) => fromTable(nodeAt(group, 'dependencies'), true)),
    ];
    return { dependencies, problems };
  },
};

function fromList(list: DataNode, dev: boolean): readonly Dependency[] {
  return itemsOf(list).flatMap(({ text, span }) => {
    const read = text === null ? null : readRequirement(text);
    return read ? [toDependency({ ...read, dev, span })] : [];
  });
}

/** Poetry's own tables: a range, or a table with version, git, url or path. */
function fromTable(table: DataNode, dev: boolean): readonly Dependency[] {
  return [...entriesOf(table)].flatMap(([written, node]): readonly Dependency[] => {
    const name = normalizePythonName(written);
    if (name === 'python' || textAt(node, 'path') !== null) return [];
    const url = textAt(node, 'git') ?? textAt(node, 'url');
    if (url !== null) {
      const revision = textAt(node, 'rev');
      const range = revision === null ? url : `${url}@${revision}`;
      return [toDependency({ name, version: null, range, dev, loose: whyLooseUrl(range), span: node.span })];
    }
    const range = node.text ?? textAt(node, 'version') ?? '';
    const version = /^(?:==? ?)?(\d+(?:\.\d+)+[\w.+-]*)$/.exec(range)?.[1] ?? null;
    const loose = version === null ? NO_EXACT_VERSION : null;
    return [toDependency({ name, version, range, dev, loose, span: node.span })];
  });
}
