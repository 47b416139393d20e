import { chmodSync } from 'node:fs';
import path from 'node:path';
import type { FileStep, Plan, PlanFacts, Step, TreeChange } from '../../src/core/release/plan.ts';
import { cutPlan, factsOf, planOf } from '../support/cut-plan.ts';
import { TestRepository } from '../support/repository.ts';

/** One kind of release operation on a repository in which somebody is working. */
export interface FaultOperation {
  readonly name: string;
  readonly prepare: () => { readonly repo: TestRepository; readonly plan: Plan };
}

const FILES = {
  'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n- A\n',
  'package.json': '{ "version": "1.0.0" }\n',
  'src/a.txt': 'a\n',
  'src/b.txt': 'b\n',
};
const RELEASED = {
  'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n## 1.1.0\n\n- A\n',
  'package.json': '{ "version": "1.1.0" }\n',
};

/** What hooks do beside checking: one keeps a note, the other adds to the message. */
const HOOKS = {
  'pre-commit': 'git write-tree > .git/checked',
  'commit-msg': 'printf "\\nChecked-by: hook\\n" >> "$1"',
} as const;

/** Two commits and a tag; then something staged, something changed and something that git does not know. */
function workingRepository(): TestRepository {
  const repo = new TestRepository();
  repo.commit('first', FILES);
  repo.tag('v1.0.0', '1.0.0');
  repo.commit('second', { 'src/a.txt': 'a\na\n' });
  repo.git('pack-refs', '--all');
  return repo;
}

function work(repo: TestRepository): TestRepository {
  repo.write('src/a.txt', 'staged\n');
  repo.git('add', 'src/a.txt');
  repo.write('src/b.txt', 'changed\n');
  repo.write('notes.txt', 'untracked\n');
  return repo;
}

const change = (path: string, text: string | null): TreeChange => ({ path, mode: '100644', text });

function fileSteps(facts: PlanFacts, changes: readonly TreeChange[], uncommitted = false): readonly FileStep[] {
  return changes.map(
    (each): FileStep => ({ kind: 'file', ...each, from: facts.files[each.path] ?? null, uncommitted }),
  );
}

/** A commit on the current branch, with what else belongs to it. */
function committing(
  repo: TestRepository,
  changes: readonly TreeChange[],
  message: string,
  more: readonly Step[] = [],
): Plan {
  const facts = factsOf(
    repo,
    changes.map(({ path }) => path),
  );
  const base = { object: facts.headCommit as string };
  return planOf(
    facts,
    [
      { kind: 'commit', id: 'release', parents: [base], base, changes, mergedTree: null, message, sign: false },
      { kind: 'ref', name: facts.head as string, from: facts.headCommit, to: { step: 'release' } },
      ...more,
      ...fileSteps(facts, changes),
    ],
    { title: message },
  );
}

export const FAULT_OPERATIONS: readonly FaultOperation[] = [
  {
    name: 'bump',
    prepare: () => {
      const repo = work(workingRepository());
      return { repo, plan: committing(repo, [change('package.json', '{ "version": "1.1.0" }\n')], 'Bump to 1.1.0') };
    },
  },
  {
    name: 'cut',
    prepare: () => {
      const repo = work(workingRepository());
      for (const [name, script] of Object.entries(HOOKS)) {
        repo.write(`.git/hooks/${name}`, `#!/bin/sh\n${script}\n`);
        chmodSync(path.join(repo.folder, '.git/hooks', name), 0o755);
      }
      return { repo, plan: cutPlan(repo, { ...RELEASED, 'releases/1.1.0.md': '# 1.1.0\n' }, { sign: true }) };
    },
  },
  {
    name: 'promote',
    prepare: () => {
      const repo = workingRepository();
      repo.commit('rc', { 'package.json': '{ "version": "1.1.0-rc.1" }\n' });
      repo.tag('v1.1.0-rc.1', 'rc');
      work(repo);
      return { repo, plan: cutPlan(repo, RELEASED) };
    },
  },
  { name: 'hotfix', prepare: prepareHotfix },
  {
    name: 'rollback',
    prepare: () => {
      const repo = workingRepository();
      repo.commit('bad', { ...RELEASED, 'bad.txt': 'bad\n' });
      repo.tag('v1.1.0', 'bad');
      work(repo);
      const changes = [
        change('package.json', FILES['package.json']),
        change('CHANGELOG.md', `${RELEASED['CHANGELOG.md']}\n[YANKED]\n`),
        change('bad.txt', null),
        change('rollback/1.1.0.md', '# Roll back\n'),
      ];
      const tag = { kind: 'ref', name: 'refs/tags/v1.1.0', from: repo.git('rev-parse', 'v1.1.0'), to: null } as const;
      return { repo, plan: committing(repo, changes, 'Roll back 1.1.0', [tag]) };
    },
  },
  {
    name: 'bundle',
    prepare: () => {
      const repo = work(workingRepository());
      const changes = [
        change('dist/SHA256SUMS', 'sums\n'),
        change('dist/manifest.json', '{}\n'),
        change('package.json', '{}\n'),
      ];
      const facts = factsOf(
        repo,
        changes.map(({ path }) => path),
      );
      return { repo, plan: planOf(facts, fileSteps(facts, changes, true), { title: 'Bundle 1.1.0' }) };
    },
  },
];

/** The end of a hotfix: merged into main without fast-forward and tagged there, its branch deleted, and main checked out. */
function prepareHotfix(): ReturnType<FaultOperation['prepare']> {
  const repo = workingRepository();
  const main = repo.git('rev-parse', 'main');
  repo.git('checkout', '--quiet', '-b', 'hotfix/1.0.1', 'v1.0.0');
  const fix = repo.commit('fix', { 'package.json': '{ "version": "1.0.1" }\n' });
  const tree = repo.git('merge-tree', '--write-tree', main, fix).split('\n')[0] as string;
  repo.write('notes.txt', 'untracked\n');
  repo.write('src/b.txt', 'changed\n');
  const facts = factsOf(repo, ['package.json', 'src/a.txt']);
  const changes = [change('src/a.txt', 'a\na\n')];
  return {
    repo,
    plan: planOf(
      facts,
      [
        {
          kind: 'commit',
          id: 'merge',
          parents: [{ object: main }, { object: fix }],
          base: { object: main },
          changes: [],
          mergedTree: tree,
          message: 'Merge hotfix 1.0.1',
          sign: false,
        },
        { kind: 'tag', name: 'v1.0.1', target: { step: 'merge' }, message: 'Hotfix 1.0.1', sign: false },
        { kind: 'ref', name: 'refs/heads/main', from: main, to: { step: 'merge' } },
        { kind: 'head', from: 'refs/heads/hotfix/1.0.1', to: 'refs/heads/main' },
        ...fileSteps(facts, changes),
      ],
      { title: 'Finish hotfix 1.0.1', operation: 'hotfix-finish' },
    ),
  };
}
