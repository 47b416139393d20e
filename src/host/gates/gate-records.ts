import { join } from 'node:path';
import type { Changelog } from '../../core/changelog/model.ts';
import { type GateRecord, readGateRecord, writeGateRecord } from '../../core/gates/gate-record.ts';
import { type GateResult, gatePath, isApplicable, type TreeFact, toGateResult } from '../../core/gates/gate-results.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { FileRefusal, Files, FileWriter } from '../../core/ports.ts';
import { findRelease } from '../../core/rules/release/release-rule.ts';
import { parseVersion } from '../../core/version/version.ts';
import { createFiles } from '../create-files.ts';

export interface GateRecordsRequest {
  readonly files: Files;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly policy: Policy;
  readonly version: string;
  /** Says whether a gate is for this release; null where it is not known, and then every gate is. */
  readonly changelog: Changelog | null;
  /** What gates would run over now (`readWorkTree`). */
  readonly now: TreeFact;
}

/** Reads what is recorded of every gate of the policy for a version, in the policy's order. */
export async function readGateResults(request: GateRecordsRequest): Promise<readonly GateResult[]> {
  const { files, root, policy, version, changelog, now } = request;
  const parsed = parseVersion(version);
  // What is not released yet stands under Unreleased.
  const section =
    (changelog && parsed && findRelease(changelog.releases, parsed)) ??
    changelog?.releases.find(({ unreleased }) => unreleased) ??
    null;
  return Promise.all(
    policy.gates.commands.map(async (gate) => {
      const path = gatePath(policy, version, gate.name);
      const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
      const record = file ? readGateRecord(file.text) : null;
      // A record of another gate or version that somebody copied says nothing of this one.
      const own = record?.gate === gate.name && record.version === version ? record : null;
      return toGateResult(gate, { path, record: own, applies: isApplicable(gate, changelog, section) }, now);
    }),
  );
}

/** Writes the record of a gate over the one before it. @returns why it could not be written; null where it was */
export async function writeRecord(
  record: GateRecord,
  {
    files,
    writer,
    root,
    policy,
  }: Pick<GateRecordsRequest, 'files' | 'root' | 'policy'> & { readonly writer: FileWriter },
): Promise<FileRefusal | null> {
  const name = gatePath(policy, record.version, record.gate);
  const request = { path: join(root, ...name.split('/')), root, name };
  const text = writeGateRecord(record);
  const { file, refusal } = await files.readText(request);
  if (file) return writer.replace(file, text);
  if (refusal.code !== 'missing') return refusal;
  return createFiles([{ ...request, write: async (handle) => void (await handle.writeFile(text, 'utf8')) }]);
}
