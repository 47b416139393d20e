import { GATE } from '../gate-defaults.ts';
import type { Profile } from '../profile.ts';
import { STANDARD_CATEGORY_POLICIES, toChange, toNote } from '../standard-categories.ts';
import { CONTAINER_PLATFORM_PHASES } from './checklists/container-platform.ts';

const aliasesOf = (name: string): readonly string[] => [
  name,
  ...(STANDARD_CATEGORY_POLICIES.find((each) => each.name === name)?.aliases ?? []),
];

const OF_COMPONENT = ['**[{text}]** {text}'];
/** With the number of the pull request, or a link to it. */
const NUMBERED = ['**[{text}]** {text} (#{number})', '**[{text}]** {text} ([#{number}]({text}))'];

/** The process of Sybernix and QuASIM: images, charts and a package under one version. */
export const CONTAINER_PLATFORM: Profile = {
  name: 'container-platform',
  summary:
    'Images and Helm charts: eleven sections from Features to Contributors, headings as in “## v1.2.0 - 2026-01-31”, CVEs after the text.',
  settings: {
    standard: '1.1.0',
    changelog: {
      categories: [
        { ...toChange('Features', 'minor', ['Added', 'Feature', 'New Features', 'New']), forms: NUMBERED },
        {
          ...toChange('Enhancements', 'minor', ['Changed', 'Enhancement', 'Improvements', 'Improved']),
          forms: NUMBERED,
        },
        {
          ...toChange(
            'Bug Fixes',
            'patch',
            aliasesOf('Fixed').filter((each) => each !== 'Bug Fixes'),
          ),
          forms: NUMBERED,
        },
        {
          ...toChange(
            'Security',
            'patch',
            aliasesOf('Security').filter((each) => each !== 'Security'),
          ),
          forms: OF_COMPONENT,
        },
        { ...toChange('Breaking Changes', 'major'), forms: OF_COMPONENT },
        { ...toChange('Deprecations', 'minor', ['Deprecated', 'Deprecation']), forms: OF_COMPONENT },
        {
          ...toChange('Dependencies', 'patch'),
          forms: [
            'Updated dependency {text} from {version} to {version}',
            'Added dependency {text} {version} for feature {text}',
          ],
        },
        { ...toChange('Performance', 'patch'), forms: ['**[{text}]** {number}% {text}'] },
        toChange('Documentation', 'none', ['Docs']),
        { ...toNote('Known Issues'), forms: ['{text} (workaround: {text})'] },
        toNote('Contributors'),
      ],
      categoryLevel: 3,
      breaking: 'section',
      securityId: 'suffix-parens',
    },
    version: { scheme: 'semver', prerelease: 'dotted', identifiers: ['alpha', 'beta', 'rc'] },
    tag: { name: 'v{version}', annotated: 'required', when: 'after-merge', template: 'Release {tag}' },
    branch: { useFor: ['major', 'minor', 'patch'] },
    promote: { mode: 'new-commit', sections: 'collapse' },
    // After a rollback the fix is made in the version before.
    hotfix: { base: 'last-good', tag: 'on-branch' },
    rollback: {
      steps: [
        'At once: `kubectl set image deployment/quasim-api quasim-api=ghcr.io/robertringler/quasim-api:{targetTag}`, and the same for each other deployment',
        'Create a hotfix branch from {targetTag}, apply the fix, and release a patch version',
        'Communicate the issue and its resolution',
      ],
    },
    bundle: {
      path: 'releases/{name}-{tag}.{ext}',
      root: '{name}-{tag}',
      documents: ['sbom'],
      provenance: 'beside',
    },
    artifacts: {
      files: [
        'releases/*-{tag}.tgz',
        'releases/*-{tag}.tar.gz',
        'releases/*-{tag}.zip',
        'releases/sbom-{tag}.json',
        'releases/*.sig',
        'releases/*.sarif',
      ],
      images: ['quasim-api', 'quasim-bench'].map((name) => ({
        name: `ghcr.io/*/${name}`,
        tags: ['{tag}'],
        platforms: ['linux/amd64', 'linux/arm64'],
      })),
      workflows: [
        {
          path: '.github/workflows/release.yml',
          steps: [
            'docker/build-push-action',
            'make test',
            'make bench',
            'syft | sbom',
            'cosign sign',
            'helm push',
            'gh release | gh-release',
          ],
        },
      ],
    },
    versionFiles: [
      { path: 'pyproject.toml', kind: 'auto', pattern: '', image: '', presence: 'optional' },
      { path: 'quasim/__init__.py', kind: 'auto', pattern: '', image: '', presence: 'optional' },
      {
        path: 'integrations/services/*/version.py',
        kind: 'auto',
        pattern: '',
        image: '',
        presence: 'optional',
      },
      { path: '**/Chart.yaml', kind: 'auto', pattern: '', image: '', presence: 'optional' },
      ...['quasim-api', 'quasim-bench'].map((image) => ({
        path: '*compose*.y*ml',
        kind: 'compose',
        pattern: '',
        image,
        presence: 'optional' as const,
      })),
    ],
    gates: {
      commands: [
        { ...GATE, name: 'tests', command: ['make', 'test'] },
        { ...GATE, name: 'benchmarks', command: ['make', 'bench'], kind: 'other' },
        {
          ...GATE,
          name: 'trivy',
          command: ['trivy', 'fs', '--format', 'sarif', '--output', 'trivy.sarif', '.'],
          kind: 'scan',
          parser: 'sarif',
          report: 'trivy.sarif',
        },
        {
          ...GATE,
          name: 'codeql',
          // Of the database that the build leaves: “codeql database create codeql-database”.
          command: [
            ...['codeql', 'database', 'analyze', 'codeql-database'],
            ...['--format=sarif-latest', '--output=codeql.sarif'],
          ],
          kind: 'scan',
          parser: 'sarif',
          report: 'codeql.sarif',
        },
      ],
    },
    // Majors quarterly, minors monthly; patches as needed.
    metrics: { cadence: { major: 92, minor: 31 } },
    support: {
      line: 'major',
      stages: [
        { level: 'full', months: 0 },
        { level: 'security', months: 12 },
      ],
    },
    documents: { notes: 'components' },
    checklists: { path: 'releases/checklists/{version}.md', phases: CONTAINER_PLATFORM_PHASES },
    docs: { enabled: 'on' },
    rules: {
      'ledger/unexpected-tag-name': 'warning',
      'changelog/breaking-without-migration': 'warning',
      'changelog/category-out-of-order': 'warning',
      'changelog/deprecation-without-removal-version': 'warning',
      'changelog/misplaced-security-id': 'warning',
      'changelog/security-entry-without-id': 'warning',
      'changelog/version-with-prefix': 'off',
      'changelog/version-without-brackets': 'off',
      'changelog/unlinked-version': 'off',
    },
  },
};
