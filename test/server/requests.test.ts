import { afterEach, describe, expect, it } from 'vitest';
import * as messages from '../../src/protocol/messages.ts';
import { applyWorkspaceEdit, CHANGELOG, ROOT, startClient, type TestClient } from '../support/lsp-client.ts';
import { drawRanges } from '../support/marked-text.ts';

const GOOD = `# Changelog

All notable changes of this project, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and
[Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [Unreleased]

### Added

- One.

## [1.0.0] - 2026-01-01

### Fixed

- Zero, see [#1] and [that][ref].

[#1]: https://example.com/1
[ref]: https://example.com/ref
[Unreleased]: https://example.com/r/compare/v1.0.0...HEAD
[1.0.0]: https://example.com/r/releases/tag/v1.0.0
`;
const BAD = GOOD.replace('] - 2026', '] – 2026');
const UNDATED = GOOD.replace(' - 2026-01-01', '');
const SEPARATOR = 'changelog/wrong-date-separator';

let client: TestClient;
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

const textDocument = { uri: CHANGELOG };

describe('releaseLedger/changelogs', () => {
  it('lists what is on disk and what is open', async () => {
    client = await startClient({ files: { 'CHANGELOG.md': GOOD, 'README.md': GOOD } });
    await client.open('untitled:CHANGELOG.md', GOOD);
    expect(await client.ask(messages.changelogsRequest, {})).toEqual([
      { uri: CHANGELOG, path: 'CHANGELOG.md', folder: ROOT, open: false },
      { uri: 'untitled:CHANGELOG.md', path: 'CHANGELOG.md', folder: null, open: true },
    ]);
  });
});

describe('releaseLedger/checkWorkspace', () => {
  it('checks what is on disk now and publishes it before it answers', async () => {
    client = await startClient({
      folders: [`${ROOT}/a`, `${ROOT}/b`],
      files: { 'a/CHANGELOG.md': BAD, 'b/CHANGELOG.md': UNDATED },
    });
    await client.open(`${ROOT}/b/CHANGELOG.md`, BAD);
    const answer = await client.ask(messages.checkWorkspaceRequest, {});
    expect(answer.files.map(({ path, open, fixable }) => [path, open, fixable])).toEqual([
      ['CHANGELOG.md', false, 1],
      ['CHANGELOG.md', true, 1],
    ]);
    const [a, b] = answer.files;
    expect(answer.counts.warning).toBe((a?.counts.warning ?? 0) + (b?.counts.warning ?? 0));
    for (const folder of ['a', 'b']) {
      const published = client.published.findLast(({ uri }) => uri === `${ROOT}/${folder}/CHANGELOG.md`);
      expect(published?.diagnostics.map(({ code }) => code)).toContain(SEPARATOR);
    }
  });

  it('says what it could not check, and why', async () => {
    client = await startClient({
      folders: [ROOT, 'vscode-vfs://github/a/b', `${ROOT}/c`],
      files: {
        'CHANGELOG.md': new Uint8Array([0xff, 0xfe, 0x41, 0x00]),
        'c/release-ledger.jsonc': new Uint8Array([0xff]),
        'c/CHANGELOG.md': GOOD,
      },
      settings: (uri: string) => ({ enable: !uri.includes('/c/') }),
    });
    const { files, notChecked } = await client.ask(messages.checkWorkspaceRequest, {});
    expect(files).toEqual([]);
    const reasons = notChecked.map(({ uri, reason }) => `${uri}: ${reason}`).join('\n');
    expect(reasons).toContain(`${CHANGELOG}: CHANGELOG.md is encoded in UTF-16LE`);
    expect(reasons).toContain('vscode-vfs://github/a/b: the folder is on no disk of this machine');
    expect(reasons).toContain(`${ROOT}/c: release-ledger.jsonc is not encoded in UTF-8`);
    expect(reasons).toContain(`${ROOT}/c/CHANGELOG.md: checking is turned off for it`);
  });

  it('reads a policy afresh that changed without a word of the client', async () => {
    client = await startClient({ files: { 'CHANGELOG.md': BAD } });
    await client.diagnostics(CHANGELOG);
    client.disk.entries.set('/work-space/release-ledger.jsonc', `{ "rules": { "${SEPARATOR}": "off" } }`);
    await client.ask(messages.checkWorkspaceRequest, {});
    const published = client.published.findLast(({ uri }) => uri === CHANGELOG);
    expect(published?.diagnostics.map(({ code }) => code)).not.toContain(SEPARATOR);
  });
});

