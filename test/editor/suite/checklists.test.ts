import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, type Diagnostic, languages, TreeItemCheckboxState, window, workspace } from 'vscode';
import { tickTasks } from '../../../client/checklists/tick-tasks.ts';
import type { Parts } from '../../../client/extension.ts';
import type { LedgerUi } from '../../../client/ledger/ledger-ui.ts';
import type { RowDto } from '../../../src/protocol/rows.ts';
import { replaceText } from '../../support/editor.ts';
import { eventually, reset, ruleOf, sampleUri, show, startExtension } from '../support.ts';

const git = (...args: readonly string[]): unknown => execFileSync('git', args, { cwd: sampleUri('').fsPath });
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const item = (text: string, more: object = {}) => ({ text, ...more });
const POLICY = {
  checklists: {
    phases: [
      {
        name: 'Pre-Release',
        from: -1,
        to: -1,
        groups: [{ items: [item('Harbours checked'), item('Section written', { check: 'section' })] }],
      },
      { name: 'Later', from: 1, to: 1, blocks: 'nothing', groups: [{ items: [item('Skippers told')] }] },
    ],
  },
  approvals: { minor: [{ role: 'harbour_master', people: ['Ada', 'Grace'] }] },
};

describe('the checklist of the next release', () => {
  const policy = sampleUri('release-ledger.jsonc');
  const list = sampleUri('releases/checklists/2.1.0.md');
  const changelog = sampleUri('CHANGELOG.md').toString();
  let parts: Parts;
  let ledger: LedgerUi;

  const rows = (parent?: RowDto): Promise<RowDto[]> => ledger.views.get('readiness').tree.getChildren(parent);
  const itemOf = (row: RowDto) => ledger.views.get('readiness').tree.getTreeItem(row);
  const onDisk = async (): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(list));
  const problems = (): readonly Diagnostic[] =>
    languages.getDiagnostics(list).filter(({ source }) => source === 'release-ledger');

  /** The tasks of a phase as they are now. */
  async function tasksOf(phase: string): Promise<RowDto[]> {
    await ledger.views.get('readiness').tree.refresh(false);
    const top = (await rows()).find(({ kind, state }) => kind === 'checklist' && state !== 'absent');
    const found = (await rows(top)).find(({ label }) => label === phase);
    return found ? rows(found) : [];
  }

  async function taskOf(phase: string, label: string): Promise<RowDto> {
    const found = (await tasksOf(phase)).find((row) => row.label === label);
    assert.ok(found, `${phase} has no task ${label}`);
    return found;
  }

  const tick = async (row: RowDto, state: TreeItemCheckboxState): Promise<void> =>
    tickTasks(parts.session, [[row, state]]);

  before(async () => {
    parts = await startExtension();
    ledger = await parts.ledger;
    await workspace.fs.writeFile(policy, encode(JSON.stringify(POLICY)));
    await eventually('the row that leads to a new one', async () => {
      await ledger.views.get('readiness').tree.refresh(false);
      return (await rows()).some(({ kind, state }) => kind === 'checklist' && state === 'absent');
    });
  });
  afterEach(reset);
  after(async () => {
    await workspace.fs.delete(policy);
    await workspace.fs.delete(sampleUri('releases'), { recursive: true });
    await eventually('the rows to go', async () => {
      await ledger.views.get('readiness').tree.refresh(false);
      return (await rows()).every(({ kind }) => kind !== 'checklist');
    });
  });

  it('is made by a click on its row, and opened', async () => {
    const absent = (await rows()).find(({ kind }) => kind === 'checklist') as RowDto;
    const { command, label } = itemOf(absent);
    assert.equal(label, 'New checklist for 2.1.0…');
    await commands.executeCommand(String(command?.command), ...(command?.arguments ?? []));
    assert.equal(window.activeTextEditor?.document.uri.toString(), list.toString());
    assert.match(await onDisk(), /^# Release Checklist: .* 2\.1\.0$/m);
  });

  it('has boxes for what people mark, and evidence for what checks decide', async () => {
    const [first, second] = (await tasksOf('Pre-Release')).map(itemOf);
    assert.equal(first?.checkboxState, TreeItemCheckboxState.Unchecked);
    assert.equal(second?.checkboxState, undefined);
    assert.equal(second?.description, 'CHANGELOG.md has no section [2.1.0]');
  });

  it('is edited in one place by a tick, and saved as it was', async () => {
    const before = await onDisk();
    await tick(await taskOf('Pre-Release', 'Harbours checked'), TreeItemCheckboxState.Checked);
    const [, remark] = /\[x\] Harbours checked( – .*\d{4}-\d\d-\d\d) <!--/.exec(await onDisk()) ?? [];
    assert.ok(remark);
    assert.equal((await onDisk()).replace(`[x] Harbours checked${remark}`, '[ ] Harbours checked'), before);
    assert.equal(itemOf(await taskOf('Pre-Release', 'Harbours checked')).checkboxState, TreeItemCheckboxState.Checked);
    await tick(await taskOf('Pre-Release', 'Harbours checked'), TreeItemCheckboxState.Unchecked);
    assert.equal(await onDisk(), before);
  });

  it('keeps what its editor has not saved, and leaves the saving to the user', async () => {
    const document = await show(list);
    await replaceText('# Release Checklist', '# My Release Checklist');
    const before = await onDisk();
    await tick(await taskOf('Later', 'Skippers told'), TreeItemCheckboxState.Checked);
    assert.match(document.getText(), /^# My Release Checklist/);
    assert.match(document.getText(), /- \[x\] Skippers told/);
    await eventually('the document to be dirty', () => document.isDirty);
    assert.equal(await onDisk(), before);
  });

  it('follows what is written in its editor', async () => {
    await show(list);
    await replaceText('- [ ] Skippers told', '- [x] Skippers told – not applicable: nobody sails');
    await eventually('the row', async () => (await taskOf('Later', 'Skippers told')).state === 'notApplicable');
    const { description, checkboxState } = itemOf(await taskOf('Later', 'Skippers told'));
    assert.deepEqual([description, checkboxState], ['not applicable: nobody sails', TreeItemCheckboxState.Checked]);
  });

  it('is not ticked where a check decides', async () => {
    const before = await onDisk();
    await tick(await taskOf('Pre-Release', 'Section written'), TreeItemCheckboxState.Checked);
    assert.equal(await onDisk(), before);
  });

  it('says what is wrong with it as it is typed in', async () => {
    await show(list);
    await replaceText('- [ ] Skippers told', '- [x] Skippers told – not applicable');
    await eventually('the problem', () => problems().some((each) => ruleOf(each) === 'docs/skipped-without-reason'));
    await commands.executeCommand('undo');
    await eventually('it to go', () => !problems().some((each) => ruleOf(each) === 'docs/skipped-without-reason'));
  });

  it('counts in the status bar what the release waits for, and leads there', async () => {
    const { item: status } = ledger.readinessBar;
    await workspace.fs.writeFile(policy, encode(JSON.stringify({ ...POLICY, changelog: {} })));
    await eventually('the count', () => /^\$\(checklist\) \d+ to do$/.test(status.text));
    await eventually('the reason', () =>
      String(status.tooltip).includes('“Harbours checked” is not done (Pre-Release)'),
    );
    const tooltip = String(status.tooltip);
    const count = Number(/\d+/.exec(status.text)?.[0]);
    assert.match(tooltip, /^(?:1 thing stands|\d+ things stand) in the way of 2\.1\.0:\n/);
    assert.equal(tooltip.split('\n').length - 1, count);
    assert.equal(status.accessibilityInformation?.label, tooltip.replaceAll('\n', ' '));
    assert.equal(status.command, 'releaseLedger.readiness.focus');
    // Git knows who commits, and without policy and checklist nothing else is asked for.
    const text = await onDisk();
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.com');
    await workspace.fs.delete(list);
    await workspace.fs.writeFile(policy, encode('{}'));
    try {
      await eventually('nothing to wait for', () => status.tooltip === '2.1.0 can be released.');
      assert.equal(status.text, '$(pass) ready');
    } finally {
      await workspace.fs.writeFile(list, encode(text));
      await workspace.fs.writeFile(policy, encode(JSON.stringify(POLICY)));
      git('config', '--remove-section', 'user');
    }
    await eventually('the count again', () => /to do$/.test(status.text));
  });

  it('takes an approval of those who may give it', async () => {
    const approving = commands.executeCommand('releaseLedger.recordApproval', { uri: changelog, version: '2.1.0' });
    const accept = async (): Promise<boolean> => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return /- \[x\] harbour_master – Ada, \d{4}-\d\d-\d\d <!--/.test(await onDisk());
    };
    await eventually('the approval', accept);
    await approving;
    const row = await taskOf('Approvals', 'harbour_master');
    assert.deepEqual([row.state, row.checked], ['ticked', true]);
  });
});
