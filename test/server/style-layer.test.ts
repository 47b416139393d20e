import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { toSettings } from '../../server/settings.ts';
import { moveProblems, type StyledText, StyleLayer } from '../../server/style-layer.ts';
import { applyEdits, type Problem } from '../../src/core/index.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/default-policy.ts';
import type { MarkdownLinter, MarkdownStyleRequest } from '../../src/host/markdown-style.ts';
import * as messages from '../../src/protocol/messages.ts';
import { buildServer } from '../support/lsp-build.ts';
import { CHANGELOG, ROOT, startClient, type TestClient } from '../support/lsp-client.ts';
import { startProcess } from '../support/lsp-process.ts';

const TEXT = '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- one MARK two\n';

/** Finds every MARK, as if it were a style problem, and remembers what it was asked. */
function markLinter(asked: MarkdownStyleRequest[]): MarkdownLinter {
  return {
    lint: async (request) => {
      asked.push(request);
      const problems = [...request.text.matchAll(/MARK/g)].map(({ index }): Problem => {
        const span = { start: index, end: index + 4 };
        const fixes = [
          { title: 'Fix this MD001 problem', safety: 'unsafe' as const, edits: [{ ...span, text: 'mark' }] },
        ];
        return { rule: 'markdownlint/MD001', severity: 'warning', span, message: 'Style', fixes };
      });
      return { problems, notChecked: [] };
    },
    close: async () => undefined,
  };
}

