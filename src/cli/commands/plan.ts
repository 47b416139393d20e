import { diffPlan } from '../../core/release/describe.ts';
import { exitOfBlocked, type PreparedOperation, planOperation } from '../operate.ts';
import { printPlan } from '../report/plan.ts';
import { chooseFormat, EXIT, type Session } from '../session.ts';

/** `plan OPERATION …`: what the operation would do; changes nothing. Exits with 1 where something stands in its way. */
export async function plan(session: Session, operation: PreparedOperation): Promise<number> {
  const format = chooseFormat(session, ['text', 'diff', 'json']);
  if (!format) return EXIT.usage;
  const planned = await planOperation(session, operation);
  if (typeof planned === 'number') return planned;
  const { plan: found, textOf } = planned;
  if (format === 'json') session.out.json(found);
  else if (format === 'text') printPlan(session.out, found);
  else {
    const diff = diffPlan(found, textOf);
    if (diff !== '') session.out.lines(diff.replace(/\n$/, ''));
  }
  return found.blockers.length > 0 ? exitOfBlocked(found) : EXIT.done;
}
