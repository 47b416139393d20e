import type { NotKnown } from '../ledger/facts.ts';
import type { Policy } from '../policy/policy.ts';
import { matchesGlob } from '../text/matches-glob.ts';
import { compareDependencies, type DependencyChange } from './compare.ts';
import { type DependencyReader, gatherStates } from './gather.ts';
import { isKnownDependencyFile } from './kinds/all.ts';

export interface BumpRequest {
  /** Full names of commits. */
  readonly from: string;
  readonly to: string;
  /** The changelog's folder, relative to the work tree's root, with `/` at its end; empty for the root. */
  readonly folder: string;
  readonly patterns: Policy['dependencyFiles'];
}

/**
 * Gathers what users of a project get in another version than before: the dependencies that it asks for itself and not only
 * for development.
 */
export async function gatherBumps(
  reader: DependencyReader,
  { from, to, folder, patterns }: BumpRequest,
): Promise<readonly DependencyChange[] | NotKnown> {
  // Patterns are relative to the policy, which stands in the changelog's folder or at the root.
  const isNamed = (path: string): boolean =>
    patterns.some((pattern) => matchesGlob(path, pattern) || matchesGlob(`${folder}${path}`, pattern));
  const isWanted = patterns.length === 0 ? isKnownDependencyFile : isNamed;
  const states = await gatherStates(reader, { commits: [from, to], folder, isWanted });
  if ('notKnown' in states) return states;
  const [before = [], after = []] = states;
  return compareDependencies(before, after).filter(({ kind, direct, dev }) => kind === 'updated' && direct && !dev);
}
