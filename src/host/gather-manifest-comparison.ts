import { compareDependencies, type DependencyFile } from '../core/dependencies/compare.ts';
import { type DependencyReader, gatherStates } from '../core/dependencies/gather.ts';
import type { NotKnown } from '../core/ledger/facts.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import type { ReleaseComparison } from '../core/manifest/release-facts.ts';
import type { FileDifference } from './git/difference.ts';
import type { ObjectReader } from './git/open-repository.ts';
import type { TreeEntry } from './git/tree.ts';

/** Lines are counted in so many files, and in so many bytes of them; a release that touches more says what git says. */
const COUNTED_FILES = 5000;
const COUNTED_BYTES = 64 * 1024 * 1024;
const LINE_FEED = 10;

export interface ComparisonRequest {
  /** The commit of the release before; null for the first one, to which everything is new. */
  readonly from: string | null;
  readonly to: string;
  /** The files of `to`. */
  readonly tree: readonly TreeEntry[];
  /** The folder of the policy, relative to the work tree's root, with `/` at its end; empty for the root. */
  readonly folder: string;
  readonly isDependencyFile: (path: string) => boolean;
}

/**
 * What changed in files and dependencies between two commits. At most two git processes at any size: one for the difference,
 * one for the contents of the dependency files of both and of the files whose lines are counted.
 */
export async function gatherComparison(
  objects: ObjectReader,
  request: ComparisonRequest,
): Promise<ReleaseComparison | NotKnown> {
  const { from, to, tree, folder, isDependencyFile } = request;
  const files = tree.filter(({ kind }) => kind === 'file' || kind === 'program');
  const difference =
    from === null
      ? files.map(({ path, object }) => ({ path, before: null, after: object, added: null, deleted: 0 }))
      : await objects.difference(from, to);
  if (!isKnown(difference)) return difference;
  const states = toStates(files, difference, from === null);
  const counted = chooseCounted(files, difference);
  const lines = new Map<string, number>();
  const byPath = { before: toObjects(states.before), after: toObjects(states.after) };
  const reader: DependencyReader = {
    pathsAt: async (commit) => states[commit === to ? 'after' : 'before'],
    filesAt: async (wanted) => {
      const names = wanted.map(({ revision, path }) => byPath[revision === to ? 'after' : 'before'].get(path) ?? '');
      const blobs = await objects.blobs([...names, ...counted.map(({ object }) => object)]);
      if (!isKnown(blobs)) return wanted.map(() => ({ kind: 'failed', reason: blobs.notKnown }));
      for (const [index, { path }] of counted.entries()) {
        const count = countLines(blobs[names.length + index] ?? EMPTY);
        if (count !== null) lines.set(path, count);
      }
      return names.map((object, index) => ({ kind: 'file', object, text: blobs[index]?.toString('utf8') ?? '' }));
    },
  };
  const commits = from === null ? [to] : [from, to];
  const read = await gatherStates(reader, { commits, folder, isWanted: isDependencyFile });
  if ('notKnown' in read) return read;
  const [before, after] = from === null ? [NOTHING, read[0] ?? NOTHING] : [read[0] ?? NOTHING, read[1] ?? NOTHING];
  return {
    files: difference.map((each) => toFile(each, lines, from === null)),
    dependencies: compareDependencies(before, after).map(({ kind, name, from: was, to: is }) => ({
      kind,
      name,
      from: was,
      to: is,
    })),
  };
}

const NOTHING: readonly DependencyFile[] = [];
const EMPTY = Buffer.alloc(0);

function toObjects(state: States['after']): ReadonlyMap<string, string> {
  return new Map(state.map(({ path, object }) => [path, object]));
}

interface States {
  readonly before: readonly { readonly path: string; readonly object: string }[];
  readonly after: readonly { readonly path: string; readonly object: string }[];
}

/** What the commit before had: what differs as it was, and everything else as it is. */
function toStates(after: readonly TreeEntry[], difference: readonly FileDifference[], isFirst: boolean): States {
  if (isFirst) return { before: [], after };
  const differs = new Map(difference.map((each) => [each.path, each]));
  const same = after.filter(({ path }) => !differs.has(path));
  const was = difference.flatMap(({ path, before }) => (before === null ? [] : [{ path, object: before }]));
  return { before: [...same, ...was], after };
}

/** The files whose number of lines git does not say with the difference. */
function chooseCounted(files: readonly TreeEntry[], difference: readonly FileDifference[]): readonly TreeEntry[] {
  const sizes = new Map(files.map((each) => [each.path, each]));
  const chosen: TreeEntry[] = [];
  let bytes = 0;
  for (const { path, before, added } of difference) {
    const entry = sizes.get(path);
    const isTold = before === null && added !== null;
    const isBinary = before !== null && added === null;
    if (!entry || isTold || isBinary) continue;
    bytes += entry.size;
    if (chosen.length === COUNTED_FILES || bytes > COUNTED_BYTES) return [];
    chosen.push(entry);
  }
  return chosen;
}

function toFile(
  { path, before, added, deleted }: FileDifference,
  lines: ReadonlyMap<string, number>,
  isFirst: boolean,
): ReleaseComparison['files'][number] {
  const now = lines.get(path) ?? null;
  if (isFirst) return { path, lines: now, added: now, deleted: now === null ? null : 0 };
  return { path, lines: before === null ? added : now, added, deleted };
}

/** As git looks for it. */
const BINARY_START = 8000;

/** Lines as git counts them; null for a file that git takes for binary, because of a NUL in its beginning. */
function countLines(bytes: Buffer): number | null {
  if (bytes.subarray(0, BINARY_START).includes(0)) return null;
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return bytes.length === 0 || bytes[bytes.length - 1] === LINE_FEED ? count : count + 1;
}
