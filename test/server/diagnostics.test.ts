import { afterEach, describe, expect, it } from 'vitest';
import { CHANGELOG, FULL, ROOT, startClient, type TestClient } from '../support/lsp-client.ts';

const BAD = '# Changelog\n\n## [1.0.0]\n\n### Added\n\n- x\n';

let client: TestClient;
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

const codes = (params: { diagnostics: readonly { code?: unknown }[] }): unknown[] => params.diagnostics.map(({ code }) => code);

describe('diagnostics of open documents', () => {
  it('come with the version that they belong to, and go when the problem does', async () => {
    client = await startClient();
    await client.open(CHANGELOG, BAD, 7);
    const first = await client.diagnostics(CHANGELOG, ({ version }) => version === 7);
    expect(codes(first)).toContain('changelog/release-without-date');
    const version = await client.replace(CHANGELOG, BAD.replace('[1.0.0]', '[1.0.0] - 2026-01-01'));
    const second = await client.diagnostics(CHANGELOG, (each) => each.version === version);
    expect(codes(second)).not.toContain('changelog/release-without-date');
  });
});
