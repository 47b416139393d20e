import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundles, bundle } from '../support/bundle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

let bundles: Bundles;

beforeAll(async () => {
  bundles = await bundle({ cli: 'src/cli/bin.ts', 'markdownlint-worker': 'src/host/markdownlint-worker.ts' });
  chmodSync(bundles.folder, 0o755);
});

afterAll(() => bundles.remove());

interface Ended {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs the bundle from a folder that has nothing but what the test put there. */
function runIn(
  cwd: string,
  argv: readonly string[],
  options: { input?: string; env?: object; uid?: number } = {},
): Ended {
  const { input = '', env = {}, uid } = options;
  const ended = spawnSync(process.execPath, [bundles.pathOf('cli'), ...argv], {
    cwd,
    input,
    env: { PATH: process.env.PATH ?? '', ...env },
    maxBuffer: 512 * 1024 * 1024,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr.toString() };
}

const HEAD = '# Changelog\n\nThe format is [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).\n\n';
const DASHED = `${HEAD}## [1.0.0] – 2026-01-01\n\n### Added\n\n- First.\n\n[1.0.0]: https://github.com/o/p/releases/tag/v1.0.0\n`;
const FIXED = DASHED.replace(' – ', ' - ');

/** So many different entries. */
function entries(count: number): string {
  return Array.from({ length: count }, (_, index) => `- Number ${index} of the things that changed.\n`).join('');
}

describe('the packaged command line', () => {
  it('checks, fixes and explains from a folder of its own', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'CHANGELOG.md'), DASHED);
    const check = runIn(folder, ['check', '--format', 'json']);
    expect(JSON.parse(check.stdout.toString()).problems.map(({ rule }: { rule: string }) => rule)).toContain(
      'changelog/wrong-date-separator',
    );
    expect(runIn(folder, ['check', '--fix']).code).toBe(0);
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(FIXED);
    expect(readdirSync(folder)).toEqual(['CHANGELOG.md']);
    expect(runIn(folder, ['explain', 'changelog/wrong-date-separator']).stdout.toString()).toMatch(/^changelog\//);
    expect(runIn(folder, ['--version']).stdout.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(runIn(folder, ['nonsense']).code).toBe(2);
  });

  it('starts a project, adds to it and finds nothing wrong', () => {
    const folder = temporaryFolder();
    expect(runIn(folder, ['check']).code).toBe(2);
    expect(runIn(folder, ['init']).code).toBe(0);
    expect(runIn(folder, ['add', 'added', 'The first thing.']).code).toBe(0);
    const { code, stderr } = runIn(folder, ['check', '--max-warnings', '0']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '✔ No problems in CHANGELOG.md\n' });
    expect(readdirSync(folder).sort()).toEqual(['CHANGELOG.md', 'release-ledger.jsonc']);
  });

  it('prints the fixed text of standard input, byte by byte', () => {
    const input = `\ufeff${DASHED.replaceAll('\n', '\r\n')}`;
    const { code, stdout } = runIn(temporaryFolder(), ['check', '--stdin', '--fix'], { input });
    expect(code).toBe(0);
    expect(stdout.equals(Buffer.from(`\ufeff${FIXED.replaceAll('\n', '\r\n')}`))).toBe(true);
  });

  it('runs markdownlint in its thread, and gives it up in time (T053)', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.markdownlint.yaml'), 'default: false\nMD022: true\n');
    writeFileSync(join(folder, 'CHANGELOG.md'), `${HEAD}## [Unreleased]\n### Added\n\n- First.\n`);
    const style = JSON.parse(runIn(folder, ['check', '--format', 'json']).stdout.toString());
    expect(style.problems.map(({ rule }: { rule: string }) => rule)).toContain('markdownlint/MD022');
    writeFileSync(join(folder, '.markdownlint.yaml'), 'default: true\n');
    writeFileSync(join(folder, 'CHANGELOG.md'), `${HEAD}${'|a'.repeat(4000)}|\n${'|-'.repeat(4000)}|\n`);
    const { code, stdout } = runIn(folder, ['check', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout.toString()).notChecked).toEqual([
      { rule: 'markdownlint', file: 'CHANGELOG.md', reason: 'it took longer than 2 seconds' },
    ]);
  });

