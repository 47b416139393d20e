import { group, nested, phase, task } from './build.ts';

export const CONTAINER_PLATFORM_PHASES = [
  phase(
    'Pre-release',
    [-14, -7],
    'release',
    group('', [
      'Release branch release/{tag} created',
      ...nested(
        task('Version numbers updated', { check: 'version-files' }),
        'In the package (`__init__.py`, `pyproject.toml`)',
        'In the service (`version.py`)',
        'In the Helm charts',
        'In the tags of container images',
      ),
      task('CHANGELOG.md updated with release notes', { check: 'section' }),
      'Full test suite passes',
      'Benchmarks run',
      'Documentation updated',
      'SBOM generated',
      'Security scans run (CodeQL, Trivy)',
      'Dependencies reviewed and updated',
    ]),
    group('Emergency Security Release', [
      task('Fix developed in a private security fork', { when: 'security' }),
      task('Disclosure coordinated with the reporter', { when: 'security' }),
      task('Patch releases prepared for all supported versions', { when: 'security' }),
      task('CVE and security advisory published', { when: 'security' }),
      task('Patches released simultaneously', { when: 'security' }),
      task('Security notifications sent to users', { when: 'security' }),
    ]),
  ),
  phase(
    'Release',
    [0, 0],
    'release',
    group('', [
      'Release branch merged to main',
      task('Git tag {tag} created and pushed', { check: 'tag' }),
      'CI/CD pipeline completed: `gh run list --branch {tag}`',
      'Container images built and pushed: `docker buildx imagetools inspect ghcr.io/OWNER/quasim-api:{tag}`',
      'Helm charts packaged and published: `helm show chart quasim-api-{tag}.tgz`',
      ...nested(
        'Container images signed with cosign: `cosign sign ghcr.io/OWNER/quasim-api:{tag}`',
        'Signature verified: `cosign verify ghcr.io/OWNER/quasim-api:{tag}`',
      ),
      'SBOM attached to the release: `release-ledger publish {version} --asset sbom-{tag}.json`',
      'Release created with its notes',
      ...nested(
        'Documentation site updated',
        'API reference (OpenAPI)',
        'Integration cookbooks',
        'Performance tuning guide',
        'Example configurations',
      ),
      'Release announced (if it is to be)',
    ]),
  ),
  phase(
    'Post-release',
    [1, 14],
    'nothing',
    group('', [
      'Issues and bug reports monitored',
      'Project roadmap updated',
      'Release artifacts archived',
      'Release branch merged back to develop (with git-flow)',
    ]),
  ),
];
