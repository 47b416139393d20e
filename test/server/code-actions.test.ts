import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { applyWorkspaceEdit, CHANGELOG, FULL, ROOT, startClient, type TestClient } from '../support/lsp-client.ts';
import { readMarks } from '../support/marked-text.ts';

let client: TestClient;
beforeAll(async () => {
  client = await startClient();
});
afterAll(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

async function actionsFor(
  marked: string,
  only?: readonly string[],
  who = client,
): Promise<{ text: string; actions: CodeAction[] }> {
  const { text, range } = readMarks(marked);
  await who.close(CHANGELOG);
  await who.open(CHANGELOG, text, 3);
  const actions = await who.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: CHANGELOG },
    range,
    context: { diagnostics: [], ...(only ? { only } : {}) },
  });
  return { text, actions };
}

const HEAD = '# Changelog\n\nSee https://keepachangelog.com/en/2.0.0/ and SemVer.\n\n';

describe('quick fixes', () => {
  it('mend the problem under the caret, the first safe one preferred', async () => {
    const { text, actions } = await actionsFor(`${HEAD}## [1.0.0] ‸– 2026-01-01\n\n### Added\n\n- x\n`, ['quickfix']);
    const fix = actions.find(({ isPreferred }) => isPreferred);
    expect(fix?.kind).toBe('quickfix');
    expect(fix?.diagnostics?.[0]).toMatchObject({ code: 'changelog/wrong-date-separator', source: 'release-ledger' });
    expect(applyWorkspaceEdit(text, fix?.edit ?? {}, CHANGELOG)).toBe(text.replace('–', '-'));
  });

  it('are bound to the version that they were computed from', async () => {
    const { actions } = await actionsFor(`${HEAD}## [1.0.0] ‸– 2026-01-01\n`, ['quickfix']);
    for (const { edit } of actions) {
      expect(edit?.documentChanges).toMatchObject([{ textDocument: { uri: CHANGELOG, version: 3 } }]);
      expect(edit?.changes).toBeUndefined();
    }
  });

  it('are computed from the text that is there, whatever the client says about its diagnostics', async () => {
    await actionsFor(`${HEAD}## [1.0.0] – 2026-01-01‸\n`);
    const forged = {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
      message: 'x',
      source: 'release-ledger',
      code: 'changelog/wrong-date-separator',
      data: { edits: [{ start: 0, end: 5, text: 'evil' }] },
    };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: CHANGELOG },
      range: forged.range,
      context: { diagnostics: [forged] },
    });
    expect(JSON.stringify(actions)).not.toContain('evil');
    expect(actions.filter(({ diagnostics }) => diagnostics?.[0]?.code === 'changelog/wrong-date-separator')).toEqual(
      [],
    );
  });

  it('come without a version to clients that do not know versions', async () => {
    const old = await startClient({ capabilities: { ...FULL, workspace: {} } });
    const { text, actions } = await actionsFor(`${HEAD}## [1.0.0] ‸– 2026-01-01\n`, ['quickfix'], old);
    const fix = actions.find(({ isPreferred }) => isPreferred);
    expect(fix?.edit?.documentChanges).toBeUndefined();
    expect(applyWorkspaceEdit(text, fix?.edit ?? {}, CHANGELOG)).toBe(text.replace('–', '-'));
    await old.stop();
  });

  it('are not sent to clients that only know commands', async () => {
    const { codeAction: _, ...textDocument } = FULL.textDocument ?? {};
    const old = await startClient({ capabilities: { ...FULL, textDocument } });
    expect((await actionsFor(`${HEAD}## [1.0.0] ‸– 2026-01-01\n`, undefined, old)).actions).toEqual([]);
    await old.stop();
  });
});

describe('source.fixAll', () => {
  const bad = `${HEAD}## [1.0.1] – 2026-01-02‸\n\n### Fixed\n\n- x\n\n## [1.0.0] – 2026-01-01\n\n### Added\n\n- x\n`;

  it.each([['source.fixAll.releaseLedger'], ['source.fixAll'], ['source']])(
    'mends everything that is safe for %s',
    async (only) => {
      const { text, actions } = await actionsFor(bad, [only]);
      expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.releaseLedger']);
      const mended = applyWorkspaceEdit(text, actions[0]?.edit ?? {}, CHANGELOG);
      expect(mended).toContain('## [1.0.1] - 2026-01-02\n\n### Fixed\n\n- x\n\n## [1.0.0] - 2026-01-01\n');
    },
  );

  it('is not made for other kinds, nor unasked', async () => {
    for (const only of [['source.fixAll.eslint'], ['source.organizeImports'], ['refactor'], undefined]) {
      const { actions } = await actionsFor(bad, only);
      expect(actions.filter(({ kind }) => kind?.startsWith('source'))).toEqual([]);
    }
  });
});

