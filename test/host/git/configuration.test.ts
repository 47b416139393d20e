import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Git, openGit } from '../../../src/host/git/git.ts';
import { locateGit } from '../../../src/host/git/locate-git.ts';
import { HARDENED_CONFIG, hardenedEnvironment } from '../../../src/host/git/safety.ts';
import { readUncommitted } from '../../../src/host/git/uncommitted.ts';
import { runProcess } from '../../../src/host/process.ts';
import { PlantedRepository } from '../../support/planted.ts';
import { TestRepository } from '../../support/repository.ts';
import { VECTORS, type Vector } from './vectors.ts';

const MISSING = '1'.repeat(40);

/** The subcommands that read, as the product asks them and as it may; answered by every repository with a commit. */
const READING: readonly (readonly [args: readonly string[], input?: string])[] = [
  [['rev-parse', '--path-format=absolute', '--show-toplevel', '--absolute-git-dir', '--git-common-dir']],
  [['config', '--null', '--get-regexp', String.raw`^core\.`]],
  [['for-each-ref', '--format=%(refname)%00%(objectname)%00%(contents:signature)%00%(contents)']],
  [['log', '--no-color', '--max-count=9', '--format=%H%x00%an%x00%G?%x00%GS%x00%s%x00%b', 'HEAD', '--']],
  [['cat-file', '--batch'], `HEAD:CHANGELOG.md\n${MISSING}\nHEAD\n`],
  [['diff-tree', '--stdin', '-r', '-z', '--numstat', '--no-ext-diff', '--no-textconv'], 'HEAD~1^{tree} HEAD^{tree}\n'],
  [['ls-tree', '-r', '-z', 'HEAD']],
  [['rev-list', '--max-count=9', 'HEAD', '--']],
  [['merge-base', 'HEAD', 'HEAD~1']],
  [['show-ref', '--dereference']],
  [['name-rev', '--refs=refs/tags/*', 'HEAD']],
  [['check-ref-format', 'refs/tags/v1.0.0']],
];

const IDENTITY = 'Ada <ada@example.com> 1767268800 +0000';

/** The subcommands that a release is made of, each with the hardening alone between it and the repository. */
const WRITING: readonly (readonly [args: readonly string[], input?: string])[] = [
  [['hash-object', '-w', '--no-filters', '--stdin'], '# Changelog\n'],
  [['read-tree', 'HEAD']],
  [['update-index', '-z', '--index-info'], ''],
  [['ls-files', '--stage', '-z']],
  [['write-tree']],
  [['commit-tree', 'HEAD^{tree}', '-p', 'HEAD'], 'A release\n'],
  [['mktag'], `object HEAD\ntype commit\ntag v2.0.0\ntagger ${IDENTITY}\n\nTwo\n`],
  [['update-ref', '--stdin', '-z'], 'create refs/tags/v3.0.0\0HEAD\0'],
  [['ls-remote', '--upload-pack=git-upload-pack', 'origin']],
  [['push', '--atomic', '--receive-pack=git-receive-pack', 'origin', 'HEAD:refs/heads/y']],
];

/** Whatever else a repository could be asked; our git does not start it at all. */
const REFUSED: readonly (readonly string[])[] = [
  ['status'],
  ['diff', 'HEAD'],
  ['show', 'HEAD'],
  ['add', '--all'],
  ['commit', '--allow-empty', '--message', 'x'],
  ['checkout', '--', 'CHANGELOG.md'],
  ['fetch', 'origin'],
  ['push', 'origin', 'HEAD:refs/heads/z'],
  ['ls-remote', 'origin'],
  ['submodule', 'update'],
  ['interpret-trailers', '--trailer', 'sign=x'],
  ['credential', 'fill'],
  ['planted'],
  ['-c', 'core.fsmonitor=SCRIPT', 'log'],
  ['cat-file', '--textconv', 'HEAD:CHANGELOG.md'],
  ['cat-file', '--filters', 'HEAD:CHANGELOG.md'],
  ['log', '--ext-diff', '--patch'],
  ['log', '--textconv', '--patch'],
  ['diff-tree', '--output=planted', 'HEAD'],
  ['config', 'core.fsmonitor', 'SCRIPT'],
  ['config', '--edit'],
  ['cat-file', '--text', 'HEAD:CHANGELOG.md'],
  ['symbolic-ref', 'HEAD', 'refs/heads/x'],
];

const SIGNATURES = ['PGP SIGNATURE', 'SSH SIGNATURE', 'SIGNED MESSAGE'] as const;

let template: TestRepository;
let program: string;
const folders: string[] = [];

