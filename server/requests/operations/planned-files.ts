import path from 'node:path';
import type { RepositoryReader } from '../../../src/core/ledger/reader.ts';
import type { Files } from '../../../src/core/ports.ts';
import type { FileStep, Plan, TreeChange } from '../../../src/core/release/plan.ts';
import type { ObjectReader } from '../../../src/host/git/open-repository.ts';
import type { PlannedFileDto } from '../../../src/protocol/operations.ts';

/** More files than this are no preview any more; a plan that switches branches can have thousands. */
export const FILE_LIMIT = 200;

/** Where the texts of a plan's files are found. */
export interface PlannedFileSources {
  /** The top folder of the work tree, and its URI as the client calls it. */
  readonly root: string;
  readonly rootUri: string;
  readonly files: Files;
  readonly reader: Pick<RepositoryReader, 'filesAt'>;
  readonly objects: Pick<ObjectReader, 'blobs'>;
}

type Change = FileStep | TreeChange;

/**
 * The files that a plan changes, with the texts before and after it: those of the work tree as they are on disk, and those that
 * only a commit changes as the commit's base has them. What is no text has none.
 */
export async function listPlannedFiles(plan: Plan, sources: PlannedFileSources): Promise<readonly PlannedFileDto[]> {
  const found = new Map<string, PlannedFileDto>();
  const add = async (change: Change, before: () => Promise<string | null>): Promise<void> => {
    if (found.has(change.path) || found.size >= FILE_LIMIT) return;
    const uri = `${sources.rootUri}/${change.path.split('/').map(encodeURIComponent).join('/')}`;
    found.set(change.path, { uri, path: change.path, before: await before(), after: await textAfter(change, sources) });
  };
  for (const step of plan.steps) {
    if (step.kind === 'file') await add(step, () => (step.from === null ? NOTHING : readOnDisk(step.path, sources)));
  }
  for (const step of plan.steps) {
    if (step.kind !== 'commit') continue;
    const { base } = step;
    const revision = 'object' in base ? base.object : null;
    for (const change of step.changes) await add(change, () => readAt(revision, change.path, sources));
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const NOTHING = Promise.resolve(null);

/** A file without text that is there has an empty one, so that it is not taken for one that is added. */
async function readOnDisk(name: string, { root, files }: PlannedFileSources): Promise<string> {
  const { file } = await files.readText({ path: path.join(root, name), root, name });
  return file?.text ?? '';
}

async function readAt(revision: string | null, name: string, { reader }: PlannedFileSources): Promise<string | null> {
  if (revision === null) return null;
  const [file] = await reader.filesAt([{ revision, path: name }]);
  return file?.kind === 'file' ? file.text : null;
}

async function textAfter({ text, object }: Change, { objects }: PlannedFileSources): Promise<string | null> {
  if (object === undefined) return text;
  const blobs = await objects.blobs([object]);
  return 'notKnown' in blobs ? '' : (blobs[0]?.toString('utf8') ?? '');
}
