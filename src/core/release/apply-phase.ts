/**
 * How far applying a plan has come. Up to `making` it can be cancelled and nothing has happened; behind that it comes to its
 * end.
 */
export type ApplyPhase = 'checking' | 'making' | 'moving' | 'sending' | 'writing';

/** What is being done in a phase, as a sentence without a full stop. */
export const APPLY_PHASES: Readonly<Record<ApplyPhase, string>> = {
  checking: 'Checking that everything is as planned',
  making: 'Making commits and tags, running hooks, signing',
  moving: 'Moving branches and tags',
  sending: 'Sending to the remote',
  writing: 'Writing files and index',
};
