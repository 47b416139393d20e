import os from 'node:os';
import { type Refusal, refusal } from '../../core/refusal.ts';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import { blobId } from './blob-id.ts';
import { findMissing } from './check-objects.ts';
import type { OpenRelease } from './context.ts';
import { isOfThisPlace } from './finish.ts';

/**
 * Why an open journal is not acted upon; null where it is the journal of an operation of this machine in this work tree, and
 * everything that it names is there and is what it is called.
 *
 * A journal lies in `.git`, and somebody may have brought that along.
 */
export async function whyNotOurs(release: OpenRelease, record: JournalRecord): Promise<Refusal | null> {
  const foreign = (message: string): Refusal =>
    refusal('foreign-journal', message, `Look at ${release.folder}/journal.json; nothing is done with it`);
  if (record.state !== 'open') return foreign('The journal is not that of an operation under way');
  if (record.by.host !== os.hostname()) return foreign('The journal was written on another machine');
  if (!isOfThisPlace(release, record))
    return refusal(
      'other-work-tree',
      `The operation that was interrupted belongs to ${record.repository.root}`,
      'Run “release-ledger recover” there; if that folder is gone, look at the journal and delete it',
    );
  if (record.plan.facts.objectFormat !== release.place.objectFormat)
    return foreign('The journal is of a repository of another object format');
  const text = whyTextsDiffer(release, record);
  if (text !== null) return foreign(text);
  return checkObjects(release, record, foreign);
}

function whyTextsDiffer({ place }: OpenRelease, { plan, files }: JournalRecord): string | null {
  for (const step of plan.steps) {
    if (step.kind !== 'file' || step.text === null) continue;
    const planned = blobId(Buffer.from(step.text), place.objectFormat);
    if (files.find(({ path }) => path === step.path)?.to?.object !== planned)
      return `The journal has other bytes for ${step.path} than its plan`;
  }
  return null;
}

async function checkObjects(
  { git }: OpenRelease,
  record: JournalRecord,
  foreign: (message: string) => Refusal,
): Promise<Refusal | null> {
  const wanted: (readonly [object: string, types: RegExp])[] = [
    ...record.refs.flatMap(({ name, to }) =>
      to === null ? [] : [[to, name.startsWith('refs/heads/') ? /^commit$/ : /^(?:commit|tag)$/] as const],
    ),
    ...record.files.flatMap(({ to }) => (to === null ? [] : [[to.object, /^blob$/] as const])),
  ];
  const [missing] = await findMissing(git, wanted);
  return missing === undefined
    ? null
    : foreign(`The journal names ${missing}, which is not there or is something else`);
}
