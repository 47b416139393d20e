import type { Changelog } from '../../core/changelog/model.ts';
import { ignoredByGates, toVerification, type Verification } from '../../core/gates/gate-results.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { readGateResults } from './gate-records.ts';
import { readWorkTree } from './tree-digest.ts';

export interface VerificationRequest {
  readonly files: Files;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly policy: Policy;
  readonly version: string;
  readonly changelog: Changelog;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * What the recorded gates of a version say in its manifest; null where the policy has no gates. Git and the files are looked at
 * only where something is recorded.
 */
export async function gatherVerification(request: VerificationRequest): Promise<Verification | null> {
  const { policy, root, env } = request;
  if (policy.gates.commands.length === 0) return null;
  const unread = { notKnown: 'the files were not looked at' };
  const recorded = await readGateResults({ ...request, now: unread });
  if (recorded.every(({ record }) => record === null)) return toVerification(recorded);
  const now = await readWorkTree(root, ignoredByGates(policy), env);
  return toVerification(await readGateResults({ ...request, now }));
}
