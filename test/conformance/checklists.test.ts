import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/checklist/checklist.ts';
import { describeChecklist } from '../../src/core/checklist/describe-checklist.ts';
import { parseChecklist } from '../../src/core/checklist/parse-checklist.ts';
import { planItems } from '../../src/core/checklist/plan-items.ts';
import { refreshChecklist } from '../../src/core/checklist/refresh-checklist.ts';
import { type ReleaseTraits, typeTraits } from '../../src/core/checklist/release-traits.ts';
import { writeChecklist } from '../../src/core/checklist/write-checklist.ts';
import { applyEdits } from '../../src/core/index.ts';
import { checkDocument } from '../../src/core/rules/run-docs.ts';
import { parseVersion, type Version } from '../../src/core/version/version.ts';
import { policyOf } from './support.ts';

const NOTHING = { breaking: false, security: false, migrations: false, deprecations: false };

interface Of {
  readonly version?: string;
  readonly type?: string;
  readonly has?: Partial<typeof NOTHING>;
}

/** The checklist that a profile makes of a release, brought up to date without any check. */
function listOf(profile: string, { version = '1.1.0', type = 'minor', has = {} }: Of = {}) {
  const policy = policyOf(profile);
  const traits: ReleaseTraits = {
    ...typeTraits(policy, type, null, null),
    prerelease: false,
    firstMajor: version === '1.0.0',
    has: { ...NOTHING, ...has },
  };
  const tag = `v${version}`;
  const known = { product: 'Acme', previous: '1.0.0', date: '2026-01-08', manager: 'Ada' };
  const text = writeChecklist({ policy, version, tag, traits, ...known });
  const edits = refreshChecklist(parseChecklist(text), { policy, traits, outcomes: {}, today: '2026-01-07' });
  const now = applyEdits(text, edits);
  return { policy, text: now, list: parseChecklist(now), traits };
}

/** How many tasks stand under each heading of a phase, those under other tasks left out. */
function countsOf({ list, policy }: ReturnType<typeof listOf>, phase: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const firstLevel = new Set(planItems(policy).flatMap(({ id, level }) => (level === 1 ? [id] : [])));
  for (const task of list.tasks) {
    if (task.phase !== phase || (task.kind === 'item' && !firstLevel.has(task.id ?? ''))) continue;
    counts[task.group] = (counts[task.group] ?? 0) + 1;
  }
  return counts;
}

const stateOf = ({ list }: ReturnType<typeof listOf>, words: string): Task['state'] | undefined =>
  list.tasks.find(({ text }) => text.includes(words))?.state;

