import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { changeChecklistRequest, checklistRequest } from '../../src/protocol/checklists.ts';
import * as manifests from '../../src/protocol/manifests.ts';
import { rowsRequest } from '../../src/protocol/messages.ts';
import { planOperationRequest } from '../../src/protocol/operations.ts';
import { pageRequest } from '../../src/protocol/pages.ts';
import type { LedgerView, RowDto } from '../../src/protocol/rows.ts';
import { CENTRAL_TWO, centralRepository } from '../support/central-repository.ts';
import { cliIn } from '../support/cli-in.ts';
import { startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A page\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- First\n';

const POLICY = {
  approvals: { all: [{ role: 'Release Manager' }] },
  checklists: {
    presence: 'required',
    phases: [{ name: 'Later', from: 1, to: 1, blocks: 'nothing', groups: [{ items: [{ text: 'Announced' }] }] }],
  },
  manifest: { path: 'releases/{tag}/manifest.{ext}', forms: ['json'] },
  checksums: { include: ['packages/*/package.json'] },
  gates: { commands: [{ name: 'tests', command: [process.execPath, '--version'] }] },
};

let repo: TestRepository;
let client: TestClient;
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

const uriOf = (path: string): string => pathToFileURL(join(repo.folder, path)).href;
const pathOf = (name: string): string => (name === '' ? 'CHANGELOG.md' : `packages/${name}/CHANGELOG.md`);
const about = (name: string) => ({ textDocument: { uri: uriOf(pathOf(name)) } });
const read = (path: string): string => readFileSync(join(repo.folder, path), 'utf8');

async function cli(name: string, ...argv: readonly string[]): Promise<string> {
  const { stdout, stderr } = await cliIn(repo, ['--changelog', pathOf(name), ...argv], undefined, {
    env: { ...repo.environment(), SOURCE_DATE_EPOCH: '1767269000' },
  });
  return stdout + stderr;
}

/** Records as the command line makes them: a manifest of what is tagged, everything else for what comes next. */
async function makeRecords(name: string, tagged: string, next: string): Promise<void> {
  await cli(name, 'manifest', 'create', tagged);
  await cli(name, 'checklist', next);
  await cli(name, 'approve', 'Release Manager', '--by', 'Ada', '--release', next);
  await cli(name, 'gate', '--release', next, '--yes');
  await cli(name, 'checksums', 'create', next);
}

async function start(): Promise<void> {
  const env = repo.environment();
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    initializationOptions: { commands: ['releaseLedger.openManifest', 'releaseLedger.generateManifest'] },
    host: { files: diskFiles, env, openRepository: (at) => openRepository(at, env) },
  });
}

const rows = async (name: string, view: LedgerView, path: readonly string[] = []): Promise<readonly RowDto[]> =>
  (await client.ask(rowsRequest, { view, parent: { uri: uriOf(pathOf(name)), path } })).rows;

/** The row of a release, and what is listed below it. */
async function historyOf(name: string, label: string): Promise<readonly unknown[]> {
  const row = (await rows(name, 'history')).find((each) => each.label === label);
  const below = row ? await rows(name, 'history', row.path) : [];
  const listed = below.filter(({ kind }) => kind === 'manifest' || kind === 'artifact').map((each) => each.label);
  return [row?.marks.includes('recorded') ?? false, ...listed];
}

const obstacles = async (name: string, target: string): Promise<readonly string[]> => {
  const { value } = await client.ask(planOperationRequest, { ...about(name), operation: 'cut', options: { target } });
  // What a manifest says of days is held against the clock of the test.
  return (value?.blockers ?? []).map(({ code }) => code).filter((code) => code !== 'manifest-incomplete');
};

/** What is published of a record once it is open, as soon as one of these codes is among it. */
async function codesOf(path: string, awaited: string): Promise<readonly unknown[]> {
  const isThere = ({ diagnostics }: { readonly diagnostics: readonly { readonly code?: unknown }[] }): boolean =>
    diagnostics.some(({ code }) => code === awaited);
  await client.open(uriOf(path), read(path));
  return (await client.diagnostics(uriOf(path), isThere)).diagnostics.map(({ code }) => code);
}

