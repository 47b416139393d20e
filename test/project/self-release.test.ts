import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

import { cliOnDisk } from '../support/cli-on-disk.ts';
import { cloneOurselves, gitIn } from '../support/own-clone.ts';
import { ROOT } from '../support/sources.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Hundreds of files are hashed several times, each by another program. */
const TIMEOUT_MS = 300_000;
/** Tags are of the day on which they are made. */
const TODAY = new Date().toISOString().slice(0, 10);

/** A clone of this repository that has something to release, with the policy as it stands here and gates that are over at once. */
async function prepare(parent: string): Promise<{ readonly folder: string; readonly version: string }> {
  const folder = cloneOurselves(parent);
  gitIn(folder, 'remote', 'set-url', 'origin', 'https://example.com/o/release-ledger.git');
  const policy = fs.readFileSync(path.join(ROOT, 'release-ledger.jsonc'), 'utf8');
  const quick = policy.replaceAll(/\["npm", "run", "[a-z:]+"\]/g, '["node", "--version"]');
  expect(quick).not.toBe(policy);
  fs.writeFileSync(path.join(folder, 'release-ledger.jsonc'), quick);
  expect((await cliOnDisk(folder, ['add', 'Fixed', 'Something that was wrong.'])).code).toBe(0);
  gitIn(folder, 'commit', '--quiet', '--all', '--message', 'Mend something, and release with quick gates');
  const { stdout } = await cliOnDisk(folder, ['next', '--format', 'json']);
  return { folder, version: JSON.parse(stdout).next };
}

async function problemsIn(folder: string): Promise<readonly string[]> {
  const { stdout } = await cliOnDisk(folder, ['check', '--format', 'json'], { today: TODAY });
  const { problems } = JSON.parse(stdout) as {
    problems: readonly { rule: string; file: string; message: string }[];
  };
  return problems.map(({ rule, file, message }) => `${file}: ${message} (${rule})`);
}

describe('this repository', () => {
  it(
    'has no problems by its own policy',
    async () => {
      expect(await problemsIn(ROOT)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'is not released while its checklist is open, its gates have not run and its manifest is not there',
    async () => {
      const { folder, version } = await prepare(temporaryFolder());
      const { code, stdout } = await cliOnDisk(folder, ['plan', 'cut', version, '--format', 'json']);
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
      const { folder, version } = await prepare(temporaryFolder());
      const run = (...argv: readonly string[]) => cliOnDisk(folder, argv, { today: TODAY });
      const done = async (...argv: readonly string[]): Promise<string> => {
        const { code, stdout, stderr } = await run(...argv);
        expect(`${argv.join(' ')}: ${code}\n${code === 0 ? '' : stdout + stderr}`).toBe(`${argv.join(' ')}: 0\n`);
        return stdout;
      };
      await done('checklist', version, '--manager', 'Ada', '--date', TODAY);
      const list = path.join(folder, `releases/checklists/${version}.md`);
      const open = [...fs.readFileSync(list, 'utf8').matchAll(/\[ \] .*<!-- item: ([\w-]+) -->/g)].map(([, id]) =>
        String(id),
      );
      const ticked: string[] = [];
      for (const id of open) if ((await run('checklist', 'check', id, '--by', 'Ada')).code === 0) ticked.push(id);
      // What a check decides nobody ticks; it ticks itself once it is so.
      expect(ticked.length).toBeGreaterThan(2);
      expect(ticked).not.toContain('tag-made');
      await done('gate', '--release', version, '--yes');
      await done('manifest', 'create', version, '--type', 'routine');
      await done('cut', version, '--yes');
      expect(gitIn(folder, 'cat-file', '-t', `v${version}`)).toBe('tag');
      expect(gitIn(folder, 'rev-parse', `v${version}^{commit}`)).toBe(gitIn(folder, 'rev-parse', 'HEAD'));
      expect(gitIn(folder, 'show', `v${version}:CHANGELOG.md`)).toContain(`## [${version}] - ${TODAY}`);

      await done('manifest', 'verify');
      await done('checksums', 'verify', `releases/checksums-${version}.txt`);
      execFileSync('sha256sum', ['--strict', '--quiet', '--check', `releases/checksums-${version}.txt`], {
        cwd: folder,
      });
      await done('checklist', version);
      const tag = `v${version}`;
      expect(fs.readFileSync(list, 'utf8')).toContain(`- [x] Tag ${tag} made – checked ${TODAY}: tag ${tag} at `);
      fs.appendFileSync(path.join(folder, 'LICENSE'), '\n');
      gitIn(folder, 'add', '--all');
      gitIn(folder, 'commit', '--quiet', '--message', 'Complete the records');
      expect(await problemsIn(folder)).toEqual([]);
      // A manifest of before speaks of the files as they were, whether or not its tag is here.
      const earlier = gitIn(folder, 'tag')
        .split('\n')
        .filter((each) => each !== tag);
      if (earlier.length > 0) gitIn(folder, 'tag', '--delete', ...earlier);
      await done('manifest', 'verify');
      // Who clones without tags can hold less against them, and is told of nothing that is not so.
      for (const options of [[], ['--depth', '1']]) {
        const clone = path.join(temporaryFolder(), 'clone');
        gitIn(folder, 'clone', '--quiet', '--no-tags', ...options, pathToFileURL(folder).href, clone);
        expect(await problemsIn(clone)).toEqual([]);
      }
      const { releases } = JSON.parse(await done('audit', version, '--format', 'json')) as {
        releases: readonly { steps: readonly { step: string; gaps: readonly string[] }[] }[];
      };
      const gaps = releases[0]?.steps.flatMap(({ step, gaps: each }) => each.map((gap) => `${step}: ${gap}`)) ?? [];
      expect(gaps.filter((gap) => !/^(?:approvals|deployment): /.test(gap))).toEqual([]);

      fs.appendFileSync(path.join(folder, 'package.json'), '\n');
      expect((await run('checksums', 'verify', `releases/checksums-${version}.txt`)).code).toBe(1);
    },
    TIMEOUT_MS,
  );
});
