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

/** True where a call fails, and false where a process ends. */
export function isFailing(action: FaultAction): boolean {
  return ['no-space-once', 'no-space-stays', 'io-error', 'no-access'].includes(action);
}

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
  readonly phase: Phase;
}

/** How far an operation is: before its lock, with it, with its journal open, and with that closed again. */
const PHASES = ['unlocked', 'locked', 'stated', 'ended'] as const;
type Phase = (typeof PHASES)[number];

/** A line of what the shim writes. */
export function toCall(line: string): Call {
  const [at, by, kind, name = '', file = '', inode, size, command = '', phase] = line.split('\t');
  return {
    at: Number(at),
    by: by === 'child' ? 'child' : 'driver',
    kind: Number(kind),
    name,
    path: file,
    file: Number(inode),
    size: Number(size),
    command,
    phase: PHASES[Number(phase)] ?? 'unlocked',
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

type Place = Pick<Call, 'by' | 'path' | 'command' | 'phase' | 'kind'>;

/** The cell of the fault matrix: F1 to F8 by the action, S1 to S14 by what the call changes; null for what is read later. */
export function cellOf(action: FaultAction, call: Place, operation: string): string | null {
  const stage = (call.kind & READING) !== 0 ? stageOfReading(call) : stageOf(call, operation);
  return stage === null ? null : `${FAULT_OF[action]}×${stage}`;
}

const READING = 64 | 128;

/** What is read before the lock is taken is what the plan is made of. */
function stageOfReading({ phase }: Place): string | null {
  return phase === 'unlocked' ? 'S3' : null;
}

const STAGE_OF_COMMAND: Readonly<Record<string, string>> = {
  'commit-tree': 'S6',
  hook: 'S5',
  mktag: 'S7',
  'update-ref': 'S9',
  'symbolic-ref': 'S9',
};

/** What our own files in the temporary folder are for, by the beginning of their names; the record of an operation has its date. */
const STAGE_OF_TEMPORARY: readonly (readonly [RegExp, string])[] = [
  [/^$|^lock/, 'S1'],
  [/^index-/, 'S4'],
  [/^message/, 'S5'],
  [/^(?:tag|key)/, 'S7'],
  [/^journal/, 'S8'],
  [/^index/, 'S11'],
  [/^\d/, 'S14'],
];

function stageOf(call: Place, operation: string): string {
  const { path, by, command, phase } = call;
  if (command.includes('hooks/')) return 'S5';
  if (phase === 'ended') return 'S14';
  const own = /^\/\.git\/release-ledger(?:$|\/)(.*)/.exec(path)?.[1];
  if (own?.startsWith('tmp')) {
    const name = own.slice('tmp/'.length);
    const stage = STAGE_OF_TEMPORARY.find(([start]) => start.test(name))?.[1];
    if (stage !== undefined) return stage;
  }
  if (by === 'child') return STAGE_OF_COMMAND[command] ?? (phase === 'stated' ? 'S9' : 'S4');
  if (own !== undefined) return stageOfOwn(own, call);
  if (/^\/\.git(?:\/worktrees\/\w+)?(?:\/index[^/]*)?$/.test(path)) return 'S11';
  if (path.startsWith('/.git/')) return 'S9';
  // A bundle and the statement beside it are all that this operation writes.
  return operation === 'bundle' ? 'S12' : 'S10';
}

/** Our folder, and what stands in it. */
function stageOfOwn(name: string, { phase, kind }: Place): string {
  if (name.startsWith('journal')) return (kind & REMOVING) === 0 ? 'S8' : 'S14';
  if (phase !== 'stated') return 'S1';
  // Its name is made durable when the journal has got one.
  return name === '' ? 'S8' : 'S14';
}

const REMOVING = 16;
