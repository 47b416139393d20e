import type { OperationDto, OperationOptionsDto } from '../../src/protocol/operations.ts';
import { readRecord, readString } from '../arguments.ts';

const NAMES: readonly (keyof OperationOptionsDto)[] = [
  'target',
  'prerelease',
  'type',
  'title',
  'reason',
  'severity',
  'from',
  'id',
];

/** Operations on a release that is there: a row of a view says which. */
const ABOUT_A_RELEASE: ReadonlySet<OperationDto> = new Set(['tag', 'push', 'promote', 'yank', 'rollback']);

/** The options that a command's argument has: those that it names, and the release that its row stands for. */
export function readOptions(operation: OperationDto, argument: unknown): OperationOptionsDto {
  const options = readRecord(argument, 'options');
  const named = NAMES.flatMap((name) => {
    const value = readString(options, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const release = readString(argument, 'release');
  const fromRow = release === undefined ? {} : toTarget(operation, release, argument);
  return { ...fromRow, ...Object.fromEntries(named) };
}

function toTarget(operation: OperationDto, release: string, argument: unknown): OperationOptionsDto {
  const version = (readString(argument, 'kind') === 'release' ? readString(argument, 'label') : undefined) ?? release;
  if (ABOUT_A_RELEASE.has(operation)) return { target: version };
  const id = readString(argument, 'kind') === 'operation' ? readString(argument, 'code') : undefined;
  return operation === 'undo' && id !== undefined ? { id } : {};
}
