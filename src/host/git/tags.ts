import type { NotKnown, TagFact } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

const FIELDS = [
  'refname',
  'objectname',
  'objecttype',
  '*objectname',
  '*objecttype',
  'creatordate:iso-strict',
  'contents:signature',
  'contents',
] as const;

/** Reads every tag with its date, objects and message, in one process. */
export async function readTags(git: Git): Promise<readonly TagFact[] | NotKnown> {
  const format = FIELDS.map((field) => `%(${field})%00`).join('');
  const answer = await git.plumb(['for-each-ref', `--format=${format}`, 'refs/tags'], '');
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  const values = answer.bytes.toString('utf8').split('\0');
  const tags: TagFact[] = [];
  for (let at = 0; at + FIELDS.length <= values.length; at += FIELDS.length) {
    const [ref = '', object = '', type, target, targetType, date, signature = '', contents = ''] = values.slice(
      at,
      at + FIELDS.length,
    );
    const annotated = type === 'tag';
    const commit = annotated ? (targetType === 'commit' ? target : null) : type === 'commit' ? object : null;
    tags.push({
      // Records end with a line feed, which stands in front of the next one's first field.
      name: ref.replace(/^\n/, '').slice('refs/tags/'.length),
      object,
      commit: commit || null,
      annotated,
      signed: annotated && signature !== '',
      date: date || null,
      message: annotated ? withoutSignature(contents, signature) : null,
    });
  }
  return tags;
}

function withoutSignature(contents: string, signature: string): string {
  const text = signature !== '' && contents.endsWith(signature) ? contents.slice(0, -signature.length) : contents;
  return text.trimEnd();
}