  it('speaks the language server protocol', async () => {
    const server = spawn(process.execPath, [bundles.pathOf('cli'), 'lsp', '--stdio'], { cwd: temporaryFolder() });
    let printed = '';
    const ended = new Promise<number | null>((resolve) => server.on('close', resolve));
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.includes('"id":1') && !printed.includes('"id":2')) send({ id: 2, method: 'shutdown' });
      if (printed.includes('"id":2')) send({ method: 'exit' });
    });
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    expect(await ended).toBe(0);
    expect(printed).toContain('"capabilities"');
  });
});

describe.skipIf(isWindows)('a reader that goes away', () => {
  it.each([['parse'], ['explain'], ['check']])('ends %s quietly', async (command) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'CHANGELOG.md'), `${HEAD}${'## [1.0.0] – 2026-01-01\n\n- One.\n\n'.repeat(5000)}`);
    const child = spawn(process.execPath, [bundles.pathOf('cli'), command], { cwd: folder });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const signal = await new Promise((resolve) => child.on('close', (_code, ended) => resolve(ended)));
    expect(signal).toBeNull();
    expect(stderr).not.toMatch(/EPIPE|Error|at /);
  });
});

describe('files that are none (T072)', () => {
  const DAMAGED: readonly (readonly [string, Buffer, RegExp])[] = [
    ['NUL bytes', Buffer.from(`${DASHED}\0`), /has a NUL byte in line 12/],
    ['invalid UTF-8', Buffer.concat([Buffer.from(DASHED), Buffer.from([0xff, 0x0a])]), /line 12 has bytes/],
    ['Latin-1', Buffer.from(DASHED.replace('First', 'Première').replace('–', '-'), 'latin1'), /not encoded in UTF-8/],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${DASHED}`, 'utf16le'), /encoded in UTF-16LE/],
    ['UTF-16, swapped', Buffer.from(`\ufeff${DASHED}`, 'utf16le').swap16(), /encoded in UTF-16BE/],
  ];

  it.each(DAMAGED)('%s: refused, every byte as it was (T057, T058)', (_what, bytes, message) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'CHANGELOG.md'), bytes);
    for (const argv of [['check', '--fix'], ['add', 'added', 'x'], ['parse']]) {
      const { code, stdout, stderr } = runIn(folder, argv);
      expect(code).toBe(2);
      expect(stdout.toString()).toBe('');
      expect(stderr).toMatch(message);
      expect(stderr).toContain('CHANGELOG.md');
      expect(stderr).toContain('hint:');
    }
    expect(readFileSync(join(folder, 'CHANGELOG.md')).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['CHANGELOG.md']);
  });

  it.each<[string, string]>([
    ['an empty file', ''],
    ['a line ending', '\n'],
    ['a byte-order mark', '\ufeff'],
    ['CR only', '# Changelog\r\r## [Unreleased]\r'],
    ['mixed endings', '# Changelog\n\r\n## [Unreleased]\r\u2028\n'],
  ])('%s is a text like any other (T060, T061)', (_what, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'CHANGELOG.md'), text);
    expect([0, 1]).toContain(runIn(folder, ['check']).code);
    expect(runIn(folder, ['parse']).code).toBe(0);
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(text);
  });

  it('a directory, nothing, and more than can be read', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'sparse.md'), '');
    truncateSync(join(folder, 'sparse.md'), 5 * 1024 ** 3);
    for (const [name, message] of [
      ['docs', 'docs is a directory, expected a file'],
      ['nothing.md', 'nothing.md does not exist'],
      ['sparse.md', 'sparse.md is larger than 32 MB (5120 MB)'],
    ] as const) {
      const { code, stderr } = runIn(folder, ['check', name]);
      expect(code).toBe(2);
      expect(stderr).toContain(`error: ${message}\n  hint: `);
    }
  });

  it.skipIf(isWindows)('a pipe that nobody writes to, a device, and a link that leads out', () => {
    const folder = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'secret.md'), `${DASHED}canary\n`);
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    symlinkSync(join(elsewhere, 'secret.md'), join(folder, 'CHANGELOG.md'));
    for (const [name, message] of [
      ['pipe.md', 'pipe.md is a named pipe'],
      ['/dev/zero', 'zero is a device'],
      ['CHANGELOG.md', `CHANGELOG.md leads out of ${folder} through a symbolic link`],
    ] as const) {
      const { code, stdout, stderr } = runIn(folder, ['check', '--fix', name]);
      expect(code).toBe(2);
      expect(stderr).toContain(message);
      expect(stdout + stderr).not.toContain('canary');
    }
    expect(readFileSync(join(elsewhere, 'secret.md'), 'utf8')).toBe(`${DASHED}canary\n`);
  });

  // Somebody without privileges, whoever runs the tests.
  it.skipIf(isWindows)('what must not be read or written', () => {
    const folder = temporaryFolder();
    const uid = isRoot ? NOBODY : undefined;
    const as = uid === undefined ? {} : { uid };
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'secret.md'), DASHED, { mode: 0o000 });
    writeFileSync(join(folder, 'fixed.md'), DASHED, { mode: 0o444 });
    const unreadable = runIn(folder, ['check', 'secret.md'], as);
    expect(unreadable.code).toBe(2);
    expect(unreadable.stderr).toBe(
      'error: secret.md cannot be read: permission denied\n  hint: Check its permissions and its owner\n',
    );
    const unwritable = runIn(folder, ['check', '--fix', 'fixed.md'], as);
    expect(unwritable.code).toBe(1);
    expect(unwritable.stderr).toContain('error: fixed.md cannot be written: permission denied\n');
    chmodSync(folder, 0o555);
    const closed = runIn(folder, ['init'], as);
    chmodSync(folder, 0o755);
    expect(closed.code).toBe(1);
    expect(readFileSync(join(folder, 'fixed.md'), 'utf8')).toBe(DASHED);
    expect(readdirSync(folder).sort()).toEqual(['fixed.md', 'secret.md']);
  });

  it.skipIf(isWindows)('a disk without room: the file as it was, and nothing beside it', () => {
    const folder = temporaryFolder();
    const text = `${DASHED}\n## [0.9.0] - 2025-01-01\n\n${'More than there is room for.\n'.repeat(2000)}`;
    writeFileSync(join(folder, 'CHANGELOG.md'), text);
    // Longer files than 16 KB cannot be written, as on a disk with so much room left.
    const script = 'trap "" XFSZ; ulimit -f 16; exec "$0" "$@"';
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', script, process.execPath, bundles.pathOf('cli'), 'check', '--fix'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('error: CHANGELOG.md cannot be written: no room is left (EFBIG)\n  hint: Make room');
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['CHANGELOG.md']);
  });
});

