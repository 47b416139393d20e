import { GATE } from '../gate-defaults.ts';
import type { Profile } from '../profile.ts';
import { STANDARD_CATEGORY_POLICIES, toNote } from '../standard-categories.ts';
import { WEB_PLATFORM_PHASES } from './checklists/web-platform.ts';

/** The process of Helpdesk: a web application with a Python and a JavaScript half, tagged on its release branch. */
export const WEB_PLATFORM: Profile = {
  name: 'web-platform',
  summary:
    'A web application: package.json, setup.py and compose files agree, pre-releases as in 1.0.0-rc.1, notes on upgrading beside the changes.',
  settings: {
    standard: '1.1.0',
    changelog: {
      categories: [...STANDARD_CATEGORY_POLICIES, toNote('Documentation'), toNote('Upgrade Instructions')],
      categoryLevel: 3,
      breaking: 'either',
      securityId: 'any',
    },
    version: { scheme: 'semver', prerelease: 'dotted', identifiers: ['alpha', 'beta', 'rc'] },
    tag: { name: 'v{version}', annotated: 'required', when: 'before-merge', template: 'Release {tag}' },
    release: {
      types: [
        { name: 'Major', bump: 'major', process: 'Full release cycle', timeline: '2-4 weeks', breaking: 'allowed' },
        {
          name: 'Minor',
          bump: 'minor',
          process: 'Standard release cycle',
          timeline: '1-2 weeks',
          breaking: 'forbidden',
        },
        {
          name: 'Patch',
          bump: 'patch',
          process: 'Expedited release cycle',
          timeline: '1-3 days',
          breaking: 'forbidden',
        },
        {
          name: 'Hotfix',
          bump: 'patch',
          process: 'Emergency release cycle',
          timeline: '4-24 hours',
          breaking: 'forbidden',
        },
      ],
    },
    // “Only bug fixes and documentation after the freeze”; the rest is what making the release takes.
    branch: {
      useFor: ['major', 'minor'],
      accepts: ['fix', 'docs', 'test', 'build', 'ci', 'chore', 'revert'],
    },
    promote: { mode: 'new-commit', sections: 'collapse' },
    rollback: {
      steps: [
        'Check out {targetTag} and start its containers',
        'Migrate the database back: `python manage.py migrate {target}`',
        'Restore the previous configuration from `config/previous.env` and restart',
        'In an emergency run `scripts/emergency-rollback.sh` instead of all of these',
      ],
    },
    versionFiles: [
      { path: 'package.json', kind: 'auto', pattern: '', image: '', presence: 'optional' },
      { path: 'setup.py', kind: 'auto', pattern: '', image: '', presence: 'optional' },
      // Of a compose file's images only the project's own has its version.
      { path: 'docker-compose.yml', kind: 'auto', pattern: '', image: 'helpdesk-platform', presence: 'optional' },
    ],
    // The list of requirements has the versions of others.
    dependencyFiles: ['requirements.txt', 'package-lock.json'],
    gates: {
      commands: [
        { ...GATE, name: 'frontend-tests', command: ['npm', 'test'] },
        { ...GATE, name: 'backend-tests', command: ['python', '-m', 'pytest'] },
        {
          ...GATE,
          name: 'coverage',
          command: ['python', '-m', 'pytest', '--cov', '--cov-report=json:coverage.json'],
          kind: 'coverage',
          parser: 'coverage',
          report: 'coverage.json',
          minimum: 80,
        },
        // No high or critical issue.
        { ...GATE, name: 'npm-audit', command: ['npm', 'audit', '--audit-level=high'], kind: 'scan' },
        { ...GATE, name: 'pip-audit', command: ['pip-audit'], kind: 'scan' },
      ],
    },
    // Quarterly and monthly; patches as needed, hotfixes in an emergency.
    metrics: {
      cadence: { major: 92, minor: 31 },
      targets: {
        deploymentSuccessRate: 99,
        rollbackRate: 5,
        deploymentMinutes: 30,
        downtimeMinutes: 5,
        timeToRestoreHours: 0.25,
        testHours: 2,
        coverage: 80,
        scanPassRate: 100,
      },
    },
    hooks: { commitMessage: 'conventional' },
    documents: { notes: 'product' },
    checklists: { path: 'releases/checklists/{version}.md', phases: WEB_PLATFORM_PHASES },
    docs: { enabled: 'on' },
    rules: {
      'ledger/unexpected-tag-name': 'warning',
      'changelog/breaking-in-minor-or-patch': 'error',
    },
  },
};
