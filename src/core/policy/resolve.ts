import type { MatchesAny, PolicyFile, ReadPolicyFile, ResolvedPolicy } from './resolved-policy.ts';

/** The names that a policy file may have in its folder, in the order in which they are looked for. */
export const POLICY_FILE_NAMES = ['release-ledger.jsonc', '.release-ledger.jsonc'] as const;

/**
 * Reads a policy file and what it extends, and merges them over the default profile: objects merge, lists replace.
 *
 * @param path relative to the root, with `/`; `extends` is resolved against the file it stands in and must stay in the root.
 * @param matchesAny left out by those who cannot look: no fault is found with globs then.
 * @returns what is valid of it. Who enforces the policy stops at any problem of the severity `error`; null without the file.
 */
export async function resolvePolicy(
  path: string,
  readFile: ReadPolicyFile,
  matchesAny: MatchesAny = async () => true,
): Promise<ResolvedPolicy | null> {
  const text = await readFile(path);
  if (text === null) return null;
  // Every setting and every rule is known there, and most folders have no policy file.
  const { mergePolicyFiles } = await import('./merge-policy-files.ts');
  return mergePolicyFiles(path, text, readFile, matchesAny);
}

/** True for a policy that may not say what its author meant; nobody is to act by it. */
export function isBroken({ files }: { readonly files: readonly PolicyFile[] }): boolean {
  return files.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
}
