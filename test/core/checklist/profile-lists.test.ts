import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../../src/core/checklist/checklist.ts';
import { toChecklistBlockers } from '../../../src/core/checklist/checklist-blockers.ts';
import { describeChecklist } from '../../../src/core/checklist/describe-checklist.ts';
import { skipTask, tickTask, untickTask } from '../../../src/core/checklist/edit-task.ts';
import { parseChecklist } from '../../../src/core/checklist/parse-checklist.ts';
import { recordApproval } from '../../../src/core/checklist/record-approval.ts';
import { refreshChecklist } from '../../../src/core/checklist/refresh-checklist.ts';
import type { ReleaseTraits } from '../../../src/core/checklist/release-traits.ts';
import { whyNotByHand } from '../../../src/core/checklist/why-not-by-hand.ts';
import { writeChecklist } from '../../../src/core/checklist/write-checklist.ts';
import { toGateBlockers } from '../../../src/core/gates/gate-blockers.ts';
import { toGateResult } from '../../../src/core/gates/gate-results.ts';
import { BUILT_IN_PROFILES, DEFAULT_POLICY, mergeSettings, type Policy } from '../../../src/core/index.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';

const policyOf = (name: string): Policy =>
  mergeSettings(DEFAULT_POLICY, BUILT_IN_PROFILES.get(name)?.settings ?? {}) as Policy;

const traits = (type: string): ReleaseTraits => ({
  ...{ type, prerelease: false, firstMajor: false },
  has: { breaking: false, security: false, migrations: false, deprecations: false },
});

/** The checklist of 1.1.0 by a profile, with what does not apply to a type of release said to be so. */
function listOf(profile: string, type = 'minor'): string {
  const policy = policyOf(profile);
  const about = {
    policy,
    product: 'Product',
    version: '1.1.0',
    tag: 'v1.1.0',
    previous: '1.0.0',
    traits: traits(type),
  };
  const text = writeChecklist({ ...about, date: '2026-01-08', manager: 'Ada' });
  const request = { policy, traits: traits(type), outcomes: {}, today: '2026-01-08' };
  return applyEdits(text, refreshChecklist(parseChecklist(text), request));
}

const tasksIn = (text: string, phase: string, group: string): readonly Task[] =>
  parseChecklist(text).tasks.filter((task) => task.phase === phase && task.group === group);

/** What a release waits for in the list, approvals left out. */
function waitsFor(profile: string, text: string, type = 'minor'): readonly string[] {
  const subject = { version: '1.1.0', traits: traits(type), policy: policyOf(profile), path: 'list.md' };
  const blockers = toChecklistBlockers({ ...subject, checklist: parseChecklist(text) });
  return blockers.flatMap(({ code, message }) => (code === 'checklist-open' ? [message] : []));
}

interface Asked {
  readonly what: string;
  readonly profile: string;
  readonly phase: string;
  readonly group: string;
  readonly type?: string;
  /** True where a release waits for each of them. */
  readonly blocks: boolean;
  readonly texts: readonly string[];
}

