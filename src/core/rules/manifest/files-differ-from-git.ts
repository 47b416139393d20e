import { factOf } from '../../manifest/facts.ts';
import { recordPaths } from '../../manifest/paths.ts';
import type { Span } from '../../text/source.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly message: string }>({
  id: 'manifest/files-differ-from-git',
  severity: 'warning',
  summary: 'The modified files of a manifest are not those that git has between both tags.',
  why: `What a release touches is what its review looked at. The list comes from git, from the tag of the previous version to
the tag of this one; a file that it does not have, or that it leaves out, was not looked at.`,
  needs: ['changes'],
  check({ manifest, facts, policy, version }, report) {
    const changes = factOf(facts, 'changes');
    const { files } = manifest.fields;
    if (!changes || !files) return;
    const known = new Map(changes.map((each) => [each.path, each]));
    const listed = new Set<string>();
    for (const file of files.value) {
      const change = known.get(file.path);
      const span: Span = { start: file.start, end: file.end };
      listed.add(file.path);
      if (!change)
        report(span, { message: `Unexpected file ${file.path}, expected one that differs between the tags` });
      else if (isOther(file.added, change.added) || isOther(file.deleted, change.deleted))
        report(span, {
          message: `Unexpected counts of ${file.path}, expected +${change.added ?? 0}/-${change.deleted ?? 0} as git has it`,
        });
    }
    // What records a release is no part of what it touches.
    const records = new Set(version ? recordPaths(policy, version.raw) : []);
    const missing = changes.filter((each) => !listed.has(each.path) && !records.has(each.path));
    const [first] = missing;
    if (!first) return;
    const more = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
    report(files.label, {
      message: `Expected the file ${first.path}${more}, which ${missing.length === 1 ? 'differs' : 'differ'} between the tags`,
    });
  },
  message: ({ message }) => message,
  examples: [
    {
      form: 'md',
      facts: { changes: [{ path: 'src/a.py', added: 50, deleted: 20 }] },
      bad: '## Acme v1.0.0\n\n## Files Modified\n\n**Source Code:**\n- ⟦src/a.py (450 lines, +50/-2)⟧\n',
      good: '## Acme v1.0.0\n\n## Files Modified\n\n**Source Code:**\n- src/a.py (450 lines, +50/-20)\n',
      message: 'Unexpected counts of src/a.py, expected +50/-20 as git has it',
    },
  ],
});

function isOther(written: number | null, actual: number | null): boolean {
  return written !== null && written !== actual;
}
