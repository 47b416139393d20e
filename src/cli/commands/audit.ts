import { renderAuditPage } from '../../core/audit/html.ts';
import { countOf, renderAuditMarkdown, STEP_TITLES } from '../../core/audit/markdown.ts';
import type { ReleaseTrace } from '../../core/audit/trace.ts';
import { findLedgerRelease } from '../../core/ledger/find-revision.ts';
import type { Ledger, LedgerRelease } from '../../core/ledger/ledger.ts';
import { gatherTraces } from '../../host/records/gather-traces.ts';
import { type Printer, styled } from '../printer.ts';
import { readRecords } from '../records/read-records.ts';
import { chooseFormat, EXIT, printRefusal, type Session } from '../session.ts';

/** `audit [VERSION…]`: traces releases from the changelog to where they run, and names what is not recorded. */
export async function audit(session: Session, wanted: readonly string[]): Promise<number> {
  const format = chooseFormat(session, ['text', 'json', 'md', 'html']);
  if (!format) return EXIT.usage;
  const records = await readRecords(session);
  if (!records) return EXIT.usage;
  const releases = wanted.length === 0 ? records.ledger.releases : chooseReleases(session, records.ledger, wanted);
  if (!releases) return EXIT.findings;
  const today = session.host.clock.today();
  const traces = await gatherTraces(session.host, records, { releases, today });
  if (format === 'json') session.out.json({ date: today, releases: traces });
  else if (format === 'md') session.out.lines(renderAuditMarkdown(records.name, today, traces).replace(/\n$/, ''));
  else if (format === 'html') session.out.exact(renderAuditPage(records.name, today, traces));
  else for (const trace of traces) printTrace(session.out, trace);
  return EXIT.done;
}

/** The releases that are named; null, and the reason printed, where one is not there. */
export function chooseReleases(
  session: Session,
  ledger: Ledger,
  wanted: readonly string[],
): readonly LedgerRelease[] | null {
  const found: LedgerRelease[] = [];
  for (const name of wanted) {
    const release = findLedgerRelease(ledger, name);
    if (release) found.push(release);
    else
      printRefusal(session, {
        message: `there is no release ${name}`,
        hint: 'Run “release-ledger history” to see those there are',
      });
  }
  return found.length === wanted.length ? found : null;
}

function printTrace(out: Printer, { version, date, title, yanked, steps, evidence, gaps }: ReleaseTrace): void {
  out.line(
    styled([version, date, title].filter((each) => each !== null).join(' – '), 'bold'),
    yanked ? '  yanked' : '',
    gaps === 0 ? styled('  no gaps', 'green') : styled(`  ${countOf(gaps, 'gap')}`, 'yellow'),
  );
  for (const { step, found, gaps: missing, lookup } of steps) {
    const label = STEP_TITLES[step].padEnd(11);
    for (const [at, line] of found.entries()) out.line(`  ${at === 0 ? label : ' '.repeat(11)}${line}`);
    for (const [at, gap] of missing.entries())
      out.line(`  ${at === 0 && found.length === 0 ? label : ' '.repeat(11)}`, styled('✗ ', 'red'), gap);
    if (found.length === 0 && missing.length === 0) out.line(`  ${label}`, styled('–', 'dim'));
    out.line(' '.repeat(13), styled(lookup, 'dim'));
  }
  if (evidence.length > 0) out.line('  Evidence');
  for (const { path, digest, keepUntil } of evidence)
    out.line('    ', path, '  ', styled(digest, 'dim'), `  ${keepUntil === null ? 'for good' : `until ${keepUntil}`}`);
  out.line('');
}
