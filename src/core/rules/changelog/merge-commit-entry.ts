import type { Entry } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { entryAt, gatherEntries } from '../support/entry-table.ts';
import { restOfLine } from '../support/first-line.ts';
import { removeEntry } from '../support/removals.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly entry: Entry;
  readonly written: string;
}

/** What git and the forges write as the subject of a merge. */
const SUBJECT =
  /^Merge (?:pull request #\d|branch(?:es)? ['"“`]|branch [\w./-]+ (?:into|of) |remote-tracking branch|tag ['"“`]|commit ['"“`]|[\w./-]+ into [\w./-]+$)/;

export default defineRule<Repeated<Found>>({
  id: 'changelog/merge-commit-entry',
  severity: 'hint',
  scope: 'format',
  summary: 'An entry is the subject of a merge commit.',
  why: `Keep a Changelog 2.0.0: changelogs are “for humans, not machines”, and using a diff of commit logs is a bad idea,
because it is full of noise such as merge commits (“Commit log diffs”). Which branch was merged interests nobody who uses the
release: write what changed, or delete the entry where another one says it.`,
  check({ changelog, index, text }, report) {
    const found: Found[] = [];
    for (const at of index.find('Merge ')) {
      const line = restOfLine(changelog, at);
      const written = text.slice(at, line.end);
      if (!SUBJECT.test(written)) continue;
      const entry = entryAt(index.once(gatherEntries, changelog), at);
      if (entry && entry.contentStart === at) found.push({ span: line, entry, written });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected merge commit “${shorten(state.one.written)}”, expected what changed${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Delete all merge commits' : 'Delete the merge commit'),
      edits: ({ all }, { changelog }) => all.map(({ entry }) => removeEntry(changelog, entry)),
    },
  ],
  examples: [
    {
      bad: "## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n- ⟦Merge branch 'topic' into main⟧\n- Merge the two commands.\n",
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n- Merge the two commands.\n',
      message: "Unexpected merge commit “Merge branch 'topic' into main”, expected what changed",
    },
    {
      bad: '### Fixed\n\n## [1.0.0]\n\n### Fixed\n\n- ⟦Merge pull request #12 from one/two⟧\n',
      good: '### Fixed\n\n## [1.0.0]\n\n### Fixed\n',
    },
  ],
});
