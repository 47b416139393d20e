import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPROVALS, type Checklist, type Task } from '../../../src/core/checklist/checklist.ts';
import { describeChecklist } from '../../../src/core/checklist/describe-checklist.ts';
import { skipTask, tickTask, untickTask } from '../../../src/core/checklist/edit-task.ts';
import { findTask } from '../../../src/core/checklist/find-task.ts';
import { parseChecklist } from '../../../src/core/checklist/parse-checklist.ts';
import { planItems, toItemId } from '../../../src/core/checklist/plan-items.ts';
import { recordApproval } from '../../../src/core/checklist/record-approval.ts';
import { type CheckOutcomes, refreshChecklist } from '../../../src/core/checklist/refresh-checklist.ts';
import type { ReleaseTraits } from '../../../src/core/checklist/release-traits.ts';
import { writeChecklist } from '../../../src/core/checklist/write-checklist.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';
import { mergePolicy } from '../../support/examples.ts';

const item = (text: string, more: object = {}) => ({ text, level: 1, when: 'always', check: 'none', ...more });
const POLICY = mergePolicy({
  checklists: {
    path: 'releases/{tag}/checklist.md',
    phases: [
      {
        name: 'Pre-Release',
        from: -3,
        to: -1,
        blocks: 'release',
        groups: [
          {
            name: 'Code Readiness',
            owner: 'Platform Lead',
            items: [
              item('All PRs merged to main'),
              item('CHANGELOG.md updated', { check: 'section' }),
              item('Version {version} in package files', { level: 2, check: 'version-files' }),
            ],
          },
          { name: 'Documentation', owner: '', items: [item('Breaking changes documented', { when: 'breaking' })] },
        ],
      },
      {
        name: 'Release Day',
        from: 0,
        to: 0,
        blocks: 'release',
        groups: [{ name: '', owner: '', items: [item('Writes disabled', { when: 'migrations' })] }],
      },
      {
        name: 'Post-Release',
        from: 1,
        to: 1,
        blocks: 'nothing',
        groups: [
          {
            name: '',
            owner: '',
            items: [item('Retrospective scheduled', { when: 'major' }), item('CHANGELOG.md updated')],
          },
        ],
      },
    ],
  },
  approvals: {
    all: [{ role: 'Product Owner', when: 'always' }],
    minor: [{ role: 'security_lead', when: 'security' }],
    major: [{ role: 'cto', when: 'always' }],
  },
});
const NOTHING = { breaking: false, security: false, migrations: false, deprecations: false };
const traits = (type: string | null, has: Partial<typeof NOTHING> | null = {}): ReleaseTraits => ({
  type,
  prerelease: false,
  firstMajor: false,
  has: has && { ...NOTHING, ...has },
});
const start = (of: ReleaseTraits, more: object = {}): string =>
  writeChecklist({
    policy: POLICY,
    product: 'SOLVEREIGN',
    version: '3.7.0',
    tag: 'v3.7.0',
    previous: '3.6.0',
    traits: of,
    date: '2026-01-08',
    manager: 'Ada',
    ...more,
  });
const refresh = (text: string, of: ReleaseTraits, outcomes: CheckOutcomes = {}): string => {
  const edits = refreshChecklist(parseChecklist(text), { policy: POLICY, traits: of, outcomes, today: '2026-01-07' });
  return applyEdits(text, edits);
};
const taskOf = (text: string, id: string): Task => parseChecklist(text).tasks.find((task) => task.id === id) as Task;