describe('records of two packages that come to the same version', () => {
  beforeEach(async () => {
    repo = new TestRepository();
    repo.commit('Begin', {
      'release-ledger.jsonc': JSON.stringify({ ...POLICY, changelog: { files: ['packages/*/CHANGELOG.md'] } }),
      'packages/api/CHANGELOG.md': CHANGELOG,
      'packages/api/package.json': '{ "name": "@acme/api", "version": "1.0.0" }\n',
      'packages/web/CHANGELOG.md': CHANGELOG,
      'packages/web/package.json': '{ "name": "@acme/web", "version": "1.0.0" }\n',
    });
    repo.tag('api@1.0.0', 'api');
    repo.tag('web@1.0.0', 'web');
    await makeRecords('web', '1.0.0', '1.1.0');
    for (const path of ['checklists/web@1.1.0.md', 'web@1.0.0/manifest.json', 'checksums-web@1.1.0.txt'])
      expect(existsSync(join(repo.folder, 'releases', path)), path).toBe(true);
    await start();
  });

  it('are listed below the releases of one of them', async () => {
    expect(await historyOf('web', '1.0.0')).toEqual([true, 'releases/web@1.0.0/manifest.json']);
    expect(await historyOf('api', '1.0.0')).toEqual([false]);
    const filesOf = async (name: string) =>
      (await client.ask(manifests.releaseManifestsRequest, { ...about(name), release: '1.0.0' })).value?.map(
        ({ path }) => path,
      );
    expect([await filesOf('web'), await filesOf('api')]).toEqual([['releases/web@1.0.0/manifest.json'], []]);
    for (const [name, is] of [
      ['web', true],
      ['api', false],
    ] as const) {
      const { html } = await client.ask(pageRequest, { ...about(name), page: 'audit', language: 'en' });
      expect(html.includes('releases/web@1.0.0/manifest.json'), name).toBe(is);
    }
  });

  it('make one of them ready, and not the other', async () => {
    expect(await obstacles('web', '1.1.0')).toEqual([]);
    expect(await obstacles('api', '1.1.0')).toEqual(['gate-not-run', 'no-checklist', 'not-approved']);
    const readiness = async (name: string) =>
      (await rows(name, 'readiness'))
        .filter(({ kind }) => kind === 'checklist')
        .map(({ detail, state }) => [detail, state]);
    expect(await readiness('web')).toEqual([['releases/checklists/web@1.1.0.md', null]]);
    expect(await readiness('api')).toEqual([[null, 'absent']]);
  });

  it('are made under the name of their own release', async () => {
    const made = async (name: string) => {
      const { value } = await client.ask(manifests.generateManifestRequest, { ...about(name), release: '1.0.0' });
      return value?.manifests.map(({ path, state }) => [path, state]);
    };
    expect(await made('web')).toEqual([['releases/web@1.0.0/manifest.json', expect.not.stringMatching('new')]]);
    expect(await made('api')).toEqual([['releases/api@1.0.0/manifest.json', 'new']]);
    const { value } = await client.ask(checklistRequest, { ...about('web'), version: null });
    expect([value?.path, value?.exists]).toEqual(['releases/checklists/web@1.1.0.md', true]);
    const change = { kind: 'open' } as const;
    const opened = await client.ask(changeChecklistRequest, { ...about('api'), version: '1.1.0', change });
    expect(opened.value?.path).toBe('releases/checklists/api@1.1.0.md');
    expect(opened.value?.text).toContain('Release: api@1.1.0\n');
  });

  it('are held against the changelog and the tag of their own release', async () => {
    const path = 'releases/web@1.0.0/manifest.json';
    repo.write(path, read(path).replace('"First"', '"Another"'));
    expect(await codesOf(path, 'manifest/changes-differ-from-changelog')).not.toContain('manifest/wrong-tag-name');
    await client.replace(uriOf(path), read(path).replace('"web@1.0.0"', '"api@1.0.0"'));
    const { diagnostics } = await client.diagnostics(uriOf(path), (told) =>
      told.diagnostics.some(({ code }) => code === 'manifest/wrong-tag-name'),
    );
    expect(diagnostics.map(({ message }) => message)).toContain('Unexpected tag api@1.0.0, expected web@1.0.0');
    const { value } = await client.ask(manifests.verifyManifestsRequest, {});
    expect(value?.manifests.map((each) => each.path)).toEqual([path]);
    // What is missing needs the one changelog of a folder; the rest is known of this very release.
    expect(value?.notChecked.map(({ rule }) => rule)).toEqual(['manifest/files-differ-from-git', 'manifest/deleted']);
  });

  it('say which files a list of digests has to have', async () => {
    const path = 'releases/checksums-web@1.1.0.txt';
    expect(await client.ask(manifests.checksumListsRequest, {})).toMatchObject([{ path }]);
    const verify = () => client.ask(manifests.verifyChecksumsRequest, { textDocument: { uri: uriOf(path) } });
    expect((await verify()).value).toMatchObject({ problems: 0, notChecked: null });
    repo.write(path, read(path).replace(/^.*packages\/api.*\n/m, ''));
    expect((await verify()).value).toMatchObject({ problems: 1, notChecked: null });
  });

  it('are checked as what they are where they are checklists', async () => {
    const path = 'releases/checklists/web@1.1.0.md';
    repo.write(path, read(path).replace('Release: web@1.1.0', 'Release: api@1.2.0'));
    expect(await codesOf(path, 'docs/checklist-of-other-version')).toContain('docs/checklist-of-other-version');
  });
});

