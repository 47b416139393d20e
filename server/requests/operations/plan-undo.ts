import { lastUndoable } from '../../../src/core/release/find-undone.ts';
import type { Plan } from '../../../src/core/release/plan.ts';
import type { ReleaseContext } from '../../../src/host/release/context.ts';
import type { AnswerDto } from '../../../src/protocol/dto.ts';
import { refuse } from '../answers.ts';
import { readJournal } from './list-log.ts';
import { toRefusal } from './open-changelog.ts';

/** The plan that takes an operation back. @param id null for the last one that can be */
export async function planUndo(context: ReleaseContext, id: string | null): Promise<AnswerDto<Plan>> {
  const log = await readJournal(context);
  if ('code' in log) return toRefusal([log]);
  const record = id === null ? lastUndoable(log.records) : log.records.find((each) => each.id === id);
  if (!record)
    return id === null
      ? refuse('refused', 'There is no operation that could be taken back')
      : refuse('refused', `There is no operation ${id}`, 'Release History shows those that there are');
  const [{ invert }, { gatherUndoFacts }] = await Promise.all([
    import('../../../src/core/release/invert.ts'),
    import('../../../src/host/release/gather-undo-facts.ts'),
  ]);
  const facts = await gatherUndoFacts(context, record);
  return 'code' in facts ? toRefusal([facts]) : { value: invert(record, facts) };
}
