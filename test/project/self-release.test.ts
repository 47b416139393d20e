import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { cliOnDisk } from '../support/cli-on-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.join(import.meta.dirname, '../..');
const VERSION = '0.1.0';

/** Hundreds of files are hashed several times, each by another program. */
const TIMEOUT_MS = 300_000;

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, HOME: folder } }).trim();

/** A clone of this repository, with the policy as it stands here and gates that are over at once. */
function cloneOurselves(parent: string): string {
  const folder = path.join(parent, 'release-ledger');
  git(parent, 'clone', '--quiet', root, folder);
  git(folder, 'remote', 'set-url', 'origin', 'https://example.com/o/release-ledger.git');
  git(folder, 'config', 'user.name', 'Ada');
  git(folder, 'config', 'user.email', 'ada@example.com');
  const policy = fs.readFileSync(path.join(root, 'release-ledger.jsonc'), 'utf8');
  const quick = policy.replaceAll(/\["npm", "run", "[a-z:]+"\]/g, '["node", "--version"]');
  expect(quick).not.toBe(policy);
  fs.writeFileSync(path.join(folder, 'release-ledger.jsonc'), quick);
  git(folder, 'add', 'release-ledger.jsonc');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Release with quick gates');
  return folder;
}

describe('this repository', () => {
  it(
    'has no problems by its own policy',
    async () => {
      const { code, stdout } = await cliOnDisk(root, ['check', '--format', 'json']);
      const { problems } = JSON.parse(stdout) as {
        problems: readonly { rule: string; file: string; message: string }[];
      };
      expect(problems.map(({ rule, file, message }) => `${file}: ${message} (${rule})`)).toEqual([]);
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    'is not released while its checklist is open, its gates have not run and its manifest is not there',
    async () => {
      const folder = cloneOurselves(temporaryFolder());
      const { code, stdout } = await cliOnDisk(folder, ['plan', 'cut', VERSION, '--format', 'json']);
      const { blockers } = JSON.parse(stdout) as { blockers: readonly { code: string }[] };
      expect(code).toBe(1);
      expect(new Set(blockers.map((each) => each.code))).toEqual(
        new Set(['no-checklist', 'gate-not-run', 'manifest-incomplete']),
      );
    },
    TIMEOUT_MS,
  );

  it(
    'is released by itself, and everything that the release leaves behind holds',
    async () => {
      const folder = cloneOurselves(temporaryFolder());
      const today = '2026-11-21';
      const run = (...argv: readonly string[]) => cliOnDisk(folder, argv, { today });
      const done = async (...argv: readonly string[]): Promise<string> => {
        const { code, stdout, stderr } = await run(...argv);
        expect(`${argv.join(' ')}: ${code}\n${code === 0 ? '' : stdout + stderr}`).toBe(`${argv.join(' ')}: 0\n`);
        return stdout;
      };
      await done('checklist', VERSION, '--manager', 'Ada', '--date', today);
      const list = path.join(folder, `releases/checklists/${VERSION}.md`);
      const open = [...fs.readFileSync(list, 'utf8').matchAll(/\[ \] .*<!-- item: ([\w-]+) -->/g)].map(([, id]) =>
        String(id),
      );
      const ticked: string[] = [];
      for (const id of open) if ((await run('checklist', 'check', id, '--by', 'Ada')).code === 0) ticked.push(id);
      // What a check decides nobody ticks; it ticks itself once it is so.
      expect(ticked.length).toBeGreaterThan(2);
      expect(ticked).not.toContain('tag-made');
      await done('gate', '--release', VERSION, '--yes');
      await done('manifest', 'create', VERSION, '--type', 'initial');
      await done('cut', VERSION, '--yes');
      expect(git(folder, 'cat-file', '-t', `v${VERSION}`)).toBe('tag');
      expect(git(folder, 'rev-parse', `v${VERSION}^{commit}`)).toBe(git(folder, 'rev-parse', 'HEAD'));
      expect(git(folder, 'show', `v${VERSION}:CHANGELOG.md`)).toContain(`## [${VERSION}] - ${today}`);

      await done('manifest', 'verify');
      await done('checksums', 'verify', `releases/checksums-${VERSION}.txt`);
      execFileSync('sha256sum', ['--strict', '--quiet', '--check', `releases/checksums-${VERSION}.txt`], {
        cwd: folder,
      });
      await done('checklist', VERSION);
      expect(fs.readFileSync(list, 'utf8')).toMatch(
        /- \[x\] Tag v0\.1\.0 made – checked 2026-11-21: tag v0\.1\.0 at [0-9a-f]{12} /,
      );
      expect(JSON.parse(await done('check', '--format', 'json'))).toMatchObject({ problems: [] });
      const { releases } = JSON.parse(await done('audit', VERSION, '--format', 'json')) as {
        releases: readonly { steps: readonly { step: string; gaps: readonly string[] }[] }[];
      };
      const gaps = releases[0]?.steps.flatMap(({ step, gaps: each }) => each.map((gap) => `${step}: ${gap}`)) ?? [];
      expect(gaps.filter((gap) => !/^(?:approvals|deployment): /.test(gap))).toEqual([]);

      fs.appendFileSync(path.join(folder, 'package.json'), '\n');
      expect((await run('checksums', 'verify', `releases/checksums-${VERSION}.txt`)).code).toBe(1);
    },
    TIMEOUT_MS,
  );
});
