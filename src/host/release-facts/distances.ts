import { isKnown } from '../../core/ledger/ledger.ts';
import type { Distance } from '../../core/release/facts.ts';
import type { Git } from '../git/git.ts';
import type { OpenRepository } from '../git/open-repository.ts';

/** How far commits are apart. @param pairs each as `from..to`, with full ids */
export async function readDistances(
  git: Git,
  { changes }: OpenRepository,
  pairs: readonly string[],
): Promise<ReadonlyMap<string, Distance>> {
  const found = await Promise.all(
    pairs.map(async (pair): Promise<readonly [string, Distance]> => {
      const [from = '', to = ''] = pair.split('..');
      const [counted, changed] = await Promise.all([
        git.text('rev-list', '--count', pair, '--'),
        changes([{ from, to }]),
      ]);
      const commits = counted.kind === 'text' ? Number.parseInt(counted.text, 10) : Number.NaN;
      const files = isKnown(changed) ? (changed[0]?.length ?? null) : null;
      return [pair, { commits: Number.isNaN(commits) ? null : commits, files }];
    }),
  );
  return new Map(found);
}