describe('a large file', () => {
  it('of 10 MB is checked and fixed', () => {
    const folder = temporaryFolder();
    const count = 18_000;
    const versions = Array.from({ length: count }, (_, index) => `1.${count - index}.0`);
    const sections = versions.map((version) => `## [${version}] - 2026-01-01\n\n### Added\n\n${entries(12)}\n`);
    const links = versions.map((version, index) => {
      const older = versions[index + 1];
      const path = older === undefined ? `releases/tag/v${version}` : `compare/v${older}...v${version}`;
      return `[${version}]: https://github.com/o/p/${path}\n`;
    });
    const text = HEAD + sections.join('') + links.join('');
    expect(text.length).toBeGreaterThan(10_000_000);
    writeFileSync(join(folder, 'CHANGELOG.md'), text.replace('] - 2026', '] – 2026'));
    const { code, stdout } = runIn(folder, ['check', '--fix', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout.toString()).counts.error).toBe(0);
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8') === text).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('says that its output cannot be written, and ends with 2', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'CHANGELOG.md'), FIXED);
    const ended = spawnSync('sh', ['-c', `"$0" "$1" history > /dev/full`, process.execPath, bundles.pathOf('cli')], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '' },
    });
    expect([ended.status, ended.stderr.toString()]).toEqual([
      2,
      'error: the output cannot be written: ENOSPC: no space left on device, write\n',
    ]);
  });

  it.skipIf(isWindows || !isRoot)('refuses to install hooks where nobody may write', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const git = (...args: readonly string[]) =>
      execFileSync('git', args, {
        cwd: folder,
        uid: NOBODY,
        gid: NOBODY,
        env: { PATH: process.env.PATH, HOME: folder },
      });
    execFileSync('chown', [String(NOBODY), folder]);
    git('init', '--quiet');
    chmodSync(join(folder, '.git/hooks'), 0o555);
    const { code, stderr } = runIn(folder, ['hook', 'install'], { uid: NOBODY });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: .*hooks cannot be written: permission denied\n {2}hint: Check/),
    ]);
  });
});
