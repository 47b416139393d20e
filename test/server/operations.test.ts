import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerHost } from '../../server/host.ts';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import * as messages from '../../src/protocol/messages.ts';
import * as operations from '../../src/protocol/operations.ts';
import * as reports from '../../src/protocol/reports.ts';
import type { RowDto } from '../../src/protocol/rows.ts';
import { type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- A second thing

## [1.0.0] - 2026-01-01

### Added

- A first thing

[Unreleased]: https://example.com/a/b/compare/v1.0.0...HEAD
[1.0.0]: https://example.com/a/b/releases/tag/v1.0.0
`;
const PACKAGE = '{\n  "name": "thing",\n  "version": "1.0.0"\n}\n';

let repo: TestRepository;
let client: TestClient;

beforeEach(() => {
  repo = new TestRepository();
  repo.git('config', 'user.name', 'Ada');
  repo.git('config', 'user.email', 'ada@example.com');
  repo.commit('one', {
    'CHANGELOG.md': CHANGELOG.replace(/## \[Unreleased\][\s\S]*?(?=## )/, ''),
    'package.json': PACKAGE,
  });
  repo.tag('v1.0.0', 'The first one');
  repo.commit('two', { 'CHANGELOG.md': CHANGELOG, 'thing.js': 'export const two = 2;\n' });
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

async function start(options: ClientOptions = {}, runTool?: ServerHost['runTool']): Promise<void> {
  const env = { ...process.env, HOME: repo.folder, GIT_CONFIG_NOSYSTEM: '1' };
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    ...options,
    host: {
      files: diskFiles,
      env,
      openRepository: (at) => openRepository(at, env),
      ...(runTool && { runTool }),
    },
  });
}

const uriOf = (file: string): string => pathToFileURL(join(repo.folder, file)).href;
const read = (file: string): string => readFileSync(join(repo.folder, file), 'utf8');
const textDocument = (): { readonly uri: string } => ({ uri: uriOf('CHANGELOG.md') });

/** Everything of the repository that an operation could change, and the user would see. */
const state = (): readonly string[] => [
  repo.git('for-each-ref', '--format=%(refname) %(objectname)'),
  repo.git('status', '--porcelain'),
  read('CHANGELOG.md'),
  read('package.json'),
];

async function plan(
  operation: operations.OperationDto,
  options: operations.OperationOptionsDto = {},
): Promise<operations.PlannedOperationDto> {
  const { value, refusal } = await client.ask(operations.planOperationRequest, {
    textDocument: textDocument(),
    operation,
    options,
  });
  if (!value) throw new Error(`not planned: ${refusal.message}`);
  return value;
}

async function apply({ plan }: operations.PlannedOperationDto): Promise<operations.OperationOutcomeDto> {
  const { value, refusal } = await client.ask(operations.applyPlanRequest, { textDocument: textDocument(), plan });
  if (!value) throw new Error(`not applied: ${refusal.message}`);
  return value;
}

const readiness = async (): Promise<readonly RowDto[]> =>
  (await client.ask(messages.rowsRequest, { view: 'readiness' })).rows;

describe('releaseLedger/operationChoices', () => {
  it('offers the version that the entries lead to first, and says why', async () => {
    await start();
    const { value } = await client.ask(operations.operationChoicesRequest, { textDocument: textDocument() });
    expect(value?.current).toBe('1.0.0');
    expect(
      value?.versions.map(({ version, level, asked, recommended }) => [version, level, asked, recommended]),
    ).toEqual([
      ['1.1.0', 'minor', 'exactly', true],
      ['1.0.1', 'patch', 'less', false],
      ['2.0.0', 'major', 'more', false],
      ['1.1.0-rc.1', 'minor', 'exactly', false],
    ]);
    expect(value?.versions[0]?.reasons).toEqual(['Added: A second thing']);
    expect(value?.releases).toEqual([
      { version: '1.0.0', tag: 'v1.0.0', date: '2026-01-01', written: true, yanked: false, prerelease: false },
    ]);
    expect(value?.notRecommended).toBeNull();
  });

  it('offers no version that another branch has tagged, and rows say why', async () => {
    repo.git('switch', '--quiet', '-c', 'other');
    repo.commit('three');
    repo.tag('v1.1.0');
    repo.git('switch', '--quiet', 'main');
    await start();
    const { value } = await client.ask(operations.operationChoicesRequest, { textDocument: textDocument() });
    expect(value?.versions.map(({ version }) => version)).toEqual(['1.2.0', '1.0.1', '2.0.0', '1.2.0-rc.1']);
    const { rows } = await client.ask(messages.rowsRequest, { view: 'unreleased' });
    const next = rows.find(({ kind }) => kind === 'next');
    expect(next?.label).toBe('1.2.0');
    const row = { textDocument: textDocument(), view: 'unreleased', path: ['next'] } as const;
    const { value: told } = await client.ask(messages.describeRowRequest, row);
    expect(told?.[0]).toMatchObject({ words: 'skipped', args: ['1.1.0'] });
  });

  it.each([
    ['1.2.0', null],
    ['one', '“one” is no version, as 1.2.0 is one'],
    ['1.0.0', '1.0.0 is tagged already, as v1.0.0'],
  ])('judges the typed version %s while it is typed', async (version, expected) => {
    await start();
    const { value } = await client.ask(operations.checkVersionRequest, { textDocument: textDocument(), version });
    expect(value).toBe(expected);
  });
});

describe('releaseLedger/planOperation', () => {
  it('plans a cut with both texts of each file, and changes nothing', async () => {
    await start();
    const before = state();
    const planned = await plan('cut');
    expect(planned.title).toBe('Cut 1.1.0');
    expect(planned.blockers).toEqual([]);
    expect(planned.sendsTo).toBeNull();
    expect(planned.files.map(({ path }) => path)).toEqual(['CHANGELOG.md', 'package.json']);
    const [changelog, manifest] = planned.files;
    expect(changelog).toMatchObject({ uri: uriOf('CHANGELOG.md'), before: CHANGELOG });
    expect(changelog?.after).toMatch(/## \[1\.1\.0\] - \d{4}-\d\d-\d\d\n/);
    expect(manifest).toMatchObject({ before: PACKAGE, after: PACKAGE.replace('1.0.0', '1.1.0') });
    expect(planned.effects).toEqual([
      expect.stringMatching(/^Commits “.*1\.1\.0.*”$/),
      expect.stringMatching(/^Tags v1\.1\.0, /),
      'Moves the branch main',
    ]);
    expect(planned.description).toMatch(/^# Cut 1\.1\.0\n/);
    expect(planned.description).toContain('~~~text\n');
    expect(state()).toEqual(before);
  });

  it('names everything that stands in the way, with its place', async () => {
    repo.write('package.json', PACKAGE.replace('thing', 'other'));
    repo.git('switch', '--quiet', '--detach');
    await start();
    const { blockers } = await plan('cut');
    expect(blockers.map(({ code }) => code)).toEqual(expect.arrayContaining(['detached-head', 'dirty-file']));
    expect(blockers.find(({ code }) => code === 'dirty-file')).toEqual({
      code: 'dirty-file',
      message: expect.stringContaining('package.json'),
      hint: expect.stringContaining('git commit'),
      place: { uri: uriOf('package.json'), line: 0 },
    });
  });

  it('refuses before the workspace is trusted, and starts nothing', async () => {
    await start({ initializationOptions: { trusted: false } });
    const params = { textDocument: textDocument(), operation: 'cut', options: {} } as const;
    const { refusal } = await client.ask(operations.planOperationRequest, params);
    expect(refusal).toMatchObject({ code: 'refused', message: expect.stringContaining('not trusted') });
    const recovered = await client.ask(operations.recoverRequest, { textDocument: textDocument() });
    expect(recovered.refusal?.message).toContain('not trusted');
  });

  it('answers what is no operation with an error', async () => {
    await start();
    const params = { textDocument: textDocument(), operation: 'toString', options: {} };
    await expect(client.connection.sendRequest('releaseLedger/planOperation', params)).rejects.toThrow(/operation/);
  });
});

describe('the base of a hotfix', () => {
  it('is offered with how far the main branch has gone on, and can be compared with it', async () => {
    await start();
    const { choices } = await plan('hotfix-start');
    const main = repo.git('rev-parse', 'main');
    expect(choices).toEqual([
      expect.objectContaining({ tag: 'v1.0.0', chosen: true, branch: 'main', commit: main, commits: 1, files: 2 }),
    ]);
    const against = { name: 'main', commit: main };
    const compared = await client.ask(messages.compareRequest, {
      textDocument: textDocument(),
      release: '1.0.0',
      against,
    });
    expect(compared.value?.to).toEqual({ name: 'main', commit: main });
    expect(compared.value?.files.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'modified CHANGELOG.md',
      'added thing.js',
    ]);
    const nowhere = { ...against, commit: '--output=x' };
    const refused = await client.ask(messages.compareRequest, {
      textDocument: textDocument(),
      release: '1.0.0',
      against: nowhere,
    });
    expect(refused.refusal?.message).toContain('names no commit');
  });
});

describe('releaseLedger/applyPlan', () => {
  it('tells each phase to a client that asks for it, and to no other', async () => {
    await start();
    const phases: string[] = [];
    client.connection.onNotification(messages.didProgressNotification.method, ({ phase }) => {
      phases.push(phase);
    });
    await apply(await plan('bump', { target: 'minor' }));
    expect(phases).toEqual([]);
    const params = {
      textDocument: textDocument(),
      plan: (await plan('cut', { target: '1.1.0' })).plan,
      progress: true,
    };
    expect((await client.ask(operations.applyPlanRequest, params)).value?.outcome).toBe('done');
    expect(phases).toEqual(['checking', 'making', 'moving', 'writing']);
  });

  it('carries out the plan that it is handed back, and logs it', async () => {
    await start();
    const planned = await plan('cut');
    const outcome = await apply(planned);
    expect(outcome).toMatchObject({ outcome: 'done', messages: [], undoable: true });
    expect(repo.git('log', '-1', '--format=%s')).toContain('1.1.0');
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'HEAD'));
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(planned.files.map(({ path }) => path)).toContain('CHANGELOG.md');
    for (const { path, after } of planned.files) expect(read(path)).toBe(after);
    const { value } = await client.ask(operations.operationLogRequest, { textDocument: textDocument() });
    expect(value?.map(({ title, operation, state }) => [title, operation, state])).toEqual([
      ['Cut 1.1.0', 'cut', 'done'],
    ]);
  });

  it('refuses where something has changed since, and leaves every byte', async () => {
    await start();
    const planned = await plan('cut');
    repo.commit('three', { 'thing.js': 'export const three = 3;\n' });
    const before = state();
    const { plan: handed } = planned;
    const { refusal } = await client.ask(operations.applyPlanRequest, { textDocument: textDocument(), plan: handed });
    expect(refusal?.code).toBe('refused');
    expect(state()).toEqual(before);
  });

  it('refuses what is no plan', async () => {
    await start();
    const before = state();
    for (const handed of [null, {}, { format: 'release-ledger/plan' }]) {
      const params = { textDocument: textDocument(), plan: handed };
      const answer = await client.connection.sendRequest<{ refusal?: unknown }>('releaseLedger/applyPlan', params);
      expect(answer.refusal).toMatchObject({ code: 'refused' });
    }
    expect(state()).toEqual(before);
  });
});

/** A candidate to promote. */
const prepare: { readonly [operation in operations.OperationDto]?: () => void } = {
  promote: () => {
    const candidate = CHANGELOG.replace('## [Unreleased]', '## [Unreleased]\n\n## [1.1.0-rc.1] - 2026-01-02');
    repo.commit('candidate', {
      'CHANGELOG.md': candidate,
      'package.json': PACKAGE.replace('1.0.0', '1.1.0-rc.1'),
    });
    repo.tag('v1.1.0-rc.1', 'A candidate');
  },
};

describe('every operation', () => {
  it.each<[operations.OperationDto, operations.OperationOptionsDto, string]>([
    ['bump', { target: 'minor' }, 'Bump the version to 1.1.0'],
    ['cut', { target: '2.0.0' }, 'Cut 2.0.0'],
    ['branch-start', { target: 'minor' }, 'Start '],
    ['hotfix-start', { from: 'v1.0.0' }, 'Start '],
    ['promote', { target: '1.1.0-rc.1' }, 'Promote '],
    ['yank', { target: '1.0.0', reason: 'It loses data' }, 'Yank 1.0.0'],
  ])('%s is planned, applied, and undone to the last byte', async (operation, options, title) => {
    prepare[operation]?.();
    const before = state();
    await start();
    const planned = await plan(operation, options);
    expect(planned.blockers).toEqual([]);
    expect(planned.title).toContain(title);
    const outcome = await apply(planned);
    expect(outcome).toMatchObject({ outcome: 'done', undoable: true });
    expect(state()).not.toEqual(before);
    const undo = await plan('undo', outcome.id === null ? {} : { id: outcome.id });
    expect(undo.blockers).toEqual([]);
    expect(await apply(undo)).toMatchObject({ outcome: 'done', undoable: false });
    expect(state()).toEqual(before);
    const { value } = await client.ask(operations.operationLogRequest, { textDocument: textDocument() });
    expect(value?.map((each) => [each.operation, each.state])).toEqual([
      ['undo', 'done'],
      [operation, 'undone'],
    ]);
  });

  it.each<[operations.OperationDto, operations.OperationOptionsDto, string]>([
    ['tag', { target: '1.0.0' }, 'tag-exists'],
    ['push', { target: '1.0.0' }, 'no-remote'],
    ['branch-finish', {}, 'no-version'],
    ['hotfix-finish', {}, 'wrong-branch'],
    ['promote', { target: '1.0.0' }, 'no-candidate'],
    ['rollback', { target: '1.0.0', reason: 'It loses data' }, 'no-target'],
    ['yank', { target: '1.0.0' }, 'no-reason'],
  ])('%s that is not possible says why, and cannot be applied', async (operation, options, code) => {
    await start();
    const before = state();
    const planned = await plan(operation, options);
    expect(planned.blockers.map((each) => each.code)).toContain(code);
    const params = { textDocument: textDocument(), plan: planned.plan };
    expect((await client.ask(operations.applyPlanRequest, params)).refusal?.code).toBe('refused');
    expect(state()).toEqual(before);
  });

  it('push shows where it sends, and is not taken back', async () => {
    const remote = new TestRepository('--bare');
    try {
      repo.git('remote', 'add', 'origin', remote.folder);
      await start();
      const planned = await plan('push', { target: '1.0.0' });
      expect(planned).toMatchObject({ sendsTo: remote.folder, blockers: [], files: [] });
      expect(planned.effects).toEqual(['Sends main and v1.0.0 to origin, all or nothing']);
      expect(await apply(planned)).toMatchObject({ outcome: 'done', undoable: false });
      expect(remote.git('rev-parse', 'v1.0.0')).toBe(repo.git('rev-parse', 'v1.0.0'));
      const params = { textDocument: textDocument(), operation: 'undo', options: {} } as const;
      const { refusal } = await client.ask(operations.planOperationRequest, params);
      expect(refusal?.message).toBe('There is no operation that could be taken back');
    } finally {
      remote.remove();
    }
  });

  it('cut offers the push that follows', async () => {
    repo.git('remote', 'add', 'origin', '/nowhere');
    await start();
    expect((await apply(await plan('cut'))).next).toEqual([{ operation: 'push', target: '1.1.0' }]);
  });
});

describe('the record of an operation', () => {
  it('tells what comes next, also where that is no operation', async () => {
    await start();
    expect((await apply(await plan('hotfix-start', { from: '1.0.0' }))).next).toEqual([
      { operation: 'switch', target: 'hotfix/v1.0.1' },
      { operation: 'add', target: null },
      { operation: 'hotfix-finish', target: null },
    ]);
    expect((await apply(await plan('yank', { target: '1.0.0', reason: 'It loses data' }))).next).toEqual([
      { operation: 'send', target: null },
    ]);
  });

  it('stands below the release that it made, with the undo that it still has', async () => {
    await start();
    await apply(await plan('cut'));
    const [release] = (await client.ask(messages.rowsRequest, { view: 'history' })).rows;
    expect(release).toMatchObject({ label: '1.1.0', state: 'released' });
    const records = async (): Promise<readonly RowDto[]> => {
      const parent = { uri: release?.uri ?? '', path: release?.path ?? [] };
      const { rows } = await client.ask(messages.rowsRequest, { view: 'history', parent });
      return rows.filter(({ kind }) => kind === 'operation');
    };
    const [cut] = await records();
    expect(cut).toMatchObject({ label: 'Cut 1.1.0', state: 'done', marks: ['undoable'] });
    expect(cut?.code).toMatch(/^\d{8}T/);
    await apply(await plan('yank', { target: '1.1.0', reason: 'It loses data' }));
    expect((await records()).map(({ label, marks }) => [label, marks])).toEqual([
      ['Yank 1.1.0', ['undoable']],
      ['Cut 1.1.0', []],
    ]);
  });
});

describe('releaseLedger/recover', () => {
  it('has nothing to do where nothing was interrupted', async () => {
    await start();
    const { value } = await client.ask(operations.recoverRequest, { textDocument: textDocument() });
    expect(value).toEqual({ id: null, outcome: 'nothing-to-do', messages: [], undoable: false, next: [] });
  });
});

describe('the rows of Readiness', () => {
  it('say that nothing stands in the way of the next release', async () => {
    await start();
    expect(await readiness()).toMatchObject([{ kind: 'ready', label: 'Cut 1.1.0' }]);
  });

  it('offer to promote a candidate behind which nothing came, and to cut where something did', async () => {
    await start();
    await apply(await plan('cut', { prerelease: 'rc' }));
    const [ready] = await readiness();
    expect(ready).toMatchObject({
      kind: 'ready',
      label: 'Promote 1.1.0-rc.1 to 1.1.0',
      release: '1.1.0-rc.1',
      marks: ['prerelease'],
    });
    expect((await plan('cut')).blockers).toMatchObject([
      {
        code: 'candidate-waits',
        message: 'Nothing stands under Unreleased since 1.1.0-rc.1',
        hint: 'Promote it: release-ledger promote 1.1.0-rc.1',
      },
    ]);
    const { rows } = await client.ask(messages.rowsRequest, { view: 'versionFiles' });
    expect(rows).toMatchObject([{ label: 'package.json', detail: '1.1.0-rc.1', state: 'agrees' }]);
    const more = read('CHANGELOG.md').replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- A third\n');
    repo.commit('three', { 'CHANGELOG.md': more });
    await client.ask(messages.refreshRequest, {});
    expect(await readiness()).toMatchObject([{ kind: 'ready', label: 'Cut 1.1.0', marks: [] }]);
    expect(await plan('promote', { target: '1.1.0-rc.1' })).toMatchObject({ operation: 'promote' });
  });

  it('are what the operation would refuse by, each with what mends it and its place', async () => {
    repo.write('package.json', PACKAGE.replace('thing', 'other'));
    await start();
    const rows = await readiness();
    const { blockers } = await plan('cut');
    expect(rows.map(({ kind, code, label, place }) => ({ kind, code, label, place }))).toEqual(
      blockers.map(({ code, message, place }) => ({ kind: 'blocker', code, label: message, place })),
    );
    expect(rows.length).toBeGreaterThan(0);
    const [first] = rows;
    const parent = { uri: first?.uri ?? '', path: first?.path ?? [] };
    const below = await client.ask(messages.rowsRequest, { view: 'readiness', parent });
    expect(below.rows.map(({ kind, label, code }) => [kind, label, code])).toEqual([
      ['reason', blockers[0]?.hint, blockers[0]?.code],
    ]);
  });

  it('go by the changelog as it is typed, where a plan goes by what is on disk', async () => {
    await start();
    const uri = uriOf('CHANGELOG.md');
    await client.open(uri, CHANGELOG.replace('\n### Added\n\n- A second thing\n', ''));
    expect(await readiness()).toMatchObject([{ kind: 'blocker', code: 'nothing-unreleased' }]);
    expect((await plan('cut')).blockers).toEqual([]);
    await client.replace(uri, CHANGELOG.replace('### Added', '### Changed'));
    expect((await readiness()).map(({ label }) => label)).toEqual(['CHANGELOG.md has changes that are not committed']);
    await client.replace(uri, CHANGELOG);
    expect(await readiness()).toMatchObject([{ kind: 'ready', label: 'Cut 1.1.0' }]);
  });

  it('say what is not checked before the workspace is trusted', async () => {
    await start({ initializationOptions: { trusted: false } });
    expect(await readiness()).toMatchObject([{ kind: 'notCompared', detail: expect.stringContaining('not trusted') }]);
  });
});

describe('releaseLedger/report', () => {
  const ran: string[][] = [];
  const withCommandLine = async (code: number, stdout: string, stderr = ''): Promise<void> => {
    ran.length = 0;
    await start({}, async (args) => {
      ran.push([...args]);
      return { kind: 'ended', code, stdout: Buffer.from(stdout), stderr };
    });
  };
  const ask = (report: reports.ReportDto) =>
    client.ask(reports.reportRequest, { textDocument: textDocument(), report });

  it('is what the command line prints, asked for with arguments that are no options', async () => {
    await withCommandLine(0, JSON.stringify({ text: 'It is out.\n' }));
    const values = { team: '--yes', reason: 'a=b\nc' };
    const { value } = await ask({ kind: 'announcement', version: '--output=x', audience: '--set', values });
    expect(value).toEqual({ text: 'It is out.\n', missing: [] });
    const args = ['--audience=--set', '--set=team=--yes', '--set=reason=a=b\nc', '--', '--output=x'];
    expect(ran).toEqual([['--format', 'json', 'announce', ...args]]);
    expect((await ask({ kind: 'audit', format: 'md' })).value?.text).toBe(JSON.stringify({ text: 'It is out.\n' }));
  });

  it('names the values that it cannot be written without', async () => {
    await withCommandLine(1, JSON.stringify({ missing: ['team', 'own'] }), 'error: nothing was written\n');
    const { value } = await ask({ kind: 'announcement', version: '1.0.0', audience: 'internal', values: {} });
    const team = { name: 'team', about: 'who signs the message' };
    expect(value).toEqual({ text: '', missing: [team, { name: 'own', about: '' }] });
  });

  it('is refused with the words of the command line', async () => {
    await withCommandLine(2, '', 'error: the policy has no audience “x”\nhint: Audiences: a, b\n');
    const { refusal } = await ask({ kind: 'announcement', version: '1.0.0', audience: 'x', values: {} });
    expect(refusal).toMatchObject({
      code: 'refused',
      message: 'the policy has no audience “x”',
      hint: 'Audiences: a, b',
    });
  });

  it('of no kind that there is is an error', async () => {
    await withCommandLine(0, '');
    const params = { textDocument: textDocument(), report: { kind: 'toString' } };
    await expect(client.connection.sendRequest('releaseLedger/report', params)).rejects.toThrow(/report\.kind/);
    expect(ran).toEqual([]);
  });
});
