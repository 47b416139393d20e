import { type Drafts, draftEntries, type LeftOut } from '../../core/changelog/draft-entries.ts';
import type { CommitFact, NotKnown } from '../../core/ledger/facts.ts';
import { findRevision } from '../../core/ledger/find-revision.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { projectFolder } from '../../core/ledger/project-folder.ts';
import { printDone, styled } from '../printer.ts';
import { EXIT, printNote, printRefusal, type Session } from '../session.ts';
import { beginWithLedger, type OpenedLedger } from '../the-ledger.ts';

/** More commits than anybody reads drafts of. */
const LIMIT = 1000;

interface Pending {
  readonly since: string | null;
  readonly commits: readonly CommitFact[];
  readonly complete: boolean;
}

/** `draft [--from TAG]`: drafts entries under Unreleased from the commits since the last tag. */
export async function draft(
  session: Session,
  _args: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const opened = await beginWithLedger(session, ['text', 'json']);
  if (typeof opened === 'number') return opened;
  const { policy, file, changelog, ledger } = opened;
  const from = typeof options.from === 'string' ? options.from : null;
  const pending = await readPending(opened, from);
  if ('notKnown' in pending) {
    const hint = from === null ? null : 'Name a tag or a version; “release-ledger status” lists them';
    printRefusal(session, { message: `the commits cannot be read: ${pending.notKnown}`, hint });
    return EXIT.findings;
  }
  const version = ledger.releases.find(({ tags }) => tags.some(({ name }) => name === pending.since))?.version;
  const drafts = draftEntries(changelog, { commits: pending.commits, since: version ?? null }, policy);
  const refusal = drafts.entries.length === 0 ? drafts.refusal : await session.host.writer.replace(file, drafts.text);
  if (refusal) {
    printRefusal(session, refusal);
    return EXIT.findings;
  }
  if (opened.format === 'json')
    session.out.json({ file: file.name, since: pending.since, entries: drafts.entries, leftOut: drafts.leftOut });
  else printDrafts(session, drafts);
  printOutcome(session, file.name, pending, drafts);
  return EXIT.done;
}

async function readPending({ ledger, repository }: OpenedLedger, from: string | null): Promise<Pending | NotKnown> {
  if (!isKnown(repository)) return repository;
  if (!isKnown(ledger.repository)) return ledger.repository;
  const { commit: head } = ledger.repository.head;
  if (head === null) return { notKnown: 'nothing is committed yet' };
  if (!isKnown(ledger.pending)) return ledger.pending;
  const since = from === null ? ledger.pending.since : findRevision(ledger, from);
  if (from !== null && since === null) return { notKnown: `no tag is or names “${from}”` };
  const after = since?.commit ?? null;
  const commits = await repository.commits({ after, upTo: head, folder: projectFolder(ledger), limit: LIMIT + 1 });
  if (!isKnown(commits)) return commits;
  return { since: since?.name ?? null, commits: commits.slice(0, LIMIT), complete: commits.length <= LIMIT };
}

function printDrafts({ out }: Session, { entries }: Drafts): void {
  for (const { category, text, breaking } of entries)
    out.line(styled(category, 'bold'), `  ${breaking ? 'Breaking: ' : ''}${text}`);
}

function printOutcome(session: Session, name: string, { since, commits, complete }: Pending, drafts: Drafts): void {
  const { entries, leftOut } = drafts;
  const source = `${count(commits.length, 'commit')}${since === null ? '' : ` since ${since}`}`;
  if (entries.length === 0) printNote(session, `there is nothing to draft from ${source}`);
  else printDone(session.err, `Drafted ${count(entries.length, 'entry', 'entries')} in ${name} from ${source}`);
  const reasons = describeLeftOut(leftOut);
  if (reasons !== '') printNote(session, `left out: ${reasons}`);
  if (!complete) printNote(session, `there are more commits than the newest ${LIMIT}, which were read`);
  if (entries.length > 0) printNote(session, 'read the drafts, and delete their <!-- draft --> marks as you go');
}

function describeLeftOut({ unnoticed, reverted, recorded, refused }: LeftOut): string {
  const reasons: readonly (readonly [number, string])[] = [
    [unnoticed, 'that users do not notice'],
    [reverted, 'reverted'],
    [recorded, 'recorded already'],
    [refused, 'that cannot stand in the changelog'],
  ];
  return reasons.flatMap(([number, reason]) => (number === 0 ? [] : [`${number} ${reason}`])).join(', ');
}

function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