describe('the checklists of the documents', () => {
  it.each(['audit-trail', 'python-package', 'container-platform', 'web-platform', 'regulated-saas'])(
    'of %s have nothing that the checks of checklists report',
    (profile) => {
      const { text, policy, traits } = listOf(profile);
      const { problems } = checkDocument({
        text,
        path: 'releases/checklists/1.1.0.md',
        checklistOf: parseVersion('1.1.0') as Version,
        policy,
        facts: { release: { traits, outcomes: {} } },
      });
      expect(problems.map(({ message }) => message)).toEqual([]);
    },
  );

  it('of QMS Dashboard: before a release, the items of both of its lists (000-13, 000-48)', () => {
    const list = listOf('audit-trail');
    expect(countsOf(list, 'Pre-Release')).toEqual({
      'Criteria of 1.0.0': 5,
      'Release Type': 5,
      'Security Verification': 5,
      'Code Readiness': 4,
      Testing: 4,
      Documentation: 4,
      'Version Control': 4,
    });
    const second = [
      'features and fixes complete',
      'Code reviewed',
      'Regression tests',
      'Integration tests',
      'Security utilities',
    ];
    const more = [
      'has the version with its date',
      'Breaking changes',
      'Migration guide',
      'Version number determined',
      'Working directory clean',
    ];
    for (const words of [...second, ...more]) expect(stateOf(list, words), words).toBeDefined();
    expect(list.text).toMatch(/\n- \[ \] .*\n {2}- \[ \] /);
  });

  it('of QMS Dashboard: items with a condition (000-17)', () => {
    const plain = listOf('audit-trail');
    const breaking = listOf('audit-trail', { has: { breaking: true } });
    for (const words of ['Breaking changes documented', 'Migration guide written']) {
      expect(stateOf(plain, words)).toBe('not-applicable');
      expect(stateOf(breaking, words)).toBe('open');
    }
  });

  it.each([
    ['phase', ['open', 'open', 'not-applicable', 'not-applicable']],
    ['workstream', ['not-applicable', 'not-applicable', 'open', 'not-applicable']],
    ['hotfix', ['not-applicable', 'not-applicable', 'not-applicable', 'open']],
    ['maintenance', ['not-applicable', 'not-applicable', 'not-applicable', 'not-applicable']],
  ])('of QMS Dashboard: what a %s release requires (000-09, 000-10, 000-11)', (type, expected) => {
    const list = listOf('audit-trail', { type });
    const words = [
      'Objectives of the phase',
      'Phase verification report',
      'Deliverables of the workstream',
      'Fix tested in isolation',
    ];
    expect(words.map((each) => stateOf(list, each))).toEqual(expected);
  });

  it('of QMS Dashboard: five criteria of 1.0.0 and of no other version (000-04)', () => {
    const statesOf = (version: string): readonly string[] =>
      listOf('audit-trail', { version, type: 'major' })
        .list.tasks.filter(({ group }) => group === 'Criteria of 1.0.0')
        .map(({ state }) => state);
    expect(statesOf('1.0.0')).toEqual(Array(5).fill('open'));
    expect(statesOf('2.0.0')).toEqual(Array(5).fill('not-applicable'));
  });

  it('of QMS Dashboard: security, approvals, creation and afterwards (000-49, 000-50, 000-51, 000-68)', () => {
    const list = listOf('audit-trail', { type: 'major' });
    expect(countsOf(list, 'Pre-Release')['Security Verification']).toBe(5);
    expect(countsOf(list, 'Release Approval')).toEqual({ '': 4 });
    expect(countsOf(list, 'Release Creation')).toEqual({ '': 4 });
    expect(countsOf(list, 'Post-Release')).toEqual({ '': 5, 'Rollback Triggers': 4 });
    expect(list.text).toContain(
      '- [ ] Post-deployment verification <!-- item: post-deployment-verification -->\n  - [ ] Health check passing',
    );
    expect(stateOf(listOf('audit-trail'), 'Change Advisory Board')).toBe('not-applicable');
    expect(stateOf(listOf('audit-trail'), 'retrospective')).toBe('not-applicable');
  });

  it('of DJP Workflow: four phases with their owners (001-13, 001-47, 001-55)', () => {
    const list = listOf('python-package');
    expect(countsOf(list, 'Pre-Release')).toEqual({ '': 8, Development: 3, 'Quality Gates': 8 });
    expect(countsOf(list, 'Release')).toEqual({ '': 5 });
    expect(countsOf(list, 'Publish')).toEqual({ '': 1, Operations: 6 });
    expect(countsOf(list, 'Post-Release')).toEqual({ '': 5 });
    expect(list.text.match(/^_Owner: .*_$/gm)).toEqual([
      '_Owner: Release Manager_',
      '_Owner: Developers_',
      '_Owner: QA_',
      '_Owner: Release Manager_',
      '_Owner: Release Manager_',
      '_Owner: DevOps_',
      '_Owner: Release Manager_',
    ]);
    expect(stateOf(list, 'Upgrade path tested')).toBe('open');
  });

  it.each([
    ['Release Manager', ['Version bumped', 'Version tag v1.1.0 created', 'Release published', 'Release announced']],
    ['Developers', ['Release-blocking bugs fixed', 'Tests written', 'Documentation of what changed written']],
    ['QA', ['Unit tests pass', 'Smoke tests pass']],
    ['DevOps', ['Docker images built', 'pushed to the registry', 'Deployed to all', 'Deployments monitored']],
  ])('of DJP Workflow: %s has tasks (001-02)', (owner, expected) => {
    const { text } = listOf('python-package');
    const parts = text.split(/^(?=#)/m).filter((part) => part.includes(`_Owner: ${owner}_`));
    const tasks = parts.flatMap((part) => part.match(/^- \[ \] .*$/gm) ?? []);
    for (const words of expected) expect(tasks.filter((task) => task.includes(words))).toHaveLength(1);
  });

  it('of DJP Workflow: a hotfix is published without the extended review (001-40)', () => {
    const DETAILS = ['Title has the version', 'Release notes accurate', 'Target branch is main', 'Pre-release flag'];
    const [planned, hotfix] = ['patch', 'hotfix'].map((type) => listOf('python-package', { type }));
    for (const words of DETAILS) {
      expect(stateOf(planned as ReturnType<typeof listOf>, words)).toBe('open');
      expect(stateOf(hotfix as ReturnType<typeof listOf>, words)).toBe('not-applicable');
    }
    for (const words of ['Draft release reviewed', 'Release published'])
      expect(stateOf(hotfix as ReturnType<typeof listOf>, words)).toBe('open');
  });

  it('of DJP Workflow: the review of the draft, and who is told (001-25, 001-33)', () => {
    const { text } = listOf('python-package');
    expect(/Draft release reviewed.*\n((?: {2}- \[ \] .*\n)+)/.exec(text)?.[1]?.trim().split('\n')).toHaveLength(6);
    expect(/Release announced.*\n((?: {2}- \[ \] .*\n)+)/.exec(text)?.[1]?.trim().split('\n')).toHaveLength(3);
  });

  it('of Sybernix: three phases with their days (002-04, 002-10, 002-11, 002-16, 002-24)', () => {
    const list = listOf('container-platform');
    const phases = describeChecklist(list.list, list.policy);
    expect(phases.map(({ name, days, blocks }) => [name, days, blocks])).toEqual([
      ['Pre-release', 'D-14 to D-7', true],
      ['Release', 'D-0', true],
      ['Post-release', 'D+1 to D+14', false],
    ]);
    expect(countsOf(list, 'Release')).toEqual({ '': 10 });
    expect(countsOf(list, 'Post-release')).toEqual({ '': 4 });
    expect(stateOf(list, 'Dependencies reviewed')).toBe('open');
    for (const words of ['OpenAPI', 'cookbooks', 'tuning guide', 'Example configurations'])
      expect(stateOf(list, words)).toBe('open');
  });

  it('of Sybernix: six steps of a security release (002-39)', () => {
    const statesOf = (of: Of): readonly string[] =>
      listOf('container-platform', of)
        .list.tasks.filter(({ group }) => group === 'Emergency Security Release')
        .map(({ state }) => state);
    expect(statesOf({ has: { security: true } })).toEqual(Array(6).fill('open'));
    expect(statesOf({})).toEqual(Array(6).fill('not-applicable'));
  });

  it('of Helpdesk: five groups before a release (003-04, 003-06)', () => {
    const list = listOf('web-platform');
    expect(countsOf(list, 'Pre-Release')).toEqual({
      Performance: 2,
      'Release Gate': 5,
      Review: 4,
      Staging: 2,
      'User Acceptance': 4,
      'Code Quality': 6,
      Documentation: 6,
      Configuration: 5,
      Testing: 6,
      Deployment: 5,
    });
    expect(stateOf(list, 'Load testing')).toBe('not-applicable');
    expect(stateOf(listOf('web-platform', { type: 'major' }), 'Load testing')).toBe('open');
  });

  it('of Helpdesk: planned two to four weeks ahead, which nothing waits for (003-30)', () => {
    const list = listOf('web-platform');
    const [planning] = describeChecklist(list.list, list.policy);
    expect(planning).toMatchObject({ name: 'Planning', days: 'D-28 to D-14', blocks: false });
    expect(list.text).toContain('- [ ] Scope and date of the release agreed');
  });

  it('of Helpdesk: three windows behind a release, which never block (003-18)', () => {
    const list = listOf('web-platform');
    const phases = describeChecklist(list.list, list.policy).slice(-3);
    expect(phases.map(({ name, days, blocks }) => [name, days, blocks])).toEqual([
      ['Immediate', 'D-0 to D+1', false],
      ['Short-term', 'D+1 to D+7', false],
      ['Long-term', 'D+7 to D+28', false],
    ]);
    expect(phases.map(({ name }) => countsOf(list, name)[''])).toEqual([5, 5, 4]);
  });

  it('of SOLVEREIGN: the days from D-3 to D+1 (004-03, 004-04, 004-09, 004-12)', () => {
    const list = listOf('regulated-saas');
    expect(list.text).toMatch(
      /\nRelease: v1\.1\.0\nRelease Type: minor\nTarget Date: 2026-01-08\nRelease Manager: Ada\n/,
    );
    expect(describeChecklist(list.list, list.policy).map(({ name, days }) => [name, days])).toEqual([
      ['Pre-Release', 'D-3 to D-1'],
      ['Release Day', 'D-0'],
      ['Post-Release', 'D+1'],
      ['Approvals', ''],
    ]);
    expect(countsOf(list, 'Pre-Release')).toEqual({
      'Sign-off': 1,
      'Code Readiness': 4,
      Testing: 4,
      Documentation: 4,
      Dependencies: 3,
    });
    expect(countsOf(list, 'Release Day')).toEqual({
      'Pre-Deployment': 4,
      Deployment: 5,
      'Post-Deployment': 5,
      'Monitoring (First Hour)': 4,
    });
    expect(countsOf(list, 'Post-Release')).toEqual({ '': 5 });
  });

  it.each<[Of, readonly string[]]>([
    [{}, ['product_owner', 'platform_lead']],
    [{ has: { security: true } }, ['product_owner', 'platform_lead', 'security_lead']],
    [{ type: 'hotfix' }, ['security_lead']],
    [{ type: 'patch' }, ['on_call']],
    [{ type: 'major' }, ['cto', 'product_owner', 'platform_lead']],
  ])('of SOLVEREIGN: who approves a release of %j (004-08)', (of, expected) => {
    const { list } = listOf('regulated-saas', of);
    expect(list.tasks.filter(({ kind }) => kind === 'approval').map(({ text }) => text)).toEqual(expected);
  });

  it.each(['Writes disabled', 'Migrations applied', 'Writes enabled again', 'Migration notes documented'])(
    'of SOLVEREIGN: “%s” only where the schema changes (004-10)',
    (words) => {
      expect(stateOf(listOf('regulated-saas'), words)).toBe('not-applicable');
      expect(stateOf(listOf('regulated-saas', { has: { migrations: true } }), words)).toBe('open');
    },
  );

  it('of SOLVEREIGN: each component has a version or is parked', () => {
    expect(stateOf(listOf('regulated-saas'), 'or PARKED')).toBe('open');
  });
});
