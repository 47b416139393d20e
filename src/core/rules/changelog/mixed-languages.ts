import { plainHeading } from '../../changelog/category-reader.ts';
import type { Section } from '../../changelog/model.ts';
import type { Vocabulary } from '../../changelog/terms.ts';
import { lookUpTerms } from '../../changelog/vocabulary.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { categoryIn, HEADING_HABIT, isStandard } from '../support/category-headings.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  readonly expected: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/mixed-languages',
  severity: 'hint',
  scope: 'format',
  summary: 'A category is written in another language than the other ones.',
  why: `Keep a Changelog is translated, and each translation writes the six types in its language. Readers and tools look for
one word for each type: write all of them in the language that most of the file's headings have, or that the policy names
(\`changelog.language\`).`,
  check(context, report) {
    reportRepeated(find(context), report, HEADING_HABIT);
  },
  message: (state) =>
    `Unexpected language of “${shorten(state.one.written)}”, expected “${state.one.expected}”${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one }) => `Write “${one.expected}”`,
      edits: ({ all }) => all.map(({ span, expected }) => ({ ...span, text: expected })),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]\n\n### Hinzugefügt\n\n- Eins.\n\n### Entfernt\n\n- Zwei.\n\n### ⟦Fixed⟧\n\n- Drei.\n',
      good: '## [1.0.0]\n\n### Hinzugefügt\n\n- Eins.\n\n### Entfernt\n\n- Zwei.\n\n### Behoben\n\n- Drei.\n',
      message: 'Unexpected language of “Fixed”, expected “Behoben”',
    },
    {
      bad: '## [1.0.0]\n\n### ⟦Added⟧\n\n- Un.\n',
      good: '## [1.0.0]\n\n### Ajouté\n\n- Un.\n',
      policy: { changelog: { language: 'fr' } },
    },
  ],
});

function find({ changelog, index }: RuleContext): readonly Found[] {
  const { vocabulary, releases } = changelog;
  const foreign = new Map<string, boolean>();
  const found: Found[] = [];
  // In an English changelog nearly every heading is the name itself.
  const looked = vocabulary.language === 'en' ? index.once(gatherUnusualReleases, changelog).contents : releases;
  for (const { sections } of looked) {
    for (const section of sections) {
      if (section.category === null || (section.name === section.category && vocabulary.language === 'en')) continue;
      let isForeign = foreign.get(section.name);
      if (isForeign === undefined) {
        isForeign = isForeignWord(section, vocabulary);
        foreign.set(section.name, isForeign);
      }
      if (!isForeign) continue;
      found.push({
        span: section.heading.text,
        written: section.name,
        expected: categoryIn(changelog, section.category),
      });
    }
  }
  return found;
}

/** A word that some language has for a type of change, and the changelog's own language has not. */
function isForeignWord({ name, category }: Section, { language }: Vocabulary): boolean {
  if (category === null || !isStandard(category)) return false;
  const terms = lookUpTerms(plainHeading(name)).filter((term) => term.category !== null);
  return terms.length > 0 && terms.every((term) => term.language !== language);
}
