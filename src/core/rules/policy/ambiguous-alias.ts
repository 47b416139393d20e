import { foldTerm } from '../../changelog/vocabulary.ts';
import { definePolicyRule, removeSetting } from './policy-rule.ts';

interface State {
  readonly alias: string;
  readonly category: string;
  readonly other: string;
}

export default definePolicyRule<State>({
  id: 'policy/ambiguous-alias',
  severity: 'error',
  summary: 'An alias of a category stands for another one, too.',
  why: `An alias says which category a heading means that is written in another way. One that is the name of another category,
or an alias of it, means two things, and fixes would move entries into the wrong one. Keep it where it belongs.`,
  check({ policy }, report) {
    const { categories } = policy.changelog;
    const owners = new Map(categories.map(({ name }) => [foldTerm(name), name]));
    for (const [i, { name, aliases }] of categories.entries()) {
      for (const [j, alias] of aliases.entries()) {
        const other = owners.get(foldTerm(alias));
        if (other !== undefined && other !== name)
          report([['changelog', 'categories', i, 'aliases', j]], { alias, category: name, other });
        else owners.set(foldTerm(alias), name);
      }
    }
  },
  message: ({ alias, category, other }) =>
    `Unexpected alias “${alias}” of “${category}”, which stands for “${other}”, expected it for one of them`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ alias, category }) => `Remove the alias “${alias}” of “${category}”`,
      edits: (_, place) => removeSetting(place),
    },
  ],
  examples: [
    {
      bad: '{ "changelog": { "categories": [{ "name": "Added" }, { "name": "Fixed", "aliases": ["Bugs", ⟦"Added"⟧] }] } }',
      good: '{ "changelog": { "categories": [{ "name": "Added" }, { "name": "Fixed", "aliases": ["Bugs"] }] } }',
      message: 'Unexpected alias “Added” of “Fixed”, which stands for “Added”, expected it for one of them',
    },
    {
      bad: '{ "changelog": { "categories": [{ "name": "A", "aliases": ["X"] }, { "name": "B", "aliases": [⟦"x"⟧, "Y"] }] } }',
      good: '{ "changelog": { "categories": [{ "name": "A", "aliases": ["X"] }, { "name": "B", "aliases": ["Y"] }] } }',
    },
  ],
});
