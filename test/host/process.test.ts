import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ProcessRequest, runProcess } from '../../src/host/process.ts';
import { ended } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isWindows = process.platform === 'win32';

/** Runs a script of Node; long enough for any that ends by itself. */
function run(script: string, more: Partial<ProcessRequest> = {}) {
  return runProcess({
    program: process.execPath,
    args: ['-e', script],
    cwd: temporaryFolder(),
    env: {},
    timeout: 50_000,
    outputLimit: 1 << 20,
    ...more,
  });
}

describe('runProcess', () => {
  it('tells how a program ended and what it said', async () => {
    const result = await run('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(result).toMatchObject({ kind: 'ended', code: 3, stderr: 'err\n' });
    expect(result.kind === 'ended' && result.stdout.toString()).toBe('out\n');
  });

  it('gives it what it is to read, and nothing where there is nothing (T126)', async () => {
    const script = 'process.stdin.on("data", (d) => process.stdout.write(d)).on("end", () => console.log(" end"))';
    for (const [input, expected] of [
      ['a\0b', 'a\0b end\n'],
      [undefined, ' end\n'],
    ] as const) {
      const result = await run(script, input === undefined ? {} : { input });
      expect(result.kind === 'ended' && result.stdout.toString()).toBe(expected);
    }
  });

  it('does not mind a program that reads nothing of what it is given', async () => {
    expect(await run('process.exit(0)', { input: 'x'.repeat(1 << 22) })).toMatchObject({ kind: 'ended', code: 0 });
  });

  it('passes nothing on but what it is told to (T119)', async () => {
    process.env.CANARY_TOKEN = 'canary';
    try {
      const result = await run('console.log(JSON.stringify(process.env))', { env: { ONLY: 'this' } });
      const seen = JSON.parse(result.kind === 'ended' ? result.stdout.toString() : '{}');
      expect(seen).toMatchObject({ ONLY: 'this' });
      expect(seen).not.toHaveProperty('CANARY_TOKEN');
      expect(seen).not.toHaveProperty('HOME');
    } finally {
      delete process.env.CANARY_TOKEN;
    }
  });

  it('takes arguments as they are: there is no shell (T034)', async () => {
    const hostile = ['; touch owned', '$(touch owned)', '`touch owned`', '*', '"', "'", '| cat', '\n', ''];
    const result = await run('', {
      args: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...hostile],
    });
    expect(result.kind === 'ended' && JSON.parse(result.stdout.toString())).toEqual(hostile);
  });

  it('ends what never ends by itself (T126)', async () => {
    expect(await run('setInterval(() => {}, 1e6)', { timeout: 300 })).toMatchObject({
      kind: 'failed',
      reason: 'timeout',
    });
  });

  it('ends what says too much (T126)', async () => {
    const result = await run('const b = Buffer.alloc(65536); (function w() { process.stdout.write(b, w); })()');
    expect(result).toMatchObject({ kind: 'failed', reason: 'too-much-output' });
  });

  it('keeps only the beginning of endless complaints', async () => {
    const result = await run('process.stderr.write("x".repeat(1 << 22))');
    expect(result.kind === 'ended' && result.stderr.length).toBeLessThan(1 << 18);
  });

  it.skipIf(isWindows)('ends what it has started, too, when it holds on to the output (T126)', async () => {
    const folder = temporaryFolder();
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' });
      require('node:fs').writeFileSync('id', String(child.pid));
      process.exit(0);`;
    expect(await run(script, { cwd: folder, timeout: 2_000 })).toMatchObject({ kind: 'failed', reason: 'timeout' });
    await ended(Number(readFileSync(join(folder, 'id'), 'utf8')));
  });

  it.skipIf(isWindows)('does not wait for a daemon that has left its group (T126)', async () => {
    const folder = temporaryFolder();
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit', detached: true });
      require('node:fs').writeFileSync('id', String(child.pid));
      process.exit(0);`;
    expect(await run(script, { cwd: folder, timeout: 2_000 })).toMatchObject({ kind: 'failed', reason: 'timeout' });
    const id = Number(readFileSync(join(folder, 'id'), 'utf8'));
    process.kill(id, 'SIGKILL');
    await ended(id);
  });

  it.each([
    ['that is not there', '/nowhere/at/all', 'not-found'],
    ['that is a folder', '/', 'not-started'],
  ])('says so of a program %s', async (_, program, reason) => {
    expect(await run('', { program })).toMatchObject({ kind: 'failed', reason });
  });
});
