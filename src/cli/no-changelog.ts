import { POLICY_FILE_NAMES, type Refusal, refusal } from '../core/index.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import { hasNoWorkTree } from '../core/ledger/no-work-tree.ts';
import { nameSome } from '../core/text/name-some.ts';
import { findOtherFormat } from '../host/find-changelogs.ts';
import { expandGlob } from '../host/glob.ts';
import type { Session } from './session.ts';

/** A refusal for a folder in which git keeps its own files alone: nobody wants a changelog there. */
export async function whyNoFiles({ openRepository }: Session['host'], root: string): Promise<Refusal | null> {
  const repository = await openRepository(root);
  if (isKnown(repository) || !hasNoWorkTree(repository)) return null;
  return refusal('missing', repository.notKnown, 'Work in a clone of it, or in a work tree: git worktree add FOLDER');
}

/**
 * Says that a folder has no changelog, and where there are some below it: those of packages belong to no policy until one names
 * them.
 *
 * @param patterns what was looked for, where that is more than the usual name
 */
export async function noChangelog({ host, root }: Session, patterns: readonly string[] = []): Promise<Refusal> {
  const message = `there is no changelog in ${root}${patterns.length > 0 ? `: no ${patterns.join(', ')}` : ''}`;
  const { paths } = await expandGlob(host.files, root, '**/CHANGELOG.md');
  if (paths.length === 0) {
    const bare = await whyNoFiles(host, root);
    if (bare) return bare;
    const other = await findOtherFormat(host.files, root);
    const make = 'Make one with “release-ledger init”, or name its folder with --cwd';
    return refusal('missing', message, other === null ? make : `${other} is no Markdown, and is not read. ${make}`);
  }
  return refusal(
    'missing',
    message,
    `Name one with --changelog (there is ${nameSome(paths)}), or list them as “changelog.files” in ${POLICY_FILE_NAMES[0]}`,
  );
}
