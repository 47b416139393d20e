import type { Refusal } from '../../core/refusal.ts';
import { refsOf, type UndoFacts } from '../../core/release/invert.ts';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import { type OpenRelease, openRelease, type ReleaseContext } from './context.ts';
import { toFailure } from './git-failed.ts';
import { readHead } from './head.ts';
import { readRecords } from './journal.ts';
import { readRefs } from './refs.ts';
import { readWorkFile } from './work-file.ts';

/** Reads what `invert` needs to know of the repository as it is now. */
export async function gatherUndoFacts(context: ReleaseContext, record: JournalRecord): Promise<UndoFacts | Refusal> {
  try {
    const release = await openRelease(context);
    if ('code' in release) return release;
    const { git, place } = release;
    const head = await readHead(git);
    const commit = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    const names = refsOf(record);
    const now = await readRefs(git, names);
    const files: Record<string, string | null> = {};
    for (const { path } of record.files) {
      const found = await readWorkFile(place.root, path, place.objectFormat);
      files[path] = found.kind === 'file' ? found.object : null;
    }
    return {
      objectFormat: place.objectFormat,
      head: head.startsWith('refs/') ? head : null,
      headCommit: commit.kind === 'ended' && commit.code === 0 ? commit.stdout.toString().trimEnd() : null,
      refs: Object.fromEntries(names.map((name) => [name, now.get(name) ?? null])),
      files,
      published: await findPublished(release, record),
    };
  } catch (error) {
    return toFailure(error);
  }
}

/** What was sent by us, and what git has seen at a remote; what others sent from elsewhere is not known here. */
async function findPublished(release: OpenRelease, record: JournalRecord): Promise<readonly string[]> {
  const sent = (await readRecords(release.folder)).flatMap((each) =>
    'code' in each || each.state !== 'done'
      ? []
      : each.plan.steps.flatMap((step) => (step.kind === 'push' ? step.refs : [])),
  );
  const published: string[] = [];
  for (const { name, to } of record.refs) {
    if (to === null) continue;
    const wasSent = sent.some((ref) => ref.name === name && ref.object === to);
    if (wasSent || (await isAtRemote(release, to))) published.push(name);
  }
  return published;
}

async function isAtRemote({ git }: OpenRelease, object: string): Promise<boolean> {
  const answer = await git.run(['for-each-ref', '--format=%(refname)', `--contains=${object}`, 'refs/remotes']);
  return answer.kind === 'ended' && answer.code === 0 && answer.stdout.length > 0;
}
