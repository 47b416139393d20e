import { randomBytes } from 'node:crypto';
import os from 'node:os';
import type { EntryChange, JournalRecord, RefChange } from '../../core/release/journal-record.ts';
import type { Plan } from '../../core/release/plan.ts';
import { type OpenRelease, toJournalPlace } from './context.ts';
import { type MadeObjects, toObject, writeBlob } from './make-objects.ts';
import { readRefs } from './refs.ts';
import { readTreeDifference } from './tree-difference.ts';
import { modeOf, readWorkFile } from './work-file.ts';

/** What git calls a tree without entries. */
const EMPTY_TREE = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
} as const;

/**
 * Writes down what a plan is going to change, by object ids. What files hold now is kept as objects, too, so that it can be given
 * back.
 *
 * @throws GitFailed, or what the system says.
 */
export async function toRecord(release: OpenRelease, plan: Plan, made: MadeObjects): Promise<JournalRecord> {
  const { context, place } = release;
  const refs = toRefs(plan, made.objects);
  const turn = plan.steps.find((step) => step.kind === 'head');
  const now = context.now();
  return {
    format: 'release-ledger/journal',
    formatVersion: 1,
    id: `${now.toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`,
    state: 'open',
    startedAt: now.toISOString(),
    endedAt: null,
    by: { user: os.userInfo().username, host: os.hostname(), pid: process.pid },
    command: context.command,
    repository: toJournalPlace(place),
    plan,
    objects: made.objects,
    refs,
    head: turn ? { from: turn.from, to: turn.to } : null,
    headAfter: turn?.to ?? plan.facts.head ?? plan.facts.headCommit ?? '',
    files: await toFiles(release, plan),
    index: await toIndex(release, plan, refs),
    ran: made.ran,
    conflicts: [],
    pushes: plan.steps.flatMap((step) =>
      step.kind === 'push' ? [{ remote: step.remote, outcome: 'pending' as const, detail: '' }] : [],
    ),
  };
}

function toRefs(plan: Plan, objects: Readonly<Record<string, string>>): readonly RefChange[] {
  return plan.steps.flatMap((step): readonly RefChange[] => {
    if (step.kind === 'ref') return [{ name: step.name, from: step.from, to: step.to && toObject(step.to, objects) }];
    if (step.kind !== 'tag') return [];
    const to = objects[`tag ${step.name}`] ?? toObject(step.target, objects);
    return [{ name: `refs/tags/${step.name}`, from: null, to }];
  });
}

async function toFiles(release: OpenRelease, plan: Plan): Promise<readonly EntryChange[]> {
  const files: EntryChange[] = [];
  for (const step of plan.steps) {
    if (step.kind !== 'file') continue;
    const found = await readWorkFile(release.place.root, step.path, release.place.objectFormat);
    const from =
      found.kind === 'file'
        ? {
            object: await writeBlob(release, found.bytes),
            mode: process.platform === 'win32' ? step.mode : modeOf(found.stats),
          }
        : null;
    const object = step.object ?? (step.text === null ? null : await writeBlob(release, Buffer.from(step.text)));
    files.push({ path: step.path, from, to: object === null ? null : { object, mode: step.mode } });
  }
  return files;
}

/** Where HEAD comes to another commit, the index follows in what both commits differ. */
async function toIndex(
  { git, place }: OpenRelease,
  plan: Plan,
  refs: readonly RefChange[],
): Promise<readonly EntryChange[]> {
  const { head, headCommit } = plan.facts;
  const turn = plan.steps.find((step) => step.kind === 'head');
  const name = turn?.to ?? head;
  if (name === null) return [];
  const moved = refs.find((change) => change.name === name);
  const after = moved ? moved.to : turn === undefined ? headCommit : await commitAt(git, name);
  if (!after || after === headCommit) return [];
  return readTreeDifference(git, headCommit ?? EMPTY_TREE[place.objectFormat], after);
}

async function commitAt(git: OpenRelease['git'], place: string): Promise<string | undefined> {
  return place.startsWith('refs/') ? (await readRefs(git, [place])).get(place) : place;
}
