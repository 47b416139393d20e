import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { currentVersion, isKnown } from '../../../src/core/ledger/ledger.ts';
import { sayReason } from '../../../src/core/text/say.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import { versionKey } from '../../../src/core/version/version-key.ts';
import type { ChangelogDto } from '../../../src/protocol/dto.ts';
import type { LedgerSummaryDto } from '../../../src/protocol/rows.ts';
import { nextRelease } from '../../features/next-release.ts';
import type { Session } from '../../session.ts';
import type { View } from '../../view.ts';
import type { WorkspaceChangelogs } from '../../workspace-changelogs.ts';
import { toState } from '../history.ts';
import { listVersionFiles } from '../version-files.ts';
import { findLedgers } from './find-ledgers.ts';
import { countEntries } from './section-rows.ts';

/** The ledgers of all changelogs, or of the one with this URI, each in a few words. */
export async function summarizeLedgers(
  session: Session,
  changelogs: WorkspaceChangelogs,
  wanted: string | null,
): Promise<readonly LedgerSummaryDto[]> {
  const { ledgers } = await findLedgers(session, changelogs);
  const summaries: LedgerSummaryDto[] = [];
  for (const each of ledgers) {
    if (wanted !== null && each.uri !== wanted) continue;
    const view = await session.viewWithLedger(each.uri);
    if (view?.ledger.ledger) summaries.push(summarize(each, view, view.ledger.ledger));
  }
  return summaries;
}

function summarize(changelog: ChangelogDto, view: View, ledger: GatheredLedger): LedgerSummaryDto {
  const { repository, unreleased, releases } = ledger;
  const current = currentVersion(ledger);
  const release = current && releases.find(({ key }) => key === versionKey(current));
  const next = nextRelease(view);
  const files = listVersionFiles(view, ledger);
  return {
    ...changelog,
    current: current && toVisibleLine(current.raw),
    currentState: release ? toState(ledger, release) : null,
    next: next && { version: next.next, level: next.level, reasons: next.reasons.length },
    unreleased: unreleased ? countEntries(unreleased) : 0,
    versionFiles: files.length,
    behind: files.flatMap(({ uri, version, expected, agrees }) =>
      agrees === false ? [{ uri, version: version ?? '', expected: expected ?? '' }] : [],
    ),
    notCompared: isKnown(repository) ? null : toVisibleLine(sayReason(view.say, repository.notKnown)),
  };
}
