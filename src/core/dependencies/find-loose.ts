import type { Span } from '../text/source.ts';
import type { DependencyFile } from './compare.ts';

/** What a dependency file leaves open. */
export interface LooseDependency {
  readonly kind: 'unpinned' | 'unhashed' | 'unlocked';
  readonly path: string;
  /** The dependency; null where the file as a whole is meant. */
  readonly name: string | null;
  /** What is wrong with it: "has no exact version". */
  readonly reason: string;
  readonly span: Span;
}

/**
 * What may be another thing at the next installation: requirements without one version, images without tag or tagged
 * “latest”, URLs without commit or hash, requirements without a hash in a file that has hashes, and manifests whose ranges no
 * lock file beside or above them fixes.
 */
export function findLooseDependencies(files: readonly DependencyFile[]): readonly LooseDependency[] {
  return files.flatMap((file) => LOOSE[file.kind.role](file, files));
}

type Find = (file: DependencyFile, files: readonly DependencyFile[]) => readonly LooseDependency[];

const LOOSE: Readonly<Record<DependencyFile['kind']['role'], Find>> = {
  pins: (file) => [...findUnpinned(file), ...findUnhashed(file)],
  manifest: (file, files) => (isLocked(file, files) ? [] : findUnlocked(file)),
  lock: () => [],
};

function findUnpinned({ path, dependencies }: DependencyFile): readonly LooseDependency[] {
  return dependencies.flatMap(({ name, loose, range, span }) =>
    loose === null
      ? []
      : [{ kind: 'unpinned', path, name, reason: range === '' ? loose : `${loose} (${range})`, span } as const],
  );
}

/** pip installs nothing from a file in which some requirements have hashes and others do not. */
function findUnhashed({ path, kind, dependencies }: DependencyFile): readonly LooseDependency[] {
  if (kind.ecosystem !== 'python' || !dependencies.some(({ hashed }) => hashed)) return [];
  return dependencies.flatMap(({ name, hashed, span }) =>
    hashed ? [] : [{ kind: 'unhashed', path, name, reason: 'has no hash, as others in the file do', span } as const],
  );
}

function findUnlocked({ path, dependencies }: DependencyFile): readonly LooseDependency[] {
  const loose = dependencies.filter((each) => each.loose !== null);
  const [first] = loose;
  if (!first) return [];
  const others = loose.length === 1 ? '' : ` and ${loose.length - 1} more`;
  const reason = `no lock file fixes ${first.name}${others}`;
  return [{ kind: 'unlocked', path, name: null, reason, span: first.span }];
}

function isLocked(manifest: DependencyFile, files: readonly DependencyFile[]): boolean {
  return files.some(
    ({ path, kind }) =>
      kind.role === 'lock' &&
      kind.ecosystem === manifest.kind.ecosystem &&
      folderOf(manifest.path).startsWith(folderOf(path)),
  );
}

/** The folder of a path with `/` at its end; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
