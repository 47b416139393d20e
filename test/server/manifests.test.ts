import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import { hashFiles } from '../../src/host/hash.ts';
import { verifyManifestsRequest } from '../../src/protocol/manifests.ts';
import * as messages from '../../src/protocol/messages.ts';
import { openerFor } from '../support/cli-in.ts';
import { type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import {
  manifestRepository,
  MANIFEST_PATH as PATH,
  SECTIONS,
  MANIFEST as WRITTEN,
} from '../support/manifest-repository.ts';
import type { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog\n\n${SECTIONS}`;
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const MANIFEST = `${WRITTEN.replace('**Previous Version:** 1.0.0\n', '**Previous Version:** 1.0.0\n**Git Tag:** v1.1.0\n')}
---

## File Integrity (Optional)

**SHA-256 Checksums:**
\`\`\`
${digestOf('b\nb\n')}  src/b.py
\`\`\`
`;

const LITERALS = { codeActionKind: { valueSet: ['quickfix'] } };

let repo: TestRepository;
let client: TestClient;
let hashed: string[];
let opened: number;

beforeEach(() => {
  hashed = [];
  opened = 0;
  repo = manifestRepository({ 'CHANGELOG.md': CHANGELOG }, { [PATH]: MANIFEST });
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
    host: {
      files: diskFiles,
      openRepository: (folder) => {
        opened++;
        return openerFor(repo)(folder);
      },
      hashFiles: (root, paths, each) => {
        hashed.push(...paths);
        return hashFiles(root, paths, each);
      },
      ...options.host,
    },
  });
}

const uriOf = (path: string): string => pathToFileURL(join(repo.folder, path)).href;

/** The rules of a document once they hold for its newest version. */
async function rulesOf(path: string, holds: (rules: readonly string[]) => boolean): Promise<readonly string[]> {
  const toRules = (diagnostics: readonly { code?: unknown }[]) => diagnostics.map(({ code }) => String(code));
  const { diagnostics } = await client.diagnostics(uriOf(path), (told) => holds(toRules(told.diagnostics)));
  return toRules(diagnostics);
}

describe('diagnostics of manifests', () => {
  it('come as somebody types, from the changelog and from git, and go when they are mended', async () => {
    await start();
    await client.open(uriOf(PATH), MANIFEST);
    await rulesOf(PATH, (rules) => rules.length === 0);
    await client.replace(uriOf(PATH), MANIFEST.replace('Release Date:** 2026-01-01', 'Release Date:** 2026-01-02'));
    await rulesOf(
      PATH,
      (rules) => rules.includes('manifest/date-differs-from-changelog') && rules.includes('manifest/changed-after-tag'),
    );
    await client.replace(uriOf(PATH), MANIFEST.replace('(+2/-0)', '(+3/-0)'));
    await rulesOf(
      PATH,
      (rules) =>
        rules.includes('manifest/files-differ-from-git') && !rules.includes('manifest/date-differs-from-changelog'),
    );
    await client.replace(uriOf(PATH), MANIFEST);
    await rulesOf(PATH, (rules) => rules.length === 0);
  });

  it('are those of the JSON form, too, at the place that the policy names', async () => {
    repo.write('release-ledger.jsonc', JSON.stringify({ manifest: { path: 'records/{tag}.json', forms: ['json'] } }));
    await start();
    const text = '{\n  "version": "1.1.0",\n  "release_date": "2026-01-05",\n  "git_tag": "v1.1"\n}\n';
    await client.open(uriOf('records/v1.1.0.json'), text);
    await rulesOf(
      'records/v1.1.0.json',
      (rules) => rules.includes('manifest/date-differs-from-changelog') && rules.includes('manifest/wrong-tag-name'),
    );
    await client.open(uriOf(PATH), MANIFEST.replace('2026-01-01', '2026-01-02'));
    await client.replace(uriOf('records/v1.1.0.json'), text.replace('01-05', '01-01').replace('v1.1"', 'v1.1.0"'));
    await rulesOf('records/v1.1.0.json', (rules) => rules.length === 0);
    expect(client.published.filter(({ uri }) => uri === uriOf(PATH)).flatMap(({ diagnostics }) => diagnostics)).toEqual(
      [],
    );
  });

  it('are asked for at the place that the policy names, with all that is offered in the others, once', async () => {
    repo.write('release-ledger.jsonc', JSON.stringify({ manifest: { path: 'records/{tag}.json', forms: ['json'] } }));
    repo.write('records/v1.1.0.json', '{ "version": "1.1.0" }\n');
    const registering = { dynamicRegistration: true };
    const textDocument = {
      synchronization: registering,
      codeAction: { ...registering, codeActionLiteralSupport: LITERALS },
    };
    await start({ capabilities: { textDocument }, initializationOptions: { registerVersionFiles: true } });
    const ofRecord = () =>
      client.registrations.filter(({ registerOptions }) =>
        JSON.stringify(registerOptions).includes('/records/v1.1.0.json'),
      );
    await client.until(() => (ofRecord().length > 0 ? true : null));
    await client.ask(messages.refreshRequest, {});
    expect(
      ofRecord()
        .map(({ method }) => method.replace('textDocument/', ''))
        .sort(),
    ).toEqual([
      ...['codeAction', 'completion', 'didChange', 'didClose', 'didOpen', 'didSave', 'documentLink', 'documentSymbol'],
      ...['foldingRange', 'hover'],
    ]);
  });

  it('follow what the changelog says in its editor', async () => {
    await start();
    await client.open(uriOf('CHANGELOG.md'), CHANGELOG);
    await client.open(uriOf(PATH), MANIFEST);
    await rulesOf(PATH, (rules) => rules.length === 0);
    await client.replace(uriOf('CHANGELOG.md'), CHANGELOG.replace('- Search', '- Searching'));
    await rulesOf(PATH, (rules) => rules.includes('manifest/changes-differ-from-changelog'));
    await client.close(uriOf('CHANGELOG.md'));
    await rulesOf(PATH, (rules) => rules.length === 0);
  });

  it('are shown for closed manifests of the workspace, and gone with them', async () => {
    repo.write(PATH, MANIFEST.replace('**Previous Version:** 1.0.0', '**Previous Version:** 0.9.0'));
    await start();
    await rulesOf(
      PATH,
      (rules) => rules.includes('manifest/wrong-previous-version') && rules.includes('manifest/changed-after-tag'),
    );
    fs.rmSync(join(repo.folder, PATH));
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(PATH), type: 3 }] });
    await rulesOf(PATH, (rules) => rules.length === 0);
  });

  it('are not shown for closed manifests where only open files are checked', async () => {
    repo.write(PATH, MANIFEST.replace('1.0.0', '0.9.0'));
    await start({ settings: { checkScope: 'openFiles' } });
    await client.open(uriOf('CHANGELOG.md'), CHANGELOG);
    await client.diagnostics(uriOf('CHANGELOG.md'));
    await client.ask({ method: 'releaseLedger/changelogs' }, {});
    expect(client.published.some(({ uri }) => uri === uriOf(PATH))).toBe(false);
  });

  it('need no trust as far as they need no git, and git once there is trust', async () => {
    await start({ initializationOptions: { trusted: false } });
    await client.open(uriOf(PATH), MANIFEST.replace('(+2/-0)', '(+3/-0)').replace('- Search', '- Sorting'));
    const rules = await rulesOf(PATH, (each) => each.includes('manifest/changes-differ-from-changelog'));
    expect(rules).not.toContain('manifest/files-differ-from-git');
    expect(opened).toBe(0);
    await client.notify('releaseLedger/didGrantTrust', {});
    await rulesOf(PATH, (each) => each.includes('manifest/files-differ-from-git'));
  });
});

