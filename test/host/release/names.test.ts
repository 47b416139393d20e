import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan, Step } from '../../../src/core/release/plan.ts';
import { whyNotWriting } from '../../../src/host/git/writing-only.ts';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { contextOf, cutPlan, factsOf, planOf } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
});
afterEach(() => repo.remove());

const NEW = { 'CHANGELOG.md': '# 1.1.0\n' };

async function expectInvalid(plan: Plan): Promise<void> {
  const before = snapshotOf(repo);
  const outcome = await applyPlan(plan, contextOf(repo));
  expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'invalid-plan' }] });
  expect(snapshotOf(repo)).toEqual(before);
}

describe('names of tags and branches', () => {
  it.each([
    ['-d', 'T033'],
    ['--delete', 'T033'],
    ['-x', 'T033'],
    ['v1.0.0; rm -rf ~', 'T034'],
    ['v$(id)', 'T034'],
    ['v`id`', 'T034'],
    ['v1\ncreate refs/heads/x HEAD', 'T035'],
    ['v1\0x', 'T035'],
    ['v1\rx', 'T035'],
    ['v1\u202e0', 'T036'],
    ['v1\u200b', 'T036'],
    ['v1.0.0а', 'T036'],
    ['HEAD', 'T037'],
    ['@', 'T037'],
    ['refs/heads/main', 'T037'],
    ['v1.lock', 'T037'],
    ['v1..2', 'T037'],
    ['v@{1}', 'T037'],
    ['../../x', 'T041'],
    ['', 'T037'],
  ])('no tag is made of %j (%s)', async (tag) => {
    await expectInvalid(cutPlan(repo, NEW, { tag }));
  });

  it.each([
    ['refs/heads/-d', 'T033'],
    ['refs/heads/../../x', 'T041'],
    ['refs/heads/hotfix/../../x', 'T041'],
    ['refs/heads/x\ndelete refs/heads/main', 'T035'],
    ['refs/heads/x\u202e', 'T036'],
    ['refs/remotes/origin/main', 'T037'],
    ['refs/replace/1', 'T037'],
    ['HEAD', 'T037'],
    ['main', 'T037'],
  ])('no branch is made of %j (%s)', async (name) => {
    const facts = factsOf(repo);
    const step: Step = { kind: 'ref', name, from: null, to: { object: facts.headCommit as string } };
    await expectInvalid(planOf(facts, [step]));
  });

  it('a branch and a tag of one name are told apart (T039)', async () => {
    repo.git('branch', 'v1.1.0');
    const branch = repo.git('rev-parse', 'refs/heads/v1.1.0');
    expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(repo.git('rev-parse', 'refs/heads/v1.1.0')).toBe(branch);
    expect(repo.git('rev-parse', 'refs/tags/v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'refs/heads/main'));
  });

  it('a branch may have letters of any script', async () => {
    repo.git('checkout', '--quiet', '-b', 'freigabe/größe-#12');
    expect(await applyPlan(cutPlan(repo, NEW), contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});

describe('names of files', () => {
  it.each([
    '../outside.md',
    '/etc/passwd',
    'a/../../x',
    '.git/config',
    '.GIT/hooks/pre-commit',
    'a/.git/config',
    'git~1/config',
    '.g\u200bit/config',
    'C:\\x',
    'a\0b',
    'a\nb',
    '',
  ])('%j is not written (T028, T047)', async (file) => {
    const facts = factsOf(repo);
    const step: Step = { kind: 'file', path: file, mode: '100644', from: null, text: 'x', uncommitted: true };
    await expectInvalid(planOf(facts, [step]));
  });

  it('are never patterns (T046)', async () => {
    repo.commit('magic', { 'a.txt': 'a\n', '*.txt': 'star\n' });
    const texts = { '*.txt': 'new\n', '[a].txt': 'bracket\n', '-x.txt': 'dash\n', "it's ü.txt": 'quote\n' };
    expect(await applyPlan(cutPlan(repo, texts), contextOf(repo))).toMatchObject({ kind: 'applied', conflicts: [] });
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('diff-tree', '--name-only', '-r', '-z', 'HEAD^', 'HEAD').split('\0').sort()).toEqual(
      ['', ...Object.keys(texts)].sort(),
    );
  });
});

describe('messages', () => {
  it('are kept as they are (T043, T045)', async () => {
    const message =
      '# not a comment\n\n  indented  \n\n\ntag v9\nobject 1\n\nCo-authored-by: Mallory <m@example.com>\n';
    const plan = cutPlan(repo, NEW, { message });
    const steps = plan.steps.map((step) => (step.kind === 'tag' ? { ...step, message } : step));
    expect(await applyPlan({ ...plan, steps }, contextOf(repo))).toMatchObject({ kind: 'applied' });
    expect(repo.git('cat-file', 'commit', 'main').split('\n\n').slice(1).join('\n\n')).toBe(message.trimEnd());
    const tag = repo.git('cat-file', 'tag', 'v1.1.0');
    expect(
      tag
        .split('\n')
        .slice(0, 4)
        .map((line) => line.split(' ')[0]),
    ).toEqual(['object', 'type', 'tag', 'tagger']);
    expect(tag.slice(tag.indexOf('\n\n') + 2)).toBe(message.trimEnd());
    expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it.each([
    ['too long', 'x'.repeat(2_000_000)],
    ['empty', ' \n'],
    ['with NUL', 'a\0b'],
  ])('are refused where they are %s (T043)', async (_, message) => {
    await expectInvalid(cutPlan(repo, NEW, { message }));
  });

  it('patterns of replacements are text (T122)', async () => {
    const text = "$&$`$'$1 {{constructor.constructor('x')()}}\n";
    await applyPlan(cutPlan(repo, { 'CHANGELOG.md': text }), contextOf(repo));
    expect(readFileSync(path.join(repo.folder, 'CHANGELOG.md'), 'utf8')).toBe(text);
  });
});

describe('who releases', () => {
  it.each(['Ada <x@y>', 'Ada\nauthor Mallory', 'Ada>\n<'])('%j becomes one name (T044)', async (name) => {
    const context = contextOf(repo);
    const env = { ...context.env, GIT_COMMITTER_NAME: name, GIT_AUTHOR_NAME: name };
    const outcome = await applyPlan(cutPlan(repo, NEW), { ...context, env });
    expect(outcome.kind).toBe('applied');
    for (const object of ['main', 'v1.1.0']) {
      const lines = repo.git('cat-file', '-p', object).split('\n\n')[0]?.split('\n') ?? [];
      expect(
        lines
          .filter((line) => /^(?:author|committer|tagger) /.test(line))
          .every((line) => /^\w+ [^<>]+ <[^<>]*> \d+ [+-]\d{4}$/.test(line)),
      ).toBe(true);
    }
    expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('has to be known', async () => {
    const context = contextOf(repo);
    const { PATH, HOME } = context.env;
    repo.git('config', 'user.useConfigOnly', 'true');
    const outcome = await applyPlan(cutPlan(repo, NEW), { ...context, env: { PATH, HOME } });
    expect(outcome.kind).toBe('refused');
    expect(repo.git('tag')).toBe('');
  });
});

describe('the environment of a terminal (T048)', () => {
  it('cannot lead to another repository or index', async () => {
    const other = new TestRepository();
    try {
      other.commit('other', { 'x.txt': 'x\n' });
      const before = snapshotOf(other);
      const context = contextOf(repo);
      const env = {
        ...context.env,
        GIT_DIR: path.join(other.folder, '.git'),
        GIT_WORK_TREE: other.folder,
        GIT_INDEX_FILE: path.join(other.folder, '.git/index'),
        GIT_OBJECT_DIRECTORY: path.join(other.folder, '.git/objects'),
        GIT_NAMESPACE: 'x',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.hooksPath',
        GIT_CONFIG_VALUE_0: other.folder,
      };
      expect(await applyPlan(cutPlan(repo, NEW), { ...context, env })).toMatchObject({ kind: 'applied' });
      expect(snapshotOf(other)).toEqual(before);
      expect(repo.git('status', '--porcelain')).toBe('');
    } finally {
      other.remove();
    }
  });
});

describe('whyNotWriting', () => {
  it.each([
    [['reset', '--hard'], false],
    [['push', '--force', '--', 'origin', 'x:refs/heads/x'], false],
    [['push', '--force-with-lease', '--', 'origin'], false],
    [['push', '--receive-pack=evil', '--', 'origin'], false],
    [['checkout', 'main'], false],
    [['config', 'core.pager', '--add'], false],
    [['update-ref', '-d', 'refs/heads/x'], false],
    [['constructor'], false],
    [[], false],
    [['write-tree'], true],
    [['update-ref', '-m', 'x', '--stdin', '-z'], true],
    [['push', '--atomic', '--', 'origin', 'x:refs/heads/x'], true],
  ] as const)('%j: %s', (args, may) => {
    expect(whyNotWriting(args) === null).toBe(may);
  });
});
