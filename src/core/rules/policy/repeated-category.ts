import { foldTerm } from '../../changelog/vocabulary.ts';
import { definePolicyRule, removeSetting } from './policy-rule.ts';

export default definePolicyRule<string>({
  id: 'policy/repeated-category',
  severity: 'error',
  summary: 'A category is listed twice.',
  why: `\`changelog.categories\` lists each category once: its place in the list is its place in a release, and its \`bump\` is what
its entries ask for. Of two with one name, whatever their case, nobody can tell which counts. Remove one of them.`,
  check({ policy }, report) {
    const seen = new Set<string>();
    for (const [i, { name }] of policy.changelog.categories.entries()) {
      if (seen.has(foldTerm(name))) report([['changelog', 'categories', i]], name);
      seen.add(foldTerm(name));
    }
  },
  message: (name) => `Unexpected second category “${name}”, expected it once`,
  fixes: [
    { safety: 'unsafe', title: (name) => `Remove the second “${name}”`, edits: (_, place) => removeSetting(place) },
  ],
  examples: [
    {
      bad: '{ "changelog": { "categories": [{ "name": "Added" }, ⟦{ "name": "added" }⟧] } }',
      good: '{ "changelog": { "categories": [{ "name": "Added" }] } }',
      message: 'Unexpected second category “added”, expected it once',
    },
  ],
});