beforeAll(async () => {
  template = new TestRepository();
  template.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
  template.commit('second', { 'CHANGELOG.md': '# Changelog\n\n## 1.0.0\n' });
  template.tag('v1.0.0', 'One');
  // Commits that say of themselves that they are signed, so that whoever asks for signatures starts a program for them.
  for (const kind of SIGNATURES) {
    const [tree, parent] = template.git('rev-parse', 'HEAD^{tree}', 'HEAD').split('\n');
    const signature = `gpgsig -----BEGIN ${kind}-----\n \n AAAA\n -----END ${kind}-----`;
    template.write(
      '.git/signed',
      `tree ${tree}\nparent ${parent}\nauthor ${IDENTITY}\ncommitter ${IDENTITY}\n${signature}\n\nsigned\n`,
    );
    template.git('update-ref', 'HEAD', template.git('hash-object', '-t', 'commit', '-w', '.git/signed'));
  }
  program = (await locateGit(process.env, [template.folder])) ?? '';
});
afterAll(() => template.remove());
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function plant(vector: Vector): PlantedRepository {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'release-ledger-planted-')));
  folders.push(folder);
  const repo = new PlantedRepository(template.folder, folder);
  vector.plant(repo);
  return repo;
}

function environmentOf(repo: PlantedRepository, vector: Vector): Readonly<Record<string, string>> {
  return { PATH: process.env.PATH ?? '', HOME: path.dirname(repo.folder), ...vector.env?.(repo) };
}

function openPlanted(repo: PlantedRepository, vector: Vector): Git {
  return openGit(program, path.join(repo.folder, vector.folder ?? '.'), environmentOf(repo, vector));
}

/** Every reading subcommand through the door that the product has; the kinds of its answers. */
function readAll(git: Git): Promise<readonly string[]> {
  return Promise.all(
    READING.map(async ([args, input]) =>
      input === undefined ? (await git.text(...args)).kind : (await git.plumb(args, input)).kind,
    ),
  );
}

async function writeAll(repo: PlantedRepository, vector: Vector): Promise<readonly string[]> {
  const head = repo.plainGit(['rev-parse', 'HEAD']);
  const cwd = path.join(repo.folder, vector.folder ?? '.');
  const env = {
    ...hardenedEnvironment(environmentOf(repo, vector), [repo.folder]),
    GIT_INDEX_FILE: path.join(path.dirname(repo.folder), 'index'),
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  const codes: string[] = [];
  for (const [args, input = ''] of WRITING) {
    const result = await runProcess({
      program,
      args: [...HARDENED_CONFIG.flatMap((setting) => ['-c', setting]), ...args],
      cwd,
      env,
      input: input.replaceAll('HEAD', head),
      timeout: 20_000,
      outputLimit: 1 << 20,
    });
    codes.push(`${args[0]} ${result.kind === 'ended' ? result.code : result.reason}`);
  }
  return codes;
}

const HARMLESS: Vector = { id: '', name: 'nothing', plant: () => undefined, sings: '' };

describe('git in a repository', () => {
  it('is asked by twenty-two subcommands, of which only the network is closed', async () => {
    const repo = plant(HARMLESS);
    expect(new Set([...READING, ...WRITING].map(([[name]]) => name)).size).toBe(22);
    expect(await readAll(openPlanted(repo, HARMLESS))).toEqual(
      READING.map(([, input]) => (input === undefined ? 'text' : 'bytes')),
    );
    expect(await writeAll(repo, HARMLESS)).toEqual(
      WRITING.map(([[name]]) => `${name} ${name === 'ls-remote' || name === 'push' ? 128 : 0}`),
    );
  });

  it.each(VECTORS.map((vector) => [`${vector.name} (${vector.id})`, vector] as const))(
    'runs nothing but itself by %s',
    async (_, vector) => {
      const repo = plant(vector);
      const git = openPlanted(repo, vector);
      await readAll(git);
      expect(repo.isMarked, 'while it is read').toBe(false);
      await readUncommitted(path.join(repo.folder, vector.folder ?? '.'), environmentOf(repo, vector));
      expect(repo.isMarked, 'while its work tree is compared').toBe(false);
      await writeAll(repo, vector);
      expect(repo.isMarked, 'while a release is written').toBe(false);
      for (const args of REFUSED) {
        const planted = args.map((each) => each.replaceAll('SCRIPT', repo.script));
        expect(await git.text(...planted), planted.join(' ')).toMatchObject({ kind: 'failed' });
        expect(await git.plumb(planted, ''), planted.join(' ')).toMatchObject({ kind: 'failed' });
      }
      expect(repo.isMarked, 'whatever is asked').toBe(false);
      if (typeof vector.sings === 'string') return;
      const { args, ...how } = vector.sings;
      const env = vector.env?.(repo);
      repo.plainGit(args, { ...how, ...(env ? { env } : {}) });
      expect(repo.isMarked, 'by plain git').toBe(true);
    },
  );
});
