import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeLens, CompletionItem, Hover, MarkupContent } from 'vscode-languageserver';
import { diskFiles } from '../../src/host/files.ts';
import * as messages from '../../src/protocol/messages.ts';
import { openerFor } from '../support/cli-in.ts';
import { type ClientOptions, FULL, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const RELEASES =
  '## [1.1.0] - 2026-01-02\n\n### Fixed\n\n- A crash on start\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A first thing\n';
const LINKS = '\n[Unreleased]: https://example.com/o/r/compare/v1.1.0...HEAD\n';
const TEXT = `# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- \n\n${RELEASES}${LINKS}`;
const ENTRY = { line: 6, character: 2 };
const NEWEST = { line: 8, character: 5 };
const OLDEST = { line: 14, character: 5 };
const END = TEXT.split('\n').length - 1;
const COMMANDS = { commands: ['releaseLedger.compareWithPrevious'] };

let repo: TestRepository;
let client: TestClient;

beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'git@example.com:o/r.git');
  repo.commit('one', { 'CHANGELOG.md': `# Changelog\n\n${RELEASES.slice(RELEASES.indexOf('## [1.0.0]'))}` });
  repo.tag('v1.0.0', 'Release v1.0.0');
  repo.commit('two', { 'CHANGELOG.md': `# Changelog\n\n${RELEASES}`, 'package.json': '{ "version": "1.1.0" }\n' });
  repo.tag('v1.1.0');
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

async function start(text: string, options: ClientOptions = {}): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    initializationOptions: COMMANDS,
    ...options,
    host: {
      files: diskFiles,
      openRepository: openerFor(repo),
      ...options.host,
    },
  });
  await client.open(changelog(), text);
  await client.ask(messages.historyRequest, { textDocument: { uri: changelog() } });
}

const changelog = (): string => pathToFileURL(join(repo.folder, 'CHANGELOG.md')).href;
const document = (): { readonly textDocument: { readonly uri: string } } => ({ textDocument: { uri: changelog() } });

/** The lines of a hover without what Markdown escapes. */
async function hovered(position: { readonly line: number; readonly character: number }): Promise<readonly string[]> {
  const hover = await client.request<Hover | null>('textDocument/hover', { ...document(), position });
  const { value } = (hover?.contents ?? { value: '' }) as MarkupContent;
  return value.replace(/\\(.)/g, '$1').split(/\n+/);
}

async function lenses(): Promise<readonly (readonly [line: number, title: string])[]> {
  const found = await client.request<CodeLens[]>('textDocument/codeLens', document());
  return found.map(({ range, command }) => [range.start.line, command?.title ?? '']);
}

async function completed(line: number, character: number): Promise<readonly CompletionItem[]> {
  return client.request<CompletionItem[]>('textDocument/completion', { ...document(), position: { line, character } });
}

describe('hovering over a release', () => {
  it('tells its tag, whether the section is as it was tagged, and what version files say', async () => {
    repo.write('pyproject.toml', '[project]\nname = "x"\nversion = "1.0.0"\n');
    repo.write('Cargo.toml', '[package\n');
    await start(TEXT.replace('A crash on start', 'A crash on start, mostly'));
    const commit = repo.git('rev-parse', '--short=7', 'v1.1.0');
    const lines = await hovered(NEWEST);
    expect(lines).toEqual(
      expect.arrayContaining([
        `Tag v1.1.0, lightweight, of 2026-01-01, on commit ${commit}.`,
        'Changed since the tag v1.1.0: 1 entry reworded.',
        'Version files:',
        '- package.json: 1.1.0',
        '- pyproject.toml: 1.0.0, expected 1.1.0',
      ]),
    );
    expect(lines.some((line) => line.startsWith('- Cargo.toml: not checked, '))).toBe(true);
  });

  it.each([
    ['as it is', (text: string) => text, 'The section is as the tag v1.0.0 has it.'],
    [
      'with an entry more',
      (text: string) => text.replace('- A first thing\n', '- A first thing\n- A second one\n'),
      'Changed since the tag v1.0.0: 1 entry added.',
    ],
    [
      'without its entry',
      (text: string) => text.replace('- A first thing\n', '\n'),
      'Changed since the tag v1.0.0: 1 entry removed.',
    ],
    [
      'with a note',
      (text: string) => text.replace('- A first thing\n', '- A first thing\n- A second one\n\n_Amended 2026-02-01._\n'),
      'Amended since the tag v1.0.0, and it says so: 1 entry added.',
    ],
  ])('compares an older one with its own tag: %s', async (_name, change, expected) => {
    await start(change(TEXT));
    const lines = await hovered(OLDEST);
    expect(lines).toContain(expected);
    expect(lines.some((line) => line.startsWith('Tag v1.0.0, annotated, of 2026-01-01, on commit '))).toBe(true);
    expect(lines).not.toContain('Version files:');
  });

  it('compares with the text of its own tag, not with a later one', async () => {
    // The newest tag has the amended text, too: only the first tag tells that something was added.
    const amended = TEXT.replace('- A first thing\n', '- A first thing\n- A second one\n');
    repo.commit('amend', { 'CHANGELOG.md': amended });
    repo.git('tag', '--force', 'v1.1.0');
    await start(amended);
    expect(await hovered(OLDEST)).toContain('Changed since the tag v1.0.0: 1 entry added.');
    expect(await hovered(NEWEST)).toContain('The section is as the tag v1.1.0 has it.');
  });

  it('says that there is no tag, and names every one of several', async () => {
    repo.git('tag', '--delete', 'v1.1.0');
    repo.git('tag', 'v1.0', 'v1.0.0^{}');
    await start(TEXT);
    expect(await hovered(NEWEST)).toContain('Not tagged.');
    const tags = (await hovered(OLDEST)).filter((line) => line.startsWith('Tag '));
    expect(tags.map((line) => line.split(',')[0])).toEqual(['Tag v1.0.0', 'Tag v1.0']);
  });

  it('tells how much was committed since the last one', async () => {
    repo.commit('three');
    repo.commit('four');
    await start(TEXT);
    expect(await hovered({ line: 2, character: 5 })).toContain('2 commits since the tag v1.1.0.');
  });
});

