import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import {
  type ChangedChecklistDto,
  type ChecklistChangeDto,
  changeChecklistRequest,
  checklistRequest,
} from '../../src/protocol/checklists.ts';
import { rowsRequest } from '../../src/protocol/messages.ts';
import type { RowDto } from '../../src/protocol/rows.ts';
import { applyWorkspaceEdit, type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- Search

## [1.0.0] - 2026-01-01

### Added

- Maps
`;
const item = (text: string, more: object = {}) => ({ text, ...more });
const POLICY = {
  checklists: {
    phases: [
      {
        name: 'Pre-Release',
        from: -3,
        to: -1,
        groups: [
          { name: 'Code', items: [item('Tests pass'), item('Section written', { check: 'section' })] },
          { items: [item('Tests pass')] },
        ],
      },
      { name: 'Later', from: 1, to: 1, blocks: 'nothing', groups: [{ items: [item('Announced')] }] },
    ],
  },
  approvals: { minor: [{ role: 'lead', people: ['Ada', 'Grace'] }, { role: 'cto' }] },
};
const LIST = 'releases/checklists/1.1.0.md';

let repo: TestRepository;
let client: TestClient;

beforeEach(() => {
  repo = new TestRepository();
  repo.git('config', 'user.name', 'Ada');
  repo.git('config', 'user.email', 'ada@example.com');
  repo.commit('one', { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': JSON.stringify(POLICY) });
  repo.tag('v1.0.0', 'Release v1.0.0');
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

async function start(options: ClientOptions = {}): Promise<void> {
  const env = { ...process.env, HOME: repo.folder, GIT_CONFIG_NOSYSTEM: '1' };
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    ...options,
    host: { files: diskFiles, env, openRepository: (at) => openRepository(at, env) },
  });
}

const uriOf = (file: string): string => pathToFileURL(join(repo.folder, file)).href;
const read = (): string => readFileSync(join(repo.folder, LIST), 'utf8');
const textDocument = () => ({ uri: uriOf('CHANGELOG.md') });

function change(wanted: ChecklistChangeDto, version: string | null = '1.1.0') {
  return client.ask(changeChecklistRequest, { textDocument: textDocument(), version, change: wanted });
}

async function changed(wanted: ChecklistChangeDto): Promise<ChangedChecklistDto> {
  const { value, refusal } = await change(wanted);
  if (!value) throw new Error(refusal.message);
  return value;
}

/** Makes the checklist, as the client does. */
async function make(): Promise<string> {
  const { text, uri } = await changed({ kind: 'open' });
  expect(uri).toBe(uriOf(LIST));
  repo.write(LIST, text ?? '');
  return text ?? '';
}

const rows = async (parent?: RowDto): Promise<readonly RowDto[]> => {
  const at = parent && { uri: parent.uri, path: parent.path };
  return (await client.ask(rowsRequest, { view: 'readiness', ...(at && { parent: at }) })).rows;
};
const shown = (list: readonly RowDto[]): readonly unknown[] =>
  list.map(({ kind, label, state, checked, count, detail }) => [kind, label, state, checked, count, detail]);

/** The row of the checklist, once it is there. */
async function listRow(): Promise<RowDto> {
  const row = (await rows()).find(({ kind }) => kind === 'checklist');
  if (!row) throw new Error('there is no row of a checklist');
  return row;
}

describe('releaseLedger/changeChecklist', () => {
  it('makes the text of a new checklist, with what the checks show', async () => {
    await start();
    const { text, edit, path } = await changed({ kind: 'open' });
    expect({ edit, path }).toEqual({ edit: null, path: LIST });
    expect(text).toContain('Release: v1.1.0\nRelease Type: minor\nTarget Date: YYYY-MM-DD\nRelease Manager: Ada\n');
    expect(text).toContain('- [ ] Section written <!-- item: section-written -->');
    expect(text).toContain('- [ ] lead <!-- approval: lead -->\n- [ ] cto <!-- approval: cto -->\n');
  });

  it.each<[name: string, change: ChecklistChangeDto, before: string, after: string]>([
    [
      'ticks',
      { kind: 'tick', task: 'tests-pass', done: true },
      '[ ] Tests pass <',
      '[x] Tests pass – Ada, 2026-03-01 <',
    ],
    [
      'ticks the second of two alike',
      { kind: 'tick', task: 'tests-pass-2', done: true },
      '[ ] Tests pass <!-- item: tests-pass-2',
      '[x] Tests pass – Ada, 2026-03-01 <!-- item: tests-pass-2',
    ],
    [
      'says why not',
      { kind: 'skip', task: 'announced', reason: 'internal' },
      '[ ] Announced',
      '[x] Announced – not applicable: internal',
    ],
    ['approves', { kind: 'approve', role: 'lead', by: 'Grace' }, '[ ] lead', '[x] lead – Grace, 2026-03-01'],
    ['approves by a tick', { kind: 'tick', task: 'lead', done: true }, '[ ] lead', '[x] lead – Ada, 2026-03-01'],
  ])('%s with the edit that the command line makes', async (_, wanted, before, after) => {
    await start();
    const text = await make();
    expect(text).toContain(before);
    const { edit, uri } = await changed(wanted);
    expect(applyWorkspaceEdit(text, edit as WorkspaceEdit, uri)).toBe(text.replace(before, after));
    expect(read()).toBe(text);
  });

  it('edits what the editor has, bound to its version, and takes a mark back', async () => {
    await start();
    const text = (await make()).replace('- [ ] Tests pass <', '- [x] Tests pass – me <').replaceAll('\n', '\r\n');
    await client.open(uriOf(LIST), `Mine.\r\n\r\n${text}`, 7);
    const { edit, uri } = await changed({ kind: 'tick', task: 'tests-pass', done: false });
    expect(edit?.documentChanges?.[0]?.textDocument.version).toBe(7);
    const after = applyWorkspaceEdit(`Mine.\r\n\r\n${text}`, edit as WorkspaceEdit, uri);
    expect(after).toBe(`Mine.\r\n\r\n${text.replace('- [x] Tests pass – me <', '- [ ] Tests pass <')}`);
  });

  it.each<[name: string, change: ChecklistChangeDto, message: RegExp]>([
    ['a task that its check decides', { kind: 'tick', task: 'section-written', done: true }, /decided by its check/],
    ['a task that is gone', { kind: 'tick', task: 'gone', done: true }, /no task “gone” any more/],
    ['no reason', { kind: 'skip', task: 'announced', reason: ' \n' }, /nothing says why/],
    ['somebody without the role', { kind: 'approve', role: 'lead', by: 'Eve' }, /Eve cannot approve as lead/],
    ['a role that approves nothing', { kind: 'approve', role: 'boss', by: 'Ada' }, /approves nothing/],
  ])('refuses %s', async (_, wanted, message) => {
    await start();
    await make();
    const { refusal } = await change(wanted);
    expect(refusal?.message).toMatch(message);
  });

  it('lets people tick what a check decides where the policy says so', async () => {
    repo.write(
      'release-ledger.jsonc',
      JSON.stringify({ ...POLICY, checklists: { ...POLICY.checklists, byHand: 'all' } }),
    );
    await start();
    await make();
    expect((await changed({ kind: 'tick', task: 'section-written', done: true })).edit).not.toBeNull();
  });

  it('is made without git’s knowing who works here before the workspace is trusted', async () => {
    await start({ initializationOptions: { trusted: false } });
    await make();
    expect(read()).toContain('Release Manager: [Name]');
    const { edit, uri } = await changed({ kind: 'tick', task: 'tests-pass', done: true });
    expect(applyWorkspaceEdit(read(), edit as WorkspaceEdit, uri)).toContain('[x] Tests pass – 2026-03-01 <');
    expect((await change({ kind: 'tick', task: 'cto', done: true })).refusal?.message).toMatch(/Nothing says who/);
  });

  it('of no kind that there is is an error', async () => {
    await start();
    const params = { textDocument: textDocument(), version: null, change: { kind: 'toString' } };
    await expect(client.connection.sendRequest('releaseLedger/changeChecklist', params)).rejects.toThrow(
      /change\.kind/,
    );
  });
});

describe('releaseLedger/checklist', () => {
  it('says who has to approve, who may, and who works here', async () => {
    await start();
    const before = await client.ask(checklistRequest, { textDocument: textDocument(), version: null });
    const cto = { role: 'cto', given: null, people: [] };
    expect(before.value).toMatchObject({
      version: '1.1.0',
      exists: false,
      me: 'Ada',
      roles: [{ role: 'lead', given: null, people: ['Ada', 'Grace'] }, cto],
    });
    const text = await make();
    repo.write(LIST, text.replace('[ ] lead', '[x] lead – Grace, 2026-03-01'));
    const after = await client.ask(checklistRequest, { textDocument: textDocument(), version: '1.1.0' });
    expect(after.value).toMatchObject({ exists: true, roles: [{ role: 'lead', given: 'Grace' }, cto] });
  });
});

describe('the rows of a checklist', () => {
  it('lead to a new one where the next version has none', async () => {
    await start();
    expect(shown([await listRow()])).toEqual([['checklist', '1.1.0', 'absent', null, 0, null]]);
    repo.write('release-ledger.jsonc', '{}');
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('release-ledger.jsonc'), type: 2 }],
    });
    expect((await rows()).filter(({ kind }) => kind === 'checklist')).toEqual([]);
  });

  it('are its phases and tasks, with boxes for what people mark and evidence for what checks do', async () => {
    await start();
    await make();
    const list = await listRow();
    expect(shown([list])).toEqual([['checklist', '1.1.0', null, null, 6, LIST]]);
    const phases = await rows(list);
    expect(shown(phases)).toEqual([
      ['phase', 'Pre-Release', null, null, 3, 'D-3 to D-1'],
      ['phase', 'Later', 'later', null, 1, 'D+1'],
      ['phase', 'Approvals', null, null, 2, ''],
    ]);
    const noSection = 'CHANGELOG.md has no section [1.1.0]';
    expect(shown(await rows(phases[0]))).toEqual([
      ['task', 'Tests pass', 'open', false, 0, ''],
      ['task', 'Section written', 'failing', null, 0, noSection],
      ['task', 'Tests pass', 'open', false, 0, ''],
    ]);
  });

  it('say what the documentation’s checks find, and again once a document is another one', async () => {
    const phases = [{ name: 'Pre-Release', groups: [{ items: [item('Documentation holds', { check: 'docs' })] }] }];
    repo.write('release-ledger.jsonc', JSON.stringify({ checklists: { phases }, docs: { files: ['README.md'] } }));
    repo.write('README.md', '# Maps\n\n[Guide](guide.md)\n');
    await start({ initializationOptions: { didChangeLedger: true } });
    await make();
    const told = () => client.notified.filter(({ method }) => method === 'releaseLedger/didChangeLedger').length;
    const task = async (): Promise<readonly unknown[]> => shown(await rows((await rows(await listRow()))[0]));
    const failing = ['task', 'Documentation holds', 'failing', null, 0, 'docs found 1 error'];
    expect(await task()).toEqual([failing]);
    const before = told();
    repo.write('guide.md', '# Guide\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('guide.md'), type: 1 }] });
    await client.until(() => (told() > before ? true : null));
    expect(await task()).toEqual([['task', 'Documentation holds', 'open', null, 0, 'docs found no errors']]);
  });

  it('follow the text in the editor, whatever is written there', async () => {
    await start();
    const text = await make();
    await client.open(uriOf(LIST), text);
    const edited = text
      .replace('- [ ] Tests pass <', '- [x] Tests pass – Eve, 2026-02-02: CI 7 <')
      .replace('- [ ] Announced', '- [x] Announced – not applicable: internal');
    await client.replace(uriOf(LIST), `${edited}\n## Mine\n\n- [y] Strange\n`);
    const phases = await rows(await listRow());
    const [first] = await rows(phases[0]);
    expect(first).toMatchObject({ state: 'ticked', checked: true, detail: 'Eve, 2026-02-02: CI 7' });
    expect(shown(await rows(phases[1]))).toEqual([
      ['task', 'Announced', 'notApplicable', true, 0, 'not applicable: internal'],
    ]);
    expect(shown(await rows(phases[3]))).toEqual([['task', 'Strange', 'odd', false, 0, '']]);
  });

  it('are told of as news of the ledger when they are edited', async () => {
    await start({ initializationOptions: { didChangeLedger: true } });
    const text = await make();
    await listRow();
    await client.open(uriOf(LIST), text);
    await client.diagnostics(uriOf(LIST));
    const count = () => client.notified.filter(({ method }) => method === 'releaseLedger/didChangeLedger').length;
    const before = count();
    await client.replace(uriOf(LIST), text.replace('[ ] Announced', '[x] Announced'));
    await client.until(() => (count() > before ? true : null));
  });
});
