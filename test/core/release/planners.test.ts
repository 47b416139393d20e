import { describe, expect, it } from 'vitest';
import { describePlan } from '../../../src/core/release/describe.ts';
import type { ReleaseFacts } from '../../../src/core/release/facts.ts';
import { planBranchStart } from '../../../src/core/release/operations/branch-start.ts';
import { planBump } from '../../../src/core/release/operations/bump.ts';
import { planCut } from '../../../src/core/release/operations/cut.ts';
import { planHotfixStart } from '../../../src/core/release/operations/hotfix-start.ts';
import { planPromote } from '../../../src/core/release/operations/promote.ts';
import { planPush } from '../../../src/core/release/operations/push.ts';
import { planRollback } from '../../../src/core/release/operations/rollback.ts';
import { planTag } from '../../../src/core/release/operations/tag.ts';
import { planYank } from '../../../src/core/release/operations/yank.ts';
import type { Plan } from '../../../src/core/release/plan.ts';
import { toPlan } from '../../../src/core/release/read-plan.ts';
import { type FactsWorld, idOf, releaseFacts } from '../../support/release-facts.ts';

const RELEASED = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';
const PENDING = `## [Unreleased]\n\n### Added\n\n- B\n\n${RELEASED}`;
const FIXES = `## [Unreleased]\n\n### Fixed\n\n- B\n\n${RELEASED}`;
const AGO = '## [0.9.0] - 2025-01-01\n\n### Added\n\n- Z\n';
const PACKAGE = { 'package.json': '{ "version": "1.0.0" }\n' };
const TAGGED = ['v1.0.0'];
const NONE = { title: null, summary: null, sign: false };
const CUT = { wanted: null, pre: null, type: null, ...NONE };
const RC = `## [Unreleased]\n\n## [1.1.0-rc.1] - 2026-06-01\n\n### Added\n\n- B\n\n${RELEASED}`;