describe('digests of manifests', () => {
  it('are computed when the manifest is saved, and never while somebody types', async () => {
    repo.write('src/b.py', 'other\n');
    await start();
    await client.open(uriOf(PATH), MANIFEST);
    for (const [version, text] of [...MANIFEST.slice(0, 20)].entries())
      await client.replace(uriOf(PATH), `${MANIFEST}\n${text}${version}`);
    const version = await client.replace(uriOf(PATH), MANIFEST);
    await client.diagnostics(uriOf(PATH), (told) => told.version === version);
    expect(hashed).toEqual([]);
    await client.notify('textDocument/didSave', { textDocument: { uri: uriOf(PATH) } });
    await rulesOf(PATH, (rules) => rules.includes('manifest/wrong-digest'));
    expect(hashed).toEqual(['src/b.py']);
    await client.replace(uriOf(PATH), MANIFEST.replace(digestOf('b\nb\n'), digestOf('other\n')));
    await rulesOf(PATH, (rules) => !rules.includes('manifest/wrong-digest'));
    expect(hashed).toEqual(['src/b.py']);
  });

  it('are those of the JSON form, too', async () => {
    const path = 'releases/v1.1.0/release_manifest.json';
    const text = `${JSON.stringify({ version: '1.1.0', checksums: { 'src/b.py': `sha256:${digestOf('x')}` } }, null, 2)}\n`;
    repo.write(path, text);
    await start();
    await client.open(uriOf(path), text);
    await client.ask(verifyManifestsRequest, { textDocument: { uri: uriOf(path) } });
    await rulesOf(path, (rules) => rules.includes('manifest/wrong-digest'));
  });

  it('are not known any more once a file has changed', async () => {
    repo.write('src/b.py', 'other\n');
    await start();
    await client.open(uriOf(PATH), MANIFEST);
    await client.notify('textDocument/didSave', { textDocument: { uri: uriOf(PATH) } });
    await rulesOf(PATH, (rules) => rules.includes('manifest/wrong-digest'));
    repo.write('src/b.py', 'b\nb\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('src/b.py'), type: 2 }] });
    await rulesOf(PATH, (rules) => !rules.includes('manifest/wrong-digest'));
  });
});
