import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeLens, Hover, InlayHint, MarkupContent } from 'vscode-languageserver';
import { WRITTEN } from '../../src/core/text/german-written.ts';
import { sayReason } from '../../src/core/text/say.ts';
import { sayAgainInGerman, sayInGerman } from '../../src/core/text/say-in-german.ts';
import { diskFiles } from '../../src/host/files.ts';
import * as messages from '../../src/protocol/messages.ts';
import { planOperationRequest } from '../../src/protocol/operations.ts';
import { openerFor } from '../support/cli-in.ts';
import { startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';
import { readSources } from '../support/sources.ts';

const TEXT = `# Changelog

## [Unreleased]

### Added

- **Breaking:** One
- Two

## [1.1.0] - 2026-01-02

### Fixed

- A crash

## [1.0.0] - 2026-01-01

### Added

- A first thing
`;

let repo: TestRepository;
let client: TestClient;
/** Each test has a repository and a client of its own. */
function withClient(): void {
  beforeEach(() => {
    repo = new TestRepository();
    repo.commit('one', { 'CHANGELOG.md': TEXT, 'package.json': '{ "version": "1.0.0" }\n' });
    repo.tag('v1.0.0', 'Release');
    repo.commit('two');
  });
  afterEach(async () => {
    expect(client.violations).toEqual([]);
    await client.stop();
    repo.remove();
  });
}

const uri = (): string => pathToFileURL(join(repo.folder, 'CHANGELOG.md')).href;
const document = () => ({ textDocument: { uri: uri() } });

async function start(locale: string, initializationOptions: object = {}): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    locale,
    initializationOptions: { commands: ['releaseLedger.addEntry', 'releaseLedger.cut'], ...initializationOptions },
    host: { files: diskFiles, env: { ...process.env, HOME: repo.folder }, openRepository: openerFor(repo) },
  });
  await client.open(uri(), TEXT);
  await client.ask(messages.historyRequest, document());
}

async function hovered(line: number): Promise<readonly string[]> {
  const hover = await client.request<Hover>('textDocument/hover', { ...document(), position: { line, character: 6 } });
  return (hover.contents as MarkupContent).value.replace(/\\(.)/g, '$1').split(/\n+/);
}

describe('a German client', () => {
  withClient();

  it('hovers over what is unreleased, a category and releases', async () => {
    await start('de-AT');
    expect(await hovered(2)).toEqual([
      '**Unreleased**',
      '2 Einträge: 2 Added; 1 inkompatibel',
      '1 Commit seit dem Tag v1.0.0.',
      'Nächste Version: 2.0.0 (major), nach 1.1.0. Entscheidend:',
      '- Added: One',
    ]);
    expect(await hovered(4)).toEqual([
      '**Added**',
      'Neue Funktionen.',
      '2 Einträge',
      'Seine Einträge verlangen mindestens eine Minor-Version.',
    ]);
    expect((await hovered(9)).slice(1)).toEqual([
      expect.stringMatching(/^Veröffentlicht am 2026-01-02, vor \d+ \S+$/),
      'Nicht getaggt.',
      'Versionsdateien:',
      '- package.json: 1.0.0, erwartet wird 1.1.0',
      '1 Eintrag: 1 Fixed',
    ]);
    expect((await hovered(15)).slice(2)).toEqual([
      expect.stringMatching(/^Tag v1\.0\.0, annotiert, vom 2026-01-01, auf Commit [0-9a-f]{7}\.$/),
      'Der Abschnitt ist so, wie der Tag v1.0.0 ihn hat.',
      '1 Eintrag: 1 Added',
    ]);
  });

  it('has code lenses and hints', async () => {
    await start('de');
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', document());
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      '2 Einträge, 1 inkompatibel',
      'Als Nächstes: 2.0.0 (major)',
      'Eintrag hinzufügen …',
      'Release erstellen …',
      '1 Eintrag',
      'nicht getaggt',
      '1 Eintrag',
      'getaggt als v1.0.0 · 2026-01-01',
    ]);
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { ...document(), range });
    expect(hints.map(({ tooltip }) => tooltip)).toContain('Veröffentlicht am 2026-01-01');
    expect(hints.map(({ label }) => String(label))).toContainEqual(expect.stringMatching(/^ ?vor \d+ /));
  });

  it('reads why git was not asked', async () => {
    await start('de', { trusted: false });
    const summaries = await client.ask(messages.ledgersRequest, {});
    expect(summaries.map(({ notCompared }) => notCompared)).toEqual(['dem Arbeitsbereich wird nicht vertraut']);
    const { notChecked } = await client.ask(messages.documentStatusRequest, document());
    expect(notChecked.map(({ reason }) => reason)).toContain('dem Arbeitsbereich wird nicht vertraut');
  });
});

