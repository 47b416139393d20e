import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cliIn } from '../support/cli-in.ts';
import { FIRST_RELEASE, UNRELEASED } from '../support/released-repository.ts';
import { TestRepository } from '../support/repository.ts';

/** What is done in a repository in which somebody is working. */
export interface Prepared {
  readonly repo: TestRepository;
  /** The words of the command line. */
  readonly argv: readonly string[];
  /** The work tree in which it is said, below the repository; the repository itself without it. */
  readonly workTree?: string;
  /** Where no journal is kept because nothing but new files is made: saying it again is how it is brought to its end. */
  readonly isSaidAgain?: boolean;
}

export interface FaultOperation {
  readonly name: string;
  readonly prepare: () => Promise<Prepared>;
}

/** What hooks do beside checking: one keeps a note, the other adds to the message. */
const HOOKS = {
  'pre-commit': 'git write-tree > "$(git rev-parse --git-path checked)"',
  'commit-msg': 'printf "\\nChecked-by: hook\\n" >> "$1"',
} as const;

const FIXED = FIRST_RELEASE.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- A crash\n');

/** One release, and more to be released since; refs are packed as in a repository that is not new. */
function project(policy: object = {}, ...options: readonly string[]): TestRepository {
  const repo = new TestRepository(...options);
  repo.commit('Begin', {
    'CHANGELOG.md': FIRST_RELEASE,
    'package.json': '{ "version": "1.0.0" }\n',
    'release-ledger.jsonc': JSON.stringify(policy),
    'src/a.txt': 'a\n',
    'src/b.txt': 'b\n',
  });
  repo.tag('v1.0.0', 'Release v1.0.0');
  repo.commit('Go on', { 'CHANGELOG.md': UNRELEASED, 'src/a.txt': 'a\na\n' });
  repo.git('pack-refs', '--all');
  // Examples of git's own, which every copy of the repository would have to carry.
  rmSync(path.join(repo.folder, '.git/hooks'), { recursive: true });
  return repo;
}

/** Something staged, something changed and something that git does not know. */
function work(repo: TestRepository, folder = ''): TestRepository {
  const inFolder = (name: string): string => path.join(folder, name);
  repo.write(inFolder('src/a.txt'), 'staged\n');
  repo.git('-C', path.join(repo.folder, folder), 'add', 'src/a.txt');
  repo.write(inFolder('src/a.txt'), 'staged, and then changed\n');
  repo.write(inFolder('src/b.txt'), 'changed\n');
  repo.write(inFolder('notes.txt'), 'untracked\n');
  return repo;
}

/** Something said before, which has to work. */
async function say(repo: TestRepository, ...argv: readonly string[]): Promise<void> {
  const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
}

function hook(repo: TestRepository, name: string, script: string): void {
  mkdirSync(path.join(repo.folder, '.git/hooks'), { recursive: true });
  const file = path.join(repo.folder, '.git/hooks', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

export const FAULT_OPERATIONS: readonly FaultOperation[] = [
  { name: 'bump', prepare: async () => ({ repo: work(project()), argv: ['bump', 'minor', '--yes'] }) },
  {
    name: 'cut',
    prepare: async () => {
      const repo = work(project());
      for (const [name, script] of Object.entries(HOOKS)) hook(repo, name, script);
      return { repo, argv: ['cut', '--sign', '--yes'] };
    },
  },
  {
    name: 'promote',
    prepare: async () => {
      const repo = project();
      await say(repo, 'cut', '1.1.0-rc.1');
      return { repo: work(repo), argv: ['promote', 'v1.1.0-rc.1', '--yes'] };
    },
  },
  {
    name: 'hotfix',
    prepare: async () => {
      const repo = project();
      await say(repo, 'hotfix', 'start');
      repo.git('switch', '--quiet', 'hotfix/v1.0.1');
      repo.commit('Fix', { 'CHANGELOG.md': FIXED });
      return { repo: work(repo), argv: ['hotfix', 'finish', '--yes'] };
    },
  },
  {
    name: 'rollback',
    prepare: async () => {
      const repo = project({ rollback: { tag: 'delete-if-unpublished' } });
      await say(repo, 'cut', '1.1.0');
      return { repo: work(repo), argv: ['rollback', '1.1.0', '--reason', 'It loses data', '--yes'] };
    },
  },
  {
    name: 'bundle',
    prepare: async () => {
      const repo = work(project({ bundle: { provenance: 'beside' } }));
      return { repo, argv: ['bundle', '1.0.0'], isSaidAgain: true };
    },
  },
];

/** The same machinery in other circumstances. */
export const FURTHER_OPERATIONS: readonly FaultOperation[] = [
  {
    name: 'undo',
    prepare: async () => {
      const repo = project();
      await say(repo, 'cut');
      return { repo: work(repo), argv: ['undo', '--yes'] };
    },
  },
  {
    name: 'cut-sha256',
    prepare: async () => ({ repo: work(project({}, '--object-format=sha256')), argv: ['cut', '--yes'] }),
  },
  {
    name: 'cut-linked',
    prepare: async () => {
      const repo = project();
      writeFileSync(path.join(repo.folder, '.git/info/exclude'), '/linked\n');
      repo.git('worktree', 'add', '--quiet', '-b', 'release/v1.1.0', 'linked');
      work(repo);
      work(repo, 'linked');
      return { repo, argv: ['cut', '--yes'], workTree: 'linked' };
    },
  },
];
