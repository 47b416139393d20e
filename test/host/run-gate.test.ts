import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GATE } from '../../src/core/policy/gate-defaults.ts';
import type { GatePolicy } from '../../src/core/policy/policy.ts';
import { gateEnvironment, secretRemover } from '../../src/host/gates/gate-environment.ts';
import { locateProgram } from '../../src/host/gates/locate-program.ts';
import { createLines } from '../../src/host/gates/output-lines.ts';
import { runGate } from '../../src/host/gates/run-gate.ts';
import { ended } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isWindows = process.platform === 'win32';
const ENV = { PATH: process.env.PATH ?? '', NPM_TOKEN: 'canary-one', GITHUB_TOKEN: 'canary-two' };

/** Runs a script of Node as a gate. */
async function run(script: string, more: Partial<GatePolicy> = {}, folder = temporaryFolder(), signal?: AbortSignal) {
  const lines: string[] = [];
  const gate = { ...GATE, name: 'gate', command: ['node', '-e', script], timeout: 50, ...more };
  const show = (line: string): number => lines.push(line);
  const finished = await runGate({
    gate,
    program: process.execPath,
    root: folder,
    env: ENV,
    show,
    ...(signal ? { signal } : {}),
  });
  return { ...finished, lines, folder };
}

describe('runGate', () => {
  it('shows what is printed as it comes, and tells how it ended', async () => {
    const { outcome, exitCode, lines } = await run('console.log("6/6 passing"); console.error("noise")', {
      parser: 'counts',
    });
    expect(outcome).toMatchObject({ state: 'passed', passed: 6, total: 6 });
    expect(exitCode).toBe(0);
    expect(lines.sort()).toEqual(['6/6 passing', 'noise']);
  });

  it('has nothing to read, and a closed input (T126)', async () => {
    const { outcome } = await run('process.stdin.on("end", () => process.exit(0)).resume()');
    expect(outcome.state).toBe('passed');
  });

  it('is ended where it never ends (T126)', async () => {
    const { outcome, exitCode } = await run('setInterval(() => {}, 1e6)', { timeout: 1 });
    expect(outcome).toMatchObject({ state: 'failed', detail: 'it was ended: no end after 1 s' });
    expect(exitCode).toBeNull();
  });

  it.each(['stdout', 'stderr'])('is ended where it prints a gigabyte to %s (T126)', async (stream) => {
    const script = `const b = Buffer.alloc(65536, 'x'); (function w() { process.${stream}.write(b, w); })()`;
    const { outcome, lines } = await run(script);
    expect(outcome).toMatchObject({ state: 'failed', detail: expect.stringContaining('it printed more than') });
    expect(lines.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(17 * 1024 * 1024);
  });

  it.skipIf(isWindows).each([
    ['holds on to the output', 'inherit'],
    ['does not', 'ignore'],
  ])('leaves nothing behind of what it has started, where that %s (T126)', async (_, stdio) => {
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: '${stdio}' });
      require('node:fs').writeFileSync('id', String(child.pid));
      process.exit(0);`;
    const { outcome, folder } = await run(script);
    expect(outcome.state).toBe('passed');
    await ended(Number(readFileSync(join(folder, 'id'), 'utf8')));
  });

  it('can be cancelled, and has then not run', async () => {
    const controller = new AbortController();
    const running = run('console.log("up"); setInterval(() => {}, 1e6)', {}, temporaryFolder(), controller.signal);
    controller.abort();
    expect(await running).toMatchObject({ cancelled: true, outcome: { state: 'failed' } });
  });

  it('gets no secret, and what it prints has none (T119)', async () => {
    const script = 'console.log(JSON.stringify(process.env)); console.log("canary-" + "one", process.env.GITHUB_TOKEN)';
    const { lines } = await run(script, { environment: ['GITHUB_TOKEN'] });
    expect(lines.join('\n')).not.toContain('canary');
    expect(lines.at(-1)).toBe('*** ***');
    expect(lines[0]).not.toContain('NPM_TOKEN');
  });

  it('shows no colours, and leaves every other sequence for the printer', async () => {
    const printed = [
      '\x1b[1m\x1b[38;5;196mred\x1b[0m \x1b[38:2::1:2:3mtrue\x1b[m',
      '\x1b[31mcan\x1b[32mary-\x1b[0mone',
      '\x1b[2J\x1b[1;1H\x1b]0;title\x07\x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\',
      '\x1b[\x1b[31m31mjoined',
      '\x9b31mC1 \x1b[31 m \x1b[?31m \x1b[>4;1m \x1b[31',
    ];
    const { lines } = await run(`console.log(${JSON.stringify(printed.join('\n'))})`);
    expect(lines).toEqual([
      'red true',
      '***',
      printed[2],
      '\x1b[31mjoined',
      '\x9b31mC1 \x1b[31 m \x1b[?31m \x1b[>4;1m \x1b[31',
    ]);
  });

  it('reads the report that it writes', async () => {
    const script = 'require("node:fs").writeFileSync("a.json", JSON.stringify({ totals: { percent_covered: 81 } }))';
    const more = { parser: 'coverage', report: 'a.json', minimum: 80 } as const;
    expect((await run(script, more)).outcome).toMatchObject({ state: 'passed', percent: 81 });
  });

  it('takes no report of an earlier run, none from elsewhere and none that is no text', async () => {
    const folder = temporaryFolder();
    const more = { parser: 'coverage', report: 'a.json', minimum: 0 } as const;
    writeFileSync(join(folder, 'a.json'), '{"totals":{"percent_covered":81}}');
    const details = [(await run('', more, folder)).outcome.detail];
    details.push(
      (await run('require("node:fs").writeFileSync("a.json", Buffer.from([0, 1]))', more, folder)).outcome.detail,
    );
    if (!isWindows) {
      symlinkSync('/etc/hostname', join(folder, 'b.json'));
      const script = 'const fs = require("node:fs"); fs.rmSync("b.json"); fs.symlinkSync("/etc/passwd", "b.json")';
      details.push((await run(script, { ...more, report: 'b.json' }, folder)).outcome.detail);
    }
    expect(details).toEqual([
      'its report a.json was not written',
      expect.stringContaining('a.json is no text'),
      ...(isWindows ? [] : ['its report b.json lies outside of the folder']),
    ]);
  });

  it.skipIf(isWindows)('tells a program that cannot be started', async () => {
    const folder = temporaryFolder();
    const gate = { ...GATE, name: 'gate', command: ['x'] };
    const finished = await runGate({ gate, program: folder, root: folder, env: ENV, show: () => undefined });
    expect(finished.outcome).toMatchObject({ state: 'failed', detail: expect.stringContaining('did not run') });
  });
});

describe.skipIf(isWindows)('locateProgram (T128)', () => {
  const program = (file: string): string => {
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };

  it('takes none of the repository by its mere name', async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
    program(join(root, 'node_modules/.bin/tool'));
    program(join(root, 'tool'));
    const PATH = `.:${root}:${join(root, 'node_modules/.bin')}:relative:${outside}`;
    expect(await locateProgram('tool', root, { PATH })).toBeNull();
    const own = program(join(outside, 'tool'));
    expect(await locateProgram('tool', root, { PATH })).toBe(own);
    symlinkSync(join(root, 'tool'), join(outside, 'other'));
    expect(await locateProgram('other', root, { PATH })).toBeNull();
    expect(gateEnvironment({ PATH }, root, []).PATH).toBe(outside);
  });

  it('takes one of the repository that is named by its path, and none that a path leads out to', async () => {
    const root = temporaryFolder();
    const own = program(join(root, 'tool'));
    const outside = program(join(temporaryFolder(), 'tool'));
    symlinkSync(outside, join(root, 'link'));
    expect(await locateProgram('./tool', root, {})).toBe(own);
    expect(await locateProgram('./link', root, {})).toBeNull();
    expect(await locateProgram('../tool', root, {})).toBeNull();
    expect(await locateProgram(outside, root, {})).toBe(outside);
    expect(await locateProgram('./missing', root, {})).toBeNull();
  });
});

describe('secretRemover (T119)', () => {
  it('takes out values by the names of their variables, line by line, the longest first', () => {
    const clean = secretRemover({
      MY_TOKEN: 'secret',
      KEY_PRIVATE: 'line-one\nline-two',
      API_KEY: 'secret-more',
      USER: 'somebody',
      SHORT_TOKEN: 'abc',
    });
    expect(clean('secret secret-more line-two somebody abc')).toBe('*** *** *** somebody abc');
  });
});

describe('createLines', () => {
  it.each([
    [['a\nb\r\nc'], ['a', 'b', 'c']],
    [
      ['a', 'b\n', '\n'],
      ['ab', ''],
    ],
    [['10 %\r20 %\r30 %\n'], ['10 %', '20 %', '30 %']],
    [['x'.repeat(9_000)], ['x'.repeat(4_000), 'x'.repeat(4_000), 'x'.repeat(1_000)]],
    [[], []],
  ])('%j', (chunks, expected) => {
    const lines: string[] = [];
    const { write, end } = createLines((line) => lines.push(line));
    for (const chunk of chunks) write(Buffer.from(chunk));
    end();
    expect(lines).toEqual(expected);
  });

  it('puts together a character that comes in pieces', () => {
    const lines: string[] = [];
    const { write, end } = createLines((line) => lines.push(line));
    const bytes = Buffer.from('é→\n');
    for (let at = 0; at < bytes.length; at++) write(bytes.subarray(at, at + 1));
    end();
    expect(lines).toEqual(['é→']);
  });
});
