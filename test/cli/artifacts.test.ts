import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

/** What is said of version 1.1.0 under a policy: “file:line message”. */
async function findings(policy: object): Promise<readonly string[]> {
  repo.write('release-ledger.jsonc', JSON.stringify(policy));
  const { code, stdout } = await cliIn(repo, ['artifacts', '1.1.0', '--format', 'json']);
  const report = JSON.parse(stdout) as { findings: { file: string; line: number | null; message: string }[] };
  expect(code).toBe(report.findings.length > 0 ? 1 : 0);
  return report.findings.map(({ file, line, message }) => `${file}${line === null ? '' : `:${line}`} ${message}`);
}

const add = (...paths: readonly string[]) => {
  for (const path of paths) repo.write(path, '{}\n');
};

describe('artifacts VERSION', () => {
  it('asks for the two distributions of a Python package, named by its version (001-17)', async () => {
    const policy = { extends: 'python-package', artifacts: { workflows: [] } };
    add('dist/djp_workflow-1.0.0.tar.gz', 'dist/djp_workflow-1.1.0-py3-none-any.whl');
    expect(await findings(policy)).toEqual([
      'dist/*-1.1.0.tar.gz it is not there; dist/djp_workflow-1.0.0.tar.gz is, which does not carry the version',
    ]);
    add('dist/djp_workflow-1.1.0.tar.gz');
    expect(await findings(policy)).toEqual([]);
  });

  it('holds the images of a Python package to version and “latest” (001-27)', async () => {
    const policy = { extends: 'python-package', artifacts: { workflows: [], files: [] } };
    repo.write(
      'docker-compose.yml',
      'services:\n  app:\n    image: djp-workflow-app:1.1.0\n  worker:\n    image: djp-workflow-worker:1.0.9\n',
    );
    const wrong = 'docker-compose.yml:5 the image djp-workflow-worker is tagged 1.0.9, expected 1.1.0 or latest';
    expect(await findings(policy)).toEqual([wrong]);
    repo.write('docker-compose.yml', 'services:\n  app:\n    image: djp-workflow-app:latest\n');
    expect(await findings(policy)).toEqual([]);
  });

  it('holds images to their tag and their platforms (002-19)', async () => {
    const policy = {
      extends: 'container-platform',
      artifacts: { files: [], workflows: [{ path: '.github/workflows/images.yml', steps: [] }] },
    };
    const workflow = (platforms: string) =>
      repo.write(
        '.github/workflows/images.yml',
        `on:\n  push:\n    tags: ['v*']\njobs:\n  images:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          platforms: ${platforms}\n          tags: ghcr.io/acme/quasim-bench:\${{ github.ref_name }}\n`,
      );
    workflow('linux/amd64,linux/arm64');
    repo.write('docker-compose.yml', 'services:\n  api:\n    image: ghcr.io/acme/quasim-api:v1.1.0\n');
    expect(await findings(policy)).toEqual([]);
    workflow('linux/amd64');
    repo.write('docker-compose.yml', 'services:\n  api:\n    image: ghcr.io/acme/quasim-api:1.1.0\n');
    expect(await findings(policy)).toEqual([
      'docker-compose.yml:3 the image ghcr.io/acme/quasim-api is tagged 1.1.0, expected v1.1.0',
      '.github/workflows/images.yml it does not build ghcr.io/*/quasim-bench for linux/arm64',
    ]);
  });

  it('asks for chart, archives, bill of materials, signatures and scan reports (002-20, 002-22, 002-23)', async () => {
    const policy = { extends: 'container-platform', artifacts: { workflows: [] } };
    add('releases/sybernix-v1.1.0.tar.gz', 'releases/sybernix-v1.1.0.zip', 'releases/quasim-api-v1.0.0.tgz');
    expect(await findings(policy)).toEqual([
      'releases/*-v1.1.0.tgz it is not there; releases/quasim-api-v1.0.0.tgz is, which does not carry the version',
      'releases/sbom-v1.1.0.json it is not there',
      'releases/*.sig it is not there',
      'releases/*.sarif it is not there',
    ]);
    add('releases/quasim-api-v1.1.0.tgz', 'releases/sbom-v1.1.0.json', 'releases/api.sig', 'releases/trivy.sarif');
    expect(await findings(policy)).toEqual([]);
  });

  it('asks a workflow for its seven stages in their order, and to start by the tag (002-17, 002-18)', async () => {
    const policy = { extends: 'container-platform', artifacts: { files: [], images: [] } };
    const steps = [
      '- uses: docker/build-push-action@v6',
      '- run: make test',
      '- run: make bench',
      '- run: syft . -o cyclonedx-json > sbom.json',
      '- run: cosign sign "$IMAGE"',
      '- run: helm push chart.tgz oci://example.com/charts',
      '- run: gh release create "$TAG"',
    ];
    const write = (lines: readonly string[], tags = 'v*') =>
      repo.write(
        '.github/workflows/release.yml',
        `on:\n  push:\n    tags: ['${tags}']\njobs:\n  release:\n    steps:\n${lines.map((line) => `      ${line}\n`).join('')}`,
      );
    write(steps);
    expect(await findings(policy)).toEqual([]);
    const names = ['docker/build-push-action', 'make test', 'make bench', 'syft | sbom', 'cosign sign', 'helm push'];
    for (const [at, name] of [...names, 'gh release | gh-release'].entries()) {
      write(steps.filter((_, i) => i !== at));
      expect(await findings(policy)).toEqual([`.github/workflows/release.yml none of its steps says “${name}”`]);
    }
    const [build, test, ...rest] = steps as [string, string, ...string[]];
    write([test, build, ...rest]);
    expect(await findings(policy)).toEqual([
      '.github/workflows/release.yml the step that says “make test” stands before the one that has to go ahead of it',
    ]);
    write(steps, 'release-*');
    expect(await findings(policy)).toEqual([
      '.github/workflows/release.yml pushing the tag v1.1.0 does not start it: it names release-* under “on.push.tags”',
    ]);
  });

  it('holds the image of a release, and the artifacts of its folder, to their names (004-37, 004-41)', async () => {
    const policy = { extends: 'regulated-saas' };
    repo.write('docker-compose.prod.yml', 'services:\n  api:\n    image: solvereign-api:1.1.0  # Not :latest\n');
    const folder = 'releases/v1.1.0/artifacts';
    add(`${folder}/preflight_result.json`, `${folder}/verify_hardening.txt`, `${folder}/acl_scan_report.json`);
    expect(await findings(policy)).toEqual([
      `${folder}/cutover_summary.json it is not there`,
      'docker-compose.prod.yml:3 the image solvereign-api is tagged 1.1.0, expected v1.1.0',
    ]);
    add(`${folder}/cutover_summary.json`);
    repo.write('docker-compose.prod.yml', 'services:\n  api:\n    image: solvereign-api:v1.1.0  # Not :latest\n');
    expect(await findings(policy)).toEqual([]);
  });

  it('prints places and a sum for people', async () => {
    repo.write('release-ledger.jsonc', '{ "artifacts": { "files": ["a-{version}.zip"] } }');
    const { code, stdout } = await cliIn(repo, ['artifacts', 'v1.1.0']);
    expect([code, stdout]).toEqual([1, 'a-1.1.0.zip  it is not there\n1 problem\n']);
    add('a-1.1.0.zip');
    const { code: done, stdout: nothing, stderr } = await cliIn(repo, ['artifacts', '1.1.0']);
    expect([done, nothing, stderr]).toEqual([
      0,
      '',
      expect.stringContaining('1.1.0 leaves behind what the policy asks'),
    ]);
  });

  it('says so where the policy asks for nothing, and where that is no version', async () => {
    const { code, stderr } = await cliIn(repo, ['artifacts', '1.1.0']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('the policy does not say what a release leaves behind'),
    ]);
    expect((await cliIn(repo, ['artifacts', 'newest'])).code).toBe(2);
  });

  it('says what it could not read', async () => {
    repo.write('release-ledger.jsonc', '{ "artifacts": { "pinned": ["requirements.txt"] } }');
    repo.write('requirements.txt', 'a==1\0');
    const { code, stderr } = await cliIn(repo, ['artifacts', '1.1.0']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/not checked: .*requirements\.txt/)]);
  });
});