describe('releaseLedger/fixAll', () => {
  it('gives an edit for the version at hand, and says what is left', async () => {
    client = await startClient();
    await client.open(CHANGELOG, BAD, 4);
    const { value } = await client.ask(messages.fixAllRequest, { textDocument });
    expect(value?.fixed).toBe(1);
    expect(value?.edit?.documentChanges?.[0]?.textDocument).toEqual({ uri: CHANGELOG, version: 4 });
    expect(applyWorkspaceEdit(BAD, value?.edit as never, CHANGELOG)).toBe(GOOD);
  });

  it('gives no edit where nothing is to be mended', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD);
    expect((await client.ask(messages.fixAllRequest, { textDocument })).value).toMatchObject({ edit: null, fixed: 0 });
  });

  it('works on closed changelogs, by what is on disk', async () => {
    client = await startClient({ files: { 'CHANGELOG.md': BAD } });
    const { value } = await client.ask(messages.fixAllRequest, { textDocument });
    expect(value?.edit?.documentChanges?.[0]?.textDocument.version).toBeNull();
    expect(applyWorkspaceEdit(BAD, value?.edit as never, CHANGELOG)).toBe(GOOD);
  });

  it.each([
    ['a file that is no changelog', `${ROOT}/README.md`, 'not-a-changelog'],
    ['a file that is not there', `${ROOT}/x/CHANGELOG.md`, 'not-found'],
    ['a file outside of the workspace', 'file:///etc/CHANGELOG.md', 'not-found'],
    ['a path that climbs out', `${ROOT}/%2e%2e/%2e%2e/etc/CHANGELOG.md`, 'not-found'],
    ['another host', 'file://host/work-space/CHANGELOG.md', 'not-found'],
    ['a file of git', 'git:/work-space/CHANGELOG.md', 'not-found'],
  ])('refuses %s', async (_name, uri, code) => {
    client = await startClient({ files: { 'CHANGELOG.md': BAD, '../etc/CHANGELOG.md': BAD } });
    const { refusal } = await client.ask(messages.fixAllRequest, { textDocument: { uri } });
    expect(refusal?.code).toBe(code);
  });
});

describe('releaseLedger/addEntry', () => {
  it('gives the edit and the place behind the entry', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD, 2);
    const { value } = await client.ask(messages.addEntryRequest, {
      textDocument,
      category: 'Fixed',
      text: 'Two.',
      breaking: true,
    });
    const added = applyWorkspaceEdit(GOOD, value?.edit as never, CHANGELOG);
    expect(added).toContain('- One.\n\n### Fixed\n\n- **Breaking:** Two.\n\n## [1.0.0]');
    const position = value?.position ?? { line: 0, character: 0 };
    expect(drawRanges(added, [{ start: position, end: position }])).toContain('- **Breaking:** Two.⟦⟧\n');
  });

  it.each([
    ['an unknown category', { category: 'Nonsense', text: 'x' }, 'unknown-category'],
    ['no text', { category: 'Added', text: ' \n ' }, 'empty-text'],
    ['control characters', { category: 'Added', text: 'a\u001bb' }, 'control-characters'],
  ])('refuses %s in a sentence', async (_name, params, code) => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD);
    const { refusal } = await client.ask(messages.addEntryRequest, { textDocument, ...params });
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(/^[A-Z“]/);
  });

  it('lists the categories to choose from', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD);
    const { value } = await client.ask(messages.categoriesRequest, { textDocument });
    expect(value?.map(({ name, entries }) => [name, entries])).toEqual([
      ['Added', 1],
      ['Changed', 0],
      ['Deprecated', 0],
      ['Removed', 0],
      ['Fixed', 0],
      ['Security', 0],
    ]);
    expect(value?.every(({ description }) => description.length > 0)).toBe(true);
  });
});

describe('releaseLedger/initialFiles', () => {
  it('gives the files of a profile without writing them', async () => {
    client = await startClient();
    const { value } = await client.ask(messages.initialFilesRequest, { folder: `${ROOT}/` });
    expect(value?.map(({ path, uri, exists }) => [path, uri, exists])).toEqual([
      ['CHANGELOG.md', CHANGELOG, false],
      ['release-ledger.jsonc', `${ROOT}/release-ledger.jsonc`, false],
    ]);
    expect(client.disk.entries.size).toBe(0);
    await client.open(CHANGELOG, value?.[0]?.text ?? '');
    expect((await client.diagnostics(CHANGELOG)).diagnostics).toEqual([]);
  });

  it('sees what stands there under another name', async () => {
    client = await startClient({ files: { 'HISTORY.md': GOOD, '.release-ledger.jsonc': '{}' } });
    const { value } = await client.ask(messages.initialFilesRequest, { folder: ROOT });
    expect(value?.map(({ path, exists }) => [path, exists])).toEqual([
      ['HISTORY.md', true],
      ['.release-ledger.jsonc', true],
    ]);
  });

  it('refuses folders and profiles that it does not know', async () => {
    client = await startClient();
    expect((await client.ask(messages.initialFilesRequest, { folder: 'file:///etc' })).refusal?.code).toBe(
      'outside-workspace',
    );
    expect((await client.ask(messages.initialFilesRequest, { folder: ROOT, profile: '__proto__' })).refusal?.code).toBe(
      'unknown-profile',
    );
    const profiles = await client.ask(messages.profilesRequest, {});
    expect(profiles[0]?.name).toBe('keep-a-changelog');
  });
});

