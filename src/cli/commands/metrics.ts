import { isCalendarDate } from '../../core/index.ts';
import { currentVersion } from '../../core/ledger/ledger.ts';
import { readReleasedHistory } from '../../core/ledger/metrics.ts';
import { renderMetricsPage } from '../../core/metrics-report/html.ts';
import { readIncidents } from '../../core/metrics-report/incidents.ts';
import { type MetricsReport, toReport } from '../../core/metrics-report/report.ts';
import { measuresOf, remarksOf } from '../../core/metrics-report/words.ts';
import { readGateResults } from '../../host/gates/gate-records.ts';
import { toMoment } from '../../host/moment.ts';
import { type Printer, styled } from '../printer.ts';
import { type ReleaseRecords, readLines, readRecords } from '../records/read-records.ts';
import { chooseFormat, EXIT, printRefusal, type Session } from '../session.ts';

/** `metrics`: how fast and how safely releases come, with what was counted. */
export async function metrics(
  session: Session,
  _args: readonly string[],
  { since, until }: Readonly<Record<string, unknown>>,
): Promise<number> {
  const format = chooseFormat(session, ['text', 'json', 'html']);
  if (!format) return EXIT.usage;
  for (const date of [since, until]) {
    if (date === undefined || (typeof date === 'string' && isCalendarDate(date))) continue;
    printRefusal(session, { message: `${String(date)} is no date`, hint: 'Write it as 2026-01-31' });
    return EXIT.usage;
  }
  if (typeof since === 'string' && typeof until === 'string' && since > until) {
    printRefusal(session, { message: `${since} is later than ${until}`, hint: 'Give the earlier day to --since' });
    return EXIT.usage;
  }
  const records = await readRecords(session);
  if (!records) return EXIT.usage;
  const report = await gatherReport(session, records, {
    until: typeof until === 'string' ? until : session.host.clock.today(),
    ...(typeof since === 'string' ? { since } : {}),
  });
  if (format === 'json') session.out.json(report);
  else if (format === 'html') session.out.exact(renderMetricsPage(records.name, report));
  else printReport(session.out, report);
  return EXIT.done;
}

async function gatherReport(
  session: Session,
  { policy, root, ledger, repository, deployments }: ReleaseRecords,
  window: { readonly until: string; readonly since?: string },
): Promise<MetricsReport> {
  const incidents = await readLines(session, root, policy.metrics.incidents, (text) => {
    const { incidents: read, unread } = readIncidents(text);
    return { read, unread };
  });
  const version = currentVersion(ledger)?.raw;
  const { files, env } = session.host;
  // What was recorded counts whether or not files have changed since.
  const now = { notKnown: 'it does not matter here' };
  const results =
    version === undefined
      ? []
      : await readGateResults({ files, root, policy, version, changelog: ledger.changelog, now });
  return toReport(ledger, policy.metrics, {
    ...window,
    incidents,
    deployments,
    now: toMoment(env),
    history: await readReleasedHistory(ledger, repository),
    gates: results.flatMap(({ gate, record }) => (record ? [{ gate, record }] : [])),
  });
}

function printReport(out: Printer, report: MetricsReport): void {
  out.line(styled(`${report.since} to ${report.until}`, 'dim'));
  for (const remark of remarksOf(report)) out.line(remark);
  for (const { name, value, samples, definition } of measuresOf(report)) {
    out.line('');
    out.line(styled(name, 'bold'), `  ${value}`, styled(`  (${samples})`, 'dim'));
    out.line(styled(`  ${definition}`, 'dim'));
  }
  if (report.targets.length > 0) out.line('');
  for (const { description, atLeast, target, value, samples, met } of report.targets) {
    const mark = met === null ? styled('–', 'dim') : met ? styled('✓', 'green') : styled('✗', 'red');
    const measured = value === null ? 'not measured' : `${value} (${samples})`;
    out.line(mark, ` ${description}  ${atLeast ? '≥' : '≤'} ${target}  ${measured}`);
  }
}
