import { isUndoable } from '../../../src/core/release/find-undone.ts';
import type { JournalRecord } from '../../../src/core/release/journal-record.ts';
import type { NextStep } from '../../../src/core/release/plan.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { Applied, Interrupted, NothingToRecover, Recovered, Refused } from '../../../src/host/release/outcome.ts';
import type { AnswerDto } from '../../../src/protocol/dto.ts';
import type { NextOperationDto, OperationDto, OperationOutcomeDto } from '../../../src/protocol/operations.ts';
import { toRefusal } from './open-changelog.ts';

/** What applying or recovering came to, for the user. */
export function toOutcome(
  outcome: Applied | Refused | Interrupted | NothingToRecover | Recovered,
): AnswerDto<OperationOutcomeDto> {
  switch (outcome.kind) {
    case 'refused':
      return toRefusal(outcome.refusals);
    case 'nothing':
      return { value: { id: null, outcome: 'nothing-to-do', messages: [], undoable: false, next: [] } };
    case 'interrupted': {
      const { message, hint } = outcome.reason;
      const messages = [message, hint].flatMap((part) => (part === null ? [] : toSentence(part)));
      return { value: { id: outcome.id, outcome: 'incomplete', messages, undoable: false, next: [] } };
    }
    case 'recovered':
    case 'applied': {
      const { record } = outcome;
      const isDone = outcome.kind === 'applied' || outcome.to === 'new';
      return {
        value: {
          id: record.id,
          outcome: isDone ? 'done' : 'taken-back',
          messages: [...(outcome.kind === 'recovered' ? [toSentence(record.plan.title)] : []), ...toMessages(record)],
          undoable: isDone && isUndoable(record),
          next: isDone ? record.plan.next.flatMap(({ command }) => toNext(command) ?? []) : [],
        },
      };
    }
  }
}

function toMessages({ conflicts }: JournalRecord): readonly string[] {
  return conflicts.map(({ name, reason }) => toSentence(`${name} was left as it is: ${reason}`));
}

/** What a command line stands for; null for one that the client has nothing for. */
function toNext([program, name = '', ...args]: NextStep['command']): NextOperationDto | null {
  const [first] = args;
  if (program === 'git') {
    if (name === 'push') return { operation: 'send', target: null };
    return name === 'switch' && first !== undefined ? { operation: 'switch', target: first } : null;
  }
  if (name === 'add') return { operation: 'add', target: null };
  const group = name === 'branch' || name === 'hotfix';
  const operation = toOperation(group ? `${name}-${first}` : name);
  const target = (group ? args.slice(1) : args).find((arg) => !arg.startsWith('-')) ?? null;
  return operation && { operation, target };
}

function toOperation(name: string): OperationDto | null {
  return OPERATIONS.find((each) => each === name) ?? null;
}

/** The operations that a request can name. */
export const OPERATIONS: readonly OperationDto[] = [
  'bump',
  'cut',
  'tag',
  'push',
  'branch-start',
  'branch-finish',
  'hotfix-start',
  'hotfix-finish',
  'promote',
  'yank',
  'rollback',
  'undo',
];

function toSentence(text: string): string {
  const line = toVisibleLine(text);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
