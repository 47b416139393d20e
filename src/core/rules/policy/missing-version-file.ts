import { definePolicyRule } from './policy-rule.ts';

export default definePolicyRule<string>({
  id: 'policy/missing-version-file',
  severity: 'warning',
  summary: 'A version file that the policy names is not there.',
  why: `\`versionFiles\` names the files that say the version, relative to the folder of the policy. One that is not there cannot agree
with anything, and nobody is told when the version that it stood for is forgotten. The same holds for a glob that matches no
file. Correct it; where the file need not be there, say so with \`"presence": "optional"\`.`,
  check({ policy: { versionFiles }, missing }, report) {
    for (const [i, { path, presence }] of versionFiles.entries()) {
      if (presence === 'required' && missing.has(path)) report([['versionFiles', i, 'path']], path);
    }
  },
  message: (path) =>
    /[*?]/.test(path)
      ? `Expected a version file that matches “${path}”, and there is none`
      : `Expected the version file “${path}”, which is not there`,
  examples: [
    {
      bad: '{ "versionFiles": [{ "path": ⟦"setup.py"⟧ }] }',
      good: '{ "versionFiles": [{ "path": "setup.py", "presence": "optional" }] }',
      message: 'Expected the version file “setup.py”, which is not there',
    },
  ],
});
