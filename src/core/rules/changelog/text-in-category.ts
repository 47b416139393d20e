import { isNothing } from '../../changelog/nothing.ts';
import type { Edit } from '../../text/edit.ts';
import { lineAt, lineEnd, type Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { HEADING_HABIT } from '../support/category-headings.ts';
import { hasHeadingBetween } from '../support/headings-between.ts';
import { gatherParagraphs } from '../support/paragraphs.ts';
import { releaseAt, sectionAt } from '../support/release-at.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly paragraph: Span;
  readonly section: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/text-in-category',
  severity: 'hint',
  scope: 'format',
  summary: 'A category holds text that is no list entry.',
  why: `In Keep a Changelog 2.0.0 a type of change holds a list (“How do I make a good changelog?”), and what is to be said
about the release as a whole stands above its categories. Tools that collect the entries pass over paragraphs. Make the text
an entry, indent it so that it belongs to the entry above, or move it to the summary. Categories that the policy calls notes
(\`kind: "note"\`) may hold paragraphs.`,
  check(context, report) {
    reportRepeated(find(context), report, HEADING_HABIT);
  },
  message: (state) => `Unexpected text in “${shorten(state.one.section)}”, expected a list entry${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Make each text an entry' : 'Make the text an entry'),
      edits: ({ all }, context) => all.flatMap(({ paragraph }) => toEntry(context, paragraph)),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n⟦Two more commands:⟧\nfirst of all one.\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- Two more commands:\n  first of all one.\n\n- One.\n',
      message: 'Unexpected text in “Added”, expected a list entry',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n⟦One.⟧\n\n_Amended 2017-07-17._\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n\n_Amended 2017-07-17._\n',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n⟦One.⟧\n\n## [0.9.0]\n\n### Fixed\n\n- Two.\n\nOlder releases are in [the archive](docs/CHANGELOG-0.x.md).\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n\n## [0.9.0]\n\n### Fixed\n\n- Two.\n\nOlder releases are in [the archive](docs/CHANGELOG-0.x.md).\n',
    },
  ],
});

/** The note that a section was amended: it is about the release, wherever in it it stands. */
const AMENDED = /^([*_])Amended\b[^\r\n]{0,80}\1$/i;

/** A word at the end of the file on where older releases are. */
const ARCHIVED = /^[^.]{0,60}\b(?:older|earlier|previous|archived?)\b[^.]{0,80}\[[^\]\n]{1,80}\][([]/i;

/** The first paragraph of each category that stands in the document itself and not inside an entry. */
function find({ changelog, index, text }: RuleContext): readonly Found[] {
  const { source, blocks, releases } = changelog;
  const { table } = blocks;
  const found: Found[] = [];
  let told: object | null = null;
  const from = releases[0]?.start ?? source.text.length;
  for (const block of index.once(gatherParagraphs, changelog).own) {
    const start = table.start[block] as number;
    if (start < from) continue;
    const release = releaseAt(changelog, start);
    const section = release && sectionAt(release, start);
    if (!release || !section?.category || section.kind === 'note' || section === told) continue;
    if (hasHeadingBetween(release.innerHeadings, section.start, start)) continue;
    const paragraph = { start, end: table.end[block] as number };
    const written = text.slice(start, paragraph.end);
    if (isNothing(written) || AMENDED.test(written) || ARCHIVED.test(written)) continue;
    told = section;
    found.push({ span: { start, end: lineEnd(source, lineAt(source, start)) }, paragraph, section: section.name });
  }
  return found;
}

function toEntry({ changelog: { source } }: RuleContext, { start, end }: Span): readonly Edit[] {
  const edits: Edit[] = [{ start, end: start, text: '- ' }];
  for (let line = lineAt(source, start) + 1; (source.lineStarts[line] ?? end) < end; line++) {
    const at = source.lineStarts[line] as number;
    edits.push({ start: at, end: at, text: '  ' });
  }
  return edits;
}
