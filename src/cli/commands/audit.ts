import { renderAuditPage } from '../../core/audit/html.ts';
import { countOf, renderAuditMarkdown, STEP_TITLES } from '../../core/audit/markdown.ts';
import type { ReleaseTrace } from '../../core/audit/trace.ts';
import { findLedgerRelease } from '../../core/ledger/find-revision.ts';
import type { GatheredLedger } from '../../core/ledger/gather.ts';
import type { LedgerRelease } from '../../core/ledger/ledger.ts';
import { findRecorded } from '../../core/release/component-facts.ts';
import { gatherTraces } from '../../host/records/gather-traces.ts';
import type { ReleaseRecords } from '../../host/records/release-records.ts';
import { type Printer, styled } from '../printer.ts';
import { openRecords, readRecordsOf } from '../records/read-records.ts';
import { chooseFormat, EXIT, printRefusal, type Session } from '../session.ts';
import { type OpenedLedger, ofComponent } from '../the-ledger.ts';

/** `audit [VERSION…]`: traces releases from the changelog to where they run, and names what is not recorded. */
export async function audit(session: Session, wanted: readonly string[]): Promise<number> {
  const format = chooseFormat(session, ['text', 'json', 'md', 'html']);
  if (!format) return EXIT.usage;
  const opened = await openRecords(session);
  if (!opened) return EXIT.usage;
  const chosen =
    wanted.length === 0 ? await listComponents(session, opened) : await chooseReleases(session, opened, wanted);
  if (!chosen) return EXIT.findings;
  const today = session.host.clock.today();
  const traces: ReleaseTrace[] = [];
  for (const { releases, ...records } of chosen)
    for (const trace of await gatherTraces(session.host, records, { releases, today }))
      traces.push(nameTrace(opened.ledger, records.ledger, trace));
  const [{ name }] = chosen;
  if (format === 'json') session.out.json({ date: today, releases: traces });
  else if (format === 'md') session.out.lines(renderAuditMarkdown(name, today, traces).replace(/\n$/, ''));
  else if (format === 'html') session.out.exact(renderAuditPage(name, today, traces));
  else for (const trace of traces) printTrace(session.out, trace);
  return EXIT.done;
}

/** Releases of one component, with what is recorded of it. */
interface ChosenReleases extends ReleaseRecords {
  readonly releases: readonly LedgerRelease[];
}

type Chosen = readonly [ChosenReleases, ...ChosenReleases[]];

/** All releases, by component. */
async function listComponents(session: Session, opened: OpenedLedger): Promise<Chosen> {
  const list = async (ledger: GatheredLedger): Promise<ChosenReleases> => {
    const records = await readRecordsOf(session, await ofComponent(session, opened, ledger));
    return { ...records, releases: records.ledger.releases };
  };
  const others: ChosenReleases[] = [];
  for (const each of opened.ledger.others) others.push(await list(each));
  return [await list(opened.ledger), ...others];
}

/** The releases that are named; null, and the reason printed, where one is not there. */
export async function chooseReleases(
  session: Session,
  opened: OpenedLedger,
  wanted: readonly string[],
): Promise<Chosen | null> {
  const found: ChosenReleases[] = [];
  for (const name of wanted) {
    const { ledger, version } = findRecorded(opened.ledger, name, true);
    const records = await readRecordsOf(session, await ofComponent(session, opened, ledger));
    const release = findLedgerRelease(records.ledger, version?.raw ?? name);
    if (release) found.push({ ...records, releases: [release] });
    else
      printRefusal(session, {
        message: `there is no release ${name}`,
        hint: 'Run “release-ledger history” to see those there are',
      });
  }
  const [first, ...others] = found;
  return first && found.length === wanted.length ? [first, ...others] : null;
}

/** Where there are several components a trace says whose it is. */
function nameTrace(all: GatheredLedger, { component }: GatheredLedger, trace: ReleaseTrace): ReleaseTrace {
  return all.others.length === 0 || component === '' ? trace : { ...trace, version: `${component} ${trace.version}` };
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
