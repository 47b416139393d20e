import { TEMPLATE_SUMMARIES } from '../../documents/template-summaries.ts';
import { closest } from '../../text/closest.ts';
import { changeSetting, definePolicyRule } from './policy-rule.ts';

interface State {
  readonly name: string;
  readonly guess: string | null;
}

export default definePolicyRule<State>({
  id: 'policy/unknown-template',
  severity: 'error',
  summary: 'A document is to be written from a template that there is not.',
  why: `\`documents.notes\` and \`announcements\` name a template that comes with the product, or one of \`documents.templates\`. Without
it nothing is written on the day of the release.`,
  check({ policy: { documents, announcements } }, report) {
    const known = [...new Set([...TEMPLATE_SUMMARIES.keys(), ...Object.keys(documents.templates)])];
    const named = [
      { path: ['documents', 'notes'], name: documents.notes },
      ...Object.entries(announcements).map(([audience, name]) => ({ path: ['announcements', audience], name })),
    ];
    for (const { path, name } of named)
      if (!known.includes(name)) report([path], { name, guess: closest(name, known) });
  },
  message: ({ name, guess }) =>
    `Unexpected template “${name}”, expected ${guess === null ? 'one of documents.templates, or one that is built in' : `“${guess}”`}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ guess }) => `Change to “${guess}”`,
      edits: ({ guess }, place) => (guess === null ? null : changeSetting(place, guess)),
    },
  ],
  examples: [
    {
      bad: '{ "documents": { "notes": ⟦"pakage"⟧ } }',
      good: '{ "documents": { "notes": "package" } }',
      message: 'Unexpected template “pakage”, expected “package”',
    },
    {
      bad: '{ "documents": { "templates": { "team-mail": "mail.md" } }, "announcements": { "internal": ⟦"team-mial"⟧ } }',
      good: '{ "documents": { "templates": { "team-mail": "mail.md" } }, "announcements": { "internal": "team-mail" } }',
    },
  ],
});
