import { afterEach, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  MarkupContent,
} from 'vscode-languageserver';
import { positionAt, toSource } from '../../src/core/index.ts';
import { applyWorkspaceEdit, type ClientOptions, ROOT, startClient, type TestClient } from '../support/lsp-client.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.1.0] - 2026-02-01

### Added

- Search

### Security

- Tokens expire

## [1.0.0] - 2026-01-01

### Added

- Maps
`;
const POLICY = JSON.stringify({
  manifest: { types: ['Feature', 'Hotfix'], required: { all: ['version', 'date', 'breaking'] } },
  approvals: { all: [{ role: 'QA Lead' }, { role: 'CTO' }] },
});
const JSON_PATH = 'releases/v1.1.0/release_manifest.json';
const MD_PATH = 'releases/RELEASE-MANIFEST-1.1.0.md';
const MARKDOWN = `# Release Manifest
## Acme v1.1.0

**Release Date:** 2026-02-01
**Changelog:** ../CHANGELOG.md#110---2026-02-01

---

## Changes Included

### Added
- Search

### Security
- Tokens expire

---

## Breaking Changes

None

---

## File Integrity (Optional)

**SHA-256 Checksums:**
\`\`\`
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  src/a.txt
\`\`\`
`;

let client: TestClient;

afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

interface At {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

/** Opens a manifest with a caret, `|`, in it. */
async function openAt(path: string, marked: string, options: ClientOptions = {}): Promise<At> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  client = await startClient({
    ...options,
    files: {
      'CHANGELOG.md': CHANGELOG,
      'release-ledger.jsonc': POLICY,
      [path]: text,
      'src/a.txt': '',
      ...options.files,
    },
  });
  await client.open(`${ROOT}/${path}`, text);
  return { textDocument: { uri: `${ROOT}/${path}` }, position: positionAt(toSource(text), Math.max(0, offset)) };
}

async function complete(path: string, marked: string, options?: ClientOptions): Promise<readonly CompletionItem[]> {
  return request<CompletionItem[]>('textDocument/completion', await openAt(path, marked, options));
}

function request<T>(method: string, params: unknown): Promise<T> {
  return client.request<T>(method, params);
}

const IN_VSCODE = { initializationOptions: { policySchema: true } };

describe('completion in a JSON manifest', () => {
  it.each<[what: string, marked: string, expected: readonly string[]]>([
    ['the types of the policy', '{ "release_type": "|" }', ['Feature', 'Hotfix']],
    ['the version before first', '{ "version": "1.1.0", "previous_version": "|" }', ['1.0.0', '1.1.0']],
    [
      'the day of the changelog, and today',
      '{ "version": "1.1.0", "release_date": "|" }',
      ['2026-02-01', '2026-03-01'],
    ],
    [
      'states',
      '{ "verification": { "security_scan": "|" } }',
      ['passed', 'advisory', 'failed', 'not-run', 'not-applicable'],
    ],
    ['roles that have not approved', '{ "approvals": { "CTO": "Ada", "|" } }', ['QA Lead']],
    [
      'the categories of the section first',
      '{ "version": "1.1.0", "changes": { "|" } }',
      ['Added', 'Security', 'Changed', 'Deprecated', 'Removed', 'Fixed'],
    ],
    ['keys of a group', '{ "verification": { "date": "2026-01-01", "|" } }', ['tests', 'security_scan', 'by']],
    [
      'keys of a result',
      '{ "verification": { "tests": [{ "name": "x", "|" }] } }',
      ['state', 'passed', 'total', 'evidence'],
    ],
    ['flags, what the changelog says first', '{ "version": "1.1.0", "migration_required": | }', ['false', 'true']],
    ['nothing for a key of the project', '{ "team_mood": "|" }', []],
  ])('proposes %s', async (_what, marked, expected) => {
    expect((await complete(JSON_PATH, marked)).map(({ label }) => label)).toEqual(expected);
  });

  it('writes with a key what its source says', async () => {
    const items = await complete(JSON_PATH, '{\n  "version": "1.1.0",\n  "|"\n}\n');
    const date = items.find(({ label }) => label === 'release_date');
    expect(date?.textEdit).toMatchObject({ newText: '"release_date": "2026-02-01"$0' });
    expect(items.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['verification', 'deployment', 'approvals']),
    );
  });

  it('leaves to an editor with the schema what the schema says, and adds what it cannot know', async () => {
    expect(await complete(JSON_PATH, '{ "|" }', IN_VSCODE)).toEqual([]);
    await client.stop();
    expect(await complete(JSON_PATH, '{ "verification": { "security_scan": "|" } }', IN_VSCODE)).toEqual([]);
    await client.stop();
    expect((await complete(JSON_PATH, '{ "approvals": { "|" } }', IN_VSCODE)).map(({ label }) => label)).toEqual([
      'QA Lead',
      'CTO',
    ]);
  });
});