interface Case {
  readonly name: string;
  readonly world: FactsWorld;
  readonly plan: (facts: ReleaseFacts) => Plan;
  /** What it does, blockers first. */
  readonly does: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'cut: a year asks for no level',
    world: {
      changelog: '## [Unreleased]\n\n### Removed\n\n- B\n\n## [2026.1.0] - 2026-01-05\n\n- A\n',
      tags: ['v2026.1.0'],
    },
    plan: (facts) => planCut(facts, { ...CUT, wanted: '2026.2.0' }),
    does: [
      'commit  chore: release v2026.2.0',
      'tag     v2026.2.0 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
    ],
  },
  {
    name: 'cut: one commit, the tag on it, the branch, and the files (000-74)',
    world: { changelog: PENDING, files: PACKAGE, tags: TAGGED },
    plan: (facts) => planCut(facts, CUT),
    does: [
      'commit  chore: release v1.1.0',
      'tag     v1.1.0 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
      'write   package.json',
    ],
  },
  {
    name: 'cut: nothing more on the branch of a hotfix that is tagged',
    world: {
      changelog: RELEASED.replace('1.0.0', '1.0.1') + RELEASED,
      tags: [...TAGGED, 'v1.0.1'],
      branch: 'hotfix/v1.0.1',
    },
    plan: (facts) => planCut(facts, CUT),
    does: ['hotfix/v1.0.1 has had its release, v1.0.1'],
  },
  {
    name: 'cut: nothing behind a candidate, which is to be promoted',
    world: { changelog: RC, tags: [...TAGGED, 'v1.1.0-rc.1'] },
    plan: (facts) => planCut(facts, CUT),
    does: ['CHANGELOG.md:1: nothing stands under Unreleased since 1.1.0-rc.1'],
  },
  {
    name: 'cut: nothing behind a candidate that was released already',
    world: {
      changelog: RC.replace('## [1.1.0-rc.1]', '## [1.1.0] - 2026-06-02\n\n### Added\n\n- B\n\n## [1.1.0-rc.1]'),
      tags: [...TAGGED, 'v1.1.0-rc.1', 'v1.1.0'],
    },
    plan: (facts) => planCut(facts, { ...CUT, wanted: '1.2.0' }),
    does: ['CHANGELOG.md:1: nothing stands under Unreleased'],
  },
  {
    name: 'cut: no version below the one that a file announces',
    world: { changelog: FIXES, files: { 'package.json': '{ "version": "2.0.0-dev.1" }\n' }, tags: TAGGED },
    plan: (facts) => planCut(facts, CUT),
    does: ['package.json:1: package.json says 2.0.0-dev.1, which is later than 1.0.1'],
  },
  {
    name: 'cut: a version below the one that a file announces, where it is named',
    world: { changelog: FIXES, files: { 'package.json': '{ "version": "2.0.0-dev.1" }\n' }, tags: TAGGED },
    plan: (facts) => planCut(facts, { ...CUT, wanted: '1.0.1' }),
    does: [
      'commit  chore: release v1.0.1',
      'tag     v1.0.1 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
      'write   package.json',
    ],
  },
  {
    name: 'cut: a pre-release as the policy spells it, dotted (002-02, 003-02)',
    world: { changelog: PENDING, profile: 'web-platform', policy: { branch: { useFor: [] } }, tags: TAGGED },
    plan: (facts) => planCut(facts, { ...CUT, pre: 'beta' }),
    does: [
      'commit  chore: release v1.1.0-beta.1',
      'tag     v1.1.0-beta.1 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
    ],
  },
  {
    name: 'cut: compact (004-13), and no tag before the release runs',
    world: { changelog: PENDING, profile: 'regulated-saas', tags: TAGGED },
    plan: (facts) => planCut(facts, { ...CUT, pre: 'rc' }),
    does: ['commit  chore: release v1.1.0-rc1', 'move    main to the release commit', 'write   CHANGELOG.md'],
  },
  {
    name: 'cut: on a release branch the tag waits for the merge (001-19)',
    world: { changelog: PENDING, branch: 'release/v1.1.0', tags: TAGGED },
    plan: (facts) => planCut(facts, CUT),
    does: ['commit  chore: release v1.1.0', 'move    release/v1.1.0 to the release commit', 'write   CHANGELOG.md'],
  },
  {
    name: 'cut: a release branch of another version',
    world: { changelog: PENDING, branch: 'release/v1.2.0', tags: TAGGED },
    plan: (facts) => planCut(facts, { ...CUT, wanted: '1.1.0' }),
    does: ['release/v1.2.0 is for 1.2.0, not for 1.1.0'],
  },
  {
    name: 'cut: the level of a kind of release, whatever its entries ask for (000-08)',
    world: {
      changelog: PENDING,
      tags: TAGGED,
      policy: { release: { types: [{ name: 'Workstream', bump: 'patch', breaking: 'allowed' }] } },
    },
    plan: (facts) => planCut(facts, { ...CUT, type: 'workstream' }),
    does: [
      'commit  chore: release v1.0.1',
      'tag     v1.0.1 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
    ],
  },
  {
    name: 'cut: below 1.0.0 nothing is too small but what breaks (000-02)',
    world: { changelog: `## [Unreleased]\n\n### Added\n\n- **Breaking:** B\n\n${AGO}`, tags: ['v0.9.0'] },
    plan: (facts) => planCut(facts, { ...CUT, wanted: 'patch' }),
    does: ['CHANGELOG.md:1: 0.9.1 is a patch release, and what stands under Added asks for a minor one'],
  },
  {
    name: 'cut: a kind of release that breaks nothing (000-08)',
    world: {
      changelog: PENDING.replace('- B', '- B\n- **Breaking:** C'),
      tags: TAGGED,
      policy: { release: { types: [{ name: 'Workstream', bump: 'patch', breaking: 'forbidden' }] } },
    },
    plan: (facts) => planCut(facts, { ...CUT, type: 'workstream' }),
    does: ['CHANGELOG.md:6: a Workstream release breaks nothing, and an entry does'],
  },
  {
    name: 'cut: a step that is large enough by the first number, whatever the others are',
    world: { changelog: FIXES, tags: TAGGED, policy: { branch: { useFor: [] } } },
    plan: (facts) => planCut(facts, { ...CUT, wanted: '2.0.0' }),
    does: [
      'commit  chore: release v2.0.0',
      'tag     v2.0.0 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
    ],
  },
  {
    name: 'cut: below what is only planned',
    world: { changelog: `## [2.0.0] - TBD\n\n### Added\n\n- C\n\n${FIXES}`, tags: TAGGED },
    plan: (facts) => planCut(facts, { ...CUT, wanted: '1.0.1' }),
    does: [
      'commit  chore: release v1.0.1',
      'tag     v1.0.1 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
    ],
  },
  {
    name: 'cut: files that say the version already, as a bump has left them',
    world: { changelog: PENDING, files: { 'package.json': '{ "version": "1.1.0" }\n' }, tags: TAGGED },
    plan: (facts) => planCut(facts, CUT),
    does: [
      'commit  chore: release v1.1.0',
      'tag     v1.1.0 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
    ],
  },
  {
    name: 'cut: nothing, where nothing is unreleased',
    world: { changelog: `## [Unreleased]\n\n${RELEASED}`, tags: TAGGED },
    plan: (facts) => planCut(facts, CUT),
    does: ['The Unreleased section has no entries'],
  },
  {
    name: 'promote: a message that lacks something',
    world: {
      changelog: RC,
      policy: { tag: { template: 'Release {tag}: {title}' } },
      tags: [...TAGGED, ['v1.1.0-rc.1', 'head']],
    },
    plan: (facts) => planPromote(facts, { candidate: '1.1.0-rc.1', to: null, ...NONE }),
    does: ['CHANGELOG.md:3: the message of the tag v1.1.0 needs {title}, and nothing says it'],
  },
  {
    name: 'promote: no release, and no candidate that is not tagged',
    world: { changelog: RC, tags: TAGGED },
    plan: (facts) => planPromote(facts, { candidate: '1.1.0-rc.1', to: null, ...NONE }),
    does: ['1.1.0-rc.1 is not tagged'],
  },
  {
    name: 'promote: nothing but a candidate',
    world: { changelog: RELEASED, tags: TAGGED },
    plan: (facts) => planPromote(facts, { candidate: '1.0.0', to: null, ...NONE }),
    does: ['“1.0.0” is no release candidate'],
  },
  {
    name: 'cut: a version that was yanked, and has no tag any more',
    world: {
      changelog: `## [Unreleased]\n\n### Added\n\n- C\n\n${RELEASED.replace('2026-01-01', '2026-01-01 [YANKED]')}`,
    },
    plan: (facts) => planCut(facts, { ...CUT, wanted: '1.0.0' }),
    does: [
      'CHANGELOG.md:7: 1.0.0 was released and yanked',
      'CHANGELOG.md:1: 1.0.0 has a section, and entries stand under Unreleased, too',
    ],
  },
  {
    name: 'tag: of a candidate that is the same commit as its release, where the files say the release (004-18)',
    world: {
      changelog: RC.replace('1.1.0-rc.1', '1.1.0'),
      files: { 'package.json': '{ "version": "1.1.0" }\n' },
      policy: { promote: { mode: 'same-commit' } },
    },
    plan: (facts) => planTag(facts, { version: '1.1.0-rc.1', ...NONE }),
    does: [`tag     v1.1.0-rc.1 (annotated) on ${idOf('head').slice(0, 10)}`],
  },
  {
    name: 'tag: of a candidate that has a commit of its own',
    world: {
      changelog: RC,
      files: { 'package.json': '{ "version": "1.1.0-rc.1" }\n' },
      policy: { promote: { mode: 'new-commit' } },
    },
    plan: (facts) => planTag(facts, { version: '1.1.0-rc.1', ...NONE }),
    does: [`tag     v1.1.0-rc.1 (annotated) on ${idOf('head').slice(0, 10)}`],
  },
  {
    name: 'cut: a signed tag (000-55)',
    world: {
      changelog: FIXES,
      tags: TAGGED,
      policy: { tag: { sign: 'required' } },
      over: { signs: { commits: true, tags: false } },
    },
    plan: (facts) => planCut(facts, CUT),
    does: [
      'commit  chore: release v1.0.1 (signed)',
      'tag     v1.0.1 (signed) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
    ],
  },
  {
    name: 'cut: approvals and gates stand in the way by their own words (000-51, 004-08)',
    world: {
      changelog: FIXES,
      tags: TAGGED,
      over: {
        requirements: (version, type) => [
          {
            code: 'approval-missing',
            message: `${version} ${type} lacks an approval`,
            hint: 'release-ledger approve',
            place: null,
          },
        ],
      },
    },
    plan: (facts) => planCut(facts, CUT),
    does: ['1.0.1 null lacks an approval'],
  },
  {
    name: 'bump: the files and no tag (001-04)',
    world: { changelog: RELEASED, files: PACKAGE, tags: TAGGED },
    plan: (facts) => planBump(facts, { wanted: 'major', pre: null, commit: true }),
    does: [
      'commit  chore: bump version to 2.0.0',
      'move    main to the bump commit',
      'write   CHANGELOG.md',
      'write   package.json',
    ],
  },
  {
    name: 'bump --no-commit: the files alone, even on a detached HEAD',
    world: { changelog: PENDING, files: PACKAGE, tags: TAGGED, branch: null },
    plan: (facts) => planBump(facts, { wanted: '2.5.3', pre: null, commit: false }),
    does: ['write   package.json'],
  },
  {
    name: 'tag: HEAD, where the files say the version (004-14)',
    world: { changelog: RELEASED, files: PACKAGE },
    plan: (facts) => planTag(facts, { version: 'v1.0.0', ...NONE }),
    does: [`tag     v1.0.0 (annotated) on ${idOf('head').slice(0, 10)}`],
  },
  {
    name: 'tag: not where the files say another one',
    world: { changelog: RELEASED, files: { 'package.json': '{ "version": "0.9.0" }\n' } },
    plan: (facts) => planTag(facts, { version: '1.0.0', ...NONE }),
    does: ['package.json:1: package.json says 0.9.0, and v1.0.0 would say 1.0.0'],
  },
  {
    name: 'push: branch and tag (000-54)',
    world: { changelog: RELEASED, tags: TAGGED },
    plan: (facts) => planPush(facts, { version: '1.0.0' }),
    does: ['push    to origin, https://github.com/o/r.git'],
  },
  {
    name: 'branch start: the branch, and HEAD on it (000-16, 002-05)',
    world: { changelog: PENDING, profile: 'audit-trail', tags: TAGGED },
    plan: (facts) => planBranchStart(facts, { wanted: null }),
    does: [`create  release/1.1.0 at ${idOf('head').slice(0, 10)}`, 'switch  to release/1.1.0'],
  },
  {
    name: 'hotfix start: HEAD stays where the work tree would have to change (000-75)',
    world: { changelog: PENDING, profile: 'audit-trail', tags: TAGGED },
    plan: (facts) => planHotfixStart(facts, { from: null }),
    does: [`create  hotfix/1.0.1 at ${idOf('v1.0.0').slice(0, 10)}`],
  },
  {
    name: 'hotfix start: from the last good version by the policy (002-26)',
    world: { changelog: `${RELEASED}\n${AGO}`, profile: 'container-platform', tags: ['v1.0.0', 'v0.9.0'] },
    plan: (facts) => planHotfixStart(facts, { from: null }),
    does: [`create  hotfix/v1.0.1 at ${idOf('v0.9.0').slice(0, 10)}`],
  },
  {
    name: 'promote: the same commit, where the files say the release (004-18)',
    world: {
      changelog: PENDING.replace('## [Unreleased]', '## [1.1.0] - 2026-06-01'),
      profile: 'regulated-saas',
      policy: { manifest: { path: '' }, release: { records: [] } },
      tags: [...TAGGED, ['v1.1.0-rc1', 'head']],
    },
    plan: (facts) => planPromote(facts, { candidate: '1.1.0-rc1', to: null, ...NONE, title: 'Pilot GA' }),
    does: [`tag     v1.1.0 (annotated) on ${idOf('head').slice(0, 10)}`],
  },
  {
    name: 'promote: a release without the manifest that the policy keeps',
    world: {
      changelog: PENDING.replace('## [Unreleased]', '## [1.1.0] - 2026-06-01'),
      profile: 'regulated-saas',
      policy: { release: { records: [] } },
      tags: [...TAGGED, ['v1.1.0-rc1', 'head']],
    },
    plan: (facts) => planPromote(facts, { candidate: '1.1.0-rc1', to: null, ...NONE, title: 'Pilot GA' }),
    does: ['the manifest releases/v1.1.0/release_manifest.json is not there, or not committed'],
  },
  {
    name: 'promote: a new commit, where they do not',
    world: {
      changelog: RC,
      profile: 'regulated-saas',
      policy: { release: { records: [] } },
      tags: [...TAGGED, ['v1.1.0-rc.1', 'head']],
      files: { 'package.json': '{ "version": "1.1.0-rc.1" }\n' },
    },
    plan: (facts) => planPromote(facts, { candidate: '1.1.0-rc.1', to: null, ...NONE, title: 'Pilot GA' }),
    does: [
      'commit  chore: release v1.1.0',
      'tag     v1.1.0 (annotated) on the release commit',
      'move    main to the release commit',
      'write   CHANGELOG.md',
      'write   package.json',
    ],
  },
  {
    name: 'promote: what was written since is in no candidate',
    world: {
      changelog: RC.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- New\n'),
      tags: [...TAGGED, ['v1.1.0-rc.1', 'head']],
    },
    plan: (facts) => planPromote(facts, { candidate: 'v1.1.0-rc.1', to: null, ...NONE }),
    does: ['CHANGELOG.md:1: entries stand under Unreleased that 1.1.0-rc.1 does not have'],
  },
  {
    name: 'yank: the mark and the reason',
    world: { changelog: RELEASED, tags: TAGGED },
    plan: (facts) => planYank(facts, { version: '1.0.0', reason: 'It loses data' }),
    does: ['commit  docs: mark 1.0.0 as yanked', 'move    main to the yank commit', 'write   CHANGELOG.md'],
  },
  {
    name: 'yank: a version without a date that is tagged',
    world: { changelog: RELEASED.replace(' - 2026-01-01', ''), tags: TAGGED },
    plan: (facts) => planYank(facts, { version: '1.0.0', reason: 'It loses data' }),
    does: ['commit  docs: mark 1.0.0 as yanked', 'move    main to the yank commit', 'write   CHANGELOG.md'],
  },
  {
    name: 'yank: a version without a date or a tag',
    world: { changelog: RELEASED.replace(' - 2026-01-01', '') },
    plan: (facts) => planYank(facts, { version: '1.0.0', reason: 'It loses data' }),
    does: ['CHANGELOG.md:1: 1.0.0 is not released yet'],
  },
  {
    name: 'rollback: the mark and the record; the tag stays (000-56, 001-43)',
    world: { changelog: `${RELEASED}\n${AGO}`, tags: ['v1.0.0', 'v0.9.0'] },
    plan: (facts) => planRollback(facts, { version: '1.0.0', severity: null, reason: 'It fails' }),
    does: [
      'commit  docs: record the rollback of 1.0.0',
      'move    main to the rollback commit',
      'write   CHANGELOG.md',
      'write   releases/rollbacks/ROLLBACK-1.0.0.md',
    ],
  },
];

