import { afterEach, describe, expect, it } from 'vitest';
import { CHANGELOG, FULL, ROOT, startClient, type TestClient } from '../support/lsp-client.ts';

const GOOD = '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- x\n';
const BAD = GOOD.replace(' - 2026-01-01', '');
const UNDATED = 'changelog/release-without-date';

let client: TestClient;
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

type Published = Awaited<ReturnType<TestClient['diagnostics']>>;

const codes = ({ diagnostics }: Published): unknown[] => diagnostics.map(({ code }) => code);
const reports = (rule: string) => (each: Published) => codes(each).includes(rule);
const isEmpty = ({ diagnostics }: Published): boolean => diagnostics.length === 0;

describe('diagnostics of open documents', () => {
  it('come with the version that they belong to, and go when the problem does', async () => {
    client = await startClient();
    await client.open(CHANGELOG, BAD, 7);
    const first = await client.diagnostics(CHANGELOG, ({ version }) => version === 7);
    expect(first.diagnostics.find(({ code }) => code === UNDATED)).toMatchObject({
      range: { start: { line: 2 }, end: { line: 2 } },
      source: 'release-ledger',
    });
    const version = await client.replace(CHANGELOG, GOOD);
    expect(codes(await client.diagnostics(CHANGELOG, (each) => each.version === version))).not.toContain(UNDATED);
  });

  it.each([
    ['CHANGELOG.md', true],
    ['packages/a/changelog.md', true],
    ['CHANGELOG.ja.md', true],
    ['HISTORY.md', true],
    ['docs/history.md', false],
    ['README.md', false],
    ['docs/changes.txt', false],
  ])('%s is a changelog: %s', async (path, expected) => {
    client = await startClient();
    await client.open(`${ROOT}/${path}`, BAD);
    await client.open(`${ROOT}/x/CHANGELOG.md`, BAD);
    await client.diagnostics(`${ROOT}/x/CHANGELOG.md`);
    expect(client.published.some(({ uri }) => uri === `${ROOT}/${path}`)).toBe(expected);
  });

  it('are there for documents without a file, in no folder, and on other file systems', async () => {
    client = await startClient();
    for (const uri of [
      'untitled:CHANGELOG.md',
      'file:///elsewhere/CHANGELOG.md',
      'vscode-vfs://github/a/b/CHANGELOG.md',
      'git:/CHANGELOG.md?ref=x',
    ]) {
      await client.open(uri, BAD);
      expect(codes(await client.diagnostics(uri))).toContain(UNDATED);
    }
  });

  it('are at most as many as the setting says, the gravest first, with a note', async () => {
    client = await startClient({ settings: { maxProblems: 2 } });
    await client.open(
      CHANGELOG,
      `# Changelog\n\n<<<<<<< ours\n=======\n>>>>>>> theirs\n\n${Array.from({ length: 9 }, (_, i) => `## [1.0.${9 - i}]\n\n### Added\n\n- x\n`).join('\n')}`,
    );
    const { diagnostics } = await client.diagnostics(CHANGELOG);
    expect(diagnostics).toHaveLength(3);
    expect(diagnostics[0]).toMatchObject({ code: 'release-ledger/more', range: { start: { line: 0, character: 0 } } });
    expect(diagnostics[0]?.message).toMatch(/^\d+ more problems are not shown/);
    expect(diagnostics.map(({ code }) => code)).toContain('changelog/conflict-marker');
  });

  it('say that a text is too long instead of reading it', async () => {
    client = await startClient();
    await client.open(CHANGELOG, '#'.repeat(16 * 1024 * 1024 + 1));
    expect(codes(await client.diagnostics(CHANGELOG))).toEqual(['release-ledger/too-long']);
  });

  it('show control characters instead of sending them', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD.replace('- x', '- x\u202e[1](\u0007)'));
    const { diagnostics } = await client.diagnostics(CHANGELOG);
    expect(JSON.stringify(diagnostics)).not.toMatch(/\u202e|\\u202e|\\u0007/);
  });

  it('refuse a version that goes backwards', async () => {
    client = await startClient();
    await client.open(CHANGELOG, BAD, 5);
    await client.notify('textDocument/didChange', {
      textDocument: { uri: CHANGELOG, version: 4 },
      contentChanges: [{ text: GOOD }],
    });
    await client.until(() => client.logged.find((line) => line.includes('version 5 is newer')) ?? null);
    await client.notify('textDocument/didChange', { textDocument: { uri: CHANGELOG, version: 6 }, contentChanges: [] });
    expect(codes(await client.diagnostics(CHANGELOG, ({ version }) => version === 6))).toContain(UNDATED);
  });

  it('tell clients that asked for it that a document was checked', async () => {
    client = await startClient({ initializationOptions: { didCheck: true } });
    await client.open(CHANGELOG, GOOD, 3);
    const told = await client.until(
      () => client.notified.find(({ method }) => method === 'releaseLedger/didCheck') ?? null,
    );
    expect(told.params).toEqual({ uri: CHANGELOG, version: 3 });
  });
});

