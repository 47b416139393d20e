import { definePolicyRule } from './policy-rule.ts';

interface State {
  readonly name: string;
  readonly tag: string;
}

export default definePolicyRule<State>({
  id: 'policy/ambiguous-tag-name',
  severity: 'error',
  summary: 'The version cannot be told from the rest of a tag’s name.',
  why: `\`tag.name\` is read in both directions: the tag of a version, and the version of a tag. Where a digit or a dot stands in front
of \`{version}\`, or a letter, a digit or one of \`. + -\` after it, the rest of the name reads as part of the version: \`1.0.0-final\`
is a pre-release by SemVer, item 9. Put something in front of the version instead: \`release-{version}\`. A package's \`{name}\` may end in a
digit, and stands in front, too: \`{name}@{version}\`.`,
  check({ policy: { tag } }, report) {
    const parts = tag.name.split('{version}');
    const isPlain = parts.length === 2 && !/[\d.}]$/.test(parts[0] ?? '') && !/^[\dA-Za-z.+-]|\{/.test(parts[1] ?? '');
    if (!isPlain) report([['tag', 'name']], { name: tag.name, tag: parts.join('1.0.0').replaceAll('{name}', 'ui2') });
  },
  message: ({ name, tag }) =>
    `Unexpected “${name}” for tag.name, expected a name in which the version can be told from the rest; ${tag} cannot`,
  examples: [
    {
      bad: '{ "tag": { "name": ⟦"{version}-final"⟧ } }',
      good: '{ "tag": { "name": "final/{version}" } }',
      message:
        'Unexpected “{version}-final” for tag.name, expected a name in which the version can be told from the rest; 1.0.0-final cannot',
    },
    { bad: '{ "tag": { "name": ⟦"v1.{version}"⟧ } }', good: '{ "tag": { "name": "app@{version}" } }' },
    {
      bad: '{ "tag": { "name": ⟦"{name}{version}"⟧ } }',
      good: '{ "tag": { "name": "{name}-v{version}" } }',
      message:
        'Unexpected “{name}{version}” for tag.name, expected a name in which the version can be told from the rest; ui21.0.0 cannot',
    },
    { bad: '{ "tag": { "name": ⟦"{version}/{name}"⟧ } }', good: '{ "tag": { "name": "{name}/{version}" } }' },
    { bad: '{ "tag": { "name": ⟦"v{version}/{version}"⟧ } }', good: '{ "tag": { "name": "v{version}" } }' },
  ],
});