describe('planners', () => {
  it.each(CASES.map((each) => [each.name, each] as const))('%s', async (_, { world, plan, does }) => {
    const made = plan(await releaseFacts(world));
    expect(toPlan(JSON.parse(JSON.stringify(made)))).toEqual(made);
    const lines = describePlan(made);
    const blockers = lines.filter(({ kind }) => kind === 'blocker').map(({ text }) => text);
    const steps = lines.filter(({ kind }) => kind === 'step').map(({ text }) => text);
    expect(blockers.length > 0 ? blockers : steps).toEqual(does);
    for (const { hint, message } of made.blockers) expect(hint, message).not.toBeNull();
  });

  it.each([
    ['main', 'Release v1.0.0'],
    ['release/v1.0.0', 'Release v1.0.0'],
    ['hotfix/v1.0.0', 'Hotfix v1.0.0'],
  ])('tag on %s by its words: %s (001-20)', async (branch, message) => {
    const policy = { tag: { template: 'Release {tag}', hotfixTemplate: 'Hotfix {tag}' } };
    const { steps } = planTag(await releaseFacts({ changelog: RELEASED, branch, policy }), {
      version: '1.0.0',
      ...NONE,
    });
    expect(steps).toEqual([expect.objectContaining({ kind: 'tag', message: `${message}\n` })]);
  });

  it.each([
    [false, false, 'allowed', false],
    [true, false, 'allowed', true],
    [false, true, 'allowed', true],
    [false, false, 'required', true],
  ])('sign a tag where it is asked for (%s), by git (%s) or by the policy (%s): %s (000-55)', async (...row) => {
    const [sign, tags, required, signed] = row;
    const over = { signs: { commits: false, tags } };
    const facts = await releaseFacts({ changelog: RELEASED, policy: { tag: { sign: required } }, over });
    expect(planTag(facts, { version: '1.0.0', ...NONE, sign }).steps).toEqual([
      expect.objectContaining({ sign: signed }),
    ]);
  });

  it('make the same plan of the same facts', async () => {
    const facts = await releaseFacts({ changelog: PENDING, files: PACKAGE, tags: TAGGED });
    expect(planCut(facts, CUT)).toEqual(planCut(facts, CUT));
  });

  it('go back to what the release came from, by history and the order of versions (000-62)', async () => {
    const facts = await releaseFacts({
      changelog: `${RELEASED}\n${AGO}`,
      tags: ['v1.0.0', 'v0.9.0', 'v0.8.0'],
      over: { contained: new Set(['v0.8.0', 'v1.0.0']) },
    });
    expect(planRollback(facts, { version: '1.0.0', severity: null, reason: null }).title).toBe(
      'Roll back 1.0.0 to 0.8.0',
    );
  });

  it.each([
    ['the patch on a branch of its own', '1.1.1', ['v1.1.0'], 'Roll back 1.2.0 to 1.1.0'],
    ['every minor release on a branch of its own', '1.1.0', ['v1.0.0'], 'Roll back 1.2.0 to 1.1.0'],
  ])('go back to the release before where history has %s', async (_name, before, contained, title) => {
    const changelog = ['1.2.0', before].map((each) => `## [${each}] - 2026-01-01\n\n### Added\n\n- A\n`).join('\n');
    const facts = await releaseFacts({
      changelog,
      tags: ['v1.2.0', `v${before}`, 'v1.1.0', 'v1.0.0'],
      over: { contained: new Set(['v1.2.0', ...contained]) },
    });
    expect(planRollback(facts, { version: '1.2.0', severity: null, reason: null }).title).toBe(title);
  });
});