const ASKED: readonly Asked[] = [
  {
    what: 'the four triggers of a rollback are looked for after a release (000-60)',
    ...{ profile: 'audit-trail', phase: 'Post-Release', group: 'Rollback Triggers', blocks: false },
    texts: [
      'No critical functionality is broken in production',
      'No security vulnerability was introduced',
      'No data corruption was detected',
      'No unrecoverable errors are in the logs',
    ],
  },
  {
    what: 'the review from the pull request to the merge (003-12)',
    ...{ profile: 'web-platform', phase: 'Pre-Release', group: 'Review', blocks: true },
    texts: [
      'Pull request created',
      'Reviewers assigned (two approvals)',
      'Feedback addressed',
      'Merged to the release branch',
    ],
  },
  {
    what: 'staging with its commands (003-13)',
    ...{ profile: 'web-platform', phase: 'Pre-Release', group: 'Staging', blocks: true },
    texts: [
      'Staging runs the release branch: `docker-compose -f docker-compose.staging.yml up -d`',
      'Integration tests pass: `npm run test:integration`, `python -m pytest tests/integration/`',
    ],
  },
  {
    what: 'user acceptance (003-13)',
    ...{ profile: 'web-platform', phase: 'Pre-Release', group: 'User Acceptance', blocks: true },
    texts: ['All new features tested', 'Bug fixes verified', 'Performance checked', 'Security validated'],
  },
  {
    what: 'performance with its commands (003-13)',
    ...{ profile: 'web-platform', phase: 'Pre-Release', group: 'Performance', blocks: true },
    texts: [
      'Load tests pass, responses below 200 ms: `npm run test:load`, `python -m pytest tests/performance/`',
      'Memory profiled: `docker stats`',
    ],
  },
  {
    what: 'the announcement (003-17)',
    ...{ profile: 'web-platform', phase: 'Immediate', group: 'Announcement', blocks: false },
    texts: [
      'Project website updated',
      'Release notes sent',
      'Stakeholders notified',
      'Documentation updated everywhere',
    ],
  },
  {
    what: 'what is watched behind it (003-17)',
    ...{ profile: 'web-platform', phase: 'Immediate', group: 'Monitoring', blocks: false },
    texts: [
      'Application metrics monitored',
      'Error rates checked',
      'Performance verified',
      'Feedback of users monitored',
    ],
  },
  {
    what: 'the order of the response to a critical issue (003-31)',
    ...{ profile: 'web-platform', phase: 'Immediate', group: 'Critical Issue', type: 'hotfix', blocks: false },
    texts: [
      'Acknowledged within 15 minutes',
      'Severity and impact determined',
      'Stakeholders of the issue notified',
      'Fixed, or rolled back',
      'Post-mortem written, and the process improved',
    ],
  },
  {
    what: 'the named gates, each by its name (004-06)',
    ...{ profile: 'regulated-saas', phase: 'Pre-Release', group: 'Testing', blocks: true },
    texts: [
      'All CI gates pass (pr-guardian.yml)',
      'Staging soak test passes (at least 5 iterations)',
      'Ops drills pass (H1, H2, H3)',
      'Security gate passes (verify_final_hardening)',
    ],
  },
];

describe('the lists of the documents', () => {
  // Whole titles: a value of a field would be cut, and the row with it.
  const cases = ASKED.map((each) => [`${each.profile}: ${each.what}`, each] as const);
  it.each(cases)('%s', (_, { profile, phase, group, type = 'minor', blocks, texts }) => {
    const text = listOf(profile, type);
    const tasks = tasksIn(text, phase, group);
    expect(tasks.map((task) => task.text)).toEqual(texts);
    expect(tasks.every(({ state }) => state === 'open')).toBe(true);
    const waits = waitsFor(profile, text, type);
    for (const each of texts) expect(waits.includes(`“${each}” is not done (${phase})`), each).toBe(blocks);
    // Each by itself: done by somebody on a day, with what shows it, or said not to apply.
    const [first, ...others] = tasks;
    const done = applyEdits(text, [
      ...tickTask(first as Task, 'Ada, 2026-01-08: CI 512'),
      ...others.flatMap((task) => skipTask(task, 'nothing of it in this release')),
    ]);
    const after = waitsFor(profile, done, type);
    expect(texts.filter((each) => after.includes(`“${each}” is not done (${phase})`))).toEqual([]);
  });

  it('ask for the response to a critical issue of hotfixes alone', () => {
    const tasks = tasksIn(listOf('web-platform', 'minor'), 'Immediate', 'Critical Issue');
    expect(tasks.map(({ state }) => state)).toEqual(tasks.map(() => 'not-applicable'));
    expect(tasks).toHaveLength(5);
  });

  it('hold a release back by tests, scans, documentation and stakeholders (003-23)', () => {
    const policy = policyOf('web-platform');
    const results = policy.gates.commands.map((gate) =>
      toGateResult(gate, { path: 'gate.json', record: null, applies: true }, { notKnown: 'not asked' }),
    );
    const gates = toGateBlockers('1.1.0', results).map(({ hint }) => /gate ([\w-]+) /.exec(hint ?? '')?.[1]);
    expect(gates).toEqual(expect.arrayContaining(['frontend-tests', 'backend-tests', 'npm-audit', 'pip-audit']));
    const text = listOf('web-platform');
    const gate = tasksIn(text, 'Pre-Release', 'Release Gate');
    expect(gate.map((task) => task.text)).toEqual([
      'Every test passes (100 %)',
      'Documentation is complete and accurate',
      'No vulnerability is known',
      'Performance meets the requirements',
      'Stakeholders have approved',
    ]);
    for (const each of gate)
      expect(waitsFor('web-platform', text)).toContain(`“${each.text}” is not done (Pre-Release)`);
    // The documentation is no matter of opinion: as long as its check fails, nobody ticks it.
    const [, documentation] = gate;
    const outcomes = { docs: { state: 'failed', evidence: 'docs found 2 errors' } } as const;
    expect(whyNotByHand(documentation as Task, policy, outcomes)?.message).toContain('docs found 2 errors');
  });

  it('hold a deployment back by health, metrics, rollback and backup (003-24)', () => {
    const text = listOf('web-platform');
    const gate = tasksIn(text, 'Deployment Gate', '');
    expect(gate.map((task) => task.text)).toEqual([
      'All services healthy',
      'Metrics within bounds',
      'Rollback tested and ready',
      'Recent backup available',
    ]);
    const waits = waitsFor('web-platform', text);
    for (const each of gate) expect(waits).toContain(`“${each.text}” is not done (Deployment Gate)`);
    const done = applyEdits(
      text,
      gate.flatMap((task) => tickTask(task, 'Ada, 2026-01-08: P95 120 ms')),
    );
    expect(waitsFor('web-platform', done).filter((each) => each.includes('Deployment Gate'))).toEqual([]);
  });

  it('have the thresholds of the first hour, which a release day is not done without (004-11)', () => {
    const policy = policyOf('regulated-saas');
    const text = listOf('regulated-saas');
    const hour = tasksIn(text, 'Release Day', 'Monitoring (First Hour)');
    expect(hour.map((task) => task.text)).toEqual([
      'Error rate below 1 %',
      'P95 latency within SLO',
      'No security alerts',
      'No customer reports',
    ]);
    const dayOf = (list: string) =>
      describeChecklist(parseChecklist(list), policy).find(({ name }) => name === 'Release Day');
    const measured = applyEdits(
      text,
      hour.flatMap((task) => tickTask(task, 'Ada, 2026-01-08: 0.4 %')),
    );
    expect(dayOf(text)?.blocks).toBe(true);
    expect(dayOf(text)?.open).toBe((dayOf(measured)?.open ?? 0) + 4);
    expect(measured).toContain('- [x] Error rate below 1 % – Ada, 2026-01-08: 0.4 % <!--');
  });
});

