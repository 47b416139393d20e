import { afterEach, expect, it } from 'vitest';
import { documentRules } from '../../src/core/index.ts';
import { ruleDocumentationRequest } from '../../src/protocol/messages.ts';
import { CHANGELOG, FULL, startClient, type TestClient } from '../support/lsp-client.ts';

const BAD = '# Changelog\n\n## [1.0.0]\n\n### Added\n\n- x\n';
const LINKED = {
  ...FULL,
  textDocument: { ...FULL.textDocument, publishDiagnostics: { codeDescriptionSupport: true } },
};

let client: TestClient;
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

async function linksOf(options: object): Promise<readonly (string | undefined)[]> {
  client = await startClient(options);
  await client.open(CHANGELOG, BAD);
  const { diagnostics } = await client.diagnostics(CHANGELOG, (each) => each.diagnostics.length > 0);
  return diagnostics.map(({ codeDescription }) => codeDescription?.href);
}

it('a diagnostic leads to what the client shows of its rule', async () => {
  const links = await linksOf({ capabilities: LINKED, initializationOptions: { ruleScheme: 'our-rules' } });
  expect(links).toContain('our-rules:/changelog/release-without-date.md');
  for (const link of links) {
    const [, rule = ''] = /^our-rules:\/(.+)\.md$/.exec(link ?? '') ?? [];
    const { value } = await client.ask(ruleDocumentationRequest, { rule });
    expect(value?.markdown).toContain(`# ${rule}\n`);
  }
});

it.each([
  ['shows no rules', { capabilities: LINKED }],
  ['shows no links', { initializationOptions: { ruleScheme: 'our-rules' } }],
  ['names a scheme that is none', { capabilities: LINKED, initializationOptions: { ruleScheme: 'a b:' } }],
])('there is no link where the client %s', async (_, options) => {
  expect(new Set(await linksOf(options))).toEqual(new Set([undefined]));
});

it('every rule has a documentation to lead to', async () => {
  client = await startClient();
  for (const { id } of documentRules()) {
    const { value } = await client.ask(ruleDocumentationRequest, { rule: id });
    expect(value?.markdown, id).toContain('Reported, where');
  }
});
