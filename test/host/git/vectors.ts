import fs from 'node:fs';
import path from 'node:path';
import type { PlantedRepository } from '../../support/planted.ts';

/** How plain git is brought to run what was planted. */
export interface Song {
  readonly args: readonly string[];
  readonly input?: string;
  readonly folder?: string;
  /** Git does it only where it writes to a terminal. */
  readonly terminal?: boolean;
}

/** One way in which a repository, or the terminal that it is opened from, has git run a program. */
export interface Vector {
  readonly id: string;
  readonly name: string;
  readonly plant: (repo: PlantedRepository) => void;
  /** Null, and why, where git itself does not fall for it; then it is only shown that we do not either. */
  readonly sings: Song | string;
  /** The folder that is opened, where that is not the top one. */
  readonly folder?: string;
  /** What the environment brings along. */
  readonly env?: (repo: PlantedRepository) => Readonly<Record<string, string>>;
}

const configured =
  (settings: Readonly<Record<string, string>>) =>
  (repo: PlantedRepository): void =>
    repo.configure(settings);

/** A driver for every file, and a file whose content is another one than the commit’s. */
const driver =
  (attribute: string, settings: Readonly<Record<string, string>>) =>
  (repo: PlantedRepository): void => {
    repo.write('.git/info/attributes', `* ${attribute}\n`);
    repo.write('CHANGELOG.md', '# Changed\n');
    repo.configure(settings);
  };

const included = (key: string) => (repo: PlantedRepository) => {
  repo.write('planted.config', `[core]\n\tfsmonitor = ${repo.script}\n\tpager = ${repo.script}\n`);
  repo.configure({ [key]: '../planted.config' });
};

const HOOKS = [
  'reference-transaction',
  'post-index-change',
  'pre-commit',
  'commit-msg',
  'post-commit',
  'post-checkout',
  'pre-push',
  'pre-auto-gc',
  'fsmonitor-watchman',
] as const;

const hooksIn = (folder: string) => (repo: PlantedRepository) => {
  for (const hook of HOOKS) repo.plantProgram(path.join(repo.folder, folder, hook));
};

const SIGNED = { args: ['log', '--show-signature'] } as const;
const STATUS = { args: ['status'] } as const;
const ADD = { args: ['add', 'CHANGELOG.md'] } as const;
const DIFF = { args: ['diff', 'HEAD'] } as const;
const LIST_REMOTE = { args: ['ls-remote', 'origin'] } as const;
const ASK = { args: ['credential', 'fill'], input: 'protocol=https\nhost=example.com\n\n' } as const;