describe('checklists edited into nonsense', () => {
  const piece = fc.constantFrom(
    ...[
      '- [x] ',
      '- [ ] ',
      '- [',
      '] ',
      '[✓]',
      ' – ',
      'not applicable',
      ': ',
      'Ada, 2026-01-07',
      '<!-- item: ',
      ' -->',
    ],
    ...['<!-- approval: cto -->', '<!-- item: tests-pass -->', '## Pre-Release (D-1)\n', '## Approvals\n', '### G\n'],
    ...[
      'Release Type: minor\n',
      'Release: v1\n',
      '\n',
      '\r\n',
      '\u2028',
      '  ',
      '> ',
      '```\n',
      '<div>',
      '\ufeff',
      '\0',
      'ü',
    ],
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 80 }).map((all) => all.join('')),
    fc.nat(4000).map((end) => listOf('regulated-saas').slice(0, end)),
  );
  const policy = policyOf('regulated-saas');
  const outcomes = {
    section: { state: 'passed', evidence: 'a – b <!-- c -->' },
    tag: { state: 'failed', evidence: '' },
  } as const;

  it('make nothing fail, and lose nothing but the box, the remark and new lines of a task', () => {
    fc.assert(
      fc.property(anyText, fc.string(), (text, words) => {
        const list = parseChecklist(text);
        const subject = { version: '1.1.0', traits: traits('minor'), policy, path: 'list.md', checklist: list };
        for (const { place } of toChecklistBlockers(subject))
          expect(place === null || place.line <= list.source.lineCount).toBe(true);
        const changes = [
          refreshChecklist(list, { policy, traits: traits('minor'), outcomes, today: '2026-01-08' }),
          ...list.tasks.slice(0, 5).flatMap((task) => [tickTask(task, words), untickTask(task), skipTask(task, words)]),
          recordApproval(list, { role: 'cto', by: words, date: '2026-01-08' }, policy, traits('major')),
        ];
        for (const task of list.tasks) whyNotByHand(task, policy, outcomes);
        const free = list.tasks.flatMap(({ boxSpan, remarkSpan }) => [boxSpan, remarkSpan]);
        for (const edits of changes) {
          if ('code' in edits) continue;
          for (const { start, end } of edits)
            expect(
              start === end ||
                free.some((span) => span.start === start && span.end === end) ||
                text.slice(start, end).trim() === '',
            ).toBe(true);
          expect(() => parseChecklist(applyEdits(text, edits))).not.toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });
});
