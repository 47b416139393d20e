import { readPolicy, resolvePolicy } from '../../../src/core/index.ts';
import { type FuzzTarget, hold } from '../target.ts';

const SEEDS = [
  { extends: 'audit-trail', changelog: { categories: ['Added', 'Fixed'] }, rules: { 'changelog/missing-date': 'off' } },
  { extends: './base.jsonc', tag: { name: 'v{version}', annotated: true }, versionFiles: ['package.json'] },
  { extends: ['container-platform', 'internal-tool'], manifest: { path: 'releases/v{version}/release_manifest.json' } },
  {
    gates: [{ id: 'tests', command: ['npm', 'test'], timeoutSeconds: 60 }],
    checklists: { path: 'releases/{version}.md' },
  },
];

/** The policy file: its text, its settings, and what it extends. */
export const policy: FuzzTarget = {
  name: 'policy',
  json: true,
  seeds: SEEDS.flatMap((each) => [JSON.stringify(each, null, 2), `// Comment.\n${JSON.stringify(each)}\n`]),
  words: [
    ...[
      '"extends"',
      '"rules"',
      '"changelog"',
      '"tag"',
      '"manifest"',
      '"gates"',
      '"off"',
      '"error"',
      '// ',
      '/* ',
      ' */',
    ],
    ...[
      'extends',
      'rules',
      'default',
      'keep-a-changelog-2',
      './self.jsonc',
      '../../up.jsonc',
      '{tag}',
      '{',
      '[[',
      '"", ',
    ],
    ...['(a+)+$', '**/*', 'approvals', 'checklists', 'documents', 'metrics', 'support', 'versionFiles', 'templates'],
  ],
  async check(text) {
    const read = readPolicy(text);
    for (const { span } of read.problems)
      hold(0 <= span.start && span.start <= span.end && span.end <= text.length, 'a problem has a place in the text');
    const files = new Map([
      ['self.jsonc', text],
      ['base.jsonc', '{ "extends": "./self.jsonc" }'],
    ]);
    const resolved = await resolvePolicy('self.jsonc', async (path) => files.get(path) ?? null);
    hold(resolved !== null, 'a policy that is there resolves to something');
  },
};
