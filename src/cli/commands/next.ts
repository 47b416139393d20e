import { type Level, type NextVersion, nextVersion } from '../../core/index.ts';
import { taggedVersions } from '../../core/ledger/ledger.ts';
import { type Printer, styled } from '../printer.ts';
import { EXIT, printRefusal, type Session } from '../session.ts';
import { beginWithLedger } from '../the-ledger.ts';

/** `next`: the version that the unreleased entries lead to, and the entries that decide it. */
export async function next(
  session: Session,
  _args: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const opened = await beginWithLedger(session, ['text', 'json']);
  if (typeof opened === 'number') return opened;
  const { policy, file, changelog, ledger } = opened;
  const found = nextVersion(changelog, policy, {
    ...taggedVersions(ledger),
    level: (options.level as Level | undefined) ?? null,
    pre: typeof options.pre === 'string' ? options.pre : null,
    today: session.host.clock.today(),
  });
  if ('code' in found) {
    printRefusal(session, found);
    return EXIT.findings;
  }
  if (opened.format === 'json') session.out.json(toNextJson(found));
  else {
    session.out.line(found.next);
    explainNext(session.err, file.name, found);
  }
  return EXIT.done;
}

/** The JSON that `next` and `status` print; lines count from 1. What was skipped is named where anything was. */
export function toNextJson({ current, next: version, level, reasons, skipped }: NextVersion): object {
  return {
    current,
    next: version,
    level,
    reasons: reasons.map(({ category, text, line, level: asked }) => ({
      category,
      text,
      line: line + 1,
      level: asked,
    })),
    ...(skipped.length > 0 && { skipped }),
  };
}

/** A script reads the version alone; whoever looks at it wants to know why. */
function explainNext(err: Printer, name: string, { current, level, reasons, skipped }: NextVersion): void {
  for (const version of skipped) err.line(styled(`not ${version}, which is tagged on another branch`, 'dim'));
  const from = current === null ? 'the first version' : `after ${current}`;
  err.line(styled(`${level}, ${from}${reasons.length > 0 ? ', because of:' : ''}`, 'dim'));
  for (const { category, text, line, breaking } of reasons) {
    const said = [category, breaking ? 'breaking' : ''].filter((word) => word !== '').join(', ');
    err.line(styled(`  ${name}:${line + 1}`, 'dim'), `  ${said === '' ? '' : `${said}: `}${text}`);
  }
}
