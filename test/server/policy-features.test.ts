import { afterEach, describe, expect, it } from 'vitest';
import type { CompletionItem, DocumentLink, DocumentSymbol, Hover, MarkupContent } from 'vscode-languageserver';
import { positionAt, toSource } from '../../src/core/index.ts';
import { ROOT, startClient, type TestClient } from '../support/lsp-client.ts';

const POLICY = `${ROOT}/release-ledger.jsonc`;
const BASE = '{\n  "extends": "regulated-saas",\n  "changelog": { "lineWidth": 90 }\n}\n';

let client: TestClient;

afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

/** Opens a policy file with a caret, `|`, in it. */
async function openAt(
  marked: string,
  initializationOptions?: object,
): Promise<{ textDocument: { uri: string }; position: object }> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  client = await startClient({
    files: { 'release-ledger.jsonc': text, 'team.jsonc': BASE },
    ...(initializationOptions ? { initializationOptions } : {}),
  });
  await client.open(POLICY, text);
  return { textDocument: { uri: POLICY }, position: positionAt(toSource(text), offset) };
}

async function hoverText(marked: string, options?: object): Promise<string | null> {
  const hover = await requestAt<Hover | null>('textDocument/hover', marked, options);
  return hover && (hover.contents as MarkupContent).value.replaceAll('\\', '');
}

async function labels(marked: string, options?: object): Promise<readonly string[]> {
  const items = await requestAt<CompletionItem[]>('textDocument/completion', marked, options);
  return items.map(({ label }) => label);
}

async function requestAt<T>(method: string, marked: string, options?: object): Promise<T> {
  const params = await openAt(marked, options);
  return client.request<T>(method, params);
}

const IN_VSCODE = { policySchema: true };

describe('hover in a policy file', () => {
  it('shows the meaning, the values, what is in effect and what that overrides', async () => {
    const text = await hoverText('{ "extends": "./team.jsonc",\n  "changelog": { "line|Width": 100 } }');
    expect(text).toBe(
      [
        '**changelog.lineWidth**',
        'The widest line of an entry, for the rule that is off unless it is turned on.',
        'A number from 40 to 1000.',
        'In effect: 100, from release-ledger.jsonc, line 2',
        '- Overrides 90, from team.jsonc, line 3\n- Overrides 120, from the default',
      ].join('\n\n'),
    );
  });

  it('shows each value of a choice with its meaning', async () => {
    const text = await hoverText('{ "version": { "prerelease": "dot|ted" } }');
    expect(text).toContain('- "compact": `1.0.0-rc1`.');
    expect(text).toContain(
      'In effect: "dotted", from release-ledger.jsonc, line 1\n\n- Overrides "any", from the default',
    );
  });

  it('shows who decided a setting that the file could not set', async () => {
    const text = await hoverText('{ "extends": "./team.jsonc", "changelog": { "secu|rityId": 3 } }');
    expect(text).toContain('In effect: "prefix-brackets", from the profile regulated-saas');
  });

  it('says what a profile is for', async () => {
    expect(await hoverText('{ "extends": "audit|-trail" }')).toMatch(
      /The built-in profile audit-trail: Releases for audits/,
    );
  });

  it('leaves to a client with a schema what the schema says', async () => {
    const text = await hoverText('{ "changelog": { "line|Width": 100 } }', IN_VSCODE);
    expect(text).toBe(
      '**changelog.lineWidth**\n\nIn effect: 100, from release-ledger.jsonc, line 1\n\n- Overrides 120, from the default',
    );
  });

  it.each(['{ "unknown|": 1 }', '{ | }', '|', '{ "rules": { "no/rule|": "off" } }'])(
    'is silent at %s',
    async (marked) => {
      expect(await hoverText(marked)).toBeNull();
    },
  );
});

