import type { FileChange, NotKnown } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const RAW = /^:\d{6} \d{6} ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*$/;
const COUNTS = /^(\d+|-)\t(\d+|-)\t([\s\S]*)$/;

/** A file that two commits have differently, or that one of them does not have. */
export interface FileDifference extends FileChange {
  /** The objects that hold its content; null where a commit does not have it. */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The files that differ between two commits with their objects and line counts, in the order of their paths, in one process
 * (`diff-tree`).
 *
 * @param from a full object name, as `to`.
 */
export async function readDifference(
  git: Git,
  from: string,
  to: string,
): Promise<readonly FileDifference[] | NotKnown> {
  if (!OBJECT_NAME.test(from) || !OBJECT_NAME.test(to)) return { notKnown: 'the revisions name no commits' };
  const options = ['-r', '-z', '--raw', '--numstat', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const answer = await git.plumb(['diff-tree', ...options, from, to], '');
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  const tokens = answer.bytes.toString('utf8').split('\0');
  const objects = new Map<string, Pick<FileDifference, 'before' | 'after'>>();
  const files: FileDifference[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as string;
    const raw = RAW.exec(token);
    if (raw) objects.set(tokens[++at] as string, { before: toObject(raw[1]), after: toObject(raw[2]) });
    const [, added, deleted, path] = (raw ? null : COUNTS.exec(token)) ?? [];
    if (path === undefined) continue;
    const counts = { added: toCount(added), deleted: toCount(deleted) };
    files.push({ path, ...counts, ...(objects.get(path) ?? { before: null, after: null }) });
  }
  return files;
}

function toObject(written = ''): string | null {
  return /^0*$/.test(written) ? null : written;
}

function toCount(written = '-'): number | null {
  return written === '-' ? null : Number(written);
}
