import { group, nested, phase, task } from './build.ts';

/** The document has two lists for before a release, and their items differ: these are both. */
export const AUDIT_TRAIL_PHASES = [
  phase(
    'Pre-Release',
    [-7, -1],
    'release',
    group('Code Readiness', [
      'All planned features and fixes complete',
      'Code reviewed (if several people work on it)',
      'No outstanding critical bugs',
      task('All TODOs addressed or documented', { check: 'docs' }),
    ]),
    group('Testing', [
      'Unit tests passing (if there are any)',
      'Integration tests passing',
      'Regression tests passing',
      'Manual verification complete',
    ]),
    group('Documentation', [
      task('CHANGELOG.md has the version with its date', { check: 'date' }),
      task('Breaking changes documented', { when: 'breaking', check: 'breaking' }),
      task('Migration guide written', { when: 'breaking' }),
      'API documentation updated (if the API changes)',
    ]),
    group('Version Control', [
      'All changes committed',
      'Working directory clean',
      'On the right branch: main or release/{version}',
      'Version number determined by Semantic Versioning',
    ]),
    group('Release Type', [
      task('Objectives of the phase met', { when: 'minor' }),
      task('Phase verification report written (if there is to be one)', { when: 'minor' }),
      task('Deliverables of the workstream complete', { when: 'workstream' }),
      task('Critical issue documented', { when: 'hotfix' }),
      task('Fix tested in isolation', { when: 'hotfix' }),
    ]),
    group('Security Verification', [
      'Security utilities tests passing',
      'No new vulnerabilities of the OWASP Top 10',
      'Advisory findings of earlier phases addressed',
      'Path sanitization works',
      'Request validation enforced',
    ]),
    group('Criteria of 1.0.0', [
      task('All workstreams of the last phase complete', { when: 'first-major' }),
      task('Full regression suite passing', { when: 'first-major' }),
      task('Production deployment validated', { when: 'first-major' }),
      task('Operations documentation complete', { when: 'first-major' }),
      task('Security hardening complete', { when: 'first-major' }),
    ]),
  ),
  phase(
    'Release Approval',
    [-1, 0],
    'release',
    group('', [
      'Security review approval',
      'Operations team approval',
      task('Change Advisory Board approval', { when: 'major' }),
      'Rollback plan documented and reviewed',
    ]),
  ),
  phase(
    'Release Creation',
    [0, 0],
    'release',
    group('', [
      task('Version number updated in CHANGELOG.md', { check: 'section' }),
      ...nested(
        'Release manifest complete',
        task('Manifest of {version} created', { check: 'manifest' }),
        'Manifest has the test results',
        'Manifest has the list of files',
        task('Checksums generated (optional)', { check: 'checksums' }),
      ),
      task('Git tag {tag} created', { check: 'tag' }),
      'Release bundle created (optional)',
    ]),
  ),
  phase(
    'Post-Release',
    [0, 7],
    'nothing',
    group('', [
      'Release notes published',
      'Deployment executed',
      ...nested(
        'Post-deployment verification',
        'Health check passing: `curl http://localhost:8000/health` says that it is healthy',
        'Application logs clean: `journalctl -u qms-dashboard -n 50 --no-pager`',
        'Data directory not empty: `ls $QMS_DATA_ROOT/intake-responses/*.json | wc -l`',
        'Sample request successful: `curl -X POST http://localhost:8000/api/intake -d @tests/sample-intake.json`',
      ),
      'Stakeholders notified',
      task('Release retrospective scheduled', { when: 'major' }),
    ]),
    // Any of them calls for a rollback.
    group('Rollback Triggers', [
      'No critical functionality is broken in production',
      'No security vulnerability was introduced',
      'No data corruption was detected',
      'No unrecoverable errors are in the logs',
    ]),
  ),
];
