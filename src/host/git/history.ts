import type { HistoryCommit, NotKnown } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const FIELDS = ['%H', '%P', '%aI', '%s'] as const;

/**
 * Reads every commit that the tips contain, each before its parents: in one process at any number of tips, in a second one
 * where it is asked which of them concern a folder.
 *
 * @param tips full object names
 * @param folder of the work tree, with `/`; empty where every commit counts
 */
export async function readHistory(
  git: Git,
  tips: readonly string[],
  folder = '',
): Promise<readonly HistoryCommit[] | NotKnown> {
  if (tips.length === 0) return [];
  if (!tips.every((tip) => OBJECT_NAME.test(tip))) return { notKnown: 'a tip names no commit' };
  const input = `${tips.join('\n')}\n`;
  const within = folder === '' ? null : await readWithin(git, input, folder);
  if (within && 'notKnown' in within) return within;
  const answer = await git.plumb(
    [
      'log',
      '--topo-order',
      '--no-show-signature',
      '--no-color',
      '--no-ext-diff',
      '--encoding=UTF-8',
      '-z',
      `--format=${FIELDS.join('%x00')}`,
      '--stdin',
    ],
    input,
  );
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  const values = answer.bytes.toString('utf8').split('\0');
  const commits: HistoryCommit[] = [];
  for (let at = 0; at + FIELDS.length <= values.length; at += FIELDS.length) {
    const parents = values[at + 1] as string;
    commits.push({
      id: values[at] as string,
      parents: parents === '' ? [] : parents.split(' '),
      authored: values[at + 2] as string,
      subject: values[at + 3] as string,
      concerned: within === null || within.has(values[at] as string),
    });
  }
  return commits;
}

async function readWithin(git: Git, input: string, folder: string): Promise<ReadonlySet<string> | NotKnown> {
  const answer = await git.plumb(['--literal-pathspecs', 'rev-list', '--full-history', '--stdin', '--', folder], input);
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  return new Set(answer.bytes.toString('utf8').split('\n'));
}
