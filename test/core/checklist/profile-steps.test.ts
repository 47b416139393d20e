import { describe, expect, it } from 'vitest';
import { describeChecklist } from '../../../src/core/checklist/describe-checklist.ts';
import { parseChecklist } from '../../../src/core/checklist/parse-checklist.ts';
import { writeChecklist } from '../../../src/core/checklist/write-checklist.ts';
import { BUILT_IN_PROFILES, DEFAULT_POLICY, mergeSettings, type Policy } from '../../../src/core/index.ts';

const policyOf = (name: string): Policy =>
  mergeSettings(DEFAULT_POLICY, BUILT_IN_PROFILES.get(name)?.settings ?? {}) as Policy;

/** The tasks of a phase of the checklist of 1.1.0, as a person reads them, and whether a release waits for them. */
function stepsOf(profile: string, phase: string) {
  const policy = policyOf(profile);
  const has = { breaking: false, security: false, migrations: false, deprecations: false };
  const text = writeChecklist({
    ...{
      policy,
      product: 'Product',
      version: '1.1.0',
      tag: 'v1.1.0',
      previous: '1.0.0',
      date: '2026-01-08',
      manager: '',
    },
    traits: { type: 'minor', prerelease: false, firstMajor: false, has },
  });
  const found = describeChecklist(parseChecklist(text), policy).find(({ name }) => name === phase);
  return {
    blocks: found?.blocks,
    open: found?.tasks.every(({ state }) => state === 'open'),
    texts: found?.tasks.map((task) => task.text) ?? [],
  };
}

/**
 * What needs a registry, a forge or a running system is done by people: the checklist of the release has the step with its
 * command, and nothing ticks it but the person who has run it.
 */
describe('steps that nothing on this machine can show', () => {
  it.each([
    [
      'python-package',
      'Pre-Release',
      'a package is tried before it is released (001-18)',
      [
        'pip install dist/*-1.1.0-py3-none-any.whl',
        'Installed version is 1.1.0: `python -c "import src; print(src.__version__)"`',
      ],
    ],
    [
      'python-package',
      'Release',
      'a workflow that failed is run again by its tag (001-53)',
      ['git push origin :refs/tags/v1.1.0', 'release-ledger tag 1.1.0', 'release-ledger push 1.1.0'],
    ],
    ['python-package', 'Publish', 'the draft is made public (001-26)', ['release-ledger publish 1.1.0 --public']],
    [
      'python-package',
      'Publish',
      'images are tried before they are pushed (001-28)',
      ['`curl http://localhost:8080/health` is healthy and says 1.1.0', '`curl http://localhost:8080/ready`'],
    ],
    [
      'python-package',
      'Publish',
      'images go to each registry, and are pulled from it (001-29)',
      ['Docker Hub: `docker push', 'Private registry', 'AWS ECR', '`docker pull username/djp-workflow-app:1.1.0`'],
    ],
    [
      'python-package',
      'Publish',
      'the wheel of the release is installed (001-30)',
      ['releases/download/v1.1.0/djp_workflow-1.1.0-py3-none-any.whl'],
    ],
    [
      'python-package',
      'Post-Release',
      'the site is built and deployed (001-31)',
      ['`mkdocs build`', '`mkdocs gh-deploy`'],
    ],
    [
      'python-package',
      'Post-Release',
      'downloads and issues are watched (001-34)',
      ['`gh release view v1.1.0 --json assets`', '`gh issue list --label v1.1.0`'],
    ],
    [
      'container-platform',
      'Release',
      'pipeline, images and charts are verified (002-13)',
      [
        'CI/CD pipeline completed: `gh run list --branch v1.1.0`',
        '`docker buildx imagetools inspect ghcr.io/OWNER/quasim-api:v1.1.0`',
        '`helm show chart quasim-api-v1.1.0.tgz`',
      ],
    ],
    [
      'container-platform',
      'Release',
      'images are signed (002-14)',
      ['`cosign sign ghcr.io/OWNER/quasim-api:v1.1.0`', '`cosign verify'],
    ],
    [
      'container-platform',
      'Release',
      'the bill of materials is attached (002-15)',
      ['publish 1.1.0 --asset sbom-v1.1.0.json'],
    ],
    [
      'audit-trail',
      'Post-Release',
      'health, logs, data and a sample are looked at (000-69)',
      [
        'Health check passing: `curl http://localhost:8000/health` says that it is healthy',
        '`journalctl -u qms-dashboard -n 50 --no-pager`',
        '`ls $QMS_DATA_ROOT/intake-responses/*.json | wc -l`',
        'curl -X POST http://localhost:8000/api/intake -d @tests/sample-intake.json',
      ],
    ],
    [
      'web-platform',
      'Immediate',
      'both health addresses and the smoke tests (003-16)',
      ['`curl http://localhost:8000/health/`', '`curl http://localhost:3000/health/`', '`npm run test:smoke`'],
    ],
  ])('%s, %s: %s', (profile, phase, _, commands) => {
    const { open, texts } = stepsOf(profile, phase);
    for (const command of commands)
      expect(
        texts.filter((text) => text.includes(command)),
        command,
      ).toHaveLength(1);
    expect(open).toBe(true);
  });

  it('hold a release back where they come before it, and never where they come behind it', () => {
    expect(
      ['Pre-Release', 'Release', 'Publish', 'Post-Release'].map((phase) => stepsOf('python-package', phase).blocks),
    ).toEqual([true, true, false, false]);
  });
});
