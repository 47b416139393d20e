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
        ...nested(
          'Packages built and tested',
          'Built and validated: `python -m build`, `twine check dist/*`',
          'Wheel installs in a new environment: `pip install dist/*-{version}-py3-none-any.whl`',
          'Installed version is {version}: `python -c "import src; print(src.__version__)"`',
        ),
        'Security scan completed',
      ],
      'Release Manager',
    ),
    group(
      'Development',
      ['Release-blocking bugs fixed', 'Tests written for what is new', 'Documentation of what changed written'],
      'Developers',
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
        ...nested(
          'Release workflow succeeded',
          'Where it failed: mended, {tag} deleted here and there (`git tag --delete {tag}`, `git push origin :refs/tags/{tag}`), and made and pushed anew (`release-ledger tag {version}`, `release-ledger push {version}`)',
        ),
        // A hotfix is published at once: its draft is looked at, and not in every detail.
        ...nested(
          'Draft release reviewed',
          ...[
            'Title has the version {version}',
            'Release notes accurate and complete',
            'Source distribution and wheel attached',
            'Tag points to the right commit',
            'Target branch is main',
            'Pre-release flag is right',
          ].map((text) => task(text, { when: 'planned' })),
        ),
      ],
      'Release Manager',
    ),
  ),
  phase(
    'Publish',
    [0, 1],
    'nothing',
    group('', ['Release published: `release-ledger publish {version} --public`'], 'Release Manager'),
    group(
      'Operations',
      [
        ...nested(
          'Docker images built',
          'Started: `docker-compose -f docker/docker-compose.yml up -d`',
          '`curl http://localhost:8080/health` is healthy and says {version}',
          '`curl http://localhost:8080/ready` says that it is ready',
        ),
        ...nested(
          'Docker images pushed to the registry',
          'Docker Hub: `docker push username/djp-workflow-app:{version}`',
          'Private registry (if there is one): `docker push registry.example.com/djp-workflow-app:{version}`',
          'AWS ECR (if it is used): `aws ecr get-login-password`, then `docker push`',
          'Pulled from each of them to verify: `docker pull username/djp-workflow-app:{version}`',
        ),
        'Installation verified: `pip install` with the address releases/download/{tag}/djp_workflow-{version}-py3-none-any.whl',
        'Upgrade path tested',
        'Deployed to all environments',
        'Deployments monitored',
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
        ...nested('Documentation website updated', 'Built: `mkdocs build`', 'Deployed: `mkdocs gh-deploy`'),
        ...nested(
          'Release announced',
          'Posted on the project website',
          'Shared on social media (if there is any)',
          'Integration partners updated',
        ),
        'Dependent projects notified',
        ...nested(
          'Monitoring for issues',
          'Downloads counted: `gh release view {tag} --json assets`',
          'Issues of the release looked through: `gh issue list --label {tag}`',
        ),
        'Release retrospective scheduled',
      ],
      'Release Manager',
    ),
  ),
];
