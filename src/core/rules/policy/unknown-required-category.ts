import { closest } from '../../text/closest.ts';
import { changeSetting, definePolicyRule } from './policy-rule.ts';

interface State {
  readonly name: string;
  readonly guess: string | null;
}

export default definePolicyRule<State>({
  id: 'policy/unknown-required-category',
  severity: 'error',
  summary: 'A category is required that is no category.',
  why: `\`changelog.requiredCategories\` names categories of \`changelog.categories\`, by the names that they have there. No release can
have one that is not among them. Add it to the categories, or correct its name.`,
  check({ policy: { changelog } }, report) {
    const names = changelog.categories.map(({ name }) => name);
    for (const [i, name] of changelog.requiredCategories.entries()) {
      if (!names.includes(name))
        report(
          [
            ['changelog', 'requiredCategories', i],
            ['changelog', 'categories'],
          ],
          {
            name,
            guess: closest(name, names),
          },
        );
    }
  },
  message: ({ name, guess }) =>
    `Unexpected required category “${name}”, expected ${guess === null ? 'one of changelog.categories' : `“${guess}”`}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ guess }) => `Change to “${guess}”`,
      edits: ({ guess }, place) => (guess === null || place.path.length < 3 ? null : changeSetting(place, guess)),
    },
  ],
  examples: [
    {
      bad: '{ "changelog": { "requiredCategories": [⟦"Secruity"⟧] } }',
      good: '{ "changelog": { "requiredCategories": ["Security"] } }',
      message: 'Unexpected required category “Secruity”, expected “Security”',
    },
  ],
});
