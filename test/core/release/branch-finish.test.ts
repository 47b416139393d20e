import { describe, expect, it } from 'vitest';
import { describePlan } from '../../../src/core/release/describe.ts';
import type { MergeFact } from '../../../src/core/release/facts.ts';
import { planBranchFinish } from '../../../src/core/release/operations/branch-finish.ts';
import { type FactsWorld, idOf, releaseFacts } from '../../support/release-facts.ts';

const OLD = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';
const BRANCH = `## [Unreleased]\n\n## [1.1.0] - 2026-06-01\n\n### Added\n\n- B\n\n${OLD}`;
/** The main branch has gone on, and does not know of the release yet. */
const MAIN = `## [Unreleased]\n\n### Added\n\n- B\n- C\n\n${OLD}`;

async function finish(merge: Partial<MergeFact> | null, settings: object = {}, more: Partial<FactsWorld> = {}) {
  const whole: MergeFact = {
    ...{ into: 'refs/heads/main', from: 'refs/heads/release/v1.1.0', relation: 'ahead', tree: idOf('merged') },
    ...{ conflicts: [], files: new Map(), versionFiles: [], untouched: new Set(), behind: 0, ...merge },
  };
  const facts = await releaseFacts({
    ...{ changelog: BRANCH, branch: 'release/v1.1.0', tags: ['v1.0.0'], policy: settings, ...more },
    over: { merge: merge && whole },
  });
  const plan = planBranchFinish(facts, { version: null, title: null, summary: null, sign: false });
  const lines = describePlan(plan);
  const textsOf = (kind: string) => lines.filter((each) => each.kind === kind).map(({ text }) => text);
  const next = plan.next.map(({ command }) => command.join(' '));
  return { plan, steps: textsOf('step'), blockers: textsOf('blocker'), notes: plan.notes, next };
}

describe('finishing a release branch', () => {
  it('merges with a commit of its own, tags that, and moves the main branch', async () => {
    const { plan, steps, blockers, next } = await finish({});
    expect(blockers).toEqual([]);
    expect(steps).toEqual([
      "merge   Merge branch 'release/v1.1.0'",
      'tag     v1.1.0 (annotated) on the merge commit',
      'move    main to the merge commit',
    ]);
    expect(next).toEqual(['git switch main', 'release-ledger push 1.1.0', 'git branch --delete release/v1.1.0']);
    expect(plan.steps[0]).toMatchObject({
      parents: [{ object: idOf('head') }, { object: idOf('head') }],
      changes: [],
      mergedTree: idOf('merged'),
    });
  });

  it('only tags what somebody has merged already', async () => {
    const { steps, blockers, notes } = await finish({ relation: 'contained' });
    expect(blockers).toEqual([]);
    expect(steps).toEqual([`tag     v1.1.0 (annotated) on ${idOf('head').slice(0, 10)}`]);
    expect(notes).toEqual(['main has all of release/v1.1.0 already']);
  });

  it('leaves the tag of a release alone that has one, and says what is left without a remote', async () => {
    const tagged = await finish({}, {}, { tags: ['v1.0.0', ['v1.1.0', 'head']] });
    expect(tagged.steps).toEqual(["merge   Merge branch 'release/v1.1.0'", 'move    main to the merge commit']);
    expect(tagged.next).toContain('release-ledger push 1.1.0');
    const alone = await finish({}, {}, { remote: false });
    expect(alone.next).toEqual(['git switch main', 'git branch --delete release/v1.1.0']);
    const later = await finish({}, { tag: { when: 'after-deploy' } }, { remote: false });
    expect(later.next).toContain('release-ledger tag 1.1.0');
  });

  it('is done on the branch of that version alone', async () => {
    expect((await finish({}, {}, { branch: 'release/v1.2.0' })).blockers).toEqual([
      'CHANGELOG.md:1: the changelog has no section for 1.2.0',
    ]);
    expect((await finish({}, {}, { branch: 'main' })).blockers).toEqual([
      'main is no release branch, and no version says which one is to be finished',
    ]);
    expect((await finish({}, {}, { branch: null })).blockers).toEqual([
      'HEAD is on no branch, and no version says which one is to be finished',
    ]);
  });

  it.each([
    [1, 'main is 1 commit behind origin'],
    [3, 'main is 3 commits behind origin'],
  ])('waits for a main branch that is %d behind', async (behind, says) => {
    for (const relation of ['ahead', 'diverged', 'contained'] as const) {
      const { plan, blockers } = await finish({ behind, relation });
      expect(blockers).toEqual([says]);
      expect(plan.blockers[0]?.hint).toBe('Bring it up to date: git fetch origin main:main');
    }
  });

  it('settles a changelog that both have changed, and nothing of it that only the branch has', async () => {
    const own = (files: ReadonlyMap<string, string>, untouched: ReadonlySet<string>) =>
      finish({ relation: 'diverged', conflicts: ['CHANGELOG.md'], files, untouched });
    const both = await own(new Map([['CHANGELOG.md', MAIN]]), new Set());
    expect(both.blockers).toEqual([]);
    const [commit] = both.plan.steps;
    const text = commit?.kind === 'commit' ? commit.changes[0]?.text : null;
    expect(text?.match(/^(?:##|-) .*/gm)).toEqual([
      '## [Unreleased]',
      '- C',
      '## [1.1.0] - 2026-06-01',
      '- B',
      '## [1.0.0] - 2026-01-01',
      '- A',
    ]);
    const one = await own(new Map([['CHANGELOG.md', MAIN]]), new Set(['CHANGELOG.md']));
    expect(one.plan.steps[0]).toMatchObject({ changes: [{ path: 'CHANGELOG.md', text: BRANCH }] });
    const none = await own(new Map(), new Set());
    expect(none.plan.steps[0]).toMatchObject({ changes: [{ path: 'CHANGELOG.md', text: BRANCH }] });
  });

  it.each<[merge: Partial<MergeFact>, says: readonly string[]]>([
    [{ tree: null }, ['merging release/v1.1.0 into main cannot be computed without its merge driver']],
    [{ conflicts: ['a'] }, ['merging release/v1.1.0 into main conflicts in a']],
    [{ tree: null, conflicts: ['a', 'b'] }, ['merging release/v1.1.0 into main conflicts in a, b']],
  ])('leaves to people what only they can merge: %j', async (merge, says) => {
    expect((await finish(merge)).blockers).toEqual(says);
    expect((await finish({ ...merge, relation: 'diverged' })).blockers).toEqual(says);
  });

  it.each([
    ['before-merge', [expect.stringMatching(/^merge /), `tag     v1.1.0 (annotated) on ${idOf('head').slice(0, 10)}`]],
    ['after-deploy', [expect.stringMatching(/^merge /)]],
  ])('tags as the policy says: %s', async (when, steps) => {
    const found = await finish({}, { tag: { when } });
    expect(found.steps).toEqual([...steps, 'move    main to the merge commit']);
  });
});
