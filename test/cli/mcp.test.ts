import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readLines } from '../../src/cli/mcp/read-lines.ts';
import { createMcpServer } from '../../src/cli/mcp/server.ts';
import { TOOLS, toToolArgv } from '../../src/cli/mcp/tools.ts';
import { type Bundles, bundle } from '../support/bundle.ts';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- More\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- All of it\n';

let bundles: Bundles;
let repo: TestRepository;
let child: ChildProcessWithoutNullStreams | null = null;

beforeAll(async () => {
  bundles = await bundle({ cli: 'src/cli/bin.ts', 'markdownlint-worker': 'src/host/markdownlint-worker.ts' });
});
afterAll(() => bundles.remove());
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('one', { 'CHANGELOG.md': CHANGELOG });
  repo.tag('v1.0.0', 'Release v1.0.0');
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = null;
  repo.remove();
});

interface Reply {
  readonly id: number | string | null;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Starts the server as an agent does, and speaks to it line by line. */
function start(...args: readonly string[]) {
  const started = spawn(
    process.execPath,
    [path.join(bundles.folder, 'cli.mjs'), 'mcp', '--cwd', repo.folder, ...args],
    {
      cwd: bundles.folder,
      env: { PATH: process.env.PATH, HOME: repo.folder },
    },
  );
  child = started;
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => started.once('close', resolve));
  const receive = async (): Promise<Reply> => JSON.parse((await lines.next()).value);
  let last = 0;
  const ask = async (method: string, params?: object): Promise<Reply> => {
    started.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: ++last, method, params })}\n`);
    return receive();
  };
  const call = async (name: string, given: object = {}) => {
    const { result, error } = await ask('tools/call', { name, arguments: given });
    return { error, ...(result as { content?: { text: string }[]; isError?: boolean; structuredContent?: object }) };
  };
  return {
    send: (line: string) => started.stdin.write(`${line}\n`),
    receive,
    ask,
    call,
    end: () => started.stdin.end(),
    ended,
  };
}

const INITIALIZE = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };

describe('mcp, in a process of its own', () => {
  it('is started, lists its tools, and ends with its input', async () => {
    const server = start();
    expect(await server.ask('initialize', INITIALIZE)).toMatchObject({
      id: 1,
      result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'release-ledger' } },
    });
    server.send('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    expect(await server.ask('ping')).toMatchObject({ id: 2, result: {} });
    const { result } = await server.ask('tools/list');
    const tools = result?.tools as { name: string; inputSchema: object; annotations: { readOnlyHint: boolean } }[];
    expect(tools.map(({ name }) => name)).toEqual([
      'check',
      'status',
      'next',
      'history',
      'explain',
      'notes',
      'plan',
      'gates',
      'metrics',
      'audit',
      'support',
    ]);
    expect(tools.every(({ annotations }) => annotations.readOnlyHint)).toBe(true);
    server.end();
    expect(await server.ended).toBe(0);
  });

  it('answers as the command line does', async () => {
    const server = start();
    await server.ask('initialize', INITIALIZE);
    for (const [tool, given, argv] of [
      ['status', {}, ['status']],
      ['next', { pre: 'rc' }, ['next', '--pre', 'rc']],
      ['history', { version: '1.0.0' }, ['history', '1.0.0']],
      ['audit', { versions: ['v1.0.0'] }, ['audit', 'v1.0.0']],
      ['support', { on: '2026-02-01' }, ['support', '--on', '2026-02-01']],
    ] as const) {
      const printed = JSON.parse((await cliOnDisk(repo.folder, [...argv, '--format', 'json'])).stdout);
      const { structuredContent, isError } = await server.call(tool, given);
      // The days on which they were asked differ.
      const { date: _, ...expected } = printed;
      expect({ tool, isError, structuredContent }).toMatchObject({ tool, isError: false, structuredContent: expected });
    }
    const notes = await server.call('notes', { version: '1.0.0' });
    expect(notes.isError).toBe(false);
    expect(notes.content?.[0]?.text).toContain('All of it');
  });

  it('tells findings and blockers as answers, and failures as errors', async () => {
    const server = start();
    await server.ask('initialize', INITIALIZE);
    repo.write('CHANGELOG.md', `${CHANGELOG}\n<<<<<<< HEAD\n=======\n>>>>>>> x\n`);
    const checked = await server.call('check', { files: ['CHANGELOG.md'] });
    expect(checked).toMatchObject({
      isError: false,
      structuredContent: {
        problems: expect.arrayContaining([expect.objectContaining({ rule: 'changelog/conflict-marker' })]),
      },
    });
    expect(await server.call('plan', { operation: 'cut' })).toMatchObject({
      isError: false,
      structuredContent: {
        operation: 'cut',
        blockers: expect.arrayContaining([expect.objectContaining({ code: 'dirty-file' })]),
      },
    });
    expect((await server.call('history', { version: '9.9.9' })).isError).toBe(true);
  });

  it('changes nothing unless it was started for that', async () => {
    const reading = start();
    await reading.ask('initialize', INITIALIZE);
    for (const name of ['add', 'operate', 'gate', 'init'])
      expect((await reading.call(name, { category: 'Added', text: 'x' })).error?.code).toBe(-32602);
    // What is a subcommand on the command line is no version.
    expect((await reading.call('audit', { versions: ['record', '1.0.0'] })).error?.code).toBe(-32602);
    expect(fs.existsSync(path.join(repo.folder, 'releases'))).toBe(false);
    expect(repo.git('status', '--porcelain')).toBe('');
    reading.end();
    await reading.ended;
    const writing = start('--allow-writes');
    await writing.ask('initialize', INITIALIZE);
    expect((await writing.call('add', { category: 'Fixed', text: '--format=json' })).isError).toBe(false);
    expect(fs.readFileSync(path.join(repo.folder, 'CHANGELOG.md'), 'utf8')).toContain('### Fixed\n\n- --format=json\n');
  });

  it('reads no file outside of its folder, and takes no argument for an option', async () => {
    const server = start();
    await server.ask('initialize', INITIALIZE);
    for (const file of ['/etc/passwd', '../other/CHANGELOG.md'])
      expect(await server.call('check', { files: [file] })).toMatchObject({ isError: true });
    expect(await server.call('check', { files: ['--fix'] })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('--fix') }],
    });
  });

  it('goes on after whatever it is sent (T131)', async () => {
    const server = start();
    for (const [line, code] of [
      ['nonsense', -32700],
      ['[]', -32700],
      ['null', -32700],
      ['{"id":1}', -32600],
      ['{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600],
      ['{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600],
      ['{"jsonrpc":"2.0","id":1,"method":"constructor"}', -32601],
      ['{"jsonrpc":"2.0","id":1,"method":"tools/list"}', -32002],
      ['{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32602],
      [`"${'x'.repeat(5_000_000)}"`, -32600],
    ] as const) {
      server.send(line);
      expect((await server.receive()).error?.code).toBe(code);
    }
    server.send('');
    server.send('{"jsonrpc":"2.0","method":"nothing/known"}');
    server.send('{"jsonrpc":"2.0","id":9,"result":{}}');
    expect(await server.ask('ping')).toMatchObject({ result: {} });
  });
});

describe('createMcpServer', () => {
  const tool = TOOLS.find(({ name }) => name === 'status') as (typeof TOOLS)[number];
  const server = (stdout: string, code = 0) =>
    createMcpServer({ version: '1', tools: [tool], run: async () => ({ code, stdout, stderr: '' }) });
  const request = (method: string, params: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

  it.each([
    ['2025-06-18', '2025-06-18'],
    ['2024-11-05', '2024-11-05'],
    ['1999-01-01', '2025-06-18'],
    [undefined, '2025-06-18'],
  ])('speaks %s as %s', async (protocolVersion, spoken) => {
    expect(await server('')(request('initialize', { protocolVersion }))).toMatchObject({
      result: { protocolVersion: spoken },
    });
  });

  it('gives no answer that nobody can read', async () => {
    const answer = server(`{"a":"${'x'.repeat(2_000_001)}"}`);
    await answer(request('initialize', {}));
    expect(await answer(request('tools/call', { name: 'status' }))).toMatchObject({
      result: { isError: true, content: [{ text: expect.stringContaining('too long') }] },
    });
  });
});

describe('arguments of tools', () => {
  const argvOf = (name: string, given: Record<string, unknown>) =>
    toToolArgv(TOOLS.find((each) => each.name === name) as (typeof TOOLS)[number], given);

  it.each([
    ['next', { level: 'minor', pre: '--format=x' }, ['next', '--level=minor', '--pre=--format=x']],
    ['plan', { operation: 'hotfix start', from: 'v1.0.0' }, ['plan', 'hotfix', 'start', '--from=v1.0.0', '--']],
    [
      'operate',
      { operation: 'yank', version: '1.0.0', reason: 'bad' },
      ['yank', '--reason=bad', '--yes', '--', '1.0.0'],
    ],
    ['add', { category: 'Added', text: '--breaking' }, ['add', '--', 'Added', '--breaking']],
    ['next', { level: 'huge' }, 'the argument “level” of next is one of major, minor, patch'],
    ['next', { levle: 'minor' }, 'next has no argument “levle”; did you mean “level”?'],
    ['plan', {}, 'plan needs the argument “operation”'],
    ['plan', { operation: 'push' }, expect.stringContaining('is one of')],
    ['check', { files: 'CHANGELOG.md' }, 'the argument “files” of check is a list of texts'],
    ['notes', { unreleased: 'yes' }, 'the argument “unreleased” of notes is true or false'],
    ['status', { constructor: 'x' }, expect.stringContaining('has no argument')],
  ])('of %s: %j', (name, given, expected) => {
    expect(argvOf(name, given)).toEqual(expected);
  });
});

describe('readLines', () => {
  async function* chunks(...all: readonly (string | Buffer)[]) {
    yield* all;
  }
  it.each([
    [
      ['a\nb\r\n', 'c'],
      ['a', 'b', 'c'],
    ],
    [['a', 'b', 'c\n'], ['abc']],
    [
      ['x'.repeat(11), 'y\nb\n'],
      [null, 'b'],
    ],
    [[], []],
  ])('%j', async (input, expected) => {
    const lines: (string | null)[] = [];
    for await (const line of readLines(chunks(...input), 10)) lines.push(line);
    expect(lines).toEqual(expected);
  });
});