describe('markdownlint beside our problems', () => {
  let client: TestClient;
  afterEach(async () => {
    expect(client.violations).toEqual([]);
    await client.stop();
  });

  const styleRanges = (params: Awaited<ReturnType<TestClient['diagnostics']>>): unknown[] =>
    params.diagnostics.filter(({ code }) => code === 'markdownlint/MD001').map(({ range }) => range.start);

  it('comes a moment later, and moves with the text until it is asked again', async () => {
    const asked: MarkdownStyleRequest[] = [];
    client = await startClient({ linter: markLinter(asked), settings: { markdownlint: 'on' } });
    await client.open(CHANGELOG, TEXT);
    await client.diagnostics(CHANGELOG, (each) => styleRanges(each).length === 1);
    expect(asked.at(-1)).toMatchObject({ path: '/work-space/CHANGELOG.md', root: '/work-space', when: 'always' });
    const before = asked.length;
    const at = { line: 0, character: 11 };
    await client.notify('textDocument/didChange', {
      textDocument: { uri: CHANGELOG, version: 2 },
      contentChanges: [{ range: { start: at, end: at }, text: '\n\nx\n' }],
    });
    const moved = await client.diagnostics(CHANGELOG, ({ version }) => version === 2);
    expect(asked.length).toBe(before);
    expect(styleRanges(moved)).toEqual([{ line: 9, character: 6 }]);
    await client.until(() => (asked.length > before ? true : null));
  });

  it('offers its fixes, and no comments of ours to suppress it', async () => {
    client = await startClient({ linter: markLinter([]), settings: { markdownlint: 'on' } });
    await client.open(CHANGELOG, TEXT);
    const { diagnostics } = await client.diagnostics(CHANGELOG, (each) => styleRanges(each).length === 1);
    const range = diagnostics.find(({ code }) => code === 'markdownlint/MD001')?.range;
    const actions = await client.request<{ title: string }[]>('textDocument/codeAction', {
      textDocument: { uri: CHANGELOG },
      range,
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual(['Fix this MD001 problem']);
  });

  it.each([
    ['off by the setting', { markdownlint: 'off' }, '{ "markdownlint": { "enabled": "on" } }', null],
    ['off by the policy', {}, '{ "markdownlint": { "enabled": "off" } }', null],
    ['on by the policy', {}, '{ "markdownlint": { "enabled": "on" } }', 'always'],
    ['left to the project', {}, '{}', 'configured'],
    ['on by the setting over the policy', { markdownlint: 'on' }, '{ "markdownlint": { "enabled": "off" } }', 'always'],
  ])('is %s', async (_name, settings, policy, when) => {
    const asked: MarkdownStyleRequest[] = [];
    client = await startClient({
      linter: markLinter(asked),
      settings,
      files: { 'release-ledger.jsonc': policy, 'CHANGELOG.md': TEXT },
    });
    await client.ask(messages.checkWorkspaceRequest, {});
    expect(asked.map((each) => each.when)).toEqual(when === null ? [] : [when]);
    const last = client.published.findLast(({ uri }) => uri === CHANGELOG);
    expect(last && styleRanges(last).length).toBe(when === null ? 0 : 1);
  });

  it('is not asked about documents that no folder holds', async () => {
    const asked: MarkdownStyleRequest[] = [];
    client = await startClient({ linter: markLinter(asked), settings: { markdownlint: 'on' } });
    await client.open('untitled:CHANGELOG.md', TEXT);
    await client.open(`${ROOT}/CHANGELOG.md`, TEXT);
    await client.diagnostics(CHANGELOG, (each) => styleRanges(each).length === 1);
    expect(asked.every(({ path }) => path === '/work-space/CHANGELOG.md')).toBe(true);
  });

  it('is told as not checked where it fails', async () => {
    const linter: MarkdownLinter = {
      lint: async () => ({
        problems: [],
        notChecked: [{ rule: 'markdownlint', reason: 'it took longer than 2 seconds' }],
      }),
      close: async () => undefined,
    };
    client = await startClient({ linter, settings: { markdownlint: 'on' }, files: { 'CHANGELOG.md': TEXT } });
    const { notChecked } = await client.ask(messages.checkWorkspaceRequest, {});
    expect(notChecked).toContainEqual({
      rule: 'markdownlint',
      uri: CHANGELOG,
      reason: 'it took longer than 2 seconds',
    });
  });
});

describe('a linter that cannot be had', () => {
  it('is told as not checked, and asked for again with the next text', async () => {
    let tries = 0;
    const layer = new StyleLayer(async () => {
      tries += 1;
      if (tries === 1) throw new Error('no such file');
      return markLinter([]);
    });
    const styled: StyledText = {
      uri: 'file:///w/CHANGELOG.md',
      place: { folder: { uri: 'file:///w', path: '/w' }, path: 'CHANGELOG.md' },
      text: TEXT,
      policy: DEFAULT_POLICY,
      settings: toSettings({ markdownlint: 'on' }),
    };
    await layer.settle(styled);
    expect(layer.look(styled)).toMatchObject({
      problems: [],
      notChecked: [{ rule: 'markdownlint', reason: 'it could not be loaded: no such file' }],
    });
    const next = { ...styled, text: `${TEXT}MARK` };
    await layer.settle(next);
    expect(layer.look(next)).toMatchObject({ problems: [{}, {}], notChecked: [] });
    await layer.dispose();
  });

  it('is not waited for at the end', async () => {
    const layer = new StyleLayer(() => Promise.reject(new Error('no such file')));
    await layer.dispose();
  });
});

describe('moveProblems', () => {
  it('keeps what lies before and behind the change on the same words', () => {
    const word = fc.constantFrom('a ', 'bb ', 'MARK ', '\n');
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 20 }),
        fc.nat(60),
        fc.nat(10),
        fc.array(word, { maxLength: 3 }),
        (words, at, length, inserted) => {
          const before = words.join('');
          const start = Math.min(at, before.length);
          const after = applyEdits(before, [
            { start, end: Math.min(start + length, before.length), text: inserted.join('') },
          ]);
          const problems = [...before.matchAll(/MARK/g)].map(
            ({ index }): Problem => ({
              rule: 'x',
              severity: 'info',
              span: { start: index, end: index + 4 },
              message: '',
              fixes: [],
            }),
          );
          for (const { span } of moveProblems(problems, before, after))
            expect(after.slice(span.start, span.end)).toBe('MARK');
          if (before === after) expect(moveProblems(problems, before, after)).toEqual(problems);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the built server', () => {
  it('runs markdownlint in its own thread where the project configures it', async () => {
    const server = await buildServer();
    const folder = mkdtempSync(join(tmpdir(), 'release-ledger-style-'));
    writeFileSync(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## [1.0.0] - 2026-01-01\n### Added\n\n- x\n');
    writeFileSync(join(folder, '.markdownlint.json'), '{ "default": true }');
    const process = startProcess(server.file);
    const uri = pathToFileURL(folder).href;
    process.send({ id: 1, method: 'initialize', params: { processId: null, capabilities: {}, rootUri: uri } });
    await process.next(({ id }) => id === 1);
    process.send({ method: 'initialized', params: {} });
    process.send({ id: 2, method: 'releaseLedger/checkWorkspace', params: {} });
    await process.next(({ id }) => id === 2);
    const published = process.received.filter(({ method }) => method === 'textDocument/publishDiagnostics');
    expect(JSON.stringify(published)).toContain('markdownlint/MD022');
    process.send({ id: 3, method: 'shutdown' });
    await process.next(({ id }) => id === 3);
    process.send({ method: 'exit' });
    expect(await process.exit).toBe(0);
    server.remove();
    rmSync(folder, { recursive: true });
  });
});
