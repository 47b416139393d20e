import { group, nested, phase, task } from './build.ts';

export const PYTHON_PACKAGE_PHASES = [
  phase(
    'Pre-Release',
    [-7, -1],
    'release',
    group(
      '',
      [
        task('Version bumped', { check: 'version-files' }),
        task('CHANGELOG.md updated', { check: 'date' }),
        'Release notes generated',
        'All tests passing',
        task('Documentation updated', { check: 'docs' }),
        'Pre-commit hooks pass',
        'Packages built and tested',
        'Security scan completed',
      ],
      'Release Manager',
    ),
    group(
      'Quality Gates',
      [
        'Linting and formatting pass (pre-commit)',
        'Type checking passes (mypy)',
        'Unit tests pass (pytest)',
        'Integration tests pass',
        'Smoke tests pass (e2e)',
        'Schemas of the artifacts validate',
        'Configuration validates',
        'Security scan passes (bandit)',
      ],
      'QA',
    ),
  ),
  phase(
    'Release',
    [0, 0],
    'release',
    group(
      '',
      [
        'Release branch merged to main',
        task('Version tag {tag} created', { check: 'tag' }),
        'Tag pushed',
        'Release workflow succeeded',
        ...nested(
          'Draft release reviewed',
          'Title has the version {version}',
          'Release notes accurate and complete',
          'Source distribution and wheel attached',
          'Tag points to the right commit',
          'Target branch is main',
          'Pre-release flag is right',
        ),
      ],
      'Release Manager',
    ),
  ),
  phase(
    'Publish',
    [0, 1],
    'nothing',
    group(
      '',
      [
        'Release published',
        'Docker images built',
        'Docker images pushed to the registry',
        'Installation verified',
        'Upgrade path tested',
      ],
      'DevOps',
    ),
  ),
  phase(
    'Post-Release',
    [1, 7],
    'nothing',
    group(
      '',
      [
        'Documentation website updated',
        ...nested(
          'Release announced',
          'Posted on the project website',
          'Shared on social media (if there is any)',
          'Integration partners updated',
        ),
        'Dependent projects notified',
        'Monitoring for issues',
        'Release retrospective scheduled',
      ],
      'Release Manager',
    ),
  ),
];
