import type { OperationDto, OperationOptionsDto } from '../../src/protocol/operations.ts';
import { readString } from '../arguments.ts';

/** The operations as models name them: as the command line does. Nothing that leaves this machine is among them. */
const OPERATIONS = new Map<string, OperationDto>([
  ['bump', 'bump'],
  ['cut', 'cut'],
  ['tag', 'tag'],
  ['branch start', 'branch-start'],
  ['branch finish', 'branch-finish'],
  ['hotfix start', 'hotfix-start'],
  ['hotfix finish', 'hotfix-finish'],
  ['promote', 'promote'],
  ['yank', 'yank'],
  ['rollback', 'rollback'],
  ['undo', 'undo'],
]);

/** What a model asks for in the words of the protocol; a sentence for the model where it is nothing that can be done. */
export function toOperation(
  input: unknown,
): { readonly operation: OperationDto; readonly options: OperationOptionsDto } | string {
  const operation = OPERATIONS.get(readString(input, 'operation') ?? '');
  if (!operation) return `The argument “operation” is one of ${[...OPERATIONS.keys()].join(', ')}.`;
  const read = (name: string, as: keyof OperationOptionsDto): OperationOptionsDto => {
    const value = readString(input, name)?.trim();
    return value ? { [as]: value } : {};
  };
  return {
    operation,
    options: {
      ...read('version', operation === 'undo' ? 'id' : 'target'),
      ...read('pre', 'prerelease'),
      ...read('type', 'type'),
      ...read('title', 'title'),
      ...read('reason', 'reason'),
      ...read('severity', 'severity'),
      ...read('from', 'from'),
    },
  };
}
