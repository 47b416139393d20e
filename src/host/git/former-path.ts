import type { NotKnown } from '../../core/ledger/facts.ts';
import type { RenamedFile } from '../../core/ledger/reader.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The name that a file had at an earlier commit: the oldest of the names that it was renamed from since (`git log --follow`).
 *
 * @returns null where no rename is known.
 */
export async function readFormerPath(git: Git, { path, now, at }: RenamedFile): Promise<string | null | NotKnown> {
  if (!OBJECT_NAME.test(now) || !OBJECT_NAME.test(at)) return { notKnown: 'the range names no commits' };
  const answer = await git.plumb(
    [
      '--literal-pathspecs',
      'log',
      '--follow',
      '--find-renames',
      '--diff-filter=R',
      '--name-status',
      '--no-show-signature',
      '--no-color',
      '--no-ext-diff',
      '-z',
      '--format=',
      now,
      `^${at}`,
      '--',
      path,
    ],
    '',
  );
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  // Newest first, each as its score, the name before and the name after.
  const values = answer.bytes
    .toString('utf8')
    .split('\0')
    .filter((value) => value.trim() !== '');
  let name = path;
  for (let i = 0; i + 2 < values.length; i += 3) if (values[i + 2] === name) name = values[i + 1] as string;
  return name === path ? null : name;
}
