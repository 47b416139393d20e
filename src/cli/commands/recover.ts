import { printConflicts, printRefusals } from '../operate.ts';
import { printDone } from '../printer.ts';
import { EXIT, printRefusal, type Session } from '../session.ts';

/** `recover`: finishes an operation that was interrupted, or takes it back; the refs decide which. */
export async function recover(session: Session): Promise<number> {
  const { host, root, err } = session;
  const { recover: bringToEnd } = await import('../../host/release/recover.ts');
  const outcome = await bringToEnd(host.releaseContext(root, ['release-ledger', 'recover']));
  switch (outcome.kind) {
    case 'nothing':
      printDone(err, 'No operation was interrupted');
      return EXIT.done;
    case 'refused':
      printRefusals(session, outcome.refusals);
      return EXIT.findings;
    case 'interrupted':
      printRefusal(session, outcome.reason);
      return EXIT.partial;
    case 'recovered': {
      const { title } = outcome.record.plan;
      printDone(err, outcome.to === 'new' ? `${title}: finished` : `${title}: taken back, all is as it was before`);
      return printConflicts(session, outcome.conflicts);
    }
  }
}
