import { group, phase, task } from './build.ts';

export const REGULATED_SAAS_PHASES = [
  phase(
    'Pre-Release',
    [-3, -1],
    'release',
    group('Code Readiness', [
      'All pull requests merged to main',
      'No open blockers in the milestone',
      task('CHANGELOG.md updated', { check: 'section' }),
      task('Version bumped in package files', { check: 'version-files' }),
    ]),
    group('Testing', [
      'All CI gates pass (pr-guardian.yml)',
      'Staging soak test passes (at least 5 iterations)',
      'Ops drills pass (H1, H2, H3)',
      'Security gate passes (verify_final_hardening)',
    ]),
    group('Documentation', [
      task('CHANGELOG.md complete', { check: 'changelog' }),
      task('Migration notes documented', { when: 'migrations', check: 'migrations' }),
      task('Breaking changes documented', { when: 'breaking', check: 'breaking' }),
      'Runbook updated (if needed)',
    ]),
    group('Dependencies', [
      'Python dependencies frozen',
      'Docker images tagged {tag}',
      'Version of each component noted, or PARKED',
    ]),
    group('Sign-off', [task('Everybody has approved who has to', { check: 'approvals' })]),
  ),
  phase(
    'Release Day',
    [0, 0],
    'release',
    group('Pre-Deployment', [
      'Maintenance window communicated',
      'On-call engineer assigned',
      'Rollback plan reviewed',
      'Backup verified',
    ]),
    group('Deployment', [
      task('Writes disabled', { when: 'migrations' }),
      'Preflight check passes',
      task('Migrations applied (ON_ERROR_STOP)', { when: 'migrations' }),
      'Hardening verified',
      'Smoke tests pass',
    ]),
    group('Post-Deployment', [
      task('Writes enabled again', { when: 'migrations' }),
      'Health check passes',
      'Baseline of SLO metrics captured',
      task('Release tag {tag} pushed', { check: 'tag' }),
      'Changelog published',
    ]),
    group('Monitoring (First Hour)', [
      'Error rate below 1 %',
      'P95 latency within SLO',
      'No security alerts',
      'No customer reports',
    ]),
  ),
  phase(
    'Post-Release',
    [1, 1],
    'nothing',
    group('', [
      'Release notes published',
      'Stakeholders notified',
      'Monitoring alerts tuned',
      task('Retrospective scheduled', { when: 'major' }),
      'Next milestone planned',
    ]),
  ),
];
