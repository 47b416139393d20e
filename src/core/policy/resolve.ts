import type { Problem } from '../rules/problem.ts';
import type { Policy } from './policy.ts';
import type { Provenance } from './provenance.ts';

/** Reads one policy file by its path; null where there is none or it cannot be read. */
export type ReadPolicyFile = (path: string) => Promise<string | null>;

/** True where a glob of a policy, relative to the root, matches any file. */
export type MatchesAny = (pattern: string) => Promise<boolean>;

export interface ResolvedPolicy {
  readonly policy: Policy;
  /** The built-in profile that it rests on. */
  readonly profile: string;
  /** Who gave each setting its value. */
  readonly provenance: Provenance;
  /** Version files, by path or glob, and templates that it names and that are not there. */
  readonly missing: ReadonlySet<string>;
  /** Every file that has a part in it, the one that was asked for first. */
  readonly files: readonly PolicyFile[];
}

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

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

/** Resolves a relative path against the file that names it; null where it leaves the root. */
export function resolvePath(from: string, relative: string): string | null {
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(relative)) return null;
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** Objects are merged key by key, everything else is replaced. Keys come validated, so none can reach a prototype. */
export function mergeSettings(base: unknown, changes: unknown): unknown {
  if (!isObject(base) || !isObject(changes)) return changes;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    merged[key] = Object.hasOwn(base, key) ? mergeSettings(base[key], value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
