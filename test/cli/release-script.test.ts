import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bundles, bundle } from '../support/bundle.ts';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CHANGELOG =
  '# Changelog\n\nAll notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).\n\n## [Unreleased]\n\n### Fixed\n\n- A crash\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- Maps\n';
const POLICY = {
  gates: { commands: [{ name: 'tests', command: ['node', '-e', 'require("fs").accessSync("sound")'] }] },
  bundle: { name: 'acme', include: ['*.json'] },
};
const SCRIPT = 'scripts/release.sh';

describe.skipIf(process.platform === 'win32')('the release script (003-21)', () => {
  let bundles: Bundles;
  let repo: TestRepository;
  let remote: TestRepository;
  let programs: string;

  beforeAll(async () => {
    bundles = await bundle({ cli: 'src/cli/bin.ts', 'markdownlint-worker': 'src/host/markdownlint-worker.ts' });
  });
  afterAll(() => bundles.remove());
  beforeEach(async () => {
    // What the script has installed is the command line of this checkout.
    programs = temporaryFolder();
    const npx = `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${join(bundles.folder, 'cli.mjs')}' "$@"\n`;
    writeFileSync(join(programs, 'npx'), npx);
    chmodSync(join(programs, 'npx'), 0o755);
    remote = new TestRepository('--bare');
    repo = new TestRepository();
    repo.git('remote', 'add', 'origin', remote.folder);
    repo.write('release-ledger.jsonc', JSON.stringify(POLICY));
    expect((await cliOnDisk(repo.folder, ['init', '--ci', 'release'])).stderr).toContain(`Made ${SCRIPT}`);
    repo.commit('Begin', {
      'CHANGELOG.md': CHANGELOG,
      'package.json': '{ "version": "1.0.0" }\n',
      sound: 'yes\n',
      '.gitignore': 'releases/\ndeployed\n',
      'scripts/deploy.sh': 'echo "$1" > deployed\n',
    });
    repo.tag('v1.0.0', 'Release v1.0.0');
    repo.git('push', '--quiet', 'origin', 'main', 'v1.0.0');
  });
  afterEach(() => {
    repo.remove();
    remote.remove();
  });

  const release = (...args: readonly string[]) =>
    spawnSync('sh', [SCRIPT, ...args], {
      cwd: repo.folder,
      encoding: 'utf8',
      env: { ...repo.environment(), PATH: `${programs}:${process.env.PATH}` },
    });

  it.each([[[]], [['']], [['1.0.1', '1.0.2']]])('says how it is used, and exits with 1, for %j', (args) => {
    const { status, stderr, stdout } = release(...args);
    expect({ status, stderr, stdout }).toEqual({ status: 1, stderr: `Usage: ${SCRIPT} <version>\n`, stdout: '' });
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it('tests, bumps, tags, packs, pushes and deploys', () => {
    const { status, stderr } = release('1.0.1');
    expect(status, stderr).toBe(0);
    expect(repo.git('show', 'v1.0.1:package.json')).toContain('"1.0.1"');
    expect(repo.git('show', 'v1.0.1:CHANGELOG.md')).toMatch(/## \[1\.0\.1\] - \d{4}-\d{2}-\d{2}\n/);
    expect(existsSync(join(repo.folder, 'releases/acme-1.0.1.tar.gz'))).toBe(true);
    expect(remote.git('rev-parse', 'v1.0.1^{commit}', 'main')).toBe(repo.git('rev-parse', 'HEAD', 'HEAD'));
    expect(existsSync(join(repo.folder, 'deployed'))).toBe(true);
  });

  it('changes nothing where the tests fail', () => {
    repo.git('rm', '--quiet', 'sound');
    const broken = repo.commit('Break');
    expect(release('1.0.1').status).toBe(1);
    expect(repo.git('rev-parse', 'HEAD')).toBe(broken);
    expect(repo.git('tag', '--list')).toBe('v1.0.0');
    expect(existsSync(join(repo.folder, 'deployed'))).toBe(false);
  });
});
