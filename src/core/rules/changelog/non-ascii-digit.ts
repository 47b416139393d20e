import { readReleaseHeading } from '../../changelog/release-heading.ts';
import type { Heading } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { hasForeignDigit, toAsciiDigits } from '../support/ascii-digits.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface State {
  readonly expected: string;
  readonly edits: readonly Edit[];
}

export default defineRule<State>({
  id: 'changelog/non-ascii-digit',
  severity: 'error',
  scope: 'format',
  summary: 'A version or date is written with digits other than 0 to 9.',
  why: `Versions and dates are made of the digits \`0\` to \`9\` (SemVer 2.0.0 item 2, ISO 8601). Fullwidth digits and those of other
scripts look alike or mean the same to people, and to every tool the release does not exist.`,
  check({ changelog, index, text }, report) {
    const look = (heading: Heading): void => {
      const written = text.slice(heading.text.start, heading.text.end);
      const state = hasForeignDigit(written) ? judge(written, heading.text.start) : null;
      if (state) report(hull(state.edits), state);
    };
    for (const heading of changelog.strayHeadings) look(heading);
    for (const heading of changelog.titles) look(heading);
    for (const { heading, form, dateText } of index.once(gatherUnusualReleases, changelog).headings) {
      // What could be read has no such digits; only a date that was not read can.
      if (dateText === null && form.rest !== '') look(heading);
    }
  },
  message: ({ expected }) => `Unexpected digits of another script, expected “${shorten(expected)}”`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Write the digits 0 to 9',
      edits: ({ edits }) => edits,
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [⟦١.٠.٠⟧] - 2017-07-17\n\n### Added\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n### Added\n',
      message: 'Unexpected digits of another script, expected “[1.0.0] - 2017-07-17”',
    },
    {
      bad: '# Changelog\n\n## [1.0.0] - ⟦２０１７-０７-１７⟧\n\n### Added\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n### Added\n',
    },
    {
      bad: '# 変更履歴\n\n## ⟦𝟏.𝟎.𝟎 - 𝟐𝟎𝟏𝟕-𝟎𝟕-𝟏𝟕⟧\n\n### Added\n',
      good: '# 変更履歴\n\n## 1.0.0 - 2017-07-17\n\n### Added\n',
    },
  ],
});

/** Only what is a release, or a release's date, once the digits are those of ASCII; a title may count as it likes. */
function judge(written: string, offset: number): State | null {
  const { text, digits } = toAsciiDigits(written);
  const before = readReleaseHeading(written, { start: 0, end: written.length });
  const after = readReleaseHeading(text, { start: 0, end: text.length });
  if (!after || (before && after.dateText === null)) return null;
  return {
    expected: text,
    edits: digits.map(({ start, end, text: digit }) => ({ start: offset + start, end: offset + end, text: digit })),
  };
}

function hull(edits: readonly Edit[]): Span {
  return { start: edits[0]?.start ?? 0, end: edits.at(-1)?.end ?? 0 };
}
