import { plainHeading } from '../../changelog/category-reader.ts';
import { leadsElsewhere } from '../../changelog/other-changelogs.ts';
import { VOCABULARIES } from '../../changelog/vocabularies.ts';
import type { Heading } from '../../markdown/blocks.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly span: Span;
  readonly written: string;
  readonly expected: string;
  /** True where the words are right and only their spelling is not. */
  readonly misspelt: boolean;
}

export default defineRule<State>({
  id: 'changelog/unexpected-title',
  severity: 'info',
  scope: 'format',
  summary: 'The title is not “Changelog”.',
  why: `Keep a Changelog 2.0.0 (“What goes at the top of the file?”) titles the file \`# Changelog\`, so that it is recognised at
a glance. A title that holds the word among others (“Changelog of Acme”) is fine, and so is its translation into the language
of the changelog. The policy's \`changelog.titles\` allows others.`,
  check(context, report) {
    const { title } = context.changelog;
    if (!title || leadsElsewhere(context.changelog)) return;
    const written = context.text.slice(title.text.start, title.text.end);
    const state = judge(title, written, context);
    if (state) report(title.text, state);
  },
  message: ({ written, expected }) => `Unexpected title “${shorten(written)}”, expected “${expected}”`,
  fixes: [
    {
      safety: 'safe',
      title: ({ expected }) => `Write “${expected}”`,
      edits: ({ span, expected, misspelt }) => (misspelt ? [{ ...span, text: expected }] : null),
    },
    {
      safety: 'unsafe',
      title: ({ expected }) => `Title the file “${expected}”`,
      edits: ({ span, expected, misspelt }) => (misspelt ? null : [{ ...span, text: expected }]),
    },
  ],
  examples: [
    {
      bad: '# ⟦CHANGELOG⟧\n\n## [1.0.0] - 2017-07-17\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected title “CHANGELOG”, expected “Changelog”',
    },
    { bad: '⟦change-log:⟧\n===\n\n## [1.0.0] - 2017-07-17\n', good: 'Changelog\n===\n\n## [1.0.0] - 2017-07-17\n' },
    { bad: '# ⟦Release Notes⟧\n\n## [1.0.0] - 2017-07-17\n', good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n' },
    {
      bad: '# ⟦Changelog⟧\n',
      good: '# Release Notes\n',
      policy: { changelog: { titles: ['Release Notes'] } },
    },
  ],
});

function judge({ text: span }: Heading, written: string, { changelog, policy }: RuleContext): State | null {
  const preferred = policy.changelog.titles;
  const isDefault = preferred.some((title) => squeeze(title) === 'changelog');
  // A policy that has titles of its own means those, and no translation of another.
  const allowed = isDefault ? [...preferred, ...VOCABULARIES.flatMap(({ title }) => title)] : preferred;
  const plain = plainHeading(written.replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, '$1'));
  if (allowed.includes(written) || (allowed.includes(plain) && plain !== written)) return null;
  const squeezed = squeeze(plain);
  const same = allowed.find((title) => squeeze(title) === squeezed);
  if (same !== undefined) return { span, written, expected: same, misspelt: true };
  if (allowed.some((title) => holdsWords(plain, title))) return null;
  const { language, title } = changelog.vocabulary;
  const expected = (isDefault && language !== 'en' ? title[0] : preferred[0]) ?? 'Changelog';
  return { span, written, expected, misspelt: false };
}

function squeeze(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[\s_-]+/g, '')
    .toLowerCase();
}

function holdsWords(plain: string, title: string): boolean {
  const words = (text: string): string =>
    ` ${text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  // Scripts without spaces between words run the title into its neighbours.
  return words(plain).includes(words(title)) || (/[^\u0000-\u024f]/.test(title) && plain.includes(title));
}