describe('lenses over releases', () => {
  it('tell the tag, and compare with the release before it', async () => {
    await start(TEXT.replace('## [1.1.0]', '## [1.2.0] - 2026-01-03\n\n- New\n\n## [1.1.0]'));
    expect((await lenses()).filter(([, title]) => !title.startsWith('Next'))).toEqual([
      [2, '1 entry'],
      [2, 'Compare'],
      [8, '1 entry'],
      [8, 'not tagged'],
      [12, '1 entry'],
      [12, 'tagged v1.1.0 · 2026-01-01'],
      [12, 'Compare'],
      [18, '1 entry'],
      [18, 'tagged v1.0.0 · 2026-01-01'],
    ]);
    const found = await client.request<CodeLens[]>('textDocument/codeLens', document());
    expect(found.flatMap(({ command }) => (command?.title === 'Compare' ? [command] : []))).toEqual(
      ['Unreleased', '1.1.0'].map((release) => ({
        title: 'Compare',
        command: 'releaseLedger.compareWithPrevious',
        arguments: [{ uri: changelog(), release }],
      })),
    );
  });

  it('offer no command that the client cannot run', async () => {
    await start(TEXT, { initializationOptions: {} });
    expect((await lenses()).map(([, title]) => title)).not.toContain('Compare');
  });

  it('are asked for again once git has answered, and when tags change, but not while somebody types', async () => {
    const workspace = { ...FULL?.workspace, codeLens: { refreshSupport: true } };
    await start(TEXT, { capabilities: { ...FULL, workspace } });
    const asked = (): number => client.asked.filter((method) => method === 'workspace/codeLens/refresh').length;
    await client.until(() => (asked() === 1 ? true : null));
    await client.replace(changelog(), TEXT.replace('A crash', 'No crash'));
    await client.ask(messages.historyRequest, document());
    await client.ask(messages.refreshRequest, {});
    expect(asked()).toBe(1);
    repo.tag('v0.9.0');
    await client.ask(messages.refreshRequest, {});
    await client.until(() => (asked() === 2 ? true : null));
  });
});

