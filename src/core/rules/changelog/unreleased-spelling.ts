import type { Vocabulary } from '../../changelog/terms.ts';
import { VOCABULARIES } from '../../changelog/vocabularies.ts';
import { foldTerm, lookUpTerms } from '../../changelog/vocabulary.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface State {
  readonly span: Span;
  readonly label: string;
  readonly expected: string;
}

export default defineRule<State>({
  id: 'changelog/unreleased-spelling',
  severity: 'hint',
  scope: 'format',
  summary: 'The heading “Unreleased” is not written with the standard capitals.',
  why: `Keep a Changelog 2.0.0 (“Structuring a release”) writes \`## [Unreleased]\`. Some tools look for exactly this word. The case
of a link label does not matter, so the definition at the end of the file goes on working.`,
  check({ changelog, index }, report) {
    for (const { unreleased, label, labelSpan: span } of index.once(gatherUnusualReleases, changelog).headings) {
      const expected = unreleased ? spellingOf(label, changelog.vocabulary) : null;
      if (expected !== null && expected !== label) report(span, { span, label, expected });
    }
  },
  message: ({ label, expected }) => `Unexpected spelling “${label}”, expected “${expected}”`,
  fixes: [
    {
      safety: 'safe',
      title: ({ expected }) => `Write “${expected}”`,
      edits: ({ span, expected }) => [{ ...span, text: expected }],
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [⟦UNRELEASED⟧]\n\n### Added\n\n- One.\n\n[unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n',
      good: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n\n[unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n',
      message: 'Unexpected spelling “UNRELEASED”, expected “Unreleased”',
    },
    { bad: '# Änderungen\n\n## ⟦unveröffentlicht⟧\n', good: '# Änderungen\n\n## Unveröffentlicht\n' },
  ],
});

/** The word that a label is in its own language; null where it is more than the word. */
function spellingOf(label: string, own: Vocabulary): string | null {
  const folded = foldTerm(label);
  if (!lookUpTerms(label).some(({ unreleased }) => unreleased)) return null;
  const words = [own, ...VOCABULARIES].flatMap(({ unreleased }) => unreleased);
  return words.includes(label) ? label : (words.find((word) => foldTerm(word) === folded) ?? null);
}
