import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Coalescer } from '../../server/coalescer.ts';
import { type BuiltServer, buildServer } from '../support/lsp-build.ts';
import { CHANGELOG, startClient } from '../support/lsp-client.ts';
import { frame, startProcess } from '../support/lsp-process.ts';

const HEAD = '# Changelog\n\n## [1.0.0]\n\n### Added\n\n- ';

describe('a storm of changes (T132)', () => {
  it('is gathered into few checks, and the newest version wins', async () => {
    const client = await startClient();
    await client.open(CHANGELOG, HEAD);
    await client.diagnostics(CHANGELOG);
    const before = client.published.length;
    const sent: Promise<void>[] = [];
    for (let version = 2; version <= 10_001; version++) {
      const at = { line: 6, character: version };
      sent.push(
        client.notify('textDocument/didChange', {
          textDocument: { uri: CHANGELOG, version },
          contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
        }),
      );
    }
    await Promise.all(sent);
    await client.diagnostics(CHANGELOG, ({ version }) => version === 10_001);
    const published = client.published.slice(before);
    expect(published.length).toBeLessThan(1000);
    const versions = published.map(({ version }) => version as number);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    await client.stop();
  });

  it('in a thousand documents ends with the newest of each', async () => {
    const client = await startClient();
    const uris = Array.from({ length: 1000 }, (_, i) => `file:///elsewhere/${i}/CHANGELOG.md`);
    await Promise.all(uris.map((uri) => client.open(uri, HEAD)));
    await Promise.all(uris.map((uri) => client.replace(uri, `${HEAD}x\n`)));
    await Promise.all(uris.map((uri) => client.diagnostics(uri, ({ version }) => version === 2)));
    await Promise.all(uris.map((uri) => client.close(uri)));
    await Promise.all(uris.map((uri) => client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0)));
    await client.stop();
  });

  it('does not keep requests from being answered about the newest text', async () => {
    const client = await startClient();
    await client.open(CHANGELOG, '# C\n');
    for (let i = 0; i < 500; i++) void client.replace(CHANGELOG, `# C\n\n## [1.0.${i}] - 2026-01-01\n`);
    const symbols = await client.request<{ name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri: CHANGELOG },
    });
    expect(symbols.map(({ name }) => name)).toEqual(['1.0.499']);
    await client.stop();
  });
});

describe('the built server', () => {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await buildServer();
  });
  afterAll(() => server.remove());

  it('takes a document of 50 MB and goes on (T132)', async () => {
    const process = startProcess(server.file);
    process.send({ id: 1, method: 'initialize', params: { processId: null, capabilities: {}, rootUri: null } });
    await process.next(({ id }) => id === 1);
    process.send({ method: 'initialized', params: {} });
    const uri = 'untitled:CHANGELOG.md';
    const text = `${HEAD}${'x'.repeat(80)}\n`.repeat(500_000);
    expect(text.length).toBeGreaterThan(50 * 1024 * 1024);
    process.write(
      frame({
        jsonrpc: '2.0',
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'markdown', version: 1, text } },
      }),
    );
    const told = await process.next(({ method }) => method === 'textDocument/publishDiagnostics');
    expect(JSON.stringify(told.params)).toContain('release-ledger/too-long');
    process.send({
      id: 2,
      method: 'textDocument/hover',
      params: { textDocument: { uri }, position: { line: 0, character: 3 } },
    });
    expect((await process.next(({ id }) => id === 2)).result).toBeNull();
    for (let version = 2; version < 50; version++) {
      const at = { line: 0, character: version };
      process.send({
        method: 'textDocument/didChange',
        params: { textDocument: { uri, version }, contentChanges: [{ range: { start: at, end: at }, text: 'x' }] },
      });
    }
    await process.next(({ params }) => (params as { version?: number } | undefined)?.version === 49);
    if (existsSync(`/proc/${process.child.pid}/status`)) {
      const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${process.child.pid}/status`, 'utf8')) ?? [];
      expect(Number(kilobytes) / 1024, 'MB at most').toBeLessThan(600);
    }
    process.send({ id: 3, method: 'shutdown' });
    await process.next(({ id }) => id === 3);
    process.send({ method: 'exit' });
    expect(await process.exit).toBe(0);
  });

  it('speaks over the channel of Node as well, and ends with its parent', async () => {
    const { fork } = await import('node:child_process');
    const child = fork(server.file, ['--node-ipc'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const answers: { id?: number; error?: { code: number }; result?: unknown }[] = [];
    const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const answered = new Promise<void>((resolve) => {
      child.on('message', (message) => {
        answers.push(message as never);
        if (answers.filter(({ id }) => id !== undefined).length === 3) resolve();
      });
    });
    child.send({ jsonrpc: '2.0', id: 1, method: 'textDocument/hover', params: {} });
    child.send({
      jsonrpc: '2.0',
      id: 2,
      method: 'initialize',
      params: { processId: null, capabilities: {}, rootUri: null },
    });
    child.send({ jsonrpc: '2.0', id: 3, method: 'initialize', params: { processId: null, capabilities: {} } });
    await answered;
    expect(answers.find(({ id }) => id === 1)?.error?.code).toBe(-32002);
    expect(answers.find(({ id }) => id === 2)?.result).toBeDefined();
    expect(answers.find(({ id }) => id === 3)?.error?.code).toBe(-32600);
    child.disconnect();
    expect(await exited).toBe(1);
  });

  it('ends when the process that it was told to watch is gone', async () => {
    const { spawn } = await import('node:child_process');
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const child = startProcess(server.file);
    child.send({ id: 1, method: 'initialize', params: { processId: parent.pid, capabilities: {}, rootUri: null } });
    await child.next(({ id }) => id === 1);
    parent.kill('SIGKILL');
    expect(await child.exit).toBe(1);
  });
});

describe('Coalescer', () => {
  it('runs once for what comes in one go, and never twice at a time for one key', async () => {
    const runs: string[] = [];
    let running = 0;
    let done: (() => void) | null = null;
    const coalescer = new Coalescer(async (key) => {
      expect(++running).toBe(1);
      runs.push(key);
      await new Promise(setImmediate);
      running--;
      if (runs.length === 2) done?.();
    });
    const twice = new Promise<void>((resolve) => {
      done = resolve;
    });
    for (let i = 0; i < 100; i++) coalescer.changed('a');
    while (runs.length === 0) await new Promise(setImmediate);
    for (let i = 0; i < 100; i++) coalescer.changed('a');
    await twice;
    expect(runs).toEqual(['a', 'a']);
    coalescer.dispose();
  });

  it('does not run for what was forgotten', async () => {
    const runs: string[] = [];
    const coalescer = new Coalescer(async (key) => void runs.push(key));
    coalescer.changed('a');
    coalescer.changed('b');
    coalescer.forget('a');
    while (runs.length === 0) await new Promise(setImmediate);
    expect(runs).toEqual(['b']);
    coalescer.dispose();
  });
});