describe('completion in a Markdown manifest', () => {
  it.each<[what: string, from: string, to: string, expected: readonly string[]]>([
    [
      'labels with what their sources say',
      '**Changelog:** ../CHANGELOG.md#110---2026-02-01',
      '**|',
      ['Release Type', 'Previous Version', 'Git Tag', 'Git Commit', 'Source Commit', 'Release Title', 'Changelog'],
    ],
    ['dates', '**Release Date:** 2026-02-01', '**Release Date:** |', ['2026-02-01', '2026-03-01']],
    ['types', '**Release Date:** 2026-02-01', '**Release Type:** |', ['Feature', 'Hotfix']],
    [
      'categories',
      '### Security\n- Tokens expire',
      '### |',
      ['Added', 'Security', 'Changed', 'Deprecated', 'Removed', 'Fixed'],
    ],
    ['flags', 'None\n', 'None\n\n**Migration Required:** |\n', ['No', 'Yes']],
    ['roles', '## Breaking Changes\n\nNone', '## Approvals\n\n- CTO: Ada\n- |', ['QA Lead']],
    [
      'states',
      '## Breaking Changes\n\nNone',
      '## Verification Status\n\n**Test Results:**\n- Unit: |',
      ['PASS', 'ADVISORY', 'FAIL', 'NOT RUN', 'N/A'],
    ],
  ])('proposes %s', async (_what, from, to, expected) => {
    const items = await complete(MD_PATH, MARKDOWN.replace(from, to));
    expect(items.map(({ label }) => label)).toEqual(expected);
  });

  it('proposes the sections that are missing, those of the policy first, with what is known to stand in them', async () => {
    const items = await complete(MD_PATH, MARKDOWN.replace('## Breaking Changes\n\nNone', '## |'));
    expect(items[0]?.label).toBe('Breaking Changes');
    expect(items[0]?.textEdit).toMatchObject({
      newText: '## Breaking Changes\n\nNone\n\n**Migration Required:** No$0',
    });
    expect(items.map(({ label }) => label)).not.toContain('Changes Included');
  });
});

