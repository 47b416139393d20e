import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltServer, buildServer } from '../support/lsp-build.ts';

const CHANGELOG = `# Changelog

See [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and SemVer.

## [1.0.0] – 2026-01-01

### Added

- 😀, see [old]

[old]: https://a.example
`;
const RENAMED = CHANGELOG.replace('😀', '😀 more').replaceAll('[old]', '[new]');

let server: BuiltServer;
let folder: string;
beforeAll(async () => {
  server = await buildServer();
  folder = mkdtempSync(join(tmpdir(), 'release-ledger-clients-'));
});
afterAll(() => {
  server.remove();
  rmSync(folder, { recursive: true });
});

/** Runs an editor with a script that drives the server, and gives what the script found. */
function drive(command: string, args: readonly string[]): Record<string, unknown> {
  const changelog = join(folder, 'CHANGELOG.md');
  const answers = join(folder, 'answers.json');
  writeFileSync(changelog, CHANGELOG);
  writeFileSync(answers, '{}');
  const { stderr } = spawnSync(command, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      LANG: 'C.UTF-8',
      RL_SERVER: `${process.execPath}\n${server.file}`,
      RL_ANSWERS: answers,
      RL_CHANGELOG: changelog,
    },
    encoding: 'utf8',
    timeout: 120_000,
  });
  const found = JSON.parse(readFileSync(answers, 'utf8'));
  expect(found.problem, stderr).toBeUndefined();
  return found;
}

function has(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { timeout: 60_000 }).status === 0;
}

const script = (name: string): string => new URL(`clients/${name}`, import.meta.url).pathname;
const hasNeovim = has('nvim', '--version');
const hasEglot = has(
  'emacs',
  '-q',
  '--batch',
  '--eval',
  "(progn (require 'package) (package-initialize) (require 'eglot))",
);

describe.skipIf(!hasNeovim)(`Neovim${hasNeovim ? '' : ' is not here; apt-get install neovim brings it'}`, () => {
  it('connects, shows, edits, mends and ends', { timeout: 150_000 }, () => {
    const found = drive('nvim', [
      '--headless',
      '--clean',
      '-c',
      `luafile ${script('neovim.lua')}`,
      join(folder, 'CHANGELOG.md'),
    ]);
    expect(found).toEqual({
      connect: true,
      encoding: 'utf-16',
      diagnostics: true,
      hover: expect.stringContaining('**1.0.0**\n\nReleased on 2026-01-01'),
      symbols: ['1.0.0'],
      folding: 2,
      edit: true,
      rename: RENAMED.trimEnd(),
      action: '## [1.0.0] - 2026-01-01',
      mended: true,
      completion: expect.arrayContaining(['### Changed', '### Fixed']),
      formatting: true,
      exit: 0,
    });
  });
});

describe.skipIf(!hasEglot)(
  `Emacs with eglot${hasEglot ? '' : ' is not here; apt-get install emacs-nox elpa-eglot brings it'}`,
  () => {
    it('connects, shows, edits, mends and ends', { timeout: 150_000 }, () => {
      const found = drive('emacs', ['-q', '--batch', '-l', script('emacs.el')]);
      expect(found).toEqual({
        connect: true,
        diagnostics: true,
        hover: expect.stringContaining('Released on 2026-01-01'),
        symbols: ['1.0.0'],
        edit: true,
        rename: RENAMED,
        action: '## [1.0.0] - 2026-01-01',
        completion: expect.arrayContaining(['### Changed', '### Fixed']),
        formatting: true,
        shutdown: true,
      });
    });
  },
);
