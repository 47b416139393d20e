import type { ReleaseContext } from './context.ts';
import { openRelease } from './context.ts';

/** The name of who commits here; null where git does not know one, or may not be asked. */
export async function readCommitter(context: ReleaseContext): Promise<string | null> {
  const release = await openRelease(context);
  if ('code' in release) return null;
  const answer = await release.git.run(['var', 'GIT_COMMITTER_IDENT']);
  if (answer.kind !== 'ended' || answer.code !== 0) return null;
  return /^([^<]+?) *</.exec(answer.stdout.toString())?.[1] ?? null;
}
