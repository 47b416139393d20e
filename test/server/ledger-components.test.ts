import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import * as messages from '../../src/protocol/messages.ts';
import type { LedgerView, RowDto } from '../../src/protocol/rows.ts';
import { CENTRAL_TWO, centralRepository } from '../support/central-repository.ts';
import { CountingGit } from '../support/counting-git.ts';
import { startClient, type TestClient } from '../support/lsp-client.ts';
import type { TestRepository } from '../support/repository.ts';

/** A machine that does something else as well takes its time. */
const PATIENCE = { timeout: 30_000 };

let repo: TestRepository;
let git: CountingGit;
let client: TestClient;
let uri: string;

beforeEach(async () => {
  repo = centralRepository();
  git = new CountingGit(repo.folder);
  uri = pathToFileURL(join(repo.folder, 'CHANGELOG.md')).href;
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    host: { files: diskFiles, openRepository: (folder) => openRepository(folder, git.env) },
  });
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  git.remove();
  repo.remove();
});

const rows = async (view: LedgerView, parent?: RowDto): Promise<readonly RowDto[]> =>
  (await client.ask(messages.rowsRequest, { view, ...(parent && { parent: { uri: parent.uri, path: parent.path } }) }))
    .rows;
const labels = (list: readonly RowDto[]): readonly string[] => list.map(({ label, state }) => `${label} ${state}`);

async function rowOf(label: string): Promise<RowDto> {
  const row = (await rows('history')).find((each) => each.label === label);
  if (!row) throw new Error(`There is no row ${label}`);
  return row;
}

async function describeRow({ path, view }: RowDto): Promise<readonly unknown[]> {
  const { value } = await client.ask(messages.describeRowRequest, { textDocument: { uri }, view, path });
  return (value ?? []).map(({ words, args }) => [words, args]);
}

describe('a changelog for several components', () => {
  it('has a history with the component of each release, and below it what belongs to that one', async () => {
    expect(labels(await rows('history'))).toEqual([
      'api 2.0.0 released',
      'core 1.1.0 released',
      'web 1.0.0 released',
      'core 1.0.0 released',
      'api 1.0.0 tag-only',
    ]);
    expect((await rows('history', await rowOf('web 1.0.0'))).map(({ label }) => label)).toEqual([
      'web/v1.0.0',
      'Added',
    ]);
    expect(await describeRow(await rowOf('web 1.0.0'))).toContainEqual(['asTagged', ['web/v1.0.0']]);
  });

  it('compares a release with the one before it of the same component', async () => {
    const marks = (await rows('history')).map(({ label, marks }) => [label, marks.includes('comparable')]);
    expect(marks).toEqual([
      ['api 2.0.0', true],
      ['core 1.1.0', true],
      ['web 1.0.0', false],
      ['core 1.0.0', false],
      ['api 1.0.0', false],
    ]);
    for (const [label, from, to] of [
      ['core 1.1.0', 'core@1.0.0', 'core@1.1.0'],
      ['api 2.0.0', 'api-v1.0.0', 'api-v2.0.0'],
    ] as const) {
      const { release } = await rowOf(label);
      const { value } = await client.ask(messages.compareRequest, { textDocument: { uri }, release: String(release) });
      expect([value?.from.name, value?.to.name]).toEqual([from, to]);
    }
    const only = await rowOf('api 1.0.0');
    const { refusal } = await client.ask(messages.compareRequest, {
      textDocument: { uri },
      release: String(only.release),
    });
    expect(refusal?.message).toBe('api 1.0.0 is the first release that is tagged; there is none to compare it with');
  });

  it('lists the version files of all, each against the release of its own component', async () => {
    const files = await rows('versionFiles');
    expect(labels(files)).toEqual([
      'packages/core/package.json agrees',
      'services/api/pyproject.toml behind',
      'packages/web/package.json agrees',
    ]);
    expect(await describeRow(files[1] as RowDto)).toContainEqual(['behind', ['2.0.0', '2.0.0']]);
  });

  it('tells in code lenses and hovers of the tag that is the section’s own', async () => {
    await client.open(uri, CENTRAL_TWO);
    await rows('history');
    const lenses = (await client.request('textDocument/codeLens', { textDocument: { uri } })) as readonly {
      readonly command?: { readonly title: string };
    }[];
    const tagged = lenses.map(({ command }) => command?.title ?? '').filter((title) => title.startsWith('tagged'));
    expect(tagged.map((title) => title.split(' ')[1])).toEqual([
      'api-v2.0.0',
      'core@1.1.0',
      'web/v1.0.0',
      'core@1.0.0',
    ]);
    const line = CENTRAL_TWO.split('\n').findIndex((each) => each.startsWith('## [web@'));
    const hover = (await client.request('textDocument/hover', {
      textDocument: { uri },
      position: { line, character: 6 },
    })) as { readonly contents: { readonly value: string } };
    expect(hover.contents.value).toMatch(/Tag web\/v1\.0\.0[\s\S]*as the tag web\/v1\.0\.0 has it/);
  });

  it('has a version file that was changed compared with its own component, without asking git', async () => {
    await client.open(uri, CENTRAL_TWO);
    await rows('versionFiles');
    git.forget();
    repo.write('services/api/pyproject.toml', '[project]\nname = "api"\nversion = "2.0.0"\n');
    const changed = pathToFileURL(join(repo.folder, 'services/api/pyproject.toml')).href;
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: changed, type: 2 }] });
    await expect
      .poll(async () => labels(await rows('versionFiles'))[1], PATIENCE)
      .toBe('services/api/pyproject.toml agrees');
    expect(git.started).toEqual([]);
  });

  it('publishes what is wrong in a component’s version file where it stands', async () => {
    await client.open(uri, CENTRAL_TWO);
    const file = pathToFileURL(join(repo.folder, 'services/api/pyproject.toml')).href;
    const published = await client.diagnostics(file, ({ diagnostics }) => diagnostics.length > 0);
    expect(published.diagnostics.map(({ code, range }) => [code, range.start.line])).toEqual([
      ['ledger/version-file-behind', 2],
    ]);
  });

  it('finds a component that is typed: its tags are read, and again not while it is typed on', async () => {
    await client.open(uri, CENTRAL_TWO);
    await rows('history');
    repo.write('packages/cli/package.json', '{ "version": "0.1.0" }\n');
    repo.tag('cli@0.1.0');
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(join(repo.folder, '.git/refs/tags/cli@0.1.0')).href, type: 1 }],
    });
    const text = CENTRAL_TWO.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [cli@0.1.0] - 2026-01-01\n\n- A\n');
    await client.replace(uri, text);
    await expect.poll(async () => labels(await rows('history')), PATIENCE).toContain('cli 0.1.0 changed');
    await expect
      .poll(async () => labels(await rows('versionFiles')), PATIENCE)
      .toContain('packages/cli/package.json agrees');
    git.forget();
    for (let i = 0; i < 5; i++) {
      await client.replace(uri, text.replace('- A\n', `- A ${i}\n`));
      await rows('history');
    }
    expect(git.started).toEqual([]);
  });
});
