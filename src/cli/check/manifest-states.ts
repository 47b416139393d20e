import { join } from 'node:path';
import type { Policy } from '../../core/index.ts';
import type { LedgerRelease } from '../../core/ledger/ledger.ts';
import type { ManifestStatus } from '../../core/ledger/status.ts';
import { fillPath, manifestTemplates } from '../../core/manifest/paths.ts';
import { type Session, toDisplayPath } from '../session.ts';
import { checkAllManifests, type ManifestRun } from './check-manifests.ts';

export type ManifestStates = (release: LedgerRelease, policy: Policy) => ManifestStatus | null;

/**
 * Checks all manifests.
 *
 * @returns what tells a release's manifest by the policy of its records, and whether any form of it has errors; null where it has
 * none
 */
export async function readManifestStates(session: Session, run: ManifestRun): Promise<ManifestStates> {
  const { policyRoot } = run;
  const { findings, checked, refusals } = await checkAllManifests(session, run);
  const unreadable = refusals.map(({ name }) => name);
  const known = new Set([...checked, ...unreadable]);
  const errors = findings.filter(({ problem }) => problem.severity === 'error').map(({ file }) => file);
  const invalid = new Set([...unreadable, ...errors]);
  return ({ version: { raw } }, policy) => {
    const files = manifestTemplates(policy.manifest)
      .map(({ path }) => toDisplayPath(session.root, join(policyRoot, fillPath(path, policy, raw))))
      .filter((file) => known.has(file));
    const [file] = files;
    return file === undefined ? null : { file, valid: !files.some((each) => invalid.has(each)) };
  };
}
