import type { Section } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherUnusualHeadings, HEADING_HABIT, spellingOf } from '../support/category-headings.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  readonly expected: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/category-spelling',
  severity: 'hint',
  scope: 'format',
  summary: 'A category is not spelled as the standard spells it.',
  why: `Keep a Changelog 2.0.0 (“Types of changes”) names six types: Added, Changed, Deprecated, Removed, Fixed, Security.
Other cases, colons, emphasis and emoji around them are read all the same here, but not by every tool that splits a
changelog into its categories. Write the word alone.`,
  check(context, report) {
    for (const { name, reading, sections } of context.index.once(gatherUnusualHeadings, context)) {
      if (!reading || reading.alias) continue;
      const expected = spellingOf(name, reading, context.policy);
      if (expected === name) continue;
      const toFound = ({ heading }: Section): Found => ({ span: heading.text, written: name, expected });
      reportRepeated(sections.map(toFound), report, HEADING_HABIT);
    }
  },
  message: (state) =>
    `Unexpected spelling “${shorten(state.one.written)}”, expected “${state.one.expected}”${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: ({ one }) => `Write “${one.expected}”`,
      edits: (state, context) => (isDecoration(state) ? null : toEdits(state, context)),
    },
    {
      safety: 'unsafe',
      title: ({ one }) => `Write “${one.expected}” in all places`,
      edits: (state, context) => (isDecoration(state) ? toEdits(state, context) : null),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### ⟦ADDED:⟧\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Unexpected spelling “ADDED:”, expected “Added”',
    },
    { bad: '## [1.0.0]\n\n⟦✨ **Added**⟧\n---\n\n- One.\n', good: '## [1.0.0]\n\nAdded\n---\n\n- One.\n' },
    {
      bad: '## [1.0.0]\n\n### Neu\n\n- Eins.\n\n### ⟦behoben⟧\n\n- Zwei.\n',
      good: '## [1.0.0]\n\n### Neu\n\n- Eins.\n\n### Behoben\n\n- Zwei.\n',
    },
  ],
});

/** Emoji that a file has throughout are there on purpose, and nobody asked to have them taken out. */
function isDecoration({ one, all }: Repeated<Found>): boolean {
  return all.length > 1 && /\p{Extended_Pictographic}|:[a-z0-9_+-]+:/u.test(one.written);
}

function toEdits({ one, all }: Repeated<Found>, { changelog }: RuleContext): readonly Edit[] | null {
  if (isLink(one.written, changelog.definitions, changelog.source.text)) return null;
  return all.map(({ span, expected }) => ({ ...span, text: expected }));
}

/** A heading in brackets is a link where its label is defined, and then more than a spelling would be lost. */
function isLink(written: string, definitions: readonly { readonly label: Span }[], text: string): boolean {
  const label = /^\[([^\]]*)\]/.exec(written)?.[1]?.toLowerCase();
  return (
    label !== undefined &&
    definitions.some((each) => text.slice(each.label.start, each.label.end).toLowerCase() === label)
  );
}
