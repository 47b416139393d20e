import { isBreakingHeading } from '../../changelog/breaking.ts';
import { changeSetting, definePolicyRule } from './policy-rule.ts';

export default definePolicyRule<null>({
  id: 'policy/breaking-without-category',
  severity: 'error',
  summary: 'Breaking changes are to have a section that is no category.',
  why: `With \`changelog.breaking\` as \`section\`, breaking changes stand in a section of their own, and \`changelog.categories\` has to
have it: without a category such as “Breaking Changes” every such section would be reported as unknown, and every marker as
misplaced. Add the category, or accept both forms.`,
  check({ policy: { changelog } }, report) {
    if (changelog.breaking !== 'section' || changelog.categories.some(({ name }) => isBreakingHeading(name))) return;
    report(
      [
        ['changelog', 'breaking'],
        ['changelog', 'categories'],
      ],
      null,
    );
  },
  message: () =>
    'Expected a category “Breaking Changes” in changelog.categories, since changelog.breaking is “section”',
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Accept markers and sections',
      edits: (_, place) => (place.path[1] === 'breaking' ? changeSetting(place, 'either') : null),
    },
  ],
  examples: [
    {
      bad: '{ "changelog": { "breaking": ⟦"section"⟧ } }',
      good: '{ "changelog": { "breaking": "either" } }',
    },
  ],
});
