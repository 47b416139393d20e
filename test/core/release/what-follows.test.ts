import { describe, expect, it } from 'vitest';
import type { ReleaseFacts } from '../../../src/core/release/facts.ts';
import { planCut } from '../../../src/core/release/operations/cut.ts';
import { planPromote } from '../../../src/core/release/operations/promote.ts';
import { planRollback } from '../../../src/core/release/operations/rollback.ts';
import type { Plan } from '../../../src/core/release/plan.ts';
import { type FactsWorld, idOf, releaseFacts } from '../../support/release-facts.ts';

const RELEASED = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';
const PENDING = `## [Unreleased]\n\n### Added\n\n- B\n\n${RELEASED}`;
const RC = `## [Unreleased]\n\n## [1.1.0-rc.1] - 2026-06-01\n\n### Added\n\n- B\n\n${RELEASED}`;
const AGO = '## [0.9.0] - 2025-01-01\n\n### Added\n\n- Z\n';
const NONE = { title: null, summary: null, sign: false };
const cut =
  (pre: string | null = null) =>
  (facts: ReleaseFacts): Plan =>
    planCut(facts, { wanted: null, pre, type: null, ...NONE });
const promote = (facts: ReleaseFacts): Plan => planPromote(facts, { candidate: '1.1.0-rc.1', to: null, ...NONE });
const rollback = (facts: ReleaseFacts): Plan =>
  planRollback(facts, { version: '1.0.0', severity: null, reason: 'It fails' });

interface Case {
  readonly name: string;
  readonly world: FactsWorld;
  readonly plan: (facts: ReleaseFacts) => Plan;
  readonly next: readonly string[];
  /** Some of what is said besides. */
  readonly notes?: readonly string[];
}

const TAGGED = ['v1.0.0'];
const CASES: readonly Case[] = [
  {
    name: 'a cut that is tagged at once',
    world: { changelog: PENDING, tags: TAGGED },
    plan: cut(),
    next: ['release-ledger push 1.1.0'],
  },
  { name: 'a cut without a remote', world: { changelog: PENDING, tags: TAGGED, remote: false }, plan: cut(), next: [] },
  {
    name: 'a cut on a release branch, which says the version',
    world: { changelog: PENDING, tags: TAGGED, branch: 'release/v2.0.0' },
    plan: cut(),
    next: ['release-ledger branch finish 2.0.0'],
    notes: ['The tag v2.0.0 is made when the branch is finished'],
  },
  {
    name: 'a cut on a hotfix branch, which says the version',
    world: { changelog: PENDING.replace('Added', 'Fixed'), tags: TAGGED, branch: 'hotfix/v1.0.7' },
    plan: cut(),
    next: ['release-ledger hotfix finish'],
    notes: ['1.0.7 was asked for'],
  },
  {
    name: 'a candidate on a release branch',
    world: { changelog: PENDING, tags: TAGGED, branch: 'release/v1.1.0' },
    plan: cut('rc'),
    next: ['release-ledger branch finish 1.1.0-rc.1'],
  },
  {
    name: 'a cut whose tag waits for the deployment',
    world: { changelog: PENDING, tags: TAGGED, policy: { tag: { when: 'after-deploy' } } },
    plan: cut(),
    next: ['release-ledger tag 1.1.0'],
    notes: ['The tag v1.1.0 is made once the release runs'],
  },
  {
    name: 'a promotion',
    world: { changelog: RC, tags: [...TAGGED, ['v1.1.0-rc.1', 'head']] },
    plan: promote,
    next: ['release-ledger push 1.1.0'],
  },
  {
    name: 'a rollback',
    world: { changelog: `${RELEASED}\n${AGO}`, tags: ['v1.0.0', 'v0.9.0'] },
    plan: rollback,
    next: ['release-ledger hotfix start --from v0.9.0', 'release-ledger hotfix start --from v1.0.0'],
  },
];

describe('what comes behind', () => {
  it.each(CASES.map((each) => [each.name, each] as const))('%s', async (_, { world, plan, next, notes = [] }) => {
    const made = plan(await releaseFacts(world));
    expect(made.blockers).toEqual([]);
    expect(made.next.map(({ command }) => command.join(' '))).toEqual(next);
    expect(made.notes).toEqual(expect.arrayContaining([...notes]));
    expect(made.notes).not.toContain('');
  });
});

describe('the tag of what is rolled back', () => {
  it.each([
    ['keep', true, false],
    ['keep', false, false],
    ['delete-if-unpublished', true, false],
    ['delete-if-unpublished', false, true],
  ])('under “%s”, with a remote: %s, goes: %s', async (tag, remote, goes) => {
    const world = {
      changelog: `${RELEASED}\n${AGO}`,
      tags: ['v1.0.0', 'v0.9.0'],
      remote,
      policy: { rollback: { tag } },
    };
    const { steps } = rollback(await releaseFacts(world));
    const refs = steps.flatMap((step) => (step.kind === 'ref' && step.to === null ? [step] : []));
    const gone = { kind: 'ref', name: 'refs/tags/v1.0.0', from: idOf('tag v1.0.0'), to: null };
    expect(refs).toEqual(goes ? [gone] : []);
  });
});
