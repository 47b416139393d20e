import type { RecordedTag } from '../../ledger/facts.ts';
import type { VersionTag } from '../../ledger/match-tags.ts';
import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly tag: VersionTag;
  readonly recorded: RecordedTag;
}

export default defineLedgerRule<State>({
  id: 'ledger/moved-tag',
  severity: 'warning',
  summary: 'The tag of a release was moved after it was made.',
  why: `Whoever fetched the tag before has another release under the same name, and git does not tell them: a tag that is there
is not fetched again. SemVer 2.0.0, item 3: once a version has been released, its contents MUST NOT be modified. What the tag
named first is known from the record that “release-ledger cut” or “tag” left in this clone; tags that were made otherwise are
not judged. Put it back with “git update-ref refs/tags/NAME OBJECT”, the object being what “release-ledger log” has it made as,
and release what has changed since as the next version.`,
  needs: ['tags'],
  check({ ledger }, report) {
    for (const { section, tags } of ledger.releases) {
      for (const tag of section ? tags : []) {
        const { recorded } = tag;
        if (section && recorded && recorded.object !== tag.object)
          report({ span: section.labelSpan }, { tag, recorded });
      }
    }
  },
  message: ({ tag, recorded }) => {
    const made = recorded.made.slice(0, 10);
    if (recorded.commit === tag.commit)
      return `Unexpected tag ${tag.name}, expected the object ${shortId(recorded.object)} that was made on ${made}: it was made anew on the same commit`;
    return `Unexpected commit ${shortId(tag.commit ?? tag.object)} of the tag ${tag.name}, expected ${shortId(recorded.commit ?? recorded.object)}, which it named when it was made on ${made}`;
  },
  examples: [
    {
      bad: {
        changelog: '## [⟦1.2.0⟧] - 2026-01-01\n\n- A\n',
        tags: [{ name: 'v1.2.0', madeOn: 'another commit' }],
      },
      good: '## [1.3.0] - 2026-01-01\n\n- A\n',
    },
    {
      bad: {
        changelog: '## [⟦1.2.0⟧] - 2026-01-01\n\n- A\n',
        tags: [{ name: 'v1.2.0', madeOn: 'commit of v1.2.0' }],
      },
      good: '## [1.3.0] - 2026-01-01\n\n- A\n',
    },
  ],
});

function shortId(object: string): string {
  return object.slice(0, 10);
}
