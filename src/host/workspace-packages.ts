import { DEFAULT_POLICY } from '../core/policy/default-policy.ts';
import type { Files } from '../core/ports.ts';
import { type FoundChangelogs, findChangelogs } from './find-changelogs.ts';

/**
 * Finds the changelogs that are checked: those of `findChangelogs`, and beside one at the root those of the packages that the root
 * declares as its own (npm, pnpm, Yarn, Lerna, Deno, Dart, Cargo, uv, Go). A policy that names changelogs has named them all.
 */
export async function findAllChangelogs(
  files: Files,
  root: string,
  patterns: readonly string[],
): Promise<FoundChangelogs> {
  const found = await findChangelogs(files, root, patterns);
  const [first] = found.paths;
  if (patterns !== DEFAULT_POLICY.changelog.files || first === undefined || first.includes('/')) return found;
  const { findDeclared } = await import('./declared-packages.ts');
  return { ...found, paths: [first, ...(await findDeclared(files, root))] };
}
