import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { type PageDto, type PageKind, pageRequest } from '../../src/protocol/pages.ts';
import { type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const section = (version: string, date: string): string => `## [${version}] - ${date}\n\n### Added\n\n- A thing\n\n`;

let repo: TestRepository;
let client: TestClient | null = null;

beforeEach(() => {
  repo = new TestRepository();
});
afterEach(async () => {
  expect(client?.violations ?? []).toEqual([]);
  await client?.stop();
  client = null;
  repo.remove();
});

async function start(options: ClientOptions = {}): Promise<TestClient> {
  const env = { ...process.env, HOME: repo.folder, GIT_CONFIG_NOSYSTEM: '1' };
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    ...options,
    host: { files: diskFiles, env, openRepository: (folder) => openRepository(folder, env) },
  });
  return client;
}

async function show(page: PageKind, more: { release?: string; language?: string } = {}): Promise<PageDto> {
  const uri = pathToFileURL(`${repo.folder}/CHANGELOG.md`).href;
  const started = client ?? (await start());
  return started.ask(pageRequest, { textDocument: { uri }, page, language: 'en', ...more });
}

const bodyOf = ({ html }: PageDto): string => /<main>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';

describe('pages for the editor', () => {
  it('show what is measured and traced of tagged releases, each with a link to the others', async () => {
    repo.commit('one', { 'CHANGELOG.md': `# Changelog\n\n${section('1.0.0', '2026-01-01')}` });
    repo.tag('v1.0.0', 'Release');
    const metrics = await show('metrics');
    expect(metrics.title).toBe('Release metrics of CHANGELOG.md');
    expect(bodyOf(metrics)).toContain('One release says little');
    expect(bodyOf(metrics)).toContain('<dd class="muted">1 commit</dd>');
    expect(bodyOf(metrics)).toContain('<span aria-current="page">Metrics</span>');
    const [link] = /href="command:releaseLedger\.showAuditTrail\?[^"]+"/.exec(bodyOf(metrics)) ?? [];
    expect(JSON.parse(decodeURIComponent(String(link).slice(0, -1).split('?')[1] ?? ''))).toEqual([
      { uri: pathToFileURL(`${repo.folder}/CHANGELOG.md`).href },
    ]);
    const audit = bodyOf(await show('audit'));
    expect(audit).toContain('<code>git cat-file -p &quot;refs/tags/v1.0.0&quot;</code>');
    expect(audit).toContain('no deployment of it is recorded');
    expect(bodyOf(await show('support'))).toContain('The policy promises no support.');
  });

  it('show an audit of one release alone, by its version', async () => {
    const text = `# Changelog\n\n${section('1.1.0', '2026-01-02')}${section('1.0.0', '2026-01-01')}`;
    repo.commit('one', { 'CHANGELOG.md': text });
    expect(bodyOf(await show('audit')).match(/<h2 id="release-/g)).toHaveLength(2);
    const one = await show('audit', { release: '1.1.0' });
    expect(bodyOf(one).match(/<h2 id="release-\d+">[^<]+/g)).toEqual(['<h2 id="release-0">1.1.0 – 2026-01-02']);
    expect(one.html).toContain('&quot;release&quot;:&quot;1.1.0&quot;');
  });

  it('say in German what they say in English', async () => {
    repo.commit('one', { 'CHANGELOG.md': `# Changelog\n\n${section('1.0.0', '2026-01-01')}` });
    const { html, title } = await show('metrics', { language: 'de-AT' });
    expect(title).toBe('Release-Kennzahlen von CHANGELOG.md');
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('Kein Commit gehört zu einem Release');
    expect((await show('metrics', { language: 'fr' })).html).toContain('<html lang="en">');
  });

  it.each(['metrics', 'audit', 'support'] as const)('say so where nothing was released: %s', async (page) => {
    repo.write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing\n');
    expect(bodyOf(await show(page))).toContain('Nothing was released: a release is a dated section of the changelog');
  });

  it('are made without git before the workspace is trusted, and say so', async () => {
    repo.commit('one', { 'CHANGELOG.md': `# Changelog\n\n${section('1.0.0', '2026-01-01')}` });
    repo.tag('v1.0.0', 'Release');
    await start({ initializationOptions: { trusted: false } });
    const metrics = bodyOf(await show('metrics'));
    expect(metrics).toContain('the workspace is not trusted');
    expect(metrics).toContain('<dd class="muted">1 release</dd>');
    expect(bodyOf(await show('audit'))).not.toContain('annotated');
  });

  it('say what cannot be read, and count the rest', async () => {
    repo.commit('one', {
      'CHANGELOG.md': `# Changelog\n\n${section('1.0.0', '2026-01-01')}`,
      'releases/deployments.jsonl': 'nonsense\n',
    });
    expect(bodyOf(await show('metrics'))).toContain('<li>releases/deployments.jsonl has lines that are no record');
  });

  it('say why there is nothing to show, and what to do', async () => {
    const { html } = await show('metrics');
    expect(html).toContain('<h1>Nothing to show</h1>');
    expect(html).toContain('href="command:releaseLedger.initialize"');
  });

  it('have another nonce each time, and are the same but for it', async () => {
    repo.commit('one', { 'CHANGELOG.md': `# Changelog\n\n${section('1.0.0', '2026-01-01')}` });
    const [one, two] = [await show('support'), await show('support')];
    expect(one.nonce).not.toBe(two.nonce);
    expect(one.nonce).toMatch(/^[\w+/]{24}$/);
    expect(one.html.replaceAll(one.nonce, '')).toBe(two.html.replaceAll(two.nonce, ''));
  });

  it('refuse what is no page', async () => {
    repo.write('CHANGELOG.md', '# Changelog\n');
    await expect(show('nonsense' as PageKind)).rejects.toThrow(/page/);
    await expect(show('audit', { release: 1 as unknown as string })).rejects.toThrow(/release/);
  });
});
