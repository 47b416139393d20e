import { join } from 'node:path';
import { DEFAULT_POLICY, POLICY_FILE_NAMES, type Policy, type PolicyFile, resolvePolicy } from '../core/index.ts';
import type { FileRefusal, Files } from '../core/ports.ts';
import { expandGlob } from './glob.ts';

/** The policy of a folder, the files that it comes from, and what is wrong with them. */
export interface LoadedPolicy {
  readonly policy: Policy;
  /** The folder's own file first, what it extends behind it; empty where the default profile holds. */
  readonly files: readonly PolicyFile[];
  /** Why a policy file that is there, or was asked for, could not be read. */
  readonly refusal: FileRefusal | null;
}

const DEFAULT: LoadedPolicy = { policy: DEFAULT_POLICY, files: [], refusal: null };

/**
 * Loads the policy of a folder.
 *
 * @param root absolute; nothing outside of it is read.
 * @param path the policy file relative to the root, with `/`; null looks for it under its well-known names, and without one
 * the default profile holds.
 */
export async function loadPolicy(files: Files, root: string, path: string | null): Promise<LoadedPolicy> {
  const names = path === null ? await namesIn(files, root) : [path];
  const [name] = names;
  if (name === undefined) return DEFAULT;
  let refusal: FileRefusal | null = null;
  const readFile = async (each: string): Promise<string | null> => {
    const reading = await files.readText({ path: join(root, each), root, name: each });
    if (reading.refusal && each === name) refusal = reading.refusal;
    return reading.file?.text ?? null;
  };
  const resolved = await resolvePolicy(name, readFile, (pattern) => matchesAny(files, root, pattern));
  return resolved ? { ...resolved, refusal: null } : { ...DEFAULT, refusal };
}

/** True where a glob matches a file below a folder; and where there are more folders than are searched. */
export async function matchesAny(files: Files, root: string, pattern: string): Promise<boolean> {
  const { paths, complete } = await expandGlob(files, root, pattern);
  return paths.length > 0 || !complete;
}

/** The policy files that stand in a folder, the one that counts first. */
async function namesIn(files: Files, root: string): Promise<readonly string[]> {
  const names = new Set((await files.list(root)).map(({ name }) => name));
  return POLICY_FILE_NAMES.filter((name) => names.has(name));
}