export const VECTORS: readonly Vector[] = [
  { id: 'T001', name: 'core.fsmonitor', plant: configured({ 'core.fsmonitor': 'SCRIPT' }), sings: STATUS },
  {
    id: 'T002',
    name: 'core.hooksPath',
    plant: (repo) => {
      hooksIn('hooks')(repo);
      repo.configure({ 'core.hooksPath': 'hooks' });
    },
    sings: { args: ['update-ref', 'refs/heads/x', 'HEAD'] },
  },
  {
    id: 'T003',
    name: 'hooks in .git',
    plant: hooksIn('.git/hooks'),
    sings: { args: ['update-ref', 'refs/heads/x', 'HEAD'] },
  },
  { id: 'T004', name: 'include.path', plant: included('include.path'), sings: STATUS },
  { id: 'T004', name: 'includeIf', plant: included('includeIf.gitdir:**.path'), sings: STATUS },
  {
    id: 'T004',
    name: 'the configuration of the work tree',
    plant: (repo) => {
      repo.configure({ 'extensions.worktreeConfig': 'true' });
      repo.write('.git/config.worktree', `[core]\n\tfsmonitor = ${repo.script}\n`);
    },
    sings: STATUS,
  },
  { id: 'T005', name: 'diff.external', plant: driver('text', { 'diff.external': 'SCRIPT' }), sings: DIFF },
  { id: 'T006', name: 'textconv', plant: driver('diff=evil', { 'diff.evil.textconv': 'SCRIPT' }), sings: DIFF },
  {
    id: 'T006',
    name: 'a diff driver of .gitattributes',
    plant: (repo) => {
      repo.write('.gitattributes', '* diff=evil\n');
      repo.write('CHANGELOG.md', '# Changed\n');
      repo.configure({ 'diff.evil.command': 'SCRIPT' });
    },
    sings: DIFF,
  },
  {
    id: 'T007',
    name: 'filter.clean',
    plant: driver('filter=evil', { 'filter.evil.clean': 'SCRIPT', 'filter.evil.required': 'true' }),
    sings: ADD,
  },
  { id: 'T008', name: 'filter.process', plant: driver('filter=evil', { 'filter.evil.process': 'SCRIPT' }), sings: ADD },
  {
    id: 'T009',
    name: 'filter.smudge',
    plant: driver('filter=evil', { 'filter.evil.smudge': 'SCRIPT' }),
    sings: { args: ['checkout', '--', 'CHANGELOG.md'] },
  },
  { id: 'T010', name: 'gpg.program', plant: configured({ 'gpg.program': 'SCRIPT' }), sings: SIGNED },
  {
    id: 'T011',
    name: 'gpg.ssh.program',
    plant: configured({ 'gpg.ssh.program': 'SCRIPT', 'gpg.ssh.allowedSignersFile': '/dev/null' }),
    sings: SIGNED,
  },
  { id: 'T012', name: 'gpg.x509.program', plant: configured({ 'gpg.x509.program': 'SCRIPT' }), sings: SIGNED },
  {
    id: 'T013',
    name: 'a command for the signing key',
    plant: configured({ 'gpg.format': 'ssh', 'gpg.ssh.defaultKeyCommand': 'SCRIPT' }),
    sings: { args: ['commit', '--gpg-sign', '--allow-empty', '--message', 'x'] },
  },
  {
    id: 'T013',
    name: 'a signing key like an option',
    plant: configured({ 'user.signingkey': '--exec=SCRIPT', 'commit.gpgSign': 'true' }),
    sings: 'no signing program has an option that starts another',
  },
  {
    id: 'T014',
    name: 'log.showSignature',
    plant: configured({ 'log.showSignature': 'true', 'gpg.program': 'SCRIPT' }),
    sings: { args: ['log'] },
  },
  {
    id: 'T015',
    name: 'core.pager',
    plant: configured({ 'core.pager': 'SCRIPT' }),
    sings: { args: ['log'], terminal: true },
  },
  {
    id: 'T015',
    name: 'a pager for one command',
    plant: configured({ 'pager.log': 'SCRIPT', 'pager.for-each-ref': 'SCRIPT', 'pager.config': 'SCRIPT' }),
    sings: { args: ['log'], terminal: true },
  },
  {
    id: 'T016',
    name: 'core.editor',
    plant: configured({ 'core.editor': 'SCRIPT' }),
    sings: { args: ['commit', '--allow-empty'] },
  },
  {
    id: 'T016',
    name: 'sequence.editor',
    plant: configured({ 'sequence.editor': 'SCRIPT' }),
    sings: { args: ['rebase', '--interactive', 'HEAD~1'] },
  },
  {
    id: 'T017',
    name: 'core.sshCommand',
    plant: configured({ 'core.sshCommand': 'SCRIPT', 'remote.origin.url': 'ssh://localhost/x' }),
    sings: LIST_REMOTE,
  },
  {
    id: 'T018',
    name: 'core.gitProxy',
    plant: configured({ 'core.gitProxy': 'SCRIPT', 'remote.origin.url': 'git://localhost/x' }),
    sings: LIST_REMOTE,
  },
  { id: 'T019', name: 'credential.helper', plant: configured({ 'credential.helper': '!SCRIPT' }), sings: ASK },
  { id: 'T020', name: 'core.askPass', plant: configured({ 'core.askPass': 'SCRIPT' }), sings: ASK },
  {
    id: 'T021',
    name: 'remote.receivepack',
    plant: configured({ 'remote.origin.url': '.', 'remote.origin.receivepack': 'SCRIPT' }),
    sings: { args: ['push', 'origin', 'HEAD:refs/heads/x'] },
  },
  {
    id: 'T022',
    name: 'remote.uploadpack',
    plant: configured({ 'remote.origin.url': '.', 'remote.origin.uploadpack': 'SCRIPT' }),
    sings: LIST_REMOTE,
  },
  {
    id: 'T022',
    name: 'a promisor for objects that are missing',
    plant: configured({
      'remote.origin.url': '.',
      'remote.origin.uploadpack': 'SCRIPT',
      'remote.origin.promisor': 'true',
      'extensions.partialClone': 'origin',
      'core.repositoryFormatVersion': '1',
    }),
    sings: { args: ['cat-file', '-p', '1'.repeat(40)] },
  },
  {
    id: 'T023',
    name: 'an ext:: remote',
    plant: configured({ 'remote.origin.url': 'ext::SCRIPT', 'protocol.ext.allow': 'always' }),
    sings: LIST_REMOTE,
  },
  {
    id: 'T024',
    name: 'insteadOf',
    plant: configured({
      'url.ext::SCRIPT .insteadOf': 'https://',
      'remote.origin.url': 'https://example.com/x',
      'protocol.ext.allow': 'always',
    }),
    sings: LIST_REMOTE,
  },
  {
    id: 'T024',
    name: 'pushInsteadOf',
    plant: configured({
      'url.ext::SCRIPT .pushInsteadOf': 'https://',
      'remote.origin.url': 'https://example.com/x',
      'protocol.ext.allow': 'always',
    }),
    sings: { args: ['push', 'origin', 'HEAD:refs/heads/x'] },
  },
  {
    id: 'T025',
    name: 'a remote like an option',
    plant: configured({ 'remote.origin.url': '--upload-pack=SCRIPT' }),
    sings: 'git refuses it itself',
  },
  {
    id: 'T025',
    name: 'a host like an option',
    plant: configured({ 'remote.origin.url': 'ssh://-oProxyCommand=SCRIPT/x' }),
    sings: 'git refuses it itself',
  },
  {
    id: 'T026',
    name: 'aliases',
    plant: configured(
      Object.fromEntries(
        ['planted', 'log', 'rev-parse', 'for-each-ref', 'cat-file', 'config', 'diff-tree'].map((name) => [
          `alias.${name}`,
          '!SCRIPT',
        ]),
      ),
    ),
    sings: { args: ['planted'] },
  },
  {
    id: 'T027',
    name: 'a trailer’s command',
    plant: configured({ 'trailer.sign.key': 'Signed', 'trailer.sign.command': 'SCRIPT' }),
    sings: { args: ['interpret-trailers', '--trailer', 'sign=x'], input: 'x\n' },
  },
  {
    id: 'T028',
    name: 'a .git file that points elsewhere',
    plant: (repo) => {
      repo.configure({ 'core.fsmonitor': 'SCRIPT' });
      fs.renameSync(path.join(repo.folder, '.git'), path.join(repo.folder, 'elsewhere'));
      repo.write('.git', 'gitdir: elsewhere\n');
    },
    sings: STATUS,
  },
  {
    id: 'T028',
    name: 'a bare repository inside of the work tree',
    plant: (repo) => {
      repo.plainGit(['init', '--quiet', '--bare', 'inner']);
      for (const [key, value] of [
        ['core.bare', 'false'],
        ['core.worktree', '..'],
        ['core.fsmonitor', repo.script],
      ] as const)
        repo.plainGit(['config', '--file', 'inner/config', key, value]);
    },
    sings: { args: ['status'], folder: 'inner' },
    folder: 'inner',
  },
  {
    id: 'T030',
    name: 'core.attributesFile',
    plant: (repo) => {
      repo.write('planted.attributes', '* filter=evil\n');
      repo.write('CHANGELOG.md', '# Changed\n');
      repo.configure({ 'core.attributesFile': 'planted.attributes', 'filter.evil.clean': 'SCRIPT' });
    },
    sings: ADD,
  },
  {
    id: 'T032',
    name: 'a submodule’s update command',
    plant: (repo) => {
      repo.plainGit(['clone', '--quiet', '.', 'sub']);
      repo.write('.gitmodules', '[submodule "sub"]\n\tpath = sub\n\turl = ./\n');
      const other = repo.plainGit(['rev-parse', 'HEAD~1']);
      repo.plainGit(['update-index', '--add', '--cacheinfo', `160000,${other},sub`]);
      repo.configure({
        'submodule.sub.url': './',
        'submodule.sub.active': 'true',
        'submodule.sub.update': '!SCRIPT',
        'submodule.recurse': 'true',
      });
    },
    sings: { args: ['submodule', 'update'] },
  },
  {
    id: 'T048',
    name: 'configuration from the environment',
    plant: () => undefined,
    env: ({ script }) => ({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: script,
    }),
    sings: STATUS,
  },
  {
    id: 'T048',
    name: 'the user’s own configuration, where the environment says it is',
    plant: (repo) => repo.write('own.gitconfig', `[core]\n\tfsmonitor = ${repo.script}\n`),
    env: ({ folder }) => ({ GIT_CONFIG_GLOBAL: path.join(folder, 'own.gitconfig') }),
    sings: STATUS,
  },
  {
    id: 'T048',
    name: 'programs from the environment',
    plant: (repo) => repo.write('CHANGELOG.md', '# Changed\n'),
    env: ({ script }) => ({
      GIT_EXTERNAL_DIFF: script,
      GIT_SSH_COMMAND: script,
      GIT_ASKPASS: script,
      SSH_ASKPASS: script,
      GIT_EDITOR: script,
      EDITOR: script,
      VISUAL: script,
      GIT_PAGER: script,
      PAGER: script,
      GIT_PROXY_COMMAND: script,
    }),
    sings: DIFF,
  },
  {
    id: 'T048',
    name: 'git’s own programs from elsewhere',
    plant: (repo) => {
      for (const name of ['git-log', 'git-planted', 'git-remote-https'])
        repo.plantProgram(path.join(repo.folder, 'libexec', name));
    },
    env: ({ folder }) => ({ GIT_EXEC_PATH: path.join(folder, 'libexec') }),
    sings: { args: ['planted'] },
  },
  {
    id: 'T128',
    name: 'programs of the work tree on the search path',
    plant: (repo) => {
      for (const name of ['false', 'cat', 'sh', 'ssh', 'gpg', 'git-planted'])
        repo.plantProgram(path.join(repo.folder, 'node_modules/.bin', name));
      repo.configure({ 'log.showSignature': 'true' });
    },
    env: ({ folder }) => ({
      PATH: ['.', 'node_modules/.bin', path.join(folder, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
    }),
    sings: { args: ['planted'] },
  },
];