describe('completion in a policy file', () => {
  it.each<[what: string, marked: string, expected: readonly string[]]>([
    [
      'keys that are not there yet',
      '{ "version": { "scheme": "semver", "|" } }',
      ['prerelease', 'identifiers', 'hotfix', 'placeholder'],
    ],
    [
      'keys without quotes',
      '{ "version": { "scheme": "semver", | } }',
      ['prerelease', 'identifiers', 'hotfix', 'placeholder'],
    ],
    ['values', '{ "version": { "prerelease": "|" } }', ['dotted', 'compact', 'any']],
    ['placeholders of a template', '{ "tag": { "name": "v{|" } }', ['{version}', '{name}']],
    ['placeholders that are begun', '{ "checksums": { "path": "a-{ve|}.txt" } }', ['{version}', '{tag}']],
    [
      'categories of the policy',
      '{ "extends": "regulated-saas", "changelog": { "requiredCategories": ["|"] } }',
      ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security', 'Migration Notes'],
    ],
    [
      'severities of a rule',
      '{ "rules": { "changelog/conflict-marker": "|" } }',
      ['error', 'warning', 'info', 'hint', 'off'],
    ],
    [
      'profiles',
      '{ "extends": "|" }',
      [
        'keep-a-changelog',
        'keep-a-changelog-1',
        'audit-trail',
        'python-package',
        'container-platform',
        'web-platform',
        'regulated-saas',
      ],
    ],
    ['nothing in a text', '{ "changelog": { "titles": ["|"] } }', []],
  ])('proposes %s', async (_, marked, expected) => {
    expect(await labels(marked)).toEqual(expected);
  });

  it('proposes the rules', async () => {
    const rules = await labels('{ "rules": { "|" } }');
    expect(rules).toContain('changelog/release-without-date');
    expect(rules).toContain('policy/missing-version-file');
  });

  it('writes a key with its quotes and its value’s', async () => {
    const [item] = await requestAt<CompletionItem[]>('textDocument/completion', '{ "tag": { | } }');
    expect(item).toMatchObject({ label: 'name', textEdit: { newText: '"name": "$0"' } });
  });

  it.each<[what: string, marked: string, expected: readonly string[]]>([
    ['keys', '{ "version": { "|" } }', []],
    ['values', '{ "version": { "prerelease": "|" } }', []],
    ['placeholders, which no schema knows,', '{ "tag": { "name": "v{|" } }', ['{version}', '{name}']],
  ])('leaves to a client with a schema what the schema proposes: %s', async (_, marked, expected) => {
    expect(await labels(marked, IN_VSCODE)).toEqual(expected);
  });
});

describe('outline and links of a policy file', () => {
  const TEXT =
    '|{\n  "extends": "./team.jsonc",\n  "versionFiles": [{ "path": "src/a b.py" }, { "path": "*.toml" }],\n  "tag": { "name": "v{version}" }\n}\n';

  it('list the keys with short values', async () => {
    const symbols = await requestAt<DocumentSymbol[]>('textDocument/documentSymbol', TEXT);
    expect(symbols.map(({ name, detail }) => [name, detail])).toEqual([
      ['extends', './team.jsonc'],
      ['versionFiles', ''],
      ['tag', ''],
    ]);
    expect(symbols[1]?.children?.map(({ name }) => name)).toEqual(['src/a b.py', '*.toml']);
  });

  it('lead to the files that it names', async () => {
    const links = await requestAt<DocumentLink[]>('textDocument/documentLink', TEXT);
    expect(links.map(({ target }) => target)).toEqual([`${ROOT}/team.jsonc`, `${ROOT}/src/a%20b.py`]);
  });
});

describe('a version file that is missing', () => {
  it('is a problem of the policy until it is there', async () => {
    const text = '{ "versionFiles": [{ "path": "VERSION" }] }';
    client = await startClient({ files: { 'release-ledger.jsonc': text } });
    await client.open(POLICY, text);
    const codes = (count: number) => client.diagnostics(POLICY, ({ diagnostics }) => diagnostics.length === count);
    expect((await codes(1)).diagnostics[0]?.code).toBe('policy/missing-version-file');
    await client.open(`${ROOT}/VERSION`, '1.0.0\n');
    await codes(0);
  });

  it('is a glob that matches no file', async () => {
    const text = '{ "versionFiles": [{ "path": "apps/*/VERSION" }, { "path": "libs/**/VERSION" }] }';
    client = await startClient({ files: { 'release-ledger.jsonc': text, 'libs/a/VERSION': '1.0.0\n' } });
    await client.open(POLICY, text);
    const { diagnostics } = await client.diagnostics(POLICY, (each) => each.diagnostics.length > 0);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'Expected a version file that matches “apps/*/VERSION”, and there is none',
    ]);
  });
});
