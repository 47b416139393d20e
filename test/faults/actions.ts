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

/** Kinds of calls, as bits: make 1, write 2, sync 4, name 8, remove 16, change 32. */
const FITTING: Partial<Record<FaultAction, number>> = {
  'no-space-once': 15,
  'no-space-stays': 15,
  'no-access': 25,
};

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
}

/** False where the action cannot happen at the call: what would be played is an undisturbed run. */
export function canHappen(action: FaultAction, { by, kind }: Call): boolean {
  if (action === 'kill-child' || action === 'kill-parent') return by === 'child';
  return (kind & (FITTING[action] ?? 63)) !== 0;
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

/** The cell of the fault matrix: F1 to F7 by the action, S1 to S14 by what the call changes. */
export function cellOf(action: FaultAction, call: Call): string {
  return `${FAULT_OF[action]}×${stageOf(call)}`;
}

const STAGE_OF_COMMAND: Readonly<Record<string, string>> = {
  'commit-tree': 'S6',
  hook: 'S5',
  mktag: 'S7',
  'update-ref': 'S9',
  'symbolic-ref': 'S9',
};

function stageOf({ path, by, command }: Call): string {
  if (command.includes('hooks/')) return 'S5';
  if (by === 'child' && !path.startsWith('/.git/release-ledger/tmp/index')) return STAGE_OF_COMMAND[command] ?? 'S4';
  if (/\/release-ledger\/(?:lock|tmp\/lock)|\/release-ledger$/.test(path)) return 'S1';
  if (/\/release-ledger\/journal\.json$/.test(path)) return 'S8';
  if (/\/release-ledger\/log(?:\/|$)/.test(path)) return 'S14';
  if (/^\/\.git\/(?:index|$)|\/release-ledger\/tmp\/index(?:\.lock)?$/.test(path)) return 'S11';
  if (/\/release-ledger\/tmp\/index-/.test(path)) return 'S4';
  return path.startsWith('/.git/') ? 'S8' : 'S10';
}
