import { recordApproval } from '../../core/checklist/record-approval.ts';
import { applyEdits } from '../../core/index.ts';
import { openChecklist } from '../checklists/checklist-session.ts';
import { printDone } from '../printer.ts';
import { EXIT, printRefusal, type Session } from '../session.ts';

/** `approve ROLE --by WHO`: records who approved a release, and when. */
export async function approve(
  session: Session,
  [role = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const opened = await openChecklist(session, {
    version: typeof options.release === 'string' ? options.release : null,
    type: null,
  });
  if (typeof opened === 'number') return opened;
  const { checklist, file, name, version, policy, traits, facts } = opened;
  if (!checklist || !file) {
    printRefusal(session, {
      message: `${name} is not there`,
      hint: `Make it with “release-ledger checklist ${version.raw}”`,
    });
    return EXIT.findings;
  }
  const recorded = recordApproval(checklist, { role, by: String(options.by), date: facts.today }, policy, traits);
  if ('code' in recorded) {
    printRefusal(session, recorded);
    return recorded.code === 'exists' ? EXIT.findings : EXIT.usage;
  }
  const refused = await session.host.writer.replace(file, applyEdits(file.text, recorded));
  if (refused) {
    printRefusal(session, refused);
    return EXIT.findings;
  }
  printDone(session.err, `${name}: ${role} approves ${version.raw}`);
  return EXIT.done;
}
