import { releaseId } from '../../../src/core/ledger/components.ts';
import type { LedgerRelease } from '../../../src/core/ledger/ledger.ts';
import { isUndoable } from '../../../src/core/release/find-undone.ts';
import type { JournalRecord } from '../../../src/core/release/journal-record.ts';
import type { RowDto } from '../../../src/protocol/rows.ts';
import type { Session } from '../../session.ts';
import { readJournal, toLogged } from '../operations/list-log.ts';
import { openChangelog } from '../operations/open-changelog.ts';
import { type RowsOf, toRow } from './to-row.ts';

/** The operations that a release came of and that were carried out on it since, the last one first; none where git is not asked. */
export async function listOperationRows(
  session: Session,
  of: RowsOf,
  release: LedgerRelease,
): Promise<readonly RowDto[]> {
  const open = await openChangelog(session, of.uri, ['log']);
  if (open.refusal) return [];
  const log = await readJournal(open.value.context);
  if ('code' in log) return [];
  const own = new Set([log.open ?? [], log.records].flat().flatMap((each) => (isAbout(each, release) ? each.id : [])));
  const logged = toLogged(log);
  const last = logged.find(
    ({ id, state }) => state === 'done' && log.records.some((each) => each.id === id && isUndoable(each)),
  );
  return logged
    .filter(({ id }) => own.has(id))
    .map(({ id, title, at, by, state }) =>
      toRow(of, [releaseId(release), `operation ${id}`], 'operation', title, {
        state,
        marks: id === last?.id ? ['undoable'] : [],
        date: at.slice(0, 10),
        detail: by,
        code: id,
        release: release.section?.label ?? release.version.raw,
      }),
    );
}

/** An operation that made the tag of a release, or names its version. */
function isAbout({ plan: { title, steps } }: JournalRecord, { version, tags }: LedgerRelease): boolean {
  if (steps.some((step) => step.kind === 'tag' && tags.some(({ name }) => name === step.name))) return true;
  return title.split(/[\s“”]+/).includes(version.raw);
}
