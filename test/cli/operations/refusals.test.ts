import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, UNRELEASED } from '../../support/released-repository.ts';
import { TestRepository } from '../../support/repository.ts';
import { hashOfTree } from '../../support/tree-hash.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

interface Case {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly before?: (repo: TestRepository) => Promise<void> | void;
  readonly argv: readonly string[];
  /** Only applying finds it: the plan runs no hooks and signs nothing. */
  readonly onApply?: boolean;
  /** Objects that nothing names are made on the way; git tidies them up. */
  readonly makesObjects?: boolean;
  /** What it says, and the command that mends it. */
  readonly says: string;
  readonly hint: string;
  /** The exit code, where it is not 1: 2 for what was meant otherwise. */
  readonly ends?: number;
}

const POLICY = (text: string): Readonly<Record<string, string>> => ({
  'CHANGELOG.md': UNRELEASED,
  'release-ledger.jsonc': text,
});
const SEVERITIES = '"severities": [{ "id": "P0", "action": "roll-back" }, { "id": "P3", "action": "fix-forward" }]';
const upstream = (repository: TestRepository): void => {
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  repository.git('config', 'branch.main.remote', 'origin');
  repository.git('config', 'branch.main.merge', 'refs/heads/main');
};

const CASES: readonly Case[] = [
  {
    name: 'a changelog with changes (000-15)',
    before: (r) => r.write('CHANGELOG.md', `${UNRELEASED}\n`),
    argv: ['cut'],
    says: 'CHANGELOG.md:1: CHANGELOG.md has changes that are not committed',
    hint: 'git commit --message "…" -- CHANGELOG.md',
  },
  {
    name: 'any tracked file with changes, where the policy wants a clean tree (000-15)',
    files: {
      'CHANGELOG.md': UNRELEASED,
      'src/a.ts': 'a',
      'release-ledger.jsonc': '{ "release": { "tree": "clean" } }',
    },
    before: (r) => {
      r.write('src/a.ts', 'b');
      r.write('untracked.ts', 'c');
    },
    argv: ['cut'],
    says: 'a file has changes that are not committed: src/a.ts',
    hint: 'Look at them: git status --untracked-files=no',
  },
  {
    name: 'a version file that is staged',
    before: (r) => {
      r.write('package.json', '{ "version": "1.0.0", "private": true }\n');
      r.git('add', 'package.json');
    },
    argv: ['cut'],
    says: 'package.json has staged changes',
    hint: 'git commit --message "…" -- package.json',
  },
  {
    name: 'another branch (000-16)',
    before: (r) => r.git('switch', '--quiet', '--create', 'feature'),
    argv: ['cut'],
    says: 'releases come from main or a release branch, and this is feature',
    hint: 'git switch main',
  },
  {
    name: 'a branch that is behind (004-14)',
    before: (r) => {
      upstream(r);
      r.git('reset', '--quiet', '--hard', 'HEAD~1');
      r.commit('Other', { 'CHANGELOG.md': UNRELEASED });
    },
    argv: ['cut'],
    says: 'the branch is 1 commit behind origin/main',
    hint: 'git pull --rebase',
  },
  {
    name: 'a tag that exists (001-52)',
    before: (r) => r.git('tag', 'v1.1.0', 'HEAD~1'),
    argv: ['cut', '1.1.0'],
    says: 'the tag v1.1.0 exists',
    hint: 'release-ledger cut 1.1.1',
  },
  {
    name: 'a tag that another branch has, with the next ones',
    before: (r) => {
      r.git('switch', '--quiet', '-c', 'other');
      r.commit('elsewhere');
      for (const tag of ['v1.1.0', 'v1.1.1', 'v1.1.2']) r.git('tag', tag);
      r.git('switch', '--quiet', 'main');
    },
    argv: ['cut', '1.1.0'],
    says: 'the tag v1.1.0 exists, on another branch',
    hint: 'release-ledger cut 1.1.3',
  },
  {
    name: 'a tag of a candidate that another branch has',
    before: (r) => {
      r.git('switch', '--quiet', '-c', 'other');
      r.commit('elsewhere');
      for (const tag of ['v1.1.0-rc.1', 'v1.1.0-rc.2']) r.git('tag', tag);
      r.git('switch', '--quiet', 'main');
    },
    argv: ['cut', '1.1.0-rc.1'],
    says: 'the tag v1.1.0-rc.1 exists, on another branch',
    hint: 'release-ledger cut 1.1.0-rc.3',
  },
  {
    name: 'a tag that differs in capital letters',
    before: (r) => r.git('tag', 'V1.1.0', 'HEAD~1'),
    argv: ['cut', '1.1.0'],
    says: 'v1.1.0 cannot stand beside the tag V1.1.0: the two differ in capital letters only',
    hint: 'git tag --delete V1.1.0',
  },
  {
    name: 'a tag that would be a folder',
    before: (r) => r.git('tag', 'v1.1.0/draft', 'HEAD~1'),
    argv: ['cut', '1.1.0'],
    says: 'v1.1.0 cannot stand beside the tag v1.1.0/draft: of two such names git takes one for a folder',
    hint: 'git tag --delete v1.1.0/draft',
  },
  {
    name: 'a branch that would be a folder',
    before: (r) => r.git('branch', 'release'),
    argv: ['branch', 'start', '1.1.0'],
    says: 'release/v1.1.0 cannot stand beside the branch release',
    hint: 'git branch --move release NAME',
  },
  {
    name: 'a version that is out',
    argv: ['cut', '1.0.0'],
    says: 'the tag v1.0.0 exists',
    hint: 'release-ledger cut 1.0.1',
  },
  {
    name: 'a version that is lower',
    argv: ['cut', '0.9.0'],
    says: '1.0.0 is released, which is later than 0.9.0',
    hint: 'release-ledger hotfix start --from TAG',
  },
  {
    name: 'nothing to release',
    files: { 'CHANGELOG.md': FIRST_RELEASE, other: 'x' },
    argv: ['cut', 'minor'],
    says: 'nothing stands under Unreleased',
    hint: 'release-ledger add CATEGORY TEXT',
  },
  {
    name: 'nothing to release, and no level',
    files: { 'CHANGELOG.md': FIRST_RELEASE, other: 'x' },
    argv: ['cut'],
    says: 'The Unreleased section has no entries',
    hint: 'Add an entry: release-ledger add CATEGORY TEXT\n',
  },
  {
    name: 'a step that is too small (000-05)',
    argv: ['cut', 'patch'],
    says: '1.0.1 is a patch release, and what stands under Added asks for a minor one',
    hint: 'release-ledger cut minor',
  },
  {
    name: 'a detached HEAD',
    before: (r) => r.git('switch', '--quiet', '--detach'),
    argv: ['cut'],
    says: 'HEAD is on no branch',
    hint: 'git switch main',
  },
  {
    name: 'a merge in progress',
    before: (r) => {
      r.git('switch', '--quiet', '--create', 'other', 'HEAD~1');
      r.commit('Beside', { beside: 'x' });
      r.git('switch', '--quiet', 'main');
      r.git('merge', '--quiet', '--no-commit', '--no-ff', 'other');
    },
    argv: ['cut'],
    says: 'a merge is in progress',
    hint: 'git merge --abort',
  },
  {
    name: 'version files that disagree (001-07)',
    files: { 'CHANGELOG.md': UNRELEASED, 'pyproject.toml': '[project]\nname = "p"\nversion = "0.9.0"\n' },
    argv: ['cut'],
    says: 'package.json says 1.0.0, and pyproject.toml says 0.9.0',
    hint: 'release-ledger bump 1.1.0',
  },
  {
    name: 'a placeholder in what is released',
    files: { 'CHANGELOG.md': UNRELEASED.replace('A second thing', 'TODO: say it') },
    argv: ['cut'],
    says: 'CHANGELOG.md:9: Unexpected placeholder “TODO”',
    hint: 'release-ledger check',
  },
  {
    name: 'a release that needs a branch of its own (001-06)',
    files: POLICY('{ "branch": { "useFor": ["minor"] } }'),
    argv: ['cut'],
    says: 'a minor release is prepared on a branch of its own, and this is main',
    hint: 'release-ledger branch start 1.1.0',
  },
  {
    name: 'a title that the tag needs (000-53)',
    files: POLICY('{ "tag": { "template": "Release {tag}: {title}" } }'),
    argv: ['cut'],
    says: 'the message of the tag v1.1.0 needs {title}',
    hint: '--title',
  },
  {
    name: 'an unknown kind of release',
    files: POLICY('{ "release": { "types": [{ "name": "Phase", "bump": "minor" }] } }'),
    argv: ['cut', '--type', 'Phace'],
    says: 'there is no kind of release “Phace”',
    hint: 'Did you mean Phase?',
  },
  {
    name: 'a level that is none',
    argv: ['cut', 'huge'],
    says: '“huge” is neither a level nor a version',
    hint: 'Name a level',
    ends: 2,
  },
  {
    name: 'a version with a line feed',
    argv: ['cut', '1.1.0\nv2'],
    says: 'is neither a level nor a version',
    hint: 'Name a level',
    ends: 2,
  },
  {
    name: 'a tag without its section',
    argv: ['tag', '1.1.0'],
    says: 'the changelog has no section for 1.1.0',
    hint: 'release-ledger cut 1.1.0',
  },
  {
    name: 'a push of what is not tagged',
    argv: ['push', '1.1.0'],
    says: '1.1.0 is not tagged',
    hint: 'release-ledger tag 1.1.0',
  },
  {
    name: 'a push without a remote',
    before: (r) => r.git('remote', 'remove', 'origin'),
    argv: ['push', '1.0.0'],
    says: 'the repository has no remote to push to',
    hint: 'git remote add origin URL',
  },
  {
    name: 'a branch that exists',
    before: (r) => r.git('branch', 'release/v1.1.0'),
    argv: ['branch', 'start', '1.1.0'],
    says: 'the branch release/v1.1.0 exists',
    hint: 'git switch release/v1.1.0',
  },
  {
    name: 'a release branch from elsewhere',
    before: (r) => r.git('switch', '--quiet', '--create', 'feature'),
    argv: ['branch', 'start', '1.1.0'],
    says: 'a release branch starts from the main one, and this is feature',
    hint: 'git switch main',
  },
  {
    name: 'finishing on another branch',
    argv: ['branch', 'finish', '1.1.0'],
    says: '1.1.0 is finished on its own branch, and this is main',
    hint: 'git switch release/v1.1.0',
  },
  {
    name: 'finishing a branch that is not named',
    argv: ['branch', 'finish'],
    says: 'main is no release branch, and no version says which one is to be finished',
    hint: 'release-ledger branch finish VERSION',
    ends: 2,
  },
  {
    name: 'finishing what is no version',
    argv: ['branch', 'finish', 'x'],
    says: '“x” is no version',
    hint: 'release-ledger branch finish VERSION',
    ends: 2,
  },
  {
    name: 'promoting what is not tagged',
    argv: ['promote', '1.1.0-rc.1'],
    says: '1.1.0-rc.1 is not tagged',
    hint: 'release-ledger tag 1.1.0-rc.1',
  },
  {
    name: 'promoting to what is no version',
    before: (r) => r.git('tag', 'v1.1.0-rc.1'),
    argv: ['promote', '1.1.0-rc.1', '--to', 'x'],
    says: '“x” is no version',
    hint: 'Write it as in 1.2.0',
  },
  {
    name: 'finishing a hotfix on another branch',
    argv: ['hotfix', 'finish'],
    says: 'a hotfix is finished on its branch, and main is no hotfix branch',
    hint: 'release-ledger hotfix start',
  },
  {
    name: 'a hotfix from nowhere',
    argv: ['hotfix', 'start', '--from', 'v9'],
    says: 'v9 is no tagged release',
    hint: 'release-ledger history',
  },
  {
    name: 'a candidate that is none',
    argv: ['promote', '1.0.0'],
    says: '“1.0.0” is no release candidate',
    hint: 'release-ledger history',
  },
  {
    name: 'yanking what is not there',
    argv: ['yank', '3.0.0', '--reason', 'x'],
    says: 'the changelog has no section for 3.0.0',
    hint: 'release-ledger history',
  },
  {
    name: 'yanking twice',
    files: { 'CHANGELOG.md': UNRELEASED.replace('2026-01-01', '2026-01-01 [YANKED]') },
    argv: ['yank', '1.0.0', '--reason', 'x'],
    says: '1.0.0 is yanked already',
    hint: 'Nothing is left to do',
  },
  {
    name: 'rolling back the first release',
    argv: ['rollback', '1.0.0'],
    says: 'no good release stands before 1.0.0',
    hint: 'release-ledger hotfix start --from v1.0.0',
  },
  {
    name: 'rolling back what is fixed forward (000-61)',
    files: POLICY(`{ "rollback": { ${SEVERITIES} } }`),
    before: tagSecond,
    argv: ['rollback', '1.1.0', '--severity', 'p3'],
    says: 'by the policy a defect of severity P3 is fixed forward, and not rolled back',
    hint: 'release-ledger hotfix start --from v1.1.0',
  },
  {
    name: 'an unknown severity (000-61, 004-29)',
    files: POLICY(`{ "rollback": { ${SEVERITIES} } }`),
    before: tagSecond,
    argv: ['rollback', '1.1.0', '--severity', 'S1'],
    says: 'there is no severity “S1”',
    hint: 'Severities: P0, P3',
  },
  {
    name: 'gates that were not run (001-13)',
    files: POLICY('{ "gates": { "commands": [{ "name": "tests", "command": ["true"] }] } }'),
    argv: ['cut'],
    says: 'the gate “tests” is not run',
    hint: 'release-ledger gate tests --version 1.1.0',
  },
  {
    name: 'an approval that is missing',
    files: POLICY('{ "approvals": { "minor": [{ "role": "cto", "people": ["ada@example.com"] }] } }'),
    argv: ['cut'],
    says: 'cto (ada@example.com) has not approved 1.1.0',
    hint: 'release-ledger checklist 1.1.0',
  },
  {
    name: 'an approval that is missing in the checklist',
    files: {
      ...POLICY('{ "approvals": { "all": [{ "role": "cto" }] } }'),
      'releases/checklists/1.1.0.md': '# Release Checklist\n\n## Approvals\n\n- [ ] cto <!-- approval: cto -->\n',
    },
    argv: ['cut'],
    says: 'releases/checklists/1.1.0.md:5: cto has not approved 1.1.0',
    hint: 'release-ledger approve cto --by WHO --release 1.1.0',
  },
  {
    name: 'an approval that is missing for a tag',
    files: {
      'CHANGELOG.md': UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0] - 2026-01-02\n'),
      'package.json': '{ "version": "1.1.0" }\n',
      'release-ledger.jsonc': '{ "approvals": { "all": [{ "role": "cto" }] } }',
    },
    argv: ['tag', '1.1.0'],
    says: 'cto has not approved 1.1.0',
    hint: 'release-ledger checklist 1.1.0',
  },
  {
    name: 'an approval that is missing for a promotion',
    files: {
      'CHANGELOG.md': UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0-rc.1] - 2026-01-02\n'),
      'package.json': '{ "version": "1.1.0-rc.1" }\n',
      'release-ledger.jsonc': '{ "approvals": { "all": [{ "role": "cto" }] } }',
    },
    before: (r) => r.tag('v1.1.0-rc.1', 'x'),
    argv: ['promote', '1.1.0-rc.1'],
    says: 'cto has not approved 1.1.0',
    hint: 'release-ledger checklist 1.1.0',
  },
  {
    name: 'a manifest that would not be complete',
    files: POLICY(
      '{ "manifest": { "path": "releases/{version}.md", "required": { "all": ["version", "verifiedBy"] } } }',
    ),
    argv: ['cut'],
    says: 'releases/1.1.0.md would not be complete: Expected the section “Verification Status”',
    hint: 'release-ledger manifest create 1.1.0',
  },
  {
    name: 'a file that the list of digests needs and that is not there',
    files: POLICY('{ "checksums": { "include": ["dist/app.js"] } }'),
    argv: ['cut'],
    says: 'dist/app.js is not there',
    hint: 'checksums.include',
  },
  {
    name: 'a record that is not there',
    files: POLICY(
      '{ "release": { "records": [{ "path": "notes/{version}.md", "make": "write it", "before": "cut" }] } }',
    ),
    argv: ['cut'],
    says: 'notes/1.1.0.md is not there, and the policy needs it',
    hint: 'Make and commit it: write it',
  },
  ...(['rebase', 'cherry-pick', 'revert', 'bisect'] as const).map(
    (what): Case => ({
      name: `a ${what} in progress`,
      before: (r) => {
        const first = r.git('rev-list', '--max-parents=0', 'HEAD');
        const files = {
          rebase: 'rebase-merge/x',
          'cherry-pick': 'CHERRY_PICK_HEAD',
          revert: 'REVERT_HEAD',
          bisect: 'BISECT_LOG',
        };
        r.write(join('.git', files[what]), `${first}\n`);
      },
      argv: ['cut'],
      says: `a ${what} is in progress`,
      hint: what === 'bisect' ? 'git bisect reset' : `git ${what} --abort`,
    }),
  ),
  {
    name: 'a release whose fix is not verified',
    files: {
      'CHANGELOG.md': UNRELEASED,
      'releases/rollbacks/ROLLBACK-1.0.0.md': '# Rollback of 1.0.0\n\n- [ ] Fix verified\n',
    },
    argv: ['cut'],
    says: '1.0.0 was rolled back, and its fix is not verified',
    hint: 'releases/rollbacks/ROLLBACK-1.0.0.md',
  },
  {
    name: 'a branch that cannot be merged',
    files: { 'CHANGELOG.md': UNRELEASED, shared: 'one\n' },
    before: (r) => {
      r.git('switch', '--quiet', '--create', 'release/v1.1.0');
      r.commit('Here', {
        'CHANGELOG.md': UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0] - 2026-01-02\n'),
        'package.json': '{ "version": "1.1.0" }\n',
        shared: 'two\n',
      });
      r.git('switch', '--quiet', 'main');
      r.commit('There', { shared: 'three\n' });
      r.git('switch', '--quiet', 'release/v1.1.0');
    },
    argv: ['branch', 'finish'],
    makesObjects: true,
    says: 'merging release/v1.1.0 into main conflicts in shared',
    hint: 'git merge main',
  },
  ...(['pre-commit', 'commit-msg'] as const).map(
    (hook): Case => ({
      name: `a ${hook} hook that fails`,
      before: (r) => {
        r.write(`.git/hooks/${hook}`, '#!/bin/sh\necho "no release on a Friday" >&2\nexit 1\n');
        chmodSync(join(r.folder, '.git/hooks', hook), 0o755);
      },
      argv: ['cut'],
      onApply: true,
      makesObjects: true,
      says: 'no release on a Friday',
      hint: 'Mend what it complains of; nothing was changed',
    }),
  ),
  {
    name: 'a hook that complains in colours, and of something else than text',
    before: (r) => {
      const complaint = String.raw`\033[0m\n\033[1;38;5;9mno \033]0;title\007release\033[0m on a \033[2KFriday\n`;
      r.write('.git/hooks/pre-commit', `#!/bin/sh\nprintf '${complaint}' >&2\nexit 1\n`);
      chmodSync(join(r.folder, '.git/hooks/pre-commit'), 0o755);
    },
    argv: ['cut'],
    onApply: true,
    makesObjects: true,
    says: 'no \\u{1B}]0;title\\u{7}release on a \\u{1B}[2KFriday',
    hint: 'Mend what it complains of; nothing was changed',
  },
  {
    name: 'a hook that changes what is to be released',
    before: (r) => {
      r.write('.git/hooks/pre-commit', '#!/bin/sh\necho x > changed && git add changed\nrm changed\n');
      chmodSync(join(r.folder, '.git/hooks/pre-commit'), 0o755);
    },
    argv: ['cut'],
    onApply: true,
    makesObjects: true,
    says: 'A hook changed what is to be released',
    hint: 'Have it only check',
  },
];

