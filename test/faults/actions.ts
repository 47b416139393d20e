/** What is done at the n-th call; the numbers are those of the shim. */
export const FAULT_ACTIONS = {
  'kill-group': 1,
  'kill-child': 2,
  'no-space-once': 3,
  'no-space-stays': 4,
  'io-error': 5,
  'no-access': 6,
  terminate: 7,
  // Our process ends, and its git goes on beside whoever recovers.
  'kill-parent': 8,
  // The processes end, and then what was written and not made durable is lost.
  'power-loss': 1,
} as const;

export type FaultAction = keyof typeof FAULT_ACTIONS;

/** Kinds of calls, as bits: make 1, write 2, sync 4, name 8, remove 16, change 32, open 64, read 128. */
const FITTING: Partial<Record<FaultAction, number>> = {
  'no-space-once': 15,
  'no-space-stays': 15,
  'no-access': 25 | 64,
  // Whoever only reads has written nothing that could be lost.
  'power-loss': 63,
};

/** What can happen to those who read. */
export const READING_ACTIONS: readonly FaultAction[] = ['kill-group', 'terminate', 'io-error', 'no-access'];

/** One of the counted calls of an undisturbed run. */
export interface Call {
  readonly at: number;
  readonly by: 'driver' | 'child';
  readonly kind: number;
  readonly name: string;
  readonly path: string;
  /** The file behind it and its size before the call; 0 where the call has a path alone. */
  readonly file: number;
  readonly size: number;
  /** The subcommand of git. */
  readonly command: string;
  /** True from where the operation holds its lock. */
  readonly isLocked: boolean;
}

/** A line of what the shim writes. */
export function toCall(line: string): Call {
  const [at, by, kind, name = '', file = '', inode, size, command = '', locked] = line.split('\t');
  return {
    at: Number(at),
    by: by === 'child' ? 'child' : 'driver',
    kind: Number(kind),
    name,
    path: file,
    file: Number(inode),
    size: Number(size),
    command,
    isLocked: locked === '1',
  };
}

/** False where the action cannot happen at the call: what would be played is an undisturbed run. */
export function canHappen(action: FaultAction, { by, kind }: Call): boolean {
  if (action === 'kill-child' || action === 'kill-parent') return by === 'child';
  return (kind & (FITTING[action] ?? 255)) !== 0;
}

const FAULT_OF: Readonly<Record<FaultAction, string>> = {
  'kill-group': 'F1',
  'kill-child': 'F2',
  terminate: 'F3',
  'no-space-once': 'F4',
  'no-space-stays': 'F5',
  'io-error': 'F6',
  'no-access': 'F7',
  'kill-parent': 'F1',
  'power-loss': 'F8',
};

type Place = Pick<Call, 'by' | 'path' | 'command' | 'isLocked' | 'kind'>;

/** The cell of the fault matrix: F1 to F8 by the action, S1 to S14 by what the call changes; null for what is read later. */
export function cellOf(action: FaultAction, call: Place, operation: string): string | null {
  const stage = (call.kind & READING) !== 0 ? stageOfReading(call) : stageOf(call, operation);
  return stage === null ? null : `${FAULT_OF[action]}×${stage}`;
}

const READING = 64 | 128;

/** What is read before the lock is taken is what the plan is made of. */
function stageOfReading({ isLocked }: Place): string | null {
  return isLocked ? null : 'S3';
}

const STAGE_OF_COMMAND: Readonly<Record<string, string>> = {
  'commit-tree': 'S6',
  hook: 'S5',
  mktag: 'S7',
  'update-ref': 'S9',
  'symbolic-ref': 'S9',
};

function stageOf({ path, by, command }: Place, operation: string): string {
  if (command.includes('hooks/')) return 'S5';
  if (by === 'child' && !path.startsWith('/.git/release-ledger/tmp/index')) return STAGE_OF_COMMAND[command] ?? 'S4';
  if (/\/release-ledger\/(?:lock|tmp\/lock)|\/release-ledger$/.test(path)) return 'S1';
  if (/\/release-ledger\/journal\.json$/.test(path)) return 'S8';
  if (/\/release-ledger\/log(?:\/|$)/.test(path)) return 'S14';
  if (/^\/\.git\/(?:worktrees\/\w+\/)?(?:index|$)|\/release-ledger\/tmp\/index(?:\.lock)?$/.test(path)) return 'S11';
  if (/\/release-ledger\/tmp\/index-/.test(path)) return 'S4';
  if (path.startsWith('/.git/')) return 'S8';
  // A bundle and the statement beside it are all that this operation writes.
  return operation === 'bundle' ? 'S12' : 'S10';
}