describe('writeChecklist', () => {
  it('has the header, the phases with their days, groups, owners and approvals (004-03)', () => {
    expect(start(traits('minor', { security: true }))).toBe(`# Release Checklist: SOLVEREIGN 3.7.0

Release: v3.7.0
Release Type: minor
Target Date: 2026-01-08
Release Manager: Ada

## Pre-Release (D-3 to D-1)

### Code Readiness

_Owner: Platform Lead_

- [ ] All PRs merged to main <!-- item: all-prs-merged-to-main -->
- [ ] CHANGELOG.md updated <!-- item: changelog-md-updated -->
  - [ ] Version 3.7.0 in package files <!-- item: version-in-package-files -->

### Documentation

- [ ] Breaking changes documented <!-- item: breaking-changes-documented -->

## Release Day (D-0)

- [ ] Writes disabled <!-- item: writes-disabled -->

## Post-Release (D+1)

- [ ] Retrospective scheduled <!-- item: retrospective-scheduled -->
- [ ] CHANGELOG.md updated <!-- item: changelog-md-updated-2 -->

## Approvals

- [ ] Product Owner <!-- approval: product_owner -->
- [ ] security_lead <!-- approval: security_lead -->
`);
  });

  it.each([
    ['minor', {}, ['Product Owner']],
    ['minor', { security: true }, ['Product Owner', 'security_lead']],
    ['major', {}, ['Product Owner', 'cto']],
    [null, null, ['Product Owner']],
  ])('asks a %s release with %j for the approvals of the policy (004-08)', (type, has, expected) => {
    const { tasks } = parseChecklist(start(traits(type, has)));
    expect(tasks.filter(({ kind }) => kind === 'approval').map(({ text }) => text)).toEqual(expected);
  });

  it('is read back as it was planned', () => {
    const { tasks, fields } = parseChecklist(start(traits('minor')));
    const planned = planItems(POLICY);
    expect(tasks.filter(({ kind }) => kind === 'item').map(({ id, phase }) => [id, phase])).toEqual(
      planned.map(({ id, phase }) => [id, phase.name]),
    );
    expect([...fields].map(([name, { value }]) => [name, value])).toEqual([
      ['release', 'v3.7.0'],
      ['release type', 'minor'],
      ['target date', '2026-01-08'],
      ['release manager', 'Ada'],
    ]);
  });

  it('gives items names that differ, and stay when a version is filled in', () => {
    expect(toItemId('Version {version} in package files')).toBe('version-in-package-files');
    expect(toItemId('Über `x`: 100 % fertig!')).toBe('über-x-100-fertig');
    expect(toItemId('{version}')).toBe('item');
    const ids = planItems(POLICY).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('refreshChecklist', () => {
  const passed: CheckOutcomes = { section: { state: 'passed', evidence: 'line 12' } };
  const failed: CheckOutcomes = { section: { state: 'failed', evidence: 'no section' } };

  it('ticks what a check shows, with its evidence, and says what does not apply and why', () => {
    const text = refresh(start(traits('minor')), traits('minor'), passed);
    expect(text).toContain(
      '- [x] CHANGELOG.md updated – checked 2026-01-07: line 12 <!-- item: changelog-md-updated -->',
    );
    expect(text).toContain('- [x] Breaking changes documented – not applicable: nothing breaks in this release <!--');
    expect(text).toContain('- [x] Writes disabled – not applicable: no migrations in this release <!--');
    expect(text).toContain('- [x] Retrospective scheduled – not applicable: this is no major release but minor <!--');
    expect(text).toContain('- [ ] All PRs merged to main <!--');
    expect(refresh(text, traits('minor'), passed)).toBe(text);
  });

  it('leaves everything open while nobody knows what the release is', () => {
    const unknown = traits(null, null);
    expect(refresh(start(unknown), unknown)).toBe(start(unknown));
  });

  it('takes back what it ticked once the check fails, and nothing that people ticked', () => {
    const checked = refresh(start(traits('minor')), traits('minor'), passed);
    expect(taskOf(refresh(checked, traits('minor'), failed), 'changelog-md-updated').state).toBe('open');
    const byHand = start(traits('minor')).replace(
      '- [ ] CHANGELOG.md updated',
      '- [x] CHANGELOG.md updated – Ada, 2026-01-06',
    );
    expect(taskOf(refresh(byHand, traits('minor'), failed), 'changelog-md-updated')).toMatchObject({
      state: 'done',
      remark: 'Ada, 2026-01-06',
    });
  });

  it('opens an item again whose condition has come to hold, and none that somebody said does not apply', () => {
    const skipped = refresh(start(traits('minor')), traits('minor'));
    expect(taskOf(refresh(skipped, traits('minor', { breaking: true })), 'breaking-changes-documented').state).toBe(
      'open',
    );
    expect(taskOf(refresh(skipped, traits('major')), 'retrospective-scheduled').state).toBe('open');
    const byHand = skipped.replace('nothing breaks in this release', 'the page is written by another team');
    expect(taskOf(refresh(byHand, traits('minor', { breaking: true })), 'breaking-changes-documented').state).toBe(
      'not-applicable',
    );
  });
});

describe('the edits of a task', () => {
  const LIST =
    '# L\r\n\r\n* [ ]  A *b* `c` <!-- item: a -->\r\n\ttext\r\n* [X] B – old <!-- item: b --> tail\r\n* [ ] C\r\n';

  it.each<[string, string, (task: Task) => ReturnType<typeof tickTask>, string]>([
    [
      'tick',
      'a',
      (task) => tickTask(task, 'Ada, 2026-01-07: CI'),
      LIST.replace('[ ]  A *b* `c`', '[x]  A *b* `c` – Ada, 2026-01-07: CI'),
    ],
    ['tick again', 'b', (task) => tickTask(task, 'new'), LIST.replace('[X] B – old', '[x] B – new')],
    ['untick', 'b', untickTask, LIST.replace('[X] B – old', '[ ] B')],
    [
      'skip',
      'a',
      (task) => skipTask(task, 'why\n not -->'),
      LIST.replace('[ ]  A *b* `c`', '[x]  A *b* `c` – not applicable: why not'),
    ],
  ])('%s changes box and remark and nothing else', (_, id, change, expected) => {
    expect(applyEdits(LIST, change(taskOf(LIST, id)))).toBe(expected);
  });

  it('find the task that somebody means', () => {
    const checklist = parseChecklist(start(traits('minor')));
    const idOf = (wanted: string) => {
      const found = findTask(checklist, wanted);
      return 'code' in found ? found.message : found.id;
    };
    expect(idOf('writes-disabled')).toBe('writes-disabled');
    expect(idOf('Writes Disabled')).toBe('writes-disabled');
    expect(idOf('retro')).toBe('retrospective-scheduled');
    expect(idOf('package files')).toBe('version-in-package-files');
    expect(idOf('updated')).toContain('may be several items: changelog-md-updated, changelog-md-updated-2');
    expect(idOf('nothing')).toContain('has no item');
    expect(idOf('')).toContain('has no item');
  });
});

describe('recordApproval', () => {
  const approve = (text: string, role: string, by: string, of = traits('minor')) => {
    const recorded = recordApproval(parseChecklist(text), { role, by, date: '2026-01-07' }, POLICY, of);
    return 'code' in recorded ? recorded.message : applyEdits(text, recorded);
  };
  const text = start(traits('minor'));

  it('writes who and when, and overwrites nobody', () => {
    const once = approve(text, 'product owner', 'Grace <g@example.com>');
    expect(once).toContain(
      '- [x] Product Owner – Grace <g@example.com>, 2026-01-07 <!-- approval: product_owner -->\n',
    );
    expect(approve(once, 'Product Owner', 'Eve')).toContain('has approved already: Grace');
  });

  it('adds the line of a role that the release has come to need', () => {
    expect(approve(text, 'security_lead', 'Ada', traits('minor', { security: true }))).toContain(
      '- [ ] Product Owner <!-- approval: product_owner -->\n- [x] security_lead – Ada, 2026-01-07 <!-- approval: security_lead -->\n',
    );
    expect(approve('# L\n', 'cto', 'Ada', traits('major'))).toBe(
      '# L\n\n## Approvals\n\n- [x] cto – Ada, 2026-01-07 <!-- approval: cto -->\n',
    );
  });

  it.each([
    ['cto', 'Ada', 'the role “cto” approves nothing of this release'],
    ['Product Owner', ' ', 'an approval says who gives it'],
  ])('refuses %s by %j', (role, by, expected) => {
    expect(approve(text, role, by)).toBe(expected);
  });
});

describe('describeChecklist', () => {
  it('says what a release waits for: later phases never block', () => {
    const phases = describeChecklist(parseChecklist(start(traits('minor'))), POLICY);
    expect(phases.map(({ name, days, blocks, open }) => [name, days, blocks, open])).toEqual([
      ['Pre-Release', 'D-3 to D-1', true, 4],
      ['Release Day', 'D-0', true, 1],
      ['Post-Release', 'D+1', false, 2],
      [APPROVALS, '', true, 1],
    ]);
  });
});

describe('a checklist that was edited by hand into nonsense', () => {
  const piece = fc.constantFrom(
    '- [ ] ',
    '- [x] ',
    '* [X] ',
    '1. [-] ',
    '- []',
    '- [',
    '  - [ ] Nested',
    '> - [x] Quoted',
    ' – ',
    'not applicable',
    'checked 2026-01-07: x',
    '<!-- item: all-prs-merged-to-main -->',
    '<!-- item: changelog-md-updated -->',
    '<!-- approval: cto -->',
    '<!-- item:',
    '-->',
    '## Pre-Release (D-1)',
    '## Approvals',
    '# ',
    'Release: ',
    '\n',
    '\r\n',
    '\n\n',
    '```\n',
    '\ufeff',
    '🎉',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 80 }).map((all) => all.join('')),
  );
  const spansOf = ({ tasks, fields }: Checklist) => [
    ...tasks.flatMap(({ boxSpan, textSpan, remarkSpan, idSpan, ...task }) => [
      task,
      boxSpan,
      textSpan,
      remarkSpan,
      ...(idSpan ? [idSpan] : []),
    ]),
    ...[...fields.values()].flatMap((field) => [field, field.valueSpan]),
  ];

  it('is read without an error, spans inside of the text, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { start: from, end } of spansOf(parseChecklist(text))) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(from);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('loses nothing to the edits: what is no box, remark or new line stays, byte by byte', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, isPassed) => {
        const outcomes: CheckOutcomes = { section: { state: isPassed ? 'passed' : 'failed', evidence: 'E' } };
        const before = parseChecklist(text);
        const now = parseChecklist(refresh(text, traits('minor'), outcomes));
        expect(now.tasks.map(({ id, kind, text: said }) => [id, kind, said])).toEqual(
          before.tasks.map(({ id, kind, text: said }) => [id, kind, said]),
        );
        const bare = ({ source, tasks }: Checklist): string =>
          applyEdits(
            source.text,
            tasks.flatMap(({ boxSpan, remarkSpan }) => [
              { ...boxSpan, text: '' },
              { ...remarkSpan, text: '' },
            ]),
          );
        expect(bare(now)).toBe(bare(before));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the remark of a task without words', () => {
    const text = refresh('- [ ] <!-- item: changelog-md-updated -->\n', traits('minor'), {
      section: { state: 'passed', evidence: 'E' },
    });
    expect(taskOf(text, 'changelog-md-updated')).toMatchObject({ text: '', remark: 'checked 2026-01-07: E' });
  });

  it.each(['- [ ]  – <!-- item: changelog-md-updated -->', '- [ ] – <!-- item: changelog-md-updated -->'])(
    'takes a dash with nothing behind it for the start of a remark: %s',
    (line) => {
      const [task] = parseChecklist(line).tasks;
      expect(task).toMatchObject({ text: '', remark: '' });
      const text = refresh(line, traits('minor'), { section: { state: 'passed', evidence: 'E' } });
      expect(taskOf(text, 'changelog-md-updated')).toMatchObject({ text: '', remark: 'checked 2026-01-07: E' });
      expect(text.match(/–/g)).toHaveLength(1);
    },
  );

  it.each(['--', '===', '```', '~~~~', '* * *', '##', '2.'])('takes a line of %j for no place of a remark', (marks) => {
    const text = `- [ ] One\n  ${marks} – checked: two\n- [ ] Three\n`;
    const [task] = parseChecklist(text).tasks;
    expect(task?.remark).toBe('');
    expect(parseChecklist(applyEdits(text, untickTask(task as Task))).tasks).toHaveLength(2);
  });

  it('has no state for a box that is none', () => {
    const states = parseChecklist('- [✓] A\n- [] B\n- [ x] C\n- [x]D\n- x\n- [abcd] E\n').tasks.map(
      ({ text, state }) => [text, state],
    );
    expect(states).toEqual([
      ['A', 'odd'],
      ['B', 'odd'],
      ['C', 'odd'],
    ]);
  });
});
