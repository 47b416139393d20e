import type { GatePolicy } from './policy.ts';

/** What a gate has where its policy says nothing else. */
export const GATE = {
  kind: 'tests',
  parser: 'exit-code',
  report: '',
  minimum: 0,
  severity: 'error',
  exit: 'zero',
  timeout: 1800,
  environment: [],
  when: 'always',
} as const satisfies Omit<GatePolicy, 'name' | 'command'>;