describe('releaseLedger/nextVersion', () => {
  it('gives the version and the entries that decide it', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD);
    const { value } = await client.ask(messages.nextVersionRequest, { textDocument });
    expect(value).toEqual({
      current: '1.0.0',
      next: '1.1.0',
      level: 'minor',
      reasons: [{ category: 'Added', text: 'One.', line: 9, level: 'minor' }],
    });
  });

  it('refuses where nothing is to be released', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD.replace('### Added\n\n- One.\n\n', ''));
    expect((await client.ask(messages.nextVersionRequest, { textDocument })).refusal?.code).toBe('nothing-unreleased');
  });
});

describe('releaseLedger/documentStatus', () => {
  it('sums up a changelog', async () => {
    client = await startClient({ files: { 'release-ledger.jsonc': '{ "colour": 1 }' } });
    await client.open(CHANGELOG, BAD, 9);
    expect(await client.ask(messages.documentStatusRequest, { textDocument })).toMatchObject({
      version: 9,
      changelog: true,
      enabled: true,
      fixable: 1,
      policy: { uri: `${ROOT}/release-ledger.jsonc`, problems: 1 },
      profile: 'keep-a-changelog',
      current: '1.0.0',
      next: { next: '1.1.0' },
    });
  });

  it('knows other documents, and changelogs that are not checked', async () => {
    client = await startClient({ settings: { enable: false } });
    await client.open(CHANGELOG, BAD);
    expect(await client.ask(messages.documentStatusRequest, { textDocument })).toMatchObject({
      changelog: true,
      enabled: false,
      current: null,
    });
    const other = { uri: `${ROOT}/README.md` };
    expect(await client.ask(messages.documentStatusRequest, { textDocument: other })).toMatchObject({
      changelog: false,
      enabled: false,
    });
  });
});

describe('releaseLedger/releaseNotes', () => {
  it('stand by themselves, with the definitions that they need and no others', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD);
    const { value } = await client.ask(messages.releaseNotesRequest, { textDocument, release: '1.0.0' });
    expect(value).toEqual({
      title: '1.0.0',
      markdown:
        '### Fixed\n\n- Zero, see [#1] and [that][ref].\n\n[#1]: https://example.com/1\n[ref]: https://example.com/ref\n',
    });
  });

  it.each([
    ['nothing', '# C\n\n## [1.0.0] - 2026-01-01\n', ''],
    [
      'CRLF',
      '# C\r\n\r\n## [1.0.0] - 2026-01-01\r\n\r\n- [a]\r\n\r\n[a]: https://a.b\r\n',
      '- [a]\r\n\r\n[a]: https://a.b\r\n',
    ],
    [
      'definitions of another release inside',
      '# C\n\n## [1.0.0] - 2026-01-01\n\n- x\n\n[0.9.0]: https://a.b\n\n## [0.9.0] - 2025-01-01\n\n- y\n',
      '- x\n',
    ],
  ])('of %s', async (_name, text, markdown) => {
    client = await startClient();
    await client.open(CHANGELOG, text);
    expect((await client.ask(messages.releaseNotesRequest, { textDocument, release: '1.0.0' })).value?.markdown).toBe(
      markdown,
    );
  });

  it('are refused for a release that is not there', async () => {
    client = await startClient();
    await client.open(CHANGELOG, GOOD);
    expect((await client.ask(messages.releaseNotesRequest, { textDocument, release: '7' })).refusal?.code).toBe(
      'unknown-release',
    );
  });
});

describe('releaseLedger/ruleDocumentation', () => {
  it('explains a rule, and guesses what was meant', async () => {
    client = await startClient();
    const { value } = await client.ask(messages.ruleDocumentationRequest, { rule: SEPARATOR });
    expect(value?.markdown).toMatch(new RegExp(`^# ${SEPARATOR}\\n`));
    const { refusal } = await client.ask(messages.ruleDocumentationRequest, { rule: `${SEPARATOR}s` });
    expect(refusal).toMatchObject({ code: 'unknown-rule', hint: `Did you mean ${SEPARATOR}?` });
  });
});

describe('custom requests with parameters of another kind', () => {
  it.each(Object.values(messages).flatMap((message) => (typeof message === 'object' ? [message.method] : [])))(
    '%s is answered',
    async (method) => {
      client = await startClient();
      for (const params of [
        {},
        { textDocument: 5 },
        { textDocument: { uri: 5 } },
        { textDocument, category: 5, text: {}, release: [], rule: 1, folder: {} },
      ]) {
        await client.connection
          .sendRequest(method, params)
          .catch((error: { code: number }) => expect([-32602, -32601]).toContain(error.code));
      }
    },
  );
});