function tagSecond(repository: TestRepository): void {
  repository.tag('v1.1.0', 'Release v1.1.0');
}

describe('refusals: an exit code that says so, and not one byte is changed', () => {
  it.each(CASES.map((each) => [each.name, each] as const))(
    '%s',
    async (_, { files, before, argv, says, hint, ends = 1, makesObjects = false, onApply = false }) => {
      repo = releasedRepository(files);
      await before?.(repo);
      const leftOut = makesObjects ? ['.git/objects'] : [];
      const state = hashOfTree(repo.folder, leftOut);
      const shown = await cliIn(repo, ['plan', ...argv]);
      if (!onApply) {
        expect(shown.stdout).toContain(says.replace(/^\S+:\d+: /, ''));
        expect(shown.code).toBe(ends);
      }
      expect(hashOfTree(repo.folder, leftOut)).toBe(state);
      const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
      expect(stderr).toContain(says);
      expect(stderr).toContain(hint);
      expect(code).toBe(ends);
      expect(hashOfTree(repo.folder, leftOut)).toBe(state);
      expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
    },
  );

  it('tells all that stands in the way at once', async () => {
    repo = releasedRepository();
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.write('CHANGELOG.md', `${UNRELEASED}\n`);
    const { stderr } = await cliIn(repo, ['cut', 'patch', '--yes']);
    for (const says of ['this is feature', 'not committed', 'asks for a minor one']) expect(stderr).toContain(says);
  });

  it('asks before it does anything, and without a terminal needs --yes', async () => {
    repo = releasedRepository();
    const state = hashOfTree(repo.folder);
    const { code, stderr } = await cliIn(repo, ['cut']);
    expect(stderr).toContain('add --yes');
    expect(code).toBe(1);
    expect(hashOfTree(repo.folder)).toBe(state);
  });

  it.each([
    ['cut'],
    ['bump', 'minor'],
    ['tag', '1.0.0'],
    ['branch', 'start', '1.0.0'],
    ['hotfix', 'start'],
    ['yank', '1.0.0', '--reason', 'x'],
    ['rollback', '1.0.0', '--reason', 'x'],
  ])('before the first commit: %s %s', async (...argv) => {
    repo = new TestRepository();
    repo.write('CHANGELOG.md', UNRELEASED);
    repo.write('package.json', '{ "version": "1.0.0" }\n');
    const state = hashOfTree(repo.folder);
    const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
    expect(stderr).toContain('nothing is committed yet');
    expect(stderr).toContain('git add --all && git commit');
    expect(code).toBe(1);
    expect(hashOfTree(repo.folder)).toBe(state);
  });

  it.each([
    [['promote', 'v1.0.0-rc.1'], '1.0.0-rc.1 is not tagged'],
    [['branch', 'finish', '1.0.0'], 'nothing is committed yet'],
    [['hotfix', 'finish'], 'main is no hotfix branch'],
    [['push', '1.0.0'], 'is not tagged'],
    [['undo'], 'there is no operation to take back'],
  ])('before the first commit, where what it goes by is missing: %s', async (argv, says) => {
    repo = new TestRepository();
    repo.write('CHANGELOG.md', UNRELEASED);
    const state = hashOfTree(repo.folder);
    const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
    expect(stderr).toContain(says);
    expect(stderr).toContain('hint: ');
    expect(code).toBe(1);
    expect(hashOfTree(repo.folder)).toBe(state);
  });

  it('is wrong usage to yank without a reason', async () => {
    repo = releasedRepository();
    expect((await cliIn(repo, ['yank', '1.0.0', '--yes'])).code).toBe(2);
  });
});
