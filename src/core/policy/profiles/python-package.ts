import { GATE } from '../gate-defaults.ts';
import type { Profile } from '../profile.ts';
import { STANDARD_CATEGORY_POLICIES } from '../standard-categories.ts';
import { PYTHON_PACKAGE_PHASES } from './checklists/python-package.ts';

/** The process of DJP Workflow: a Python package with drafts of its releases on GitHub. */
export const PYTHON_PACKAGE: Profile = {
  name: 'python-package',
  summary:
    'A Python package: the six categories in their order, pyproject.toml and the module agree, patch releases only mend, tags list the highlights.',
  settings: {
    standard: '1.1.0',
    changelog: {
      categories: STANDARD_CATEGORY_POLICIES,
      categoryLevel: 3,
      breaking: 'either',
      securityId: 'any',
    },
    // Every patch release is made and tagged as a hotfix.
    version: { scheme: 'semver', hotfix: 'patch', placeholder: 'section' },
    tag: {
      name: 'v{version}',
      annotated: 'required',
      when: 'after-merge',
      template: 'Release {tag}\n\nHighlights:\n{highlights}\n\nFull changelog: {changelog}',
      hotfixTemplate: 'Hotfix {tag}: {summary}',
    },
    branch: { release: 'release/v{version}', hotfix: 'hotfix/v{version}', useFor: ['major', 'minor'] },
    commit: {
      bump: 'chore(release): bump version to {version}',
      cut: 'chore(release): release {tag}',
      merge: 'Release {tag}',
      hotfixMerge: 'Hotfix {tag}',
    },
    hotfix: { base: 'current-tag', tag: 'after-merge' },
    rollback: {
      steps: [
        'Mark the release {tag} as a pre-release, or take it back, where it is published',
        'Tag the images of the last good version as `latest` again: `docker tag djp-workflow-app:{target} djp-workflow-app:latest`, the same for `djp-workflow-worker`, and push them',
        'Tell everybody not to upgrade to {version}, and to go back to {target}',
        'Fix it on a branch from {targetTag}, and release it under the next version',
      ],
    },
    versionFiles: [
      { path: 'pyproject.toml', kind: 'auto', pattern: '', image: '', presence: 'optional' },
      { path: 'src/__init__.py', kind: 'auto', pattern: '', image: '', presence: 'optional' },
    ],
    gates: {
      // “All checks must pass before proceeding.”
      commands: [
        { ...GATE, name: 'pre-commit', command: ['pre-commit', 'run', '--all-files'], kind: 'lint' },
        { ...GATE, name: 'types', command: ['mypy', 'src/'], kind: 'lint' },
        { ...GATE, name: 'unit-tests', command: ['pytest', 'tests/', '-v'], parser: 'counts' },
        { ...GATE, name: 'integration-tests', command: ['pytest', 'tests_integration/', '-v'], parser: 'counts' },
        { ...GATE, name: 'smoke-tests', command: ['pytest', '-m', 'e2e'], parser: 'counts' },
        { ...GATE, name: 'artifact-schemas', command: ['python', 'scripts/validate_artifacts.py'], kind: 'other' },
        { ...GATE, name: 'configuration', command: ['python', '-m', 'src.config.validate'], kind: 'other' },
        { ...GATE, name: 'bandit', command: ['bandit', '-r', 'src/'], kind: 'scan' },
      ],
    },
    artifacts: {
      files: ['dist/*-{version}.tar.gz', 'dist/*-{version}-py3-none-any.whl'],
      images: [
        { name: 'djp-workflow-app', tags: ['{version}', 'latest'], platforms: [] },
        { name: 'djp-workflow-worker', tags: ['{version}', 'latest'], platforms: [] },
      ],
      workflows: [
        {
          path: '.github/workflows/release.yml',
          steps: [
            'fetch-depth: 0',
            'actions/setup-python',
            'pip install',
            'pytest',
            'python -m build',
            'twine check',
            'retention-days: 30',
            'CHANGELOG | release-ledger notes',
            'draft: true | --draft',
          ],
        },
      ],
    },
    hooks: { commitMessage: 'conventional', fixReference: 'required' },
    documents: { notes: 'package' },
    checklists: { path: 'releases/checklists/{version}.md', phases: PYTHON_PACKAGE_PHASES },
    docs: {
      enabled: 'on',
      required: ['docs/INSTALL.md', 'docs/UPGRADE.md', 'docs/OPERATIONS.md', 'docs/RELEASE_CHECKLIST.md'],
      allowOldVersions: ['**/UPGRADE.md'],
    },
    rules: {
      'ledger/unexpected-tag-name': 'warning',
      // The document writes versions in brackets and gives no links for them.
      'changelog/missing-link-definition': 'hint',
      'changelog/category-out-of-order': 'warning',
      'changelog/unknown-category': 'warning',
      'changelog/unpinned-format-link': 'off',
      // The document calls a breaking change in a patch release critical.
      'changelog/breaking-in-minor-or-patch': 'error',
    },
  },
};
