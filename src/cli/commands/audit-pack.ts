import { join } from 'node:path';
import { fillPath } from '../../core/manifest/paths.ts';
import { gatherTraces } from '../../host/records/gather-traces.ts';
import { makeEvidencePack } from '../../host/records/make-evidence-pack.ts';
import { printDone } from '../printer.ts';
import { openRecords } from '../records/read-records.ts';
import { count } from '../report/report.ts';
import { chooseFormat, EXIT, printNote, printRefusal, type Session, toDisplayPath } from '../session.ts';
import { chooseReleases } from './audit.ts';

/** `audit pack VERSION`: one archive with everything that proves a release. */
export async function packEvidence(
  session: Session,
  [version = '']: readonly string[],
  { output }: Readonly<Record<string, unknown>>,
): Promise<number> {
  if (!chooseFormat(session, ['text'])) return EXIT.usage;
  const opened = await openRecords(session);
  if (!opened) return EXIT.usage;
  const [records] = (await chooseReleases(session, opened, [version])) ?? [];
  const release = records?.releases[0];
  if (!release) return EXIT.findings;
  const today = session.host.clock.today();
  const [trace] = await gatherTraces(session.host, records, { releases: [release], today });
  if (!trace) return EXIT.findings;
  const path =
    typeof output === 'string'
      ? output
      : fillPath('releases/evidence-{version}.tar.gz', records.policy, release.version.raw);
  const made = await makeEvidencePack(session.host, records, { release, trace, today, path });
  if ('code' in made) {
    printRefusal(session, made);
    return EXIT.findings;
  }
  for (const { gaps } of trace.steps) for (const gap of gaps) printNote(session, `gap: ${gap}`);
  const shown = toDisplayPath(session.root, join(records.root, ...path.split('/')));
  session.out.line(`${made.digest}  ${shown}`);
  printDone(session.err, `Made ${shown} with ${count(made.files, 'file')}`);
  return EXIT.done;
}
