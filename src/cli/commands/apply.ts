import { resolve } from 'node:path';
import { refusal } from '../../core/index.ts';
import { toPlan } from '../../core/release/read-plan.ts';
import { carryOut } from '../operate.ts';
import { EXIT, printRefusal, rootOf, type Session } from '../session.ts';

/** `apply FILE`: applies a plan that was saved as JSON, if all is still as it was when it was computed. */
export async function apply(
  session: Session,
  [name = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { host, root } = session;
  const path = resolve(root, name);
  const { file, refusal: unread } = await host.files.readText({ path, root: rootOf(root, path), name });
  if (!file) {
    printRefusal(session, unread);
    return EXIT.usage;
  }
  const plan = toPlan(parseJson(file.text));
  if ('code' in plan) {
    printRefusal(session, refusal(plan.code, `${name}: ${plan.message}`, plan.hint));
    return EXIT.usage;
  }
  return carryOut(session, plan, host.releaseContext(root, ['release-ledger', 'apply', name]), options.yes === true);
}

/** What is no JSON is no plan either; the reader says so. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
