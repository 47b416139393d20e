import type { Heading } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Heading['text'];
  readonly heading: Heading;
  readonly written: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/underlined-heading',
  severity: 'off',
  scope: 'format',
  summary: 'A heading is underlined instead of marked with number signs.',
  why: `Underlined (setext) headings are headings like others (CommonMark 0.31, section 4.3), but some tools that read changelogs
look for \`## \` at the start of a line and miss them. Turn this rule on where such a tool is used.`,
  check({ changelog, text }, report) {
    const found = changelog.blocks.headings
      .filter(({ form }) => form === 'setext')
      .map((heading) => ({
        span: heading.text,
        heading,
        written: text.slice(heading.text.start, heading.text.end),
      }));
    reportRepeated(found, report);
  },
  message: (state) => {
    const { heading, written } = state.one;
    const expected = `${'#'.repeat(heading.level)} ${shorten(written)}`;
    return `Unexpected underlined heading, expected “${expected}”${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: ({ one }) => `Mark the heading with “${'#'.repeat(one.heading.level)}”`,
      edits: ({ all }) => {
        const edits = all.flatMap((found) => toAtx(found) ?? []);
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '⟦Changelog⟧\n=========\n\n## [1.0.0] - 2017-07-17\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected underlined heading, expected “# Changelog”',
    },
    {
      bad: '# Changelog\n\n⟦[1.0.0] - 2017-07-17⟧  \n---\n\n- One.\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n- One.\n',
    },
  ],
});

/** Null where a heading of one line would not say the same: for several lines, and for a `#` at the end. */
function toAtx({ heading, written }: Found): readonly Edit[] | null {
  if (/[\r\n]/.test(written) || /(?:^|\s)#+$/.test(written)) return null;
  return [
    { start: heading.start, end: heading.start, text: `${'#'.repeat(heading.level)} ` },
    { start: heading.text.end, end: heading.end, text: '' },
  ];
}
