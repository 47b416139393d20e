import { basename, dirname, resolve } from 'node:path';
import { checkCommitMessage } from '../../core/hooks/check-message.ts';
import { EXIT, printRefusal, requirePolicy, type Session } from '../session.ts';

/** Holds the message in a file against what the policy asks for. */
export async function commitMessage(session: Session, name: string | undefined): Promise<number> {
  const required = await requirePolicy(session);
  if (!required) return EXIT.usage;
  if (name === undefined) {
    printRefusal(session, {
      message: 'the file of the message is not named',
      hint: 'git names it: release-ledger hook run commit-msg FILE',
    });
    return EXIT.usage;
  }
  const path = resolve(session.root, name);
  const { file, refusal } = await session.host.files.readText({ path, root: dirname(path), name: basename(path) });
  if (refusal) {
    printRefusal(session, refusal);
    return EXIT.usage;
  }
  const problems = checkCommitMessage(file.text, required.policy.hooks);
  for (const message of problems) printRefusal(session, { message, hint: null });
  return problems.length > 0 ? EXIT.findings : EXIT.done;
}
