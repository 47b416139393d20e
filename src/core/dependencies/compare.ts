import type { Dependency, DependencyFileKind, Ecosystem, ParsedDependencies } from './dependency-file.ts';

/** A dependency file at one state of the project. */
export interface DependencyFile extends ParsedDependencies {
  /** Relative, with `/`. */
  readonly path: string;
  readonly kind: Pick<DependencyFileKind, 'ecosystem' | 'role'>;
}

export interface DependencyChange {
  readonly kind: 'added' | 'updated' | 'removed';
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** The version or range before; null where it was not there. Several are joined by commas. */
  readonly from: string | null;
  readonly to: string | null;
  /** True where the project asks for it itself, as far as any file says so. */
  readonly direct: boolean;
  readonly dev: boolean;
  /** The files that say so. */
  readonly files: readonly string[];
}

/**
 * What changed between two states of a project's dependency files: what was added, updated and removed, in the order of
 * ecosystems and names.
 *
 * What a lock file resolved counts before what a manifest asks for. A package that is installed in several versions changes
 * from the ones that went to those that came. A file that cannot be read in one of the states counts in neither: that nothing
 * of it is known does not mean that it is gone.
 */
export function compareDependencies(
  before: readonly DependencyFile[],
  after: readonly DependencyFile[],
): readonly DependencyChange[] {
  const broken = new Set([...before, ...after].filter(isUnreadable).map(({ path }) => path));
  const was = groupByPackage(before.filter(({ path }) => !broken.has(path)));
  const is = groupByPackage(after.filter(({ path }) => !broken.has(path)));
  const changes: DependencyChange[] = [];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const change = compareUses(was.get(key) ?? [], is.get(key) ?? []);
    if (change) changes.push(change);
  }
  return changes.sort((a, b) => order(a.ecosystem, b.ecosystem) || order(a.name, b.name));
}

function isUnreadable({ dependencies, problems }: DependencyFile): boolean {
  return dependencies.length === 0 && problems.length > 0;
}

/** A dependency and the file that says so. */
interface Use {
  readonly file: DependencyFile;
  readonly dependency: Dependency;
}

function groupByPackage(files: readonly DependencyFile[]): ReadonlyMap<string, readonly Use[]> {
  const groups = new Map<string, Use[]>();
  for (const file of files) {
    for (const dependency of file.dependencies) {
      const key = `${file.kind.ecosystem} ${dependency.name}`;
      const known = groups.get(key);
      if (known) known.push({ file, dependency });
      else groups.set(key, [{ file, dependency }]);
    }
  }
  return groups;
}

function compareUses(before: readonly Use[], after: readonly Use[]): DependencyChange | null {
  // Where a lock file was added or removed with the state before, only manifests can be compared.
  const roles = isLocked(before) === isLocked(after) || before.length === 0 || after.length === 0;
  const was = versionsOf(before, roles && isLocked(before));
  const is = versionsOf(after, roles && isLocked(after));
  const gone = [...was].filter((version) => !is.has(version));
  const come = [...is].filter((version) => !was.has(version));
  if (before.length > 0 && after.length > 0 && gone.length + come.length === 0) return null;
  const [first] = after.length > 0 ? after : before;
  if (!first) return null;
  const uses = after.length > 0 ? after : before;
  return {
    kind: before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'updated',
    ecosystem: first.file.kind.ecosystem,
    name: first.dependency.name,
    from: before.length === 0 ? null : join(gone, was),
    to: after.length === 0 ? null : join(come, is),
    direct: uses.some(({ dependency }) => dependency.direct === true),
    dev: uses.every(({ dependency }) => dependency.dev),
    files: [...new Set([...before, ...after].map(({ file }) => file.path))].sort(),
  };
}

function isLocked(uses: readonly Use[]): boolean {
  return uses.some(({ file }) => file.kind.role === 'lock');
}

function versionsOf(uses: readonly Use[], locked: boolean): ReadonlySet<string> {
  const counted = uses.filter(({ file }) => (file.kind.role === 'lock') === locked);
  const versions = (counted.length > 0 ? counted : uses).map(
    ({ dependency }) => dependency.version ?? dependency.range,
  );
  return new Set(versions);
}

/** Those that changed; where none went or came, all that there were. */
function join(changed: readonly string[], all: ReadonlySet<string>): string {
  const versions = changed.length > 0 ? changed : [...all];
  return versions.map((version) => (version === '' ? 'any' : version)).join(', ');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
