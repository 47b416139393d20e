import { join } from 'node:path';
import type { NotKnown } from '../core/ledger/facts.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import { writeChecksums } from '../core/manifest/checksums.ts';
import { manifestPath } from '../core/manifest/paths.ts';
import { whyUnsafePath } from '../core/manifest/safe-path.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { toVisibleLine } from '../core/text/visible.ts';
import { listFiles } from './gather-manifest.ts';
import type { HashFiles } from './hash.ts';

export interface ChecksumsRequest {
  readonly policy: Policy;
  readonly version: string;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly files: Files;
  readonly hashFiles: HashFiles;
}

export interface ChecksumsText {
  readonly text: string;
  /** How many files it lists. */
  readonly count: number;
}

/**
 * Makes the list of the digests of a version: of what the policy lists, and of the version's manifests, which the list is the
 * place for.
 *
 * @returns what stands in the way, each without a full stop, where any file cannot be listed; not known where the policy lists
 * nothing.
 */
export async function makeChecksums({
  policy,
  version,
  root,
  files,
  hashFiles,
}: ChecksumsRequest): Promise<ChecksumsText | readonly string[] | NotKnown> {
  const listed = await listFiles(policy, version, { files, root });
  if (!isKnown(listed)) return listed;
  const paths = [...new Set([...listed, ...(await presentManifests(policy, version, root, files))])];
  const digests = await hashFiles(root, paths);
  const lines: (readonly [string, string])[] = [];
  const reasons: string[] = [];
  for (const path of paths) {
    const unsafe = whyUnsafePath(path);
    const { digest, refusal } = digests.get(path) ?? { refusal: 'it was not hashed' };
    if (unsafe === null && digest !== undefined) lines.push([path, digest]);
    else {
      const why = unsafe === null ? (refusal === 'missing' ? 'is not there' : `was not hashed: ${refusal}`) : unsafe;
      reasons.push(`${toVisibleLine(path)} ${why}`);
    }
  }
  if (paths.length === 0) reasons.push('there is no file to list');
  return reasons.length > 0 ? reasons : { text: writeChecksums(lines), count: lines.length };
}

async function presentManifests(
  policy: Policy,
  version: string,
  root: string,
  files: Files,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const form of ['md', 'json'] as const) {
    const path = manifestPath(policy, version, form);
    const parts = path?.split('/') ?? [];
    const entries = await files.list(join(root, ...parts.slice(0, -1)));
    if (path !== null && entries.some(({ name }) => name === parts.at(-1))) paths.push(path);
  }
  return paths;
}
