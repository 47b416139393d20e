import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import * as messages from '../../src/protocol/messages.ts';
import { CountingGit } from '../support/counting-git.ts';
import { startClient, type TestClient } from '../support/lsp-client.ts';
import { synthesizeRepository } from '../support/synthetic-repository.mjs';

const SHAPE = { files: 1000, commits: 1000, tagEvery: 2, bytes: 400 };
const RELEASES = 330;

let folder: string;
let tags: readonly string[];
let git: CountingGit;
let client: TestClient;

/** The newest of the tags have sections, newest first. */
function changelogOf(names: readonly string[]): string {
  const sections = names
    .slice(-RELEASES)
    .reverse()
    .map((name) => `## [${name.slice(1)}] - 2020-10-01\n\n### Fixed\n\n- What was wrong with ${name}\n`);
  return `# Changelog\n\n## [Unreleased]\n\n${sections.join('\n')}`;
}

beforeAll(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-large-')));
  const first = path.join(folder, 'first');
  tags = await synthesizeRepository({ ...SHAPE, folder: first });
  const repository = path.join(folder, 'repository');
  await synthesizeRepository({ ...SHAPE, folder: repository, changelog: changelogOf(tags) });
  fs.writeFileSync(path.join(repository, 'CHANGELOG.md'), changelogOf(tags));
  git = new CountingGit(folder);
  client = await startClient({
    folders: [pathToFileURL(repository).href],
    host: { files: diskFiles, openRepository: (each) => openRepository(each, git.env) },
  });
  await client.open(uri(), changelogOf(tags));
});
afterAll(async () => {
  await client.stop();
  git.remove();
  fs.rmSync(folder, { recursive: true, force: true });
});

const uri = (): string => pathToFileURL(path.join(folder, 'repository/CHANGELOG.md')).href;

/** What a hover over the heading of a release, counted from the newest, says of its section. */
async function hover(release: number): Promise<string> {
  const position = { line: 4 + 6 * release, character: 5 };
  const answer = await client.request('textDocument/hover', { textDocument: { uri: uri() }, position });
  return JSON.stringify(answer).includes('as the tag') ? 'as tagged' : JSON.stringify(answer);
}

describe('a repository with 500 tags and 330 releases', () => {
  it('has its history, and every section compared, by seven processes and one text', async () => {
    expect(tags).toHaveLength(500);
    const { value } = await client.ask(messages.historyRequest, { textDocument: { uri: uri() } });
    const states = value?.releases.map(({ state }) => state) ?? [];
    const count = (wanted: string): number => states.filter((state) => state === wanted).length;
    expect([count('unreleased'), count('released'), count('tag-only')]).toEqual([1, RELEASES, 500 - RELEASES]);
    expect([...git.started].sort()).toEqual([
      'cat-file',
      'config',
      'for-each-ref',
      'for-each-ref',
      'log',
      'rev-parse',
      'rev-parse',
    ]);
    expect(git.asked).toHaveLength(1);
  });

  it('has nothing read again by edits, and sections compared anew', async () => {
    git.forget();
    const text = changelogOf(tags);
    const changed = text.replace(`What was wrong with ${tags.at(-300)}\n`, 'Nothing was wrong\n');
    await client.replace(uri(), changed);
    await client.ask(messages.documentStatusRequest, { textDocument: { uri: uri() } });
    const { value } = await client.ask(messages.historyRequest, { textDocument: { uri: uri() } });
    expect(value?.releases.filter(({ state }) => state === 'changed').map(({ tag }) => tag)).toEqual([tags.at(-300)]);
    await client.replace(uri(), text);
    expect(git.started).toEqual([]);
  });

  it('has the texts of other tags read when somebody looks, one by one, and few of them kept', async () => {
    git.forget();
    expect(await hover(0)).toBe('as tagged');
    expect(git.asked).toHaveLength(0);
    for (const release of [10, 20, 30, 40, 40, 30, 20, 10]) expect(await hover(release)).toBe('as tagged');
    expect(git.asked).toHaveLength(4);
    for (const release of [50, 60, 70, 80]) await hover(release);
    expect(git.asked).toHaveLength(8);
    await hover(80);
    expect(git.asked).toHaveLength(8);
    await hover(10);
    expect(git.asked).toHaveLength(9);
    expect(git.started).toEqual(Array.from({ length: 9 }, () => 'cat-file'));
  });
});
