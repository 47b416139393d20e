import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import * as messages from '../../src/protocol/messages.ts';
import { openerFor } from '../support/cli-in.ts';
import { applyWorkspaceEdit, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const TEXT = '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';

let repo: TestRepository;
let client: TestClient;

beforeEach(() => {
  repo = new TestRepository();
  repo.commit('one', { 'CHANGELOG.md': TEXT });
  repo.tag('v1.0.0');
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

async function ask(text = TEXT) {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    host: {
      files: diskFiles,
      openRepository: openerFor(repo),
    },
  });
  const uri = pathToFileURL(join(repo.folder, 'CHANGELOG.md')).href;
  await client.open(uri, text, 3);
  return { uri, ...(await client.ask(messages.draftEntriesRequest, { textDocument: { uri } })) };
}

describe('releaseLedger/draftEntries', () => {
  it('gives the edit of the text as its editor has it, and what was left out', async () => {
    repo.commit('feat: two');
    repo.commit('chore: three');
    repo.commit('fix: four (#4)');
    const typed = TEXT.replace('## [1.0.0]', '### Fixed\n\n- Four, in my words (#4)\n\n## [1.0.0]');
    const { uri, value } = await ask(typed);
    expect(value).toMatchObject({
      edit: { documentChanges: [{ textDocument: { uri, version: 3 } }] },
      drafted: 1,
      since: 'v1.0.0',
      leftOut: { unnoticed: 1, reverted: 0, recorded: 1, refused: 0 },
      complete: true,
    });
    expect(value?.position).toEqual({ line: 6, character: '- Two <!-- draft -->'.length });
    expect(applyWorkspaceEdit(typed, value?.edit as never, uri)).toBe(
      typed.replace('### Fixed\n\n- Four', '### Added\n\n- Two <!-- draft -->\n\n### Fixed\n\n- Four'),
    );
  });

  it('gives no edit where there is nothing to draft', async () => {
    expect((await ask()).value).toMatchObject({ edit: null, position: null, drafted: 0, since: 'v1.0.0' });
  });

  it('says why where there is no repository', async () => {
    rmSync(join(repo.folder, '.git'), { recursive: true });
    expect((await ask()).refusal).toMatchObject({
      code: 'failed',
      message: expect.stringContaining('no git repository'),
    });
  });
});
