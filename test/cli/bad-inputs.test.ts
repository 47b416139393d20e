import fs from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashFiles } from '../../src/host/hash.ts';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const HEAD = '# Changelog\n\n';
const section = (version: string, entries = '### Added\n\n- Maps\n') => `## [${version}] - 2026-01-01\n\n${entries}\n`;
const POLICY = {
  manifest: { path: 'releases/{tag}/manifest.{ext}', forms: ['json', 'md'] },
  checksums: { path: 'releases/{tag}/checksums.txt', include: ['src/**'] },
  bundle: { name: 'acme', path: 'releases/{tag}/acme.{ext}' },
};
/** Every command that makes something of a release, and leaves a file. */
const MAKERS: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['manifest create', ['manifest', 'create']],
  ['checksums create', ['checksums', 'create']],
  ['bundle', ['bundle']],
];

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.write('release-ledger.jsonc', JSON.stringify(POLICY));
  repo.commit('one', { 'CHANGELOG.md': HEAD + section('1.1.0') + section('1.0.0'), 'src/a.py': 'a\n' });
});
afterEach(() => {
  vi.restoreAllMocks();
  repo.remove();
});

const at = (name: string) => path.join(repo.folder, name);
const made = () => (fs.existsSync(at('releases')) ? fs.readdirSync(at('releases'), { recursive: true }).sort() : []);
type More = Parameters<typeof cliIn>[3];
const run = (argv: readonly string[], more: More = {}) => cliIn(repo, argv, undefined, more);

describe('no previous tag', () => {
  it('leaves out of the manifest what nothing tells, and says why', async () => {
    const { code, stdout, stderr } = await run(['manifest', 'create', '1.1.0', '--form', 'json', '--stdout']);
    expect([code, JSON.parse(stdout).files_modified]).toEqual([0, undefined]);
    expect(stderr).toContain('files and dependencies are left out: 1.0.0, the version before, is not tagged');
  });

  it('keeps the files of a bundle and a bill from being known', async () => {
    for (const command of ['bundle', 'sbom']) {
      const { code, stdout, stderr } = await run([command, '1.1.0']);
      expect([command, code, stdout]).toEqual([command, 1, '']);
      expect(stderr).toMatch(/^error: .*tag.*\n {2}hint: /m);
    }
    expect(made()).toEqual([]);
  });
});

describe('a version that is not in the changelog', () => {
  it.each([...MAKERS.filter(([name]) => name !== 'checksums create'), ['sbom', ['sbom']] as const])(
    'is refused by %s',
    async (_, command) => {
      repo.tag('v1.1.0', 'Release v1.1.0');
      const { code, stdout, stderr } = await run([...command, '2.0.0']);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^error: .*2\.0\.0.*\n {2}hint: /m);
      expect(made()).toEqual([]);
    },
  );
});

describe('an empty release', () => {
  it.each([
    ['no entries', ''],
    ['categories without entries', '### Added\n\n### Fixed\n'],
    ['only that there is nothing', '### Added\n\nNone\n'],
  ])('with %s has no manifest', async (_, entries) => {
    repo.write('CHANGELOG.md', HEAD + section('1.1.0', entries) + section('1.0.0'));
    const { code, stdout, stderr } = await run(['manifest', 'create', '1.1.0']);
    expect([code, stdout, made()]).toEqual([1, '', []]);
    expect(stderr).toMatch(/^error: .*1\.1\.0 has no entries\n {2}hint: /m);
  });
});

describe('a file that changes while it is hashed', () => {
  /** As long as the file is read somebody cuts it off. */
  const changing: More = {
    hashFiles: (root, paths, options) =>
      hashFiles(root, paths, { ...options, onProgress: () => fs.truncateSync(at('src/large.bin'), 30 * 1024 * 1024) }),
  };

  it.each(MAKERS.slice(0, 2))('stops %s, which leaves nothing', async (_, command) => {
    fs.writeFileSync(at('src/large.bin'), Buffer.alloc(32 * 1024 * 1024, 1));
    const { code, stdout, stderr } = await run([...command, '1.1.0'], changing);
    expect([code, stdout, made()]).toEqual([1, '', []]);
    expect(stderr).toContain('src/large.bin was not hashed: it changed while it was hashed');
  });
});

describe('a full disk', () => {
  it.each(MAKERS)('stops %s, which leaves nothing', async (_, command) => {
    repo.tag('v1.1.0', 'Release v1.1.0');
    const handle = await open(at('CHANGELOG.md'));
    const prototype = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const write = vi.spyOn(prototype, 'writeFile').mockRejectedValue(full);
    const argv = [...command, '1.1.0'];
    const { code, stdout, stderr } = await run(argv);
    expect(write).toHaveBeenCalled();
    expect([code, stdout, made()]).toEqual([1, '', []]);
    expect(stderr).toMatch(/^error: releases\/v1\.1\.0\/\S+ cannot be written: no room is left \(ENOSPC\)$/m);
    write.mockRestore();
    expect((await run(argv)).code).toBe(0);
  });
});

describe('SOURCE_DATE_EPOCH', () => {
  it.each<[name: string, argv: readonly string[]]>([
    ['manifest create, JSON', ['manifest', 'create', '1.1.0', '--form', 'json', '--stdout']],
    ['manifest create, Markdown', ['manifest', 'create', '1.1.0', '--form', 'md', '--stdout']],
    ['checksums create', ['checksums', 'create', '1.1.0', '--stdout']],
    ['sbom', ['sbom', '1.1.0']],
    ['bundle, tar.gz', ['bundle', '1.1.0']],
    ['bundle, zip', ['bundle', '1.1.0', '--format', 'zip']],
  ])('makes %s the same bytes twice, whatever time it is', async (_, argv) => {
    repo.write('src/package.json', '{ "dependencies": { "a": "1.0.0" } }');
    repo.commit('two');
    repo.tag('v1.1.0', 'Release v1.1.0');
    const bytes = async (today: string) => {
      const { code, stdout } = await run(argv, {
        env: { SOURCE_DATE_EPOCH: '1767312000' },
        clock: { today: () => today },
      });
      expect(code).toBe(0);
      const files = made()
        .map((name) => at(`releases/${name}`))
        .filter((each) => fs.statSync(each).isFile())
        .map((each) => fs.readFileSync(each, 'hex'));
      fs.rmSync(at('releases'), { recursive: true, force: true });
      return [stdout, ...files];
    };
    expect(await bytes('2026-02-02')).toEqual(await bytes('2026-03-03'));
  });
});
