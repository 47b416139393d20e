import { definePolicyRule, type SettingPath } from './policy-rule.ts';

interface State {
  readonly type: string;
  readonly types: readonly string[];
}

export default definePolicyRule<State>({
  id: 'policy/unknown-release-type',
  severity: 'warning',
  summary: 'Something is asked of a type of releases that there is not.',
  why: `\`manifest.types\` lists the types that a release can have. What \`approvals\` or \`manifest.required\` ask of any other type is asked
of no release: a slip of the pen there would let releases pass without their approvals. \`all\` stands for every type.`,
  check({ policy: { manifest, approvals } }, report) {
    const types = manifest.types.map((type) => type.toLowerCase());
    if (types.length === 0) return;
    const used: readonly (readonly [SettingPath, object])[] = [
      [['approvals'], approvals],
      [['manifest', 'required'], manifest.required],
    ];
    for (const [path, map] of used) {
      for (const type of Object.keys(map)) {
        if (type !== 'all' && !types.includes(type)) report([[...path, type]], { type, types });
      }
    }
  },
  message: ({ type, types }) => `Unexpected type “${type}”, expected one of manifest.types: ${types.join(', ')}`,
  examples: [
    {
      bad: '{ "manifest": { "types": ["Major", "Hotfix"] }, "approvals": { "major": [], "hotfx": ⟦[{ "role": "lead" }]⟧ } }',
      good: '{ "manifest": { "types": ["Major", "Hotfix"] }, "approvals": { "major": [], "hotfix": [{ "role": "lead" }] } }',
      message: 'Unexpected type “hotfx”, expected one of manifest.types: major, hotfix',
    },
  ],
});
