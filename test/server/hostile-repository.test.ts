import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import * as messages from '../../src/protocol/messages.ts';
import { openerFor } from '../support/cli-in.ts';
import { HOSTILE_CHANGELOG, hostileRepository } from '../support/hostile-repository.ts';
import { startClient, type TestClient } from '../support/lsp-client.ts';
import { DANGEROUS } from '../support/nasty.ts';
import type { TestRepository } from '../support/repository.ts';

let repo: TestRepository;
let client: TestClient;
/** The programs that this process started while the test ran, whoever of it did. */
let started: { readonly spawnfile: string }[];

function onProcess(message: unknown): void {
  started.push((message as { process: { readonly spawnfile: string } }).process);
}

beforeEach(() => {
  repo = hostileRepository();
  started = [];
  subscribe('child_process', onProcess);
});
afterEach(async () => {
  await client.stop();
  unsubscribe('child_process', onProcess);
  repo.remove();
});

const uriOf = (file: string): string => pathToFileURL(join(repo.folder, file)).href;

async function start(trusted: boolean): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    initializationOptions: { trusted },
    settings: { inlayHints: true, codeLens: true },
    host: {
      files: diskFiles,
      openRepository: openerFor(repo),
    },
  });
  await client.open(uriOf('CHANGELOG.md'), HOSTILE_CHANGELOG);
}

const LINES = HOSTILE_CHANGELOG.split('\n');

/** Everything that an editor and our own client ask about a changelog; the answers by what was asked. */
async function askEverything(): Promise<Readonly<Record<string, unknown>>> {
  const textDocument = { uri: uriOf('CHANGELOG.md') };
  const whole = { start: { line: 0, character: 0 }, end: { line: LINES.length - 1, character: 0 } };
  const everywhere = LINES.flatMap((text, line) =>
    [0, 4, Math.floor(text.length / 2)].filter((at) => at <= text.length).map((character) => ({ line, character })),
  );
  const answers: Record<string, unknown> = {};
  // What needs git is asked first: then everything else knows of it.
  for (const { method } of [messages.historyRequest, messages.versionFilesRequest])
    answers[method] = await client.request(method, { textDocument });
  for (const method of ['hover', 'completion', 'definition']) {
    answers[method] = [];
    for (const position of everywhere)
      (answers[method] as unknown[]).push(await client.request(`textDocument/${method}`, { textDocument, position }));
  }
  for (const method of ['codeLens', 'documentSymbol', 'documentLink', 'foldingRange'])
    answers[method] = await client.request(`textDocument/${method}`, { textDocument });
  answers.inlayHint = await client.request('textDocument/inlayHint', { textDocument, range: whole });
  answers.codeAction = await client.request('textDocument/codeAction', {
    textDocument,
    range: whole,
    context: { diagnostics: [] },
  });
  for (const { method } of [messages.documentStatusRequest, messages.nextVersionRequest, messages.categoriesRequest])
    answers[method] = await client.request(method, { textDocument });
  answers.changelogs = await client.ask(messages.changelogsRequest, {});
  answers.check = await client.ask(messages.checkWorkspaceRequest, {});
  answers.diagnostics = client.published;
  answers.log = client.logged;
  return answers;
}

/** What a program needs as it is: texts that are put into documents, and names that are asked for again. */
const FOR_PROGRAMS = new Set([
  'newText',
  'insertText',
  'filterText',
  'sortText',
  'uri',
  'targetUri',
  'target',
  'arguments',
  'data',
  'changes',
]);

function shownTexts(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    FOR_PROGRAMS.has(key) ? [] : shownTexts(each, `${path}.${key}`),
  );
}

describe('a repository whose names and texts are hostile, in an editor', () => {
  it('shows what is hidden, wherever a text of it is shown (T036, T047, T062, T111, T112, T120)', async () => {
    await start(true);
    const answers = await askEverything();
    const shown = shownTexts(answers, '');
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter(([, text]) => DANGEROUS.test(text))).toEqual([]);
    expect(JSON.stringify(answers)).not.toContain('canary');
    // It is really the hostile repository that was looked at.
    expect(shown.some(([, text]) => text.includes('\\u{202E}\\u{9B}2J\\u{200B}@1.2.0'))).toBe(true);
    expect(shown.some(([, text]) => text.includes('\\u{202E}\\u{9B}2J\\u{200B}.txt'))).toBe(true);
    expect(client.violations).toEqual([]);
  });

  it('has programs started only where it is trusted, and then git alone (T001, T048, T116)', async () => {
    await start(true);
    await askEverything();
    expect(started.length).toBeGreaterThan(0);
    expect(new Set(started.map(({ spawnfile }) => spawnfile.replace(/^.*[/\\]/, '')))).toEqual(new Set(['git']));
  });
});

describe('a workspace that is not trusted', () => {
  it('has no program started, whatever is asked, edited, saved or changed in it (T116, T118)', async () => {
    // Everything that a repository brings to be run, one of them in a repository inside of it.
    const mark = join(repo.folder, 'MARK');
    const planted = join(repo.folder, 'planted.sh');
    writeFileSync(planted, `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    mkdirSync(join(repo.folder, 'inner'));
    repo.git('init', '--quiet', 'inner');
    repo.write('inner/CHANGELOG.md', HOSTILE_CHANGELOG);
    repo.git('config', 'core.fsmonitor', planted);
    repo.git('config', 'diff.external', planted);
    await start(false);
    await client.open(uriOf('inner/CHANGELOG.md'), HOSTILE_CHANGELOG);
    await askEverything();
    await client.replace(uriOf('CHANGELOG.md'), `${HOSTILE_CHANGELOG}\n- more\n`);
    await client.notify('textDocument/didSave', { textDocument: { uri: uriOf('CHANGELOG.md') } });
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uriOf('.git/HEAD'), type: 2 },
        { uri: uriOf('.git/refs/tags/v1.0.0'), type: 1 },
        { uri: uriOf('release-ledger.jsonc'), type: 2 },
      ],
    });
    await client.ask(messages.refreshRequest, {});
    await askEverything();
    expect(started).toEqual([]);
    await client.notify(messages.didGrantTrustNotification.method, {});
    await client.ask(messages.refreshRequest, {});
    expect(started).not.toEqual([]);
    expect(existsSync(mark)).toBe(false);
  });
});