describe('hover in a manifest', () => {
  it.each<[what: string, path: string, marked: string, expected: readonly string[]]>([
    [
      'a key with its meaning, its other form and its source',
      JSON_PATH,
      '{ "version": "1.1.0", "release|_date": "2026-02-02" }',
      [
        '**release_date**',
        'The day of the release, as the changelog has it: `YYYY-MM-DD`.',
        'In Markdown: Release Date',
        'The policy asks for it in every manifest.',
        'From the changelog: 2026-02-01',
      ],
    ],
    [
      'a label whose value agrees',
      MD_PATH,
      MARKDOWN.replace('**Release Date', '**Release| Date'),
      [
        '**Release Date**',
        'The day of the release, as the changelog has it: `YYYY-MM-DD`.',
        'In JSON: release_date',
        'The policy asks for it in every manifest.',
        'As the changelog has it.',
      ],
    ],
    [
      'a digest that was not verified',
      MD_PATH,
      MARKDOWN.replace('src/a.txt', 'src/|a.txt'),
      ['**src/a.txt**', 'Not verified: files are hashed when the manifest is saved or verified.'],
    ],
  ])('explains %s', async (_what, path, marked, expected) => {
    const hover = await request<Hover>('textDocument/hover', await openAt(path, marked));
    expect((hover.contents as MarkupContent).value.replaceAll('\\', '').split('\n\n')).toEqual(expected);
  });

  it('leaves the meaning to an editor with the schema', async () => {
    const at = await openAt(JSON_PATH, '{ "version": "1.1.0", "release|_date": "2026-02-02" }', IN_VSCODE);
    const hover = await request<Hover>('textDocument/hover', at);
    expect((hover.contents as MarkupContent).value).not.toContain('The day of the release');
    expect((hover.contents as MarkupContent).value).toContain('From the changelog');
  });

  it('is silent where no field stands', async () => {
    expect(await request('textDocument/hover', await openAt(JSON_PATH, '{ "|team": 1 }'))).toBeNull();
  });
});

describe('outline, folding and links of a manifest', () => {
  it('outlines the fields of the Markdown form below their sections', async () => {
    const { textDocument } = await openAt(MD_PATH, MARKDOWN);
    const symbols = await request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(
      symbols.map(({ name, detail, children }) => [name, detail, (children ?? []).map((each) => each.name)]),
    ).toEqual([
      ['name', 'Acme', []],
      ['version', '1.1.0', []],
      ['Release Date', '2026-02-01', []],
      ['Changelog', '../CHANGELOG.md#110---2026-02-01', []],
      ['Changes Included', '2 entries', []],
      ['Breaking Changes', '0 entries', []],
      ['File Integrity (Optional)', '', ['SHA-256 Checksums']],
    ]);
  });

  it('outlines JSON for editors that have no outline of it', async () => {
    const text = '{ "version": "1.1.0", "verification": { "date": "2026-01-01" } }';
    const { textDocument } = await openAt(JSON_PATH, text);
    const symbols = await request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map(({ name }) => name)).toEqual(['version', 'verification.date']);
    await client.stop();
    await openAt(JSON_PATH, text, IN_VSCODE);
    expect(await request('textDocument/documentSymbol', { textDocument })).toEqual([]);
  });

  it('folds sections, and lists of JSON up to the line that closes them', async () => {
    const md = await openAt(MD_PATH, MARKDOWN);
    const folds = await request<FoldingRange[]>('textDocument/foldingRange', { textDocument: md.textDocument });
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [8, 14],
      [18, 20],
      [24, 29],
    ]);
    await client.stop();
    const json = await openAt(JSON_PATH, '{\n  "changes": {\n    "Added": ["Search"]\n  }\n}\n');
    const ranges = await request<FoldingRange[]>('textDocument/foldingRange', { textDocument: json.textDocument });
    expect(ranges.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([[1, 2]]);
  });

  it('links files, results beside the manifest, and the section in the changelog', async () => {
    const text = JSON.stringify({
      version: '1.1.0',
      changelog: '../../CHANGELOG.md',
      verification: { tests: [{ name: 'Preflight', state: 'passed', evidence: 'artifacts/preflight.json' }] },
      checksums: { 'src/a.txt': 'sha256:e3b0', '../outside': 'sha256:e3b0' },
    });
    const { textDocument } = await openAt(JSON_PATH, text);
    const links = await request<DocumentLink[]>('textDocument/documentLink', { textDocument });
    expect(links.map(({ target }) => target)).toEqual([
      `${ROOT}/CHANGELOG.md#L5`,
      `${ROOT}/releases/v1.1.0/artifacts/preflight.json`,
      `${ROOT}/src/a.txt`,
    ]);
  });
});

