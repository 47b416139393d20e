import type { Policy } from './policy.ts';
import { STANDARD_CATEGORY_POLICIES } from './standard-categories.ts';

/** The default profile: Keep a Changelog 2.0.0 as it is written, nothing asked beyond it. */
export const DEFAULT_POLICY: Policy = {
  standard: '2.0.0',
  changelog: {
    files: ['CHANGELOG.md'],
    language: 'auto',
    titles: ['Changelog', 'Change Log'],
    categories: STANDARD_CATEGORY_POLICIES,
    categoryLevel: 'auto',
    releaseTitle: 'optional',
    requiredCategories: [],
    objective: 'optional',
    breaking: 'marker',
    securityId: 'prefix-colon',
    lineWidth: 120,
  },
  version: { scheme: 'any', prerelease: 'any', hotfix: 'none' },
  tag: {
    name: 'v{version}',
    when: 'any',
    annotated: 'optional',
    sign: 'optional',
    template: '',
    hotfixTemplate: '',
    prereleaseTemplate: '',
  },
  versionFiles: [],
  dependencyFiles: [],
  manifest: {
    path: '',
    forms: ['md'],
    source: 'md',
    types: [],
    required: { all: ['version', 'date'] },
    migrations: '',
  },
  approvals: {},
  checksums: { path: 'releases/checksums-{version}.txt', include: [], exclude: [] },
  gates: { path: 'releases/gates/{version}/{gate}.json', ignore: ['releases/**'], commands: [] },
  metrics: { incidents: 'releases/incidents.jsonl', cadence: {}, rollbackWindow: {}, targets: {} },
  audit: { deployments: 'releases/deployments.jsonl', retention: {} },
  support: { line: 'major', stages: [] },
  hooks: { commitMessage: 'any', types: [], fixReference: 'optional' },
  rules: {},
  markdownlint: { enabled: 'auto' },
};
