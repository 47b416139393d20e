import { join } from 'node:path';
import type { Policy } from '../../core/index.ts';
import type { LedgerRelease } from '../../core/ledger/ledger.ts';
import type { ManifestStatus } from '../../core/ledger/status.ts';
import { fillPath, manifestTemplates } from '../../core/manifest/paths.ts';
import { type Session, toDisplayPath } from '../session.ts';
import { checkAllManifests, type ManifestRun } from './check-manifests.ts';

/**
 * Checks all manifests.
 *
 * @param policyOf the policy of a component's records
 * @returns what tells a release's manifest, and whether any form of it has errors; null where it has none
 */
export async function readManifestStates(
  session: Session,
  run: ManifestRun,
  policyOf: (component: string) => Policy,
): Promise<(release: LedgerRelease) => ManifestStatus | null> {
  const { policyRoot } = run;
  const { findings, checked, refusals } = await checkAllManifests(session, run);
  const unreadable = refusals.map(({ name }) => name);
  const known = new Set([...checked, ...unreadable]);
  const errors = findings.filter(({ problem }) => problem.severity === 'error').map(({ file }) => file);
  const invalid = new Set([...unreadable, ...errors]);
  return ({ version: { raw }, component }) => {
    const policy = policyOf(component);
    const files = manifestTemplates(policy.manifest)
      .map(({ path }) => toDisplayPath(session.root, join(policyRoot, fillPath(path, policy, raw))))
      .filter((file) => known.has(file));
    const [file] = files;
    return file === undefined ? null : { file, valid: !files.some((each) => invalid.has(each)) };
  };
}
