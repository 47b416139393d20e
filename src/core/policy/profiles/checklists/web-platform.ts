import { group, phase, task } from './build.ts';

export const WEB_PLATFORM_PHASES = [
  // “Plan releases 2-4 weeks in advance.”
  phase(
    'Planning',
    [-28, -14],
    'nothing',
    group('', ['Scope and date of the release agreed', 'Release communicated early to everybody whom it concerns']),
  ),
  phase(
    'Pre-Release',
    [-14, -1],
    'release',
    group('Code Quality', [
      'All tests pass (unit, integration, e2e)',
      'Code coverage is at least 80 %',
      'Code review completed',
      'Security scan passed',
      'Performance tests passed',
      'Accessibility tests passed',
    ]),
    group('Documentation', [
      task('CHANGELOG.md updated', { check: 'section' }),
      'README.md updated (if needed)',
      'API documentation updated',
      'Architecture documentation updated',
      'Deployment documentation updated',
      'User documentation updated',
    ]),
    group('Configuration', [
      'Environment variables documented',
      task('Configuration files updated', { check: 'version-files' }),
      'Database migrations ready',
      'Docker images built and tested',
      'Dependencies updated and tested',
    ]),
    group('Testing', [
      'Local development testing',
      'Staging environment testing',
      'User acceptance testing',
      'Performance testing',
      'Security testing',
      task('Load testing', { when: 'major' }),
    ]),
    group('Deployment', [
      'Deployment scripts tested',
      'Rollback procedures tested',
      'Monitoring configured',
      'Backup procedures verified',
      'Health checks implemented',
    ]),
    group('Review', [
      'Pull request created',
      'Reviewers assigned (two approvals)',
      'Feedback addressed',
      'Merged to the release branch',
    ]),
    group('Staging', [
      'Staging runs the release branch: `docker-compose -f docker-compose.staging.yml up -d`',
      'Integration tests pass: `npm run test:integration`, `python -m pytest tests/integration/`',
    ]),
    group('User Acceptance', [
      'All new features tested',
      'Bug fixes verified',
      'Performance checked',
      'Security validated',
    ]),
    group('Performance', [
      'Load tests pass, responses below 200 ms: `npm run test:load`, `python -m pytest tests/performance/`',
      'Memory profiled: `docker stats`',
    ]),
    group('Release Gate', [
      'Every test passes (100 %)',
      task('Documentation is complete and accurate', { check: 'docs' }),
      'No vulnerability is known',
      'Performance meets the requirements',
      'Stakeholders have approved',
    ]),
  ),
  phase(
    'Deployment Gate',
    [-1, 0],
    'release',
    group('', [
      'All services healthy',
      'Metrics within bounds',
      'Rollback tested and ready',
      'Recent backup available',
    ]),
  ),
  phase(
    'Immediate',
    [0, 1],
    'nothing',
    group('', [
      'Application health monitored',
      'Error logs checked',
      'All services running',
      'User feedback monitored',
      'Monitoring dashboards updated',
    ]),
    group('Verification', [
      '`curl http://localhost:8000/health/` says that the service is healthy',
      '`curl http://localhost:3000/health/` says that the application is healthy',
      'Smoke tests pass: `npm run test:smoke`',
    ]),
    group('Announcement', [
      'Project website updated',
      'Release notes sent',
      'Stakeholders notified',
      'Documentation updated everywhere',
    ]),
    group('Monitoring', [
      'Application metrics monitored',
      'Error rates checked',
      'Performance verified',
      'Feedback of users monitored',
    ]),
    // In this order.
    group('Critical Issue', [
      task('Acknowledged within 15 minutes', { when: 'hotfix' }),
      task('Severity and impact determined', { when: 'hotfix' }),
      task('Stakeholders of the issue notified', { when: 'hotfix' }),
      task('Fixed, or rolled back', { when: 'hotfix' }),
      task('Post-mortem written, and the process improved', { when: 'hotfix' }),
    ]),
  ),
  phase(
    'Short-term',
    [1, 7],
    'nothing',
    group('', [
      'User feedback collected',
      'Performance metrics monitored',
      'Issues addressed',
      'Documentation updated',
      'Next release planned',
    ]),
  ),
  phase(
    'Long-term',
    [7, 28],
    'nothing',
    group('', [
      'Success of the release analyzed',
      'Release process updated',
      'Future releases planned',
      'Lessons learned gathered',
    ]),
  ),
];
