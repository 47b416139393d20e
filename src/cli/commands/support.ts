import { isCalendarDate } from '../../core/index.ts';
import { renderSupport } from '../../core/support/html.ts';
import { describeSupport, type VersionSupport } from '../../core/support/support-status.ts';
import { htmlPage } from '../../core/text/html-page.ts';
import { sayInEnglish } from '../../core/text/say.ts';
import { type Printer, type Segment, styled } from '../printer.ts';
import { readRecords } from '../records/read-records.ts';
import { chooseFormat, EXIT, printNote, printRefusal, type Session } from '../session.ts';

/** `support`: how each version is supported, today or on another day. */
export async function support(
  session: Session,
  _args: readonly string[],
  { on }: Readonly<Record<string, unknown>>,
): Promise<number> {
  const format = chooseFormat(session, ['text', 'json', 'html']);
  if (!format) return EXIT.usage;
  if (on !== undefined && !(typeof on === 'string' && isCalendarDate(on))) {
    printRefusal(session, { message: `${String(on)} is no date`, hint: 'Write it as 2026-01-31' });
    return EXIT.usage;
  }
  const records = await readRecords(session);
  if (!records) return EXIT.usage;
  const date = typeof on === 'string' ? on : session.host.clock.today();
  const versions = describeSupport(records.ledger, records.policy.support, date);
  const promises = records.policy.support.stages.length > 0;
  if (format === 'json') session.out.json({ date, versions });
  else if (format === 'html')
    session.out.exact(htmlPage(renderSupport(records.name, { today: date, versions, promises }, sayInEnglish)));
  else printSupport(session.out, versions);
  if (!promises)
    printNote(
      session,
      'the policy promises no support: "support": { "stages": [{ "level": "full" }] } would, for the newest line',
    );
  return EXIT.done;
}

const LEVELS: Readonly<Record<VersionSupport['level'], Segment>> = {
  full: styled('full    ', 'green'),
  security: styled('security', 'yellow'),
  none: styled('none    ', 'dim'),
};

function printSupport(out: Printer, versions: readonly VersionSupport[]): void {
  const width = Math.max(0, ...versions.map(({ version }) => version.length));
  for (const { version, released, level, until, upgradeTo, reason } of versions) {
    out.line(
      styled(version.padEnd(width), 'bold'),
      `  ${released}  `,
      LEVELS[level],
      `  ${reason}${until === null ? '' : `, until ${until}`}`,
      upgradeTo === null ? '' : styled(`  → ${upgradeTo}`, 'cyan'),
    );
  }
}
