import { isNothing } from '../../changelog/nothing.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { maskEntry } from '../support/security-ids.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly text: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/security-entry-without-id',
  severity: 'off',
  scope: 'format',
  summary: 'A security entry names no advisory.',
  why: `Keep a Changelog 2.0.0 leads an entry under Security with its identifier (\`CVE-2024-12345\`, \`GHSA-…\`), so that readers can
look up what it means for them. Off by default, since not every security change has an advisory; for teams that publish one
for each.`,
  check({ changelog, text }, report) {
    const found: Found[] = [];
    for (const { sections } of changelog.releases) {
      for (const { category, entries } of sections) {
        if (category !== 'Security') continue;
        for (const entry of entries) {
          const written = text.slice(entry.contentStart, entry.end);
          if (written.trim() === '' || isNothing(written) || maskEntry(changelog, entry)) continue;
          // What is no identifier but meant to be one, a placeholder for instance, is reported as such.
          if (/\b(?:CVE|GHSA)-/.test(written)) continue;
          found.push({ span: restOfLine(changelog, entry.contentStart), text: written });
        }
      }
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Expected the identifier of an advisory in the security entry “${shorten(state.one.text)}”${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Security\n\n- ⟦Escape the title.⟧\n- CVE-2024-12346: Escape the text.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Security\n\n- CVE-2024-12345: Escape the title.\n- CVE-2024-12346: Escape the text.\n',
      message: 'Expected the identifier of an advisory in the security entry “Escape the title.”',
    },
  ],
});
