import { isCalendarDate } from '../../core/index.ts';
import { renderMetricsPage } from '../../core/metrics-report/html.ts';
import type { MetricsReport } from '../../core/metrics-report/report.ts';
import { measuresOf, remarksOf } from '../../core/metrics-report/words.ts';
import { toMoment } from '../../host/moment.ts';
import { gatherMetricsReport } from '../../host/records/gather-metrics.ts';
import { type Printer, styled } from '../printer.ts';
import { readRecords } from '../records/read-records.ts';
import { chooseFormat, EXIT, printNote, printRefusal, type Session } from '../session.ts';

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
  const { report, remarks } = await gatherMetricsReport(session.host.files, records, {
    until: typeof until === 'string' ? until : session.host.clock.today(),
    now: toMoment(session.host.env),
    ...(typeof since === 'string' ? { since } : {}),
  });
  for (const remark of remarks) printNote(session, remark);
  if (format === 'json') session.out.json(report);
  else if (format === 'html') session.out.exact(renderMetricsPage(records.name, report));
  else printReport(session.out, report);
  return EXIT.done;
}

function printReport(out: Printer, report: MetricsReport): void {
  out.line(styled(`${report.since} to ${report.until}`, 'dim'));
  for (const remark of remarksOf(report)) out.line(remark);
  for (const { name, value, detail, samples, definition } of measuresOf(report)) {
    out.line('');
    out.line(styled(name, 'bold'), `  ${[value, detail].filter(Boolean).join(' ')}`, styled(`  (${samples})`, 'dim'));
    out.line(styled(`  ${definition}`, 'dim'));
  }
  if (report.targets.length > 0) out.line('');
  for (const { description, atLeast, target, value, samples, met } of report.targets) {
    const mark = met === null ? styled('–', 'dim') : met ? styled('✓', 'green') : styled('✗', 'red');
    const measured = value === null ? 'not measured' : `${value} (${samples})`;
    out.line(mark, ` ${description}  ${atLeast ? '≥' : '≤'} ${target}  ${measured}`);
  }
}
