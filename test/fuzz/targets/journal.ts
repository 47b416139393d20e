import { toJournalRecord } from '../../../src/core/release/journal-record.ts';
import { toPlan } from '../../../src/core/release/read-plan.ts';
import record from '../journal.json' with { type: 'json' };
import { type FuzzTarget, hold } from '../target.ts';

const OUTSIDE = /^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|(?:^|[/\\])\.git(?:[/\\]|$)|[\0\n]/i;

/** Journals and plans: one that leads out of the work tree, or moves what its plan does not show, is none. */
export const journal: FuzzTarget = {
  name: 'journal',
  json: true,
  seeds: [JSON.stringify(record, null, 2), JSON.stringify(record.plan)],
  words: [
    ...[
      'refs/heads/main',
      'refs/tags/v1.0.0',
      'refs/heads/../x',
      '--upload-pack=x',
      '-x',
      '../../etc/passwd',
      '.git/hooks/x',
    ],
    ...[
      '.GIT/config',
      'a\nb',
      'done',
      'open',
      'kind',
      'path',
      'from',
      'to',
      'object',
      'HEAD',
      'git~1/config',
      'a/.git/b',
    ],
    ...['0000000000000000000000000000000000000000', 'deadbeef', '100755', '120000', '160000', 'tag v1.0.0', 'steps'],
  ],
  check(text) {
    const value = parse(text);
    const plan = toPlan(value);
    if (!('code' in plan))
      for (const step of plan.steps)
        if (step.kind === 'file') hold(!OUTSIDE.test(step.path), `“${step.path}” stays in the work tree`);
    const read = toJournalRecord(value, 'journal.json');
    if ('code' in read) return;
    for (const { path } of read.files) hold(!OUTSIDE.test(path), `“${path}” stays in the work tree`);
    for (const { name } of read.refs) hold(/^refs\/(?:heads|tags)\/[^-]/.test(name), `“${name}” is a branch or a tag`);
  },
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
