import type { CommitFact, NotKnown } from '../../core/ledger/facts.ts';
import type { CommitRange } from '../../core/ledger/reader.ts';
import type { Git } from './git.ts';

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const FIELDS = ['%H', '%aI', '%an', '%ae', '%P', '%s', '%b'] as const;

/** Reads the commits of a range, newest first, in one process. */
export async function readCommits(
  git: Git,
  { after, upTo, folder = '', limit }: CommitRange,
): Promise<readonly CommitFact[] | NotKnown> {
  if (!OBJECT_NAME.test(upTo) || (after !== null && !OBJECT_NAME.test(after)))
    return { notKnown: 'the range names no commits' };
  const answer = await git.plumb(
    [
      '--literal-pathspecs',
      'log',
      '--no-show-signature',
      '--no-color',
      '--no-ext-diff',
      '--encoding=UTF-8',
      `--max-count=${limit}`,
      `--format=${FIELDS.join('%x00')}%x00`,
      ...(after === null ? [] : [`^${after}`]),
      upTo,
      '--',
      ...(folder === '' ? [] : [folder]),
    ],
    '',
  );
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  const values = answer.bytes.toString('utf8').split('\0');
  const commits: CommitFact[] = [];
  for (let at = 0; at + FIELDS.length <= values.length; at += FIELDS.length) {
    const [id = '', authored = '', authorName = '', authorEmail = '', parents = '', subject = '', body = ''] =
      values.slice(at, at + FIELDS.length);
    commits.push({
      id: id.replace(/^\n/, ''),
      authored,
      authorName,
      authorEmail,
      parents: parents === '' ? [] : parents.split(' '),
      subject,
      body: body.trimEnd(),
    });
  }
  return commits;
}