describe('actions in a manifest', () => {
  const actionsFor = async (at: At, only?: readonly string[]): Promise<readonly CodeAction[]> => {
    await client.diagnostics(at.textDocument.uri);
    const range = { start: at.position, end: at.position };
    return request<CodeAction[]>('textDocument/codeAction', {
      ...at,
      range,
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  };

  it('insert a section that is missing, and a value from the changelog', async () => {
    const text = MARKDOWN.replace('\n---\n\n## Breaking Changes\n\nNone\n', '').replace(
      '**Release Date:** 2026-02-01',
      '**Release Date:** 2026-02-02',
    );
    const at = await openAt(MD_PATH, text.replace('# Release', '|# Release'));
    const [insert] = await actionsFor(at);
    expect(insert?.title).toBe('Insert the section “Breaking Changes”');
    expect(applyWorkspaceEdit(text, insert?.edit ?? {}, at.textDocument.uri)).toContain('## Breaking Changes\n\nNone');
    const onDate = { ...at, position: { line: 3, character: 20 } };
    const [take] = await actionsFor(onDate);
    expect(take?.title).toBe('Change the date to 2026-02-01');
    expect(applyWorkspaceEdit(text, take?.edit ?? {}, at.textDocument.uri)).toContain('**Release Date:** 2026-02-01');
  });

  it('make all safe fixes, and offer them only when they are asked for', async () => {
    const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const text = `{\n  "checksums": {\n    "src/a.txt": "sha256:${digest.toUpperCase()}"\n  }\n}\n`;
    const at = await openAt(JSON_PATH, text);
    expect((await actionsFor(at)).map(({ kind }) => kind)).not.toContain('source.fixAll.releaseLedger');
    const [fixAll] = await actionsFor(at, ['source.fixAll']);
    expect(fixAll?.kind).toBe('source.fixAll.releaseLedger');
    const fixed = applyWorkspaceEdit(text, fixAll?.edit ?? {}, at.textDocument.uri);
    expect(fixed).toBe(text.replace(digest.toUpperCase(), digest));
  });

  it('generate the derived form anew', async () => {
    const policy = JSON.stringify({
      manifest: { path: 'releases/{version}.{ext}', forms: ['json', 'md'], source: 'json' },
    });
    const json = '{ "name": "Acme", "version": "1.1.0", "release_date": "2026-02-01" }\n';
    const text = '# Release Manifest\n## Acme v1.1.0\n\n**Release Date:** 2026-02-02\n';
    const at = await openAt('releases/1.1.0.md', text, {
      files: { 'release-ledger.jsonc': policy, 'releases/1.1.0.json': json },
    });
    const told = await client.diagnostics(at.textDocument.uri, ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'manifest/forms-disagree'),
    );
    expect(told.diagnostics.map(({ code }) => code)).toContain('manifest/forms-disagree');
    const actions = await actionsFor(at);
    const anew = actions.find(({ title }) => title === 'Generate it anew from releases/1.1.0.json');
    expect(applyWorkspaceEdit(text, anew?.edit ?? {}, at.textDocument.uri)).toBe(
      text.replace('2026-02-02', '2026-02-01'),
    );
  });

  it('verify digests through the client that can', async () => {
    const marked = MARKDOWN.replace('src/a.txt', 'src/|a.txt');
    const at = await openAt(MD_PATH, marked);
    expect((await actionsFor(at)).filter(({ command }) => command)).toEqual([]);
    await client.stop();
    const again = await openAt(MD_PATH, marked, {
      initializationOptions: { commands: ['releaseLedger.verifyManifest'] },
    });
    const [verify] = (await actionsFor(again)).filter(({ command }) => command);
    expect(verify?.command).toMatchObject({
      command: 'releaseLedger.verifyManifest',
      arguments: [{ uri: at.textDocument.uri }],
    });
  });
});