describe('another client', () => {
  withClient();

  it('reads English', async () => {
    await start('fr');
    expect((await hovered(15)).at(-1)).toBe('1 entry: 1 Added');
  });
});

describe('a plan for a German client', () => {
  withClient();

  it('has its title and what stands in its way in German', async () => {
    await start('de');
    repo.write('package.json', '{ "version": "1.0.1" }\n');
    const planned = await client.ask(planOperationRequest, { ...document(), operation: 'cut', options: {} });
    expect(planned.value?.title).toMatch(/^\d+\.\d+\.\d+ schneiden$/);
    const { blockers = [] } = planned.value ?? {};
    const dirty = blockers.find(({ code }) => code === 'dirty-file');
    expect([dirty?.message, dirty?.hint]).toEqual([
      'package.json hat Änderungen, die nicht committet sind',
      'Zuerst committen: git commit --message "…" -- package.json',
    ]);
    const { rows } = await client.ask(messages.rowsRequest, { view: 'readiness' });
    expect(rows.map(({ label }) => label)).toContain(dirty?.message);
  });
});

describe('what is said again in German', () => {
  const everything = readSources('src/core')
    .filter(({ path }) => !/\/german(?:-written)?\.ts$/.test(path))
    .map(({ text }) => text)
    .join('\n');
  const longestOf = (text: string): string =>
    text.split(/\{\d\}/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');

  it.each([...WRITTEN.titles, ...WRITTEN.obstacles])(
    '“%s” is written somewhere, “%s” has its places',
    (english, german) => {
      expect(everything.includes(longestOf(english))).toBe(true);
      const places = (text: string): readonly string[] => [...text.matchAll(/\{\d\}/g)].map(([each]) => each).sort();
      expect(places(german)).toEqual(places(english));
    },
  );

  it.each([
    ['titles', 'Cut 2.1.0', '2.1.0 schneiden'],
    ['titles', 'Start hotfix/1.0.1 from v1.0.0', 'hotfix/1.0.1 ab v1.0.0 beginnen'],
    ['titles', 'Something new', 'Something new'],
    ['obstacles', '“A (b)” is not done (Pre-Release)', '„A (b)“ ist nicht erledigt (Pre-Release)'],
    ['obstacles', 'Tag it first: release-ledger tag 1.0.0', 'Tag it first: release-ledger tag 1.0.0'],
  ] as const)('%s: %s', (kind, written, said) => {
    expect(sayAgainInGerman(kind, written)).toBe(said);
  });
});

describe('the German words', () => {
  it.each([
    ['/a b/c is in no git repository', '/a b/c liegt in keinem Git-Repository'],
    ['no tag names a version of this changelog', 'kein Tag benennt eine Version dieses Changelogs'],
    ['no tag names a version of web', 'kein Tag benennt eine Version von web'],
    ['git was not found on the search path', 'git wurde im Suchpfad nicht gefunden'],
    ['fatal: something of git', 'fatal: something of git'],
  ])('for the reason “%s” are “%s”', (reason, said) => {
    expect(sayReason(sayInGerman, reason)).toBe(said);
  });

  /** The same in both languages. */
  const SAME = ['Manifest', 'Tag {0}'];

  it('are there for all that features say', () => {
    const sources = readSources('server').filter(({ path }) => /^server\/(?:features\/[^/]+)\.ts$/.test(path));
    const texts = sources.flatMap(({ text }) =>
      [...text.matchAll(/\bsay(?:Count)?\((?:say, [\w.]+, \[)?\s*'((?:[^'\\]|\\.)*)'(?:, '([^']*)'\])?/g)].flatMap(
        ([, one = '', several]) => (several === undefined ? [one] : [one, several]),
      ),
    );
    expect(texts.length).toBeGreaterThan(30);
    expect(texts.filter((text) => sayInGerman(text) === text && !SAME.includes(text))).toEqual([]);
  });
});
