import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { shorten } from '../support/shorten.ts';
import { gatherStrays } from '../support/stray-kind.ts';

interface State {
  readonly span: Span;
  readonly label: string;
  readonly meant: string;
}

export default defineRule<State>({
  id: 'changelog/misspelt-unreleased',
  severity: 'warning',
  scope: 'format',
  summary: 'The heading “Unreleased” is misspelt.',
  why: `A heading that differs from “Unreleased” by a letter or two, in any language of the standard's translations, was meant to
be it (Keep a Changelog 2.0.0, “Structuring a release”). No tool finds the section as long as it is misspelt: the next release
leaves its entries behind.`,
  check({ changelog, index }, report) {
    for (const { heading, written, kind } of index.once(gatherStrays, changelog)) {
      if (kind.kind !== 'misspelt-unreleased') continue;
      const { label, meant } = kind;
      const start = heading.text.start + written.indexOf(label);
      const span = { start, end: start + label.length };
      report(span, { span, label, meant });
    }
  },
  message: ({ label, meant }) => `Unexpected heading “${shorten(label)}”, expected “${meant}”`,
  fixes: [
    {
      safety: 'safe',
      title: ({ meant }) => `Write “${meant}”`,
      edits: ({ span, meant }) => [{ ...span, text: meant }],
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [⟦Unrelased⟧]\n\n### Added\n\n- One.\n',
      good: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n',
      message: 'Unexpected heading “Unrelased”, expected “Unreleased”',
    },
    {
      bad: '# Changelog\n\n## ⟦Un-released⟧ - TBD\n\n### Added\n\n- One.\n',
      good: '# Changelog\n\n## Unreleased - TBD\n\n### Added\n\n- One.\n',
    },
    {
      bad: '# Änderungen\n\n## ⟦Unveröfentlicht⟧\n\n### Hinzugefügt\n\n- Eins.\n',
      good: '# Änderungen\n\n## Unveröffentlicht\n\n### Hinzugefügt\n\n- Eins.\n',
    },
  ],
});
