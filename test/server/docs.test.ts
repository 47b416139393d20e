import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { checkWorkspaceRequest } from '../../src/protocol/messages.ts';
import { applyWorkspaceEdit, type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog

## [1.1.0] - 2026-01-01

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
        from: -1,
        to: -1,
        groups: [{ items: [item('Tests pass'), item('Tag pushed', { check: 'tag' }), item('Load test')] }],
      },
    ],
  },
  approvals: { minor: [{ role: 'lead', people: ['Ada'] }] },
  docs: { enabled: 'on', required: ['docs/INSTALL.md'] },
};
const LIST = 'releases/checklists/1.1.0.md';
const CHECKLIST = `# Release Checklist: 1.1.0

Release: v1.1.0
Release Type: minor
Target Date: 2026-01-01
Release Manager: Ada

## Pre-Release (D-1)

- [x] Tests pass – Ada, 2026-01-01 <!-- item: tests-pass -->
- [ ] Tag pushed <!-- item: tag-pushed -->
- [x] Load test – not applicable: nothing of the server <!-- item: load-test -->

## Approvals

- [x] lead – Ada, 2026-01-01 <!-- approval: lead -->
`;
const GUIDE = '# Guide\n\nRun the [installer](INSTALL.md#run-it).\n';

let repo: TestRepository;
let client: TestClient;

beforeEach(() => {
  repo = new TestRepository();
  repo.commit('one', {
    'CHANGELOG.md': CHANGELOG,
    'release-ledger.jsonc': JSON.stringify(POLICY),
    'docs/guide.md': GUIDE,
    'docs/INSTALL.md': '# Install\n\n## Run it\n',
    [LIST]: CHECKLIST,
  });
  repo.tag('v1.0.0', 'Release v1.0.0');
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

async function start(options: ClientOptions = {}): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    ...options,
    host: { files: diskFiles, openRepository: (at) => openRepository(at, { ...process.env, HOME: repo.folder }) },
  });
}

const uriOf = (file: string): string => pathToFileURL(join(repo.folder, file)).href;
const open = (file: string, text: string) => client.open(uriOf(file), text);
const replace = (file: string, text: string) => client.replace(uriOf(file), text);

/** What is said of a file once it is this, each problem with its line. */
async function said(file: string, expected: readonly string[]): Promise<void> {
  const wanted = JSON.stringify(expected);
  const toLines = ({
    diagnostics,
  }: {
    diagnostics: readonly { code?: unknown; range: { start: { line: number } } }[];
  }) => diagnostics.map(({ code, range }) => `${range.start.line + 1} ${String(code)}`);
  const found = await client.diagnostics(uriOf(file), (params) => JSON.stringify(toLines(params)) === wanted);
  expect(toLines(found)).toEqual(expected);
}

describe('the diagnostics of a checklist', () => {
  it('are made as it is typed in, of the text alone and of the records of its release', async () => {
    await start();
    await open(LIST, CHECKLIST);
    await said(LIST, []);
    const line = '- [ ] Tag pushed <!-- item: tag-pushed -->';
    await replace(LIST, CHECKLIST.replace(line, line.replace('[ ]', '[x]')));
    await said(LIST, ['11 docs/ticked-against-check']);
    await replace(LIST, CHECKLIST.replace(`${line}\n`, ''));
    await said(LIST, ['8 docs/missing-item']);
    await replace(LIST, CHECKLIST.replace(': nothing of the server', ''));
    await said(LIST, ['12 docs/skipped-without-reason']);
    await replace(LIST, CHECKLIST.replace('item: tests-pass', 'item: test-pass'));
    await said(LIST, ['8 docs/missing-item', '10 docs/unknown-item']);
    await replace(LIST, CHECKLIST.replace('lead – Ada, 2026-01-01', 'lead'));
    await said(LIST, ['16 docs/approval-without-name']);
    await replace(LIST, CHECKLIST.replace('lead – Ada', 'lead – Eve'));
    await said(LIST, ['16 docs/approval-out-of-role']);
    await replace(LIST, CHECKLIST);
    await said(LIST, []);
  });

  it('follow the tag that a check looks for', async () => {
    await start();
    await open(LIST, CHECKLIST.replace('[ ] Tag pushed', '[x] Tag pushed'));
    await said(LIST, ['11 docs/ticked-against-check']);
    repo.tag('v1.1.0', 'Release v1.1.0');
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('.git/refs/tags/v1.1.0'), type: 1 }],
    });
    await said(LIST, []);
  });

  it('are mended by their quick fixes', async () => {
    await start();
    const text = CHECKLIST.replace('item: tests-pass', 'item: test-pass');
    await open(LIST, text);
    await said(LIST, ['8 docs/missing-item', '10 docs/unknown-item']);
    const at = { line: 9, character: 50 };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf(LIST) },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    const [fix] = actions;
    expect(fix?.title).toBe('Change to “tests-pass”');
    expect(applyWorkspaceEdit(text, fix?.edit as NonNullable<CodeAction['edit']>, uriOf(LIST))).toBe(CHECKLIST);
  });
});

