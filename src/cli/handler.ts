import type { Session } from './session.ts';

/** What a command is given: the run, its arguments and its options. */
export type Handler = (session: Session, args: readonly string[], options: Record<string, unknown>) => Promise<number>;