describe('records of a component in a changelog of several', () => {
  it('are told by its tags, whatever is opened first', async () => {
    repo = centralRepository();
    const text = CENTRAL_TWO.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Added\n\n- More\n');
    repo.commit('More', { 'CHANGELOG.md': text, 'release-ledger.jsonc': JSON.stringify({ ...POLICY, checksums: {} }) });
    await makeRecords('', '1.1.0', '1.2.0');
    const list = 'releases/checklists/core@1.2.0.md';
    repo.write(list, read(list).replace('Release: core@1.2.0', 'Release: core@1.3.0'));
    await start();
    expect(await codesOf(list, 'docs/checklist-of-other-version')).toContain('docs/checklist-of-other-version');
    const manifest = 'releases/core@1.1.0/manifest.json';
    repo.write(manifest, read(manifest).replace('"core@1.1.0"', '"web/v1.1.0"'));
    await codesOf(manifest, 'manifest/wrong-tag-name');
    expect(await obstacles('', '1.2.0')).toEqual([]);
  });

  it('are those of the component whose release is meant, whatever others have its version', async () => {
    repo = centralRepository();
    const text = CENTRAL_TWO.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Added\n\n- More\n');
    repo.commit('More', { 'CHANGELOG.md': text, 'release-ledger.jsonc': JSON.stringify({ ...POLICY, checksums: {} }) });
    await cli('', 'manifest', 'create', 'web@1.0.0');
    const path = 'releases/web-v1.0.0/manifest.json';
    await start();
    expect(await historyOf('', 'web 1.0.0')).toEqual([true, path]);
    expect(await historyOf('', 'core 1.0.0')).toEqual([false]);
    const made = async (release: string) => {
      const { value } = await client.ask(manifests.generateManifestRequest, { ...about(''), release });
      return value?.manifests.map((each) => [each.path, JSON.parse(each.text).changes]);
    };
    expect(await made('web@1.0.0')).toEqual([[path, { Added: ['A page'] }]]);
    expect(await made('core@1.0.0')).toEqual([['releases/core@1.0.0/manifest.json', { Added: ['A first thing'] }]]);
    await client.open(uriOf('CHANGELOG.md'), text);
    const lenses = (await client.request('textDocument/codeLens', about(''))) as readonly {
      readonly command?: { readonly title: string; readonly arguments?: readonly unknown[] };
    }[];
    const shown = lenses.flatMap(({ command }) => (command?.title === 'Manifest' ? [command.arguments] : []));
    expect(shown).toEqual([[{ uri: uriOf('CHANGELOG.md'), release: 'web@1.0.0' }]]);
    repo.write(path, read(path).replace('"A page"', '"Another"').replace('"web/v1.0.0"', '"core@1.0.0"'));
    await codesOf(path, 'manifest/changes-differ-from-changelog');
    const { diagnostics } = await client.diagnostics(uriOf(path), (told) =>
      told.diagnostics.some(({ code }) => code === 'manifest/wrong-tag-name'),
    );
    expect(diagnostics.map(({ message }) => message)).toContain('Unexpected tag core@1.0.0, expected web/v1.0.0');
    const { html } = await client.ask(pageRequest, { ...about(''), page: 'audit', language: 'en' });
    expect(html).toContain('web 1.0.0');
    expect(html).toContain(path);
    const one = await client.ask(pageRequest, { ...about(''), page: 'audit', language: 'en', release: 'core@1.0.0' });
    expect([one.html.includes('core 1.0.0'), one.html.includes(path)]).toEqual([true, false]);
    const { value } = await client.ask(checklistRequest, { ...about(''), version: 'web@1.1.0' });
    expect(value?.path).toBe('releases/checklists/web-v1.1.0.md');
  });
});