describe('completion of entries under Unreleased', () => {
  beforeEach(() => {
    repo.commit('feat: read setext headings (#12)\n\nWith a body.');
    repo.commit('fix(parser): keep the last line');
    repo.commit('chore: tidy up');
    repo.commit('fix!: drop one');
    repo.commit('fix: speak of #77 (#13)');
  });

  it('offers what was committed since the last tag, what fits the category first', async () => {
    await start(TEXT.replace('- \n', '- \n- Speak of it, see #13\n'));
    const items = (await completed(ENTRY.line, ENTRY.character)).filter(({ detail }) => detail?.includes(' · '));
    expect(items.map(({ label, detail }) => [label, detail?.split(' · ')[0]])).toEqual([
      ['Drop one', 'Fixed'],
      ['Parser: keep the last line', 'Fixed'],
      ['Read setext headings (#12)', 'Added'],
    ]);
    expect(items[0]?.textEdit).toMatchObject({
      newText: '**Breaking:** Drop one',
      range: { start: ENTRY, end: ENTRY },
    });
    expect(items[2]?.documentation).toMatchObject({ value: expect.stringContaining('With a body.') });
  });

  it('offers references that the commits mention', async () => {
    await start(TEXT.replace('- \n', '- See #\n').replace('A crash on start', 'A crash on start (#12, #9)'));
    const items = await completed(ENTRY.line, ENTRY.character + 'See #'.length);
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['#77', 'Mentioned in a commit since the last tag'],
      ['#13', 'Mentioned in a commit since the last tag'],
      ['#12', 'Mentioned in this changelog'],
      ['#9', 'Mentioned in this changelog'],
    ]);
  });

  it.each([
    ['in a release', 12, '- '],
    ['elsewhere under Unreleased', 2, '## '],
  ])('offers no commits %s', async (_name, line, before) => {
    await start(TEXT);
    const items = await completed(line, before.length);
    expect(items.filter(({ detail }) => detail?.includes(' · '))).toEqual([]);
  });
});

describe('completion of link definitions', () => {
  const unlinked = TEXT.replace(LINKS, '\n[');

  it.each([
    [
      'GitHub',
      'git@github.com:o/r.git',
      [
        'https://github.com/o/r/compare/v1.1.0...HEAD',
        'https://github.com/o/r/compare/v1.0.0...v1.1.0',
        'https://github.com/o/r/releases/tag/v1.0.0',
      ],
    ],
    [
      'GitLab',
      'https://me:secret@gitlab.com/o/r.git',
      [
        'https://gitlab.com/o/r/-/compare/v1.1.0...HEAD',
        'https://gitlab.com/o/r/-/compare/v1.0.0...v1.1.0',
        'https://gitlab.com/o/r/-/tags/v1.0.0',
      ],
    ],
  ])('makes them of the tags and the remote: %s', async (_name, remote, urls) => {
    repo.git('remote', 'set-url', 'origin', remote);
    await start(unlinked);
    const items = await completed(END - 1, 1);
    expect(items.map(({ textEdit }) => textEdit?.newText)).toEqual(
      ['Unreleased', '1.1.0', '1.0.0'].map((label, i) => `[${label}]: ${urls[i]}`),
    );
  });

  it('takes the names that the tags have', async () => {
    repo.git('tag', 'app@1.0.0', 'v1.0.0^{}');
    repo.git('tag', 'app@1.1.0', 'v1.1.0^{}');
    repo.git('tag', '--delete', 'v1.0.0', 'v1.1.0');
    await start(unlinked);
    const items = await completed(END - 1, 1);
    expect(items[1]?.textEdit?.newText).toBe('[1.1.0]: https://example.com/o/r/compare/app@1.0.0...app@1.1.0');
  });
});

describe('where git is not asked', () => {
  it.each([
    ['the workspace is not trusted', { initializationOptions: { ...COMMANDS, trusted: false } }],
    ['git is not there', { host: { openRepository: async () => ({ notKnown: 'git was not found' }) } }],
  ])('says nothing of tags: %s', async (_name, options) => {
    repo.commit('feat: something');
    await start(TEXT.replace(LINKS, '\n['), options);
    expect((await lenses()).map(([, title]) => title)).toEqual(['1 entry', '1 entry', '1 entry']);
    expect((await hovered(OLDEST)).join('\n')).not.toMatch(/tag/i);
    expect(await completed(END - 1, 1)).toEqual([]);
    const items = await completed(ENTRY.line, ENTRY.character);
    expect(items.map(({ label }) => label)).toEqual(['**Breaking:**']);
  });

  it('does not call a release untagged whose tag may not have been fetched', async () => {
    repo.git('clone', '--quiet', '--depth=1', '--no-tags', `file://${repo.folder}`, 'clone');
    repo.write('CHANGELOG.md', '');
    client = await startClient({
      folders: [pathToFileURL(join(repo.folder, 'clone')).href],
      host: {
        files: diskFiles,
        openRepository: openerFor(repo),
      },
    });
    const uri = pathToFileURL(join(repo.folder, 'clone/CHANGELOG.md')).href;
    await client.open(uri, TEXT);
    await client.ask(messages.historyRequest, { textDocument: { uri } });
    const found = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(found.map(({ command }) => command?.title)).toEqual(['1 entry', '1 entry', '1 entry']);
  });
});