describe('the diagnostics of documentation', () => {
  it('look for the files that a document links to, as it is typed in and when they change', async () => {
    await start();
    await open('docs/guide.md', GUIDE);
    await said('docs/guide.md', []);
    await replace('docs/guide.md', GUIDE.replace('#run-it', '#run').replace('INSTALL', 'SETUP'));
    await said('docs/guide.md', ['3 docs/broken-link']);
    repo.write('docs/SETUP.md', '# Set up\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('docs/SETUP.md'), type: 1 }] });
    await said('docs/guide.md', ['3 docs/broken-anchor']);
    await open('docs/SETUP.md', '# Set up\n\n## Run\n');
    await client.notify('textDocument/didSave', { textDocument: { uri: uriOf('docs/SETUP.md') } });
    await said('docs/guide.md', []);
  });

  it('know which version is the newest, from the changelog as its editor has it', async () => {
    await start();
    await open('docs/guide.md', 'Install acme 1.0.0\n');
    await said('docs/guide.md', ['1 docs/stale-version']);
    await open('CHANGELOG.md', CHANGELOG.replace('## [1.1.0] - 2026-01-01\n\n### Added\n\n- Search\n\n', ''));
    await said('docs/guide.md', []);
  });

  it('are of the open document alone, until the whole workspace is asked for', async () => {
    repo.write('docs/other.md', 'TODO\n');
    repo.write('docs/INSTALL.md', '# Install\n\nFIXME\n');
    await start({ settings: { checkScope: 'workspace' } });
    await open('docs/guide.md', '[x](gone.md)\n');
    await said('docs/guide.md', ['1 docs/broken-link']);
    expect(client.published.filter(({ uri }) => uri === uriOf('docs/other.md'))).toEqual([]);
    const { counts } = await client.ask(checkWorkspaceRequest, {});
    await said('docs/other.md', ['1 docs/todo']);
    await said('docs/INSTALL.md', ['3 docs/todo']);
    expect(counts.warning).toBeGreaterThanOrEqual(2);
    repo.write('docs/other.md', 'Done\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('docs/other.md'), type: 2 }] });
    await said('docs/other.md', []);
  });

  it('say which document is missing', async () => {
    repo.git('rm', '--quiet', 'docs/INSTALL.md');
    await start({ settings: { checkScope: 'workspace' } });
    await client.ask(checkWorkspaceRequest, {});
    await said('docs/INSTALL.md', ['1 docs/missing-document']);
  });

  it('are not made where the policy has them off, while checklists are looked at all the same', async () => {
    repo.write('release-ledger.jsonc', JSON.stringify({ ...POLICY, docs: {} }));
    await start();
    await open('docs/guide.md', '[x](gone.md)\n');
    await open(LIST, CHECKLIST.replace('[x] Tests', '[y] Tests'));
    await said(LIST, ['10 docs/odd-checkbox']);
    expect(
      client.published.filter(({ uri, diagnostics }) => uri === uriOf('docs/guide.md') && diagnostics.length > 0),
    ).toEqual([]);
    expect(readFileSync(join(repo.folder, LIST), 'utf8')).toBe(CHECKLIST);
  });

  it('follow the policy as it is typed in', async () => {
    await start();
    await open('docs/guide.md', 'TODO\n');
    await said('docs/guide.md', ['1 docs/todo']);
    await open('release-ledger.jsonc', JSON.stringify({ ...POLICY, rules: { 'docs/todo': 'off' } }));
    await said('docs/guide.md', []);
  });
});