describe('diagnostics and settings', () => {
  it('follow the severities of the settings, at once when they change', async () => {
    client = await startClient({ settings: { rules: { [UNDATED]: 'hint' } } });
    await client.open(CHANGELOG, BAD);
    const first = await client.diagnostics(CHANGELOG, reports(UNDATED));
    expect(first.diagnostics.find(({ code }) => code === UNDATED)?.severity).toBe(4);
    client.settings = { rules: { [UNDATED]: 'off' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(CHANGELOG, (each) => !reports(UNDATED)(each));
  });

  it('are cleared where checking is turned off', async () => {
    client = await startClient();
    await client.open(CHANGELOG, BAD);
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    client.settings = { enable: false };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(CHANGELOG, isEmpty);
  });

  it('are asked for per resource', async () => {
    client = await startClient({ settings: (uri: string) => ({ enable: !uri.includes('/off/') }) });
    await client.open(`${ROOT}/off/CHANGELOG.md`, BAD);
    await client.open(CHANGELOG, BAD);
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    expect(client.published.some(({ uri }) => uri.includes('/off/'))).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['wrong types', { enable: 'no', rules: [1], maxProblems: -1, checkScope: 7, codeLens: {} }],
    ['unknown severities', { rules: { [UNDATED]: 'fatal', __proto__: 1 } }],
  ])('have their defaults where the client answers %s', async (_name, settings) => {
    client = await startClient({ settings });
    await client.open(CHANGELOG, BAD);
    expect(codes(await client.diagnostics(CHANGELOG))).toContain(UNDATED);
  });

  it('come by push from a client without configuration support', async () => {
    client = await startClient({
      capabilities: { ...FULL, workspace: {} },
      initializationOptions: { settings: { rules: { [UNDATED]: 'off' } } },
    });
    await client.open(CHANGELOG, BAD);
    expect(codes(await client.diagnostics(CHANGELOG))).not.toContain(UNDATED);
    await client.notify('workspace/didChangeConfiguration', { settings: { releaseLedger: { rules: {} } } });
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    expect(client.registered).toEqual([]);
  });
});

describe('diagnostics of closed changelogs', () => {
  it('are published for what is on disk, and follow what the client sees there', async () => {
    client = await startClient({ files: { 'CHANGELOG.md': BAD, 'README.md': BAD } });
    const first = await client.diagnostics(CHANGELOG, reports(UNDATED));
    expect(first.version).toBeUndefined();
    client.disk.entries.set('/work-space/CHANGELOG.md', GOOD);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: CHANGELOG, type: 2 }] });
    await client.diagnostics(CHANGELOG, (each) => !reports(UNDATED)(each));
    client.disk.entries.set('/work-space/CHANGELOG.md', BAD);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: CHANGELOG, type: 2 }] });
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    client.disk.entries.delete('/work-space/CHANGELOG.md');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: CHANGELOG, type: 3 }] });
    await client.diagnostics(CHANGELOG, isEmpty);
    expect(client.published.some(({ uri }) => uri.includes('README'))).toBe(false);
  });

  it('come back when the editor that had other text is closed', async () => {
    client = await startClient({ files: { 'CHANGELOG.md': BAD } });
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    await client.open(CHANGELOG, GOOD);
    await client.diagnostics(CHANGELOG, (each) => each.version === 1 && !reports(UNDATED)(each));
    await client.close(CHANGELOG);
    await client.diagnostics(CHANGELOG, (each) => each.version === undefined && reports(UNDATED)(each));
  });

  it('go with the editor where the file is in no folder', async () => {
    client = await startClient();
    await client.open('untitled:CHANGELOG.md', BAD);
    await client.diagnostics('untitled:CHANGELOG.md', reports(UNDATED));
    await client.close('untitled:CHANGELOG.md');
    await client.diagnostics('untitled:CHANGELOG.md', isEmpty);
  });

  it('are not published where only open files are wanted', async () => {
    const other = 'file:///other';
    client = await startClient({
      folders: [ROOT, other],
      files: { 'CHANGELOG.md': BAD, '../other/CHANGELOG.md': BAD },
      settings: (uri: string) => ({ checkScope: uri.startsWith(other) ? 'workspace' : 'openFiles' }),
    });
    await client.diagnostics(`${other}/CHANGELOG.md`, reports(UNDATED));
    expect(client.published.some(({ uri }) => uri === CHANGELOG)).toBe(false);
  });

  it('are known under the spelling of the client that opens the file', async () => {
    const folder = 'file:///a%20b';
    client = await startClient({ folders: [folder] });
    client.disk.entries.set('/a b/CHANGELOG.md', BAD);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folder}/CHANGELOG.md`, type: 1 }] });
    await client.diagnostics(`${folder}/CHANGELOG.md`, reports(UNDATED));
    const spelled = 'file:///a%20b/CHANGELOG%2Emd';
    await client.open(spelled, BAD);
    await client.diagnostics(spelled, reports(UNDATED));
    expect(client.published.findLast(({ uri }) => uri === `${folder}/CHANGELOG.md`)?.diagnostics).toEqual([]);
  });

  it('follow the folders of the workspace', async () => {
    client = await startClient({ folders: [] });
    client.disk.entries.set('/work-space/CHANGELOG.md', BAD);
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: `${ROOT}/`, name: 'x' }], removed: [] },
    });
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: ROOT, name: 'x' }] },
    });
    await client.diagnostics(CHANGELOG, isEmpty);
  });
});

describe('diagnostics and the policy', () => {
  const POLICY = `${ROOT}/release-ledger.jsonc`;

  it('follow the policy of the folder, and its own problems are published on it', async () => {
    client = await startClient({
      files: { 'release-ledger.jsonc': `{ "rules": { "${UNDATED}": "off" }, "colour": 1 }` },
    });
    expect(codes(await client.diagnostics(POLICY))).toHaveLength(1);
    await client.open(CHANGELOG, BAD);
    expect(codes(await client.diagnostics(CHANGELOG))).not.toContain(UNDATED);
  });

  it('follow the policy as the editor has it', async () => {
    client = await startClient({ files: { 'release-ledger.jsonc': '{}' } });
    await client.open(CHANGELOG, BAD);
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    await client.open(POLICY, `{ "rules": { "${UNDATED}": "off" } }`);
    await client.diagnostics(CHANGELOG, (each) => !reports(UNDATED)(each));
    await client.replace(POLICY, '{ "rules": }');
    const wrong = await client.diagnostics(
      POLICY,
      ({ diagnostics, version }) => diagnostics.length > 0 && version === 2,
    );
    expect(wrong.diagnostics[0]?.source).toBe('release-ledger');
    await client.diagnostics(CHANGELOG, reports(UNDATED));
    await client.close(POLICY);
    await client.diagnostics(POLICY, isEmpty);
  });

  it('may call any Markdown file a changelog', async () => {
    client = await startClient({
      files: { 'release-ledger.jsonc': '{ "changelog": { "files": ["notes/*.md"] } }', 'notes/a.md': BAD },
    });
    await client.diagnostics(`${ROOT}/notes/a.md`, reports(UNDATED));
  });

  it('is told in the log when it cannot be read', async () => {
    client = await startClient({ files: { 'release-ledger.jsonc': new Uint8Array([0x7b, 0xff, 0x7d]) } });
    await client.until(
      () => client.logged.find((line) => line.includes('release-ledger.jsonc is not encoded in UTF-8')) ?? null,
    );
  });
});

describe('a change of the settings', () => {
  it('has the client ask again for lenses and hints, where it can', async () => {
    client = await startClient({
      capabilities: {
        ...FULL,
        workspace: { ...FULL.workspace, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
      },
    });
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() =>
      client.asked.includes('workspace/codeLens/refresh') && client.asked.includes('workspace/inlayHint/refresh')
        ? true
        : null,
    );
  });
});

describe('diagnostics for clients that only ask', () => {
  const { publishDiagnostics: _push, ...textDocument } = FULL.textDocument ?? {};

  it('are answered, and nothing is pushed', async () => {
    client = await startClient({ capabilities: { ...FULL, textDocument }, files: { 'CHANGELOG.md': BAD } });
    expect(client.capabilities.diagnosticProvider).toBeDefined();
    await client.open(`${ROOT}/a/CHANGELOG.md`, BAD);
    const one = await client.request<{ items: unknown[] }>('textDocument/diagnostic', {
      textDocument: { uri: `${ROOT}/a/CHANGELOG.md` },
    });
    expect(one.items).toContainEqual(expect.objectContaining({ code: UNDATED }));
    const all = await client.request<{ items: { uri: string; version: number | null }[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    expect(all.items.map(({ uri, version }) => [uri, version])).toEqual([
      [CHANGELOG, null],
      [`${ROOT}/a/CHANGELOG.md`, 1],
    ]);
    expect(client.published).toEqual([]);
  });

  it('are answered once for a document that is open and on disk', async () => {
    client = await startClient({ capabilities: { ...FULL, textDocument }, files: { 'CHANGELOG.md': BAD } });
    await client.open(CHANGELOG, BAD);
    const all = await client.request<{ items: { uri: string; version: number | null }[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    expect(all.items.map(({ uri, version }) => [uri, version])).toEqual([[CHANGELOG, 1]]);
  });

  it('are pushed to everybody else, who is not asked to ask', async () => {
    client = await startClient();
    expect(client.capabilities.diagnosticProvider).toBeUndefined();
  });
});
