import { definePolicyRule, removeSetting } from './policy-rule.ts';

export default definePolicyRule<string>({
  id: 'policy/repeated-version-file',
  severity: 'warning',
  summary: 'A version file is listed twice.',
  why: `Each place in which the version stands is named once. A path may come again with another \`pattern\` or \`image\`, for another
place in the same file; the same place twice would be read, shown and changed twice.`,
  check({ policy: { versionFiles } }, report) {
    const seen = new Set<string>();
    for (const [i, { path, pattern, image }] of versionFiles.entries()) {
      const place = JSON.stringify([path.replace(/^\.\//, ''), pattern, image]);
      if (seen.has(place)) report([['versionFiles', i]], path);
      seen.add(place);
    }
  },
  message: (path) => `Unexpected second “${path}” in versionFiles, expected it once`,
  fixes: [
    { safety: 'unsafe', title: (path) => `Remove the second “${path}”`, edits: (_, place) => removeSetting(place) },
  ],
  examples: [
    {
      bad: '{ "versionFiles": [{ "path": "*.toml" }, ⟦{ "path": "./*.toml" }⟧] }',
      good: '{ "versionFiles": [{ "path": "*.toml" }] }',
      message: 'Unexpected second “./*.toml” in versionFiles, expected it once',
    },
  ],
});
