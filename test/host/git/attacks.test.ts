import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readChanges } from '../../../src/host/git/changes.ts';
import { readCommits } from '../../../src/host/git/commits.ts';
import { locateGit } from '../../../src/host/git/locate-git.ts';
import { readFilesAt } from '../../../src/host/git/objects.ts';
import { discoverRepository, readRepository } from '../../../src/host/git/repository.ts';
import { hardenedEnvironment } from '../../../src/host/git/safety.ts';
import { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

/** A program that leaves a mark when it is run, whatever it is run for. */
function plant(): string {
  const script = path.join(repo.folder, 'planted.sh');
  fs.writeFileSync(
    script,
    `#!/bin/sh\necho "$0 $*" >> '${path.join(repo.folder, 'MARK')}'\ncat > /dev/null 2>&1 < /dev/null\nexit 0\n`,
    { mode: 0o755 },
  );
  return script;
}

function isMarked(): boolean {
  return fs.existsSync(path.join(repo.folder, 'MARK'));
}

/** Everything that reading does. */
async function readEverything(): Promise<void> {
  const git = await repo.open();
  const place = await discoverRepository(git);
  if ('notKnown' in place) return;
  const facts = await readRepository(git, place);
  if ('notKnown' in facts) return;
  const commit = facts.head.commit as string;
  const files = await readFilesAt(git, [{ revision: commit, path: 'CHANGELOG.md' }]);
  expect(files[0]?.kind).toBe('file');
  const commits = await readCommits(git, { after: null, upTo: commit, limit: 50 });
  if ('notKnown' in commits) throw new Error(commits.notKnown);
  const changes = await readChanges(
    git,
    commits.flatMap(({ id, parents: [parent] }) => (parent ? [{ from: parent, to: id }] : [])),
  );
  expect(changes).not.toHaveProperty('notKnown');
}

type Vector = readonly [id: string, name: string, set: (script: string) => void];

const config =
  (...settings: readonly (readonly [string, string])[]) =>
  (script: string): void => {
    for (const [key, value] of settings) repo.git('config', key, value.replaceAll('SCRIPT', script));
  };

const attributes =
  (line: string, ...settings: readonly (readonly [string, string])[]) =>
  (script: string): void => {
    fs.writeFileSync(path.join(repo.folder, '.git/info/attributes'), `* ${line}\n`);
    config(...settings)(script);
  };

const VECTORS: readonly Vector[] = [
  ['T001', 'core.fsmonitor', config(['core.fsmonitor', 'SCRIPT'])],
  [
    'T002',
    'core.hooksPath',
    (script) => {
      const hooks = path.join(repo.folder, 'hooks');
      fs.mkdirSync(hooks);
      for (const hook of ['reference-transaction', 'post-index-change', 'pre-commit', 'post-checkout'])
        fs.copyFileSync(script, path.join(hooks, hook));
      repo.git('config', 'core.hooksPath', hooks);
    },
  ],
  [
    'T003',
    'hooks in .git',
    (script) => {
      for (const hook of ['reference-transaction', 'post-index-change', 'pre-auto-gc', 'fsmonitor-watchman']) {
        fs.copyFileSync(script, path.join(repo.folder, '.git/hooks', hook));
      }
    },
  ],
  [
    'T004',
    'include.path',
    (script) => {
      fs.writeFileSync(path.join(repo.folder, 'evil.config'), `[core]\n\tfsmonitor = ${script}\n\tpager = ${script}\n`);
      repo.git('config', 'include.path', '../evil.config');
    },
  ],
  [
    'T004',
    'includeIf',
    (script) => {
      fs.writeFileSync(path.join(repo.folder, 'evil.config'), `[core]\n\tfsmonitor = ${script}\n`);
      repo.git('config', 'includeIf.gitdir:**.path', '../evil.config');
    },
  ],
  ['T005', 'diff.external', config(['diff.external', 'SCRIPT'])],
  ['T006', 'textconv', attributes('diff=evil', ['diff.evil.textconv', 'SCRIPT'], ['diff.evil.command', 'SCRIPT'])],
  [
    'T007',
    'filter.clean',
    attributes('filter=evil', ['filter.evil.clean', 'SCRIPT'], ['filter.evil.required', 'true']),
  ],
  ['T008', 'filter.process', attributes('filter=evil', ['filter.evil.process', 'SCRIPT'])],
  ['T009', 'filter.smudge', attributes('filter=evil', ['filter.evil.smudge', 'SCRIPT'])],
  ['T010', 'gpg.program', config(['gpg.program', 'SCRIPT'], ['log.showSignature', 'true'])],
  [
    'T011',
    'gpg.ssh.program',
    config(
      ['gpg.format', 'ssh'],
      ['gpg.ssh.program', 'SCRIPT'],
      ['gpg.ssh.defaultKeyCommand', 'SCRIPT'],
      ['log.showSignature', 'true'],
    ),
  ],
  [
    'T012',
    'gpg.x509.program',
    config(['gpg.format', 'x509'], ['gpg.x509.program', 'SCRIPT'], ['log.showSignature', 'true']),
  ],
  ['T013', 'user.signingkey like an option', config(['user.signingkey', '--exec=SCRIPT'])],
  ['T014', 'log.showSignature', config(['log.showSignature', 'true'], ['gpg.program', 'SCRIPT'])],
  [
    'T015',
    'core.pager',
    config(
      ['core.pager', 'SCRIPT'],
      ['pager.log', 'SCRIPT'],
      ['pager.for-each-ref', 'SCRIPT'],
      ['pager.config', 'SCRIPT'],
    ),
  ],
  ['T016', 'core.editor', config(['core.editor', 'SCRIPT'], ['sequence.editor', 'SCRIPT'])],
  [
    'T017',
    'core.sshCommand',
    config(
      ['core.sshCommand', 'SCRIPT'],
      ['remote.origin.url', 'ssh://localhost/x'],
      ['remote.origin.promisor', 'true'],
    ),
  ],
  ['T018', 'core.gitProxy', config(['core.gitProxy', 'SCRIPT'], ['remote.origin.url', 'git://localhost/x'])],
  ['T019', 'credential.helper', config(['credential.helper', '!SCRIPT'])],
  ['T020', 'core.askPass', config(['core.askPass', 'SCRIPT'])],
  ['T021', 'remote.receivepack', config(['remote.origin.url', '.'], ['remote.origin.receivepack', 'SCRIPT'])],
  ['T022', 'remote.uploadpack', config(['remote.origin.url', '.'], ['remote.origin.uploadpack', 'SCRIPT'])],
  ['T023', 'ext:: remote', config(['remote.origin.url', 'ext::SCRIPT'], ['protocol.ext.allow', 'always'])],
  [
    'T024',
    'insteadOf',
    config(
      ['url.ext::SCRIPT .insteadOf', 'https://'],
      ['remote.origin.url', 'https://example.com/x'],
      ['protocol.ext.allow', 'always'],
    ),
  ],
  ['T025', 'a remote like an option', config(['remote.origin.url', '--upload-pack=SCRIPT'])],
  [
    'T026',
    'aliases of commands',
    config(
      ['alias.log', '!SCRIPT'],
      ['alias.rev-parse', '!SCRIPT'],
      ['alias.for-each-ref', '!SCRIPT'],
      ['alias.cat-file', '!SCRIPT'],
    ),
  ],
  ['T027', 'trailer command', config(['trailer.sign.command', 'SCRIPT'], ['trailer.sign.cmd', 'SCRIPT'])],
  ['T030', 'core.attributesFile', config(['core.attributesFile', 'SCRIPT'])],
  ['T032', 'submodule update', config(['submodule.x.update', '!SCRIPT'], ['submodule.recurse', 'true'])],
];

describe('a repository’s own configuration', () => {
  it.each(VECTORS)('runs nothing while it is read: %s %s', async (_id, _name, set) => {
    repo = new TestRepository();
    repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
    repo.commit('second', { 'CHANGELOG.md': '# Changelog\n\n## 1.0.0\n' });
    repo.tag('v1.0.0', 'One');
    set(plant());
    await readEverything();
    expect(isMarked()).toBe(false);
  });

  it('would have run without the hardening', () => {
    repo = new TestRepository();
    repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
    repo.git('config', 'core.fsmonitor', plant());
    repo.git('status');
    expect(isMarked()).toBe(true);
  });
});

describe('history that lies (T031)', () => {
  it('is read without replacements', async () => {
    repo = new TestRepository();
    const first = repo.commit('first', { 'CHANGELOG.md': 'true\n' });
    const second = repo.commit('second', { 'CHANGELOG.md': 'false\n' });
    repo.git('replace', first, second);
    const [file] = await readFilesAt(await repo.open(), [{ revision: first, path: 'CHANGELOG.md' }]);
    expect(file?.kind === 'file' && file.bytes.toString()).toBe('true\n');
  });
});

describe('the environment (T048, T119)', () => {
  it('lets no git variable and no secret through', () => {
    repo = new TestRepository();
    const environment = hardenedEnvironment({
      PATH: '/bin',
      HOME: '/home/ada',
      GIT_DIR: '/elsewhere',
      GIT_INDEX_FILE: '/elsewhere/index',
      GIT_OBJECT_DIRECTORY: '/elsewhere/objects',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: '/planted',
      GIT_SSH_COMMAND: '/planted',
      GIT_EXTERNAL_DIFF: '/planted',
      NPM_TOKEN: 'canary',
      GITHUB_TOKEN: 'canary',
      LC_ALL: 'de_DE.UTF-8',
    });
    expect(
      Object.keys(environment).filter((name) =>
        /^(?:GIT_(?:DIR|INDEX|OBJECT|CONFIG|SSH|EXTERNAL)|NPM|GITHUB)/.test(name),
      ),
    ).toEqual([]);
    expect(JSON.stringify(environment)).not.toContain('canary');
    expect(environment.LC_ALL).toBe('C');
  });
});

describe('locateGit (T128)', () => {
  it('passes over relative folders and the folder that is worked on', async () => {
    repo = new TestRepository();
    const own = path.join(repo.folder, 'bin');
    fs.mkdirSync(own);
    fs.writeFileSync(path.join(own, 'git'), '#!/bin/sh\n', { mode: 0o755 });
    const real = await locateGit(process.env, []);
    expect(real).not.toBeNull();
    const searchPath = ['.', '', 'bin', own, process.env.PATH].join(path.delimiter);
    expect(await locateGit({ PATH: searchPath }, [repo.folder])).toBe(real);
    expect(await locateGit({ PATH: ['.', own].join(path.delimiter) }, [repo.folder])).toBeNull();
    expect(await locateGit({}, [])).toBeNull();
  });
});
