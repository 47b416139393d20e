import { definePolicyRule, type SettingPath } from './policy-rule.ts';

interface State {
  readonly key: string;
  readonly path: string;
}

export default definePolicyRule<State>({
  id: 'policy/path-without-version',
  severity: 'error',
  summary: 'The records of all versions have one path.',
  why: `Each release has a manifest, a list of digests and a checklist of its own, which are kept. A path without \`{version}\` or \`{tag}\` would have
every release overwrite the records of the one before.`,
  check({ policy: { manifest, checksums, checklists } }, report) {
    const paths: readonly (readonly [SettingPath, string])[] = [
      [['manifest', 'path'], manifest.path],
      [['checksums', 'path'], checksums.path],
      [['checklists', 'path'], checklists.path],
    ];
    for (const [setting, path] of paths) {
      if (path !== '' && !/\{(?:version|tag)\}/.test(path)) report([setting], { key: setting.join('.'), path });
    }
  },
  message: ({ key, path }) => `Unexpected “${path}” for ${key}, expected {version} or {tag} in it`,
  examples: [
    {
      bad: '{ "manifest": { "path": ⟦"releases/manifest.json"⟧ } }',
      good: '{ "manifest": { "path": "releases/{version}/manifest.json" } }',
      message: 'Unexpected “releases/manifest.json” for manifest.path, expected {version} or {tag} in it',
    },
    {
      bad: '{ "checksums": { "path": ⟦"checksums.txt"⟧ } }',
      good: '{ "checksums": { "path": "checksums-{tag}.txt" } }',
    },
    {
      bad: '{ "checklists": { "path": ⟦"docs/checklist.md"⟧ } }',
      good: '{ "checklists": { "path": "docs/checklist-{version}.md" } }',
    },
  ],
});