describe('suppressions', () => {
  const UNDATED = 'changelog/release-without-date';
  const MARKER = 'changelog/conflict-marker';

  it.each([
    ['above a heading', '# Changelog\n\n## [1.0‸.0]\n\n### Added\n\n- x\n', UNDATED],
    ['with CRLF', '# Changelog\r\n\r\n## [1.0‸.0]\r\n\r\n### Added\r\n\r\n- x\r\n', UNDATED],
    ['above a setext heading', '# Changelog\n\n[1.0‸.0]\n---\n\n### Added\n\n- x\n', UNDATED],
    [
      'above the second item of a list',
      '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- a\n- b\n‸\u202ec\n- d\n',
      'changelog/bidirectional-character',
    ],
    [
      'above the first item of a list',
      '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- ‸\u202ec\n- d\n',
      'changelog/bidirectional-character',
    ],
    ['in the first line, behind a byte-order mark', '\ufeff‸\u202eChangelog\n', 'changelog/bidirectional-character'],
    [
      'beside a rule that is allowed already',
      `# Changelog\n\n<!-- release-ledger: allow changelog/x -->\n## [1.0‸.0]\n\n### Added\n\n- x\n`,
      UNDATED,
    ],
  ])('allow the problem under the caret: %s', async (_name, marked, rule) => {
    const { text, actions } = await actionsFor(marked);
    for (const title of [`Allow ${rule} here`, `Allow ${rule} in this file`]) {
      const action = actions.find((each) => each.title === title);
      expect(action, title).toBeDefined();
      const allowed = applyWorkspaceEdit(text, action?.edit ?? {}, CHANGELOG);
      expect(allowed.replace(/ ?<!-- release-ledger: .*? -->(?:\r?\n)*|changelog\/x /g, '').length).toBeLessThanOrEqual(
        text.length,
      );
      const version = await client.replace(CHANGELOG, allowed);
      const { diagnostics } = await client.diagnostics(CHANGELOG, (each) => each.version === version);
      expect(
        diagnostics.map(({ code }) => code),
        allowed,
      ).not.toContain(rule);
      await client.replace(CHANGELOG, text);
    }
  });

  it('allow one place and not the others', async () => {
    const { text, actions } = await actionsFor(
      '# Changelog\n\n## [1.1.0]\n\n### Added\n\n- y\n\n## [1.0‸.0]\n\n### Added\n\n- x\n',
    );
    const action = actions.find(({ title }) => title === `Allow ${UNDATED} here`);
    const version = await client.replace(CHANGELOG, applyWorkspaceEdit(text, action?.edit ?? {}, CHANGELOG));
    const { diagnostics } = await client.diagnostics(CHANGELOG, (each) => each.version === version);
    expect(diagnostics.filter(({ code }) => code === UNDATED).map(({ range }) => range.start.line)).toEqual([2]);
  });

  it('are never preferred, and one per rule', async () => {
    const { actions } = await actionsFor(
      '# Changelog\n\n⟦## [1.1.0]\n\n### Added\n\n- y\n\n## [1.0.0⟧]\n\n### Added\n\n- x\n',
    );
    const here = actions.filter(({ title }) => title === `Allow ${UNDATED} here`);
    expect(here).toHaveLength(1);
    expect(here[0]?.isPreferred).toBeUndefined();
    expect(actions.some(({ title }) => title.includes(MARKER))).toBe(false);
  });
});

describe('fixes of the policy file', () => {
  const POLICY = `${ROOT}/release-ledger.jsonc`;

  it('mend what was mistyped', async () => {
    const policy = await startClient();
    const { text, range } = readMarks('{ "changelgo⟦⟧": { "files": ["CHANGELOG.md"] } }');
    await policy.open(POLICY, text, 5);
    const [action] = await policy.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: POLICY },
      range,
      context: { diagnostics: [] },
    });
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: POLICY, version: 5 } }]);
    expect(applyWorkspaceEdit(text, action?.edit ?? {}, POLICY)).toBe('{ "changelog": { "files": ["CHANGELOG.md"] } }');
    expect(policy.violations).toEqual([]);
    await policy.stop();
  });
});
