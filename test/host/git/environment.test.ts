import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGit } from '../../../src/host/git/git.ts';
import { locateGit } from '../../../src/host/git/locate-git.ts';
import { readFilesAt } from '../../../src/host/git/objects.ts';
import { openRepository } from '../../../src/host/git/open-repository.ts';
import { discoverRepository } from '../../../src/host/git/repository.ts';
import { hardenedEnvironment } from '../../../src/host/git/safety.ts';
import { TestRepository } from '../../support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

function plantProgram(file: string, script: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

const toPath = (...folders: readonly (string | undefined)[]): string => folders.join(path.delimiter);

describe('history that lies (T031)', () => {
  it('is read without replacements', async () => {
    const first = repo.commit('first', { 'CHANGELOG.md': 'true\n' });
    const second = repo.commit('second', { 'CHANGELOG.md': 'false\n' });
    repo.git('replace', first, second);
    const [file] = await readFilesAt(await repo.open(), [{ revision: first, path: 'CHANGELOG.md' }]);
    expect(file?.kind === 'file' && file.bytes.toString()).toBe('true\n');
  });

  it('is read without grafts', async () => {
    repo.commit('first');
    const second = repo.commit('second');
    repo.write('.git/info/grafts', `${second}\n`);
    expect(repo.git('rev-list', '--count', 'HEAD')).toBe('1');
    expect(await (await repo.open()).text('rev-list', '--count', 'HEAD')).toEqual({ kind: 'text', text: '2\n' });
  });
});

describe('hardenedEnvironment', () => {
  it('lets no secret and no git variable through but where the configuration is (T048, T119)', () => {
    const environment = hardenedEnvironment({
      PATH: '/bin',
      HOME: '/home/ada',
      GIT_DIR: '/elsewhere',
      GIT_INDEX_FILE: '/elsewhere/index',
      GIT_OBJECT_DIRECTORY: '/elsewhere/objects',
      GIT_CONFIG_GLOBAL: '/home/ada/own.gitconfig',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: '/planted',
      GIT_CONFIG_PARAMETERS: "'core.fsmonitor'='/planted'",
      GIT_SSH_COMMAND: '/planted',
      GIT_EXTERNAL_DIFF: '/planted',
      GIT_EXEC_PATH: '/planted',
      SSH_ASKPASS: '/planted',
      LD_PRELOAD: '/planted',
      NPM_TOKEN: 'canary',
      GITHUB_TOKEN: 'canary',
      LC_ALL: 'de_DE.UTF-8',
    });
    expect(Object.keys(environment).sort()).toEqual([
      'GIT_ALLOW_PROTOCOL',
      'GIT_ATTR_NOSYSTEM',
      'GIT_CONFIG_GLOBAL',
      'GIT_CONFIG_NOSYSTEM',
      'GIT_GRAFT_FILE',
      'GIT_LITERAL_PATHSPECS',
      'GIT_NO_LAZY_FETCH',
      'GIT_NO_REPLACE_OBJECTS',
      'GIT_OPTIONAL_LOCKS',
      'GIT_PAGER',
      'GIT_TERMINAL_PROMPT',
      'HOME',
      'LANGUAGE',
      'LC_ALL',
      'PATH',
    ]);
    expect(JSON.stringify(environment)).not.toMatch(/canary|planted|elsewhere|de_DE/);
  });

  it('has no program searched in the folder that is worked on (T128)', () => {
    const root = temporaryFolder();
    mkdirSync(path.join(root, 'project/bin'), { recursive: true });
    symlinkSync('project/bin', path.join(root, 'link'));
    const searchPath = toPath(
      '.',
      '',
      'bin',
      `${root}/project/bin`,
      `${root}/project`,
      `${root}/link`,
      '/usr/bin',
      '/bin',
    );
    expect(hardenedEnvironment({ PATH: searchPath }, [path.join(root, 'project')]).PATH).toBe(
      toPath('/usr/bin', '/bin'),
    );
  });
});

describe('variables of a terminal (T048)', () => {
  it('cannot have another repository, index or store of objects read', async () => {
    const own = repo.commit('own', { 'CHANGELOG.md': 'own\n' });
    const other = new TestRepository();
    try {
      other.commit('other', { 'CHANGELOG.md': 'other\n' });
      const opened = await openRepository(repo.folder, {
        ...process.env,
        GIT_DIR: path.join(other.folder, '.git'),
        GIT_WORK_TREE: other.folder,
        GIT_COMMON_DIR: path.join(other.folder, '.git'),
        GIT_INDEX_FILE: path.join(other.folder, '.git/index'),
        GIT_OBJECT_DIRECTORY: path.join(other.folder, '.git/objects'),
        GIT_NAMESPACE: 'other',
        GIT_CEILING_DIRECTORIES: '/',
      });
      if ('notKnown' in opened) throw new Error(opened.notKnown);
      expect(opened.place.root).toBe(repo.folder);
      const facts = await opened.repository();
      expect('notKnown' in facts ? facts : facts.head.commit).toBe(own);
    } finally {
      other.remove();
    }
  });
});

describe('a repository of another user (T029)', () => {
  /** Git as it behaves where somebody else owns the folder, whoever runs this test. */
  async function openForeign() {
    const folder = temporaryFolder();
    const real = await locateGit(process.env, [repo.folder]);
    const program = path.join(folder, 'git');
    plantProgram(program, `GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"`);
    return discoverRepository(openGit(program, repo.folder, { ...process.env, HOME: folder }));
  }

  it('is not read, and it is said what would help', async () => {
    repo.commit('first');
    expect(await openForeign()).toEqual({
      notKnown: expect.stringMatching(
        /dubious ownership.*run “git config --global --add safe\.directory <folder>” if you trust it$/,
      ),
    });
  });

  it('cannot declare itself safe, and nobody does it for it', async () => {
    repo.commit('first');
    repo.git('config', 'safe.directory', '*');
    const before = repo.git('config', '--list', '--show-origin');
    expect(await openForeign()).toHaveProperty('notKnown');
    expect(repo.git('config', '--list', '--show-origin')).toBe(before);
  });
});

describe('locateGit (T128)', () => {
  it('passes over relative folders and the folder that is worked on', async () => {
    const own = path.join(repo.folder, 'bin');
    plantProgram(path.join(own, 'git'), 'exit 1');
    const real = await locateGit(process.env, []);
    expect(real).not.toBeNull();
    expect(await locateGit({ PATH: toPath('.', '', 'bin', own, process.env.PATH) }, [repo.folder])).toBe(real);
    expect(await locateGit({ PATH: toPath('.', own) }, [repo.folder])).toBeNull();
    expect(await locateGit({}, [])).toBeNull();
  });

  it('passes over the work tree around a folder, and over links into it', async () => {
    const own = path.join(repo.folder, 'node_modules/.bin');
    plantProgram(path.join(own, 'git'), 'exit 1');
    const package_ = path.join(repo.folder, 'packages/a');
    mkdirSync(package_, { recursive: true });
    const elsewhere = temporaryFolder();
    symlinkSync(own, path.join(elsewhere, 'bin'));
    mkdirSync(path.join(elsewhere, 'links'));
    symlinkSync(path.join(own, 'git'), path.join(elsewhere, 'links/git'));
    const searchPath = toPath(own, path.join(elsewhere, 'bin'), path.join(elsewhere, 'links'));
    expect(await locateGit({ PATH: searchPath }, [package_])).toBeNull();
    expect(await locateGit({ PATH: searchPath }, [elsewhere])).toBe(path.join(own, 'git'));
  });

  it('takes no folder and no file that cannot be run', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'a/git'), { recursive: true });
    mkdirSync(path.join(folder, 'b'));
    writeFileSync(path.join(folder, 'b/git'), '', { mode: 0o644 });
    const searchPath = toPath(path.join(folder, 'a'), path.join(folder, 'b'));
    expect(await locateGit({ PATH: searchPath }, [])).toBeNull();
  });
});
