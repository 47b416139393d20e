import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { diskFiles } from '../../src/host/files.ts';
import * as messages from '../../src/protocol/messages.ts';
import { cliIn, openerFor } from '../support/cli-in.ts';
import { startClient, type TestClient } from '../support/lsp-client.ts';
import { releasedRepository } from '../support/released-repository.ts';
import type { TestRepository } from '../support/repository.ts';

let repo: TestRepository;
let client: TestClient;
beforeEach(() => {
  repo = releasedRepository();
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

describe('a tag that is moved while its changelog is open', () => {
  it('is told at the heading of its release, and no longer once it is put back', async () => {
    expect((await cliIn(repo, ['cut', '1.1.0', '--yes'])).code).toBe(0);
    const uri = pathToFileURL(join(repo.folder, 'CHANGELOG.md')).href;
    const ref = pathToFileURL(join(repo.folder, '.git/refs/tags/v1.1.0')).href;
    client = await startClient({
      folders: [pathToFileURL(repo.folder).href],
      host: { files: diskFiles, openRepository: openerFor(repo) },
    });
    await client.open(uri, readFileSync(join(repo.folder, 'CHANGELOG.md'), 'utf8'));
    await client.ask(messages.historyRequest, { textDocument: { uri } });
    const linesOf = ({ diagnostics }: PublishDiagnosticsParams): string =>
      diagnostics
        .filter(({ code }) => code === 'ledger/moved-tag')
        .map(({ range }) => range.start.line)
        .join();
    expect(linesOf(await client.diagnostics(uri))).toBe('');
    const before = repo.git('rev-parse', 'v1.1.0');
    for (const [object, lines] of [
      [repo.git('rev-parse', 'HEAD~1'), '6'],
      [before, ''],
    ] as const) {
      repo.git('update-ref', 'refs/tags/v1.1.0', object);
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: ref, type: 2 }] });
      await client.diagnostics(uri, (params) => linesOf(params) === lines);
    }
  });
});
