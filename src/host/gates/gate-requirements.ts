import { join } from 'node:path';
import type { Changelog } from '../../core/changelog/model.ts';
import { toGateBlockers } from '../../core/gates/gate-blockers.ts';
import { type GateRecord, readGateRecord } from '../../core/gates/gate-record.ts';
import { gatePath, ignoredByGates, isApplicable, toGateResult } from '../../core/gates/gate-results.ts';
import { toGlob } from '../../core/manifest/paths.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import type { Blocker } from '../../core/release/plan.ts';
import { findRelease } from '../../core/rules/release/release-rule.ts';
import { parseVersion } from '../../core/version/version.ts';
import { expandGlob } from '../glob.ts';
import { readWorkTree } from './tree-digest.ts';

export interface GateRequirementsRequest {
  readonly files: Files;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly policy: Policy;
  readonly changelog: Changelog;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * Reads every record of the policy's gates, so that a planner, which reads nothing, can be told of whichever version it comes
 * to. Nothing is read where the policy has no gates.
 */
export async function readGateRequirements({
  files,
  root,
  policy,
  changelog,
  env,
}: GateRequirementsRequest): Promise<(version: string) => readonly Blocker[]> {
  const { commands, path: template } = policy.gates;
  if (commands.length === 0) return () => [];
  const [now, found] = await Promise.all([
    readWorkTree(root, ignoredByGates(policy), env),
    expandGlob(files, root, toGlob(template).replaceAll('{gate}', '*')),
  ]);
  const records = new Map<string, GateRecord>();
  for (const path of found.paths) {
    const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    const record = file ? readGateRecord(file.text) : null;
    if (record) records.set(path, record);
  }
  return (version) => {
    const parsed = parseVersion(version);
    const section =
      (parsed && findRelease(changelog.releases, parsed)) ??
      changelog.releases.find(({ unreleased }) => unreleased) ??
      null;
    const results = commands.map((gate) => {
      const path = gatePath(policy, version, gate.name);
      const record = records.get(path);
      const own = record?.gate === gate.name && record.version === version ? record : null;
      return toGateResult(gate, { path, record: own, applies: isApplicable(gate, changelog, section) }, now);
    });
    return toGateBlockers(version, results);
  };
}
