import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { cloneOurselves, gitIn } from '../support/own-clone.ts';
import { ROOT } from '../support/sources.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TIMEOUT_MS = 120_000;

/** Records are not of the future. */
const today = new Date().toISOString().slice(0, 10);
const CHECKSUMS = /^checksums-(.+)\.txt$/;
const files = fs.readdirSync(path.join(ROOT, 'releases'));
const versions = files.flatMap((file) => CHECKSUMS.exec(file)?.[1] ?? []);

/** The commit of a release: what its tag names, else the one that brought its list of digests; null where this clone lacks both. */
function commitOf(version: string): string | null {
  try {
    return gitIn(ROOT, 'rev-parse', '--verify', '--quiet', `refs/tags/v${version}^{commit}`);
  } catch {
    if (gitIn(ROOT, 'rev-parse', '--is-shallow-repository') === 'true') return null;
    const list = `releases/checksums-${version}.txt`;
    return gitIn(ROOT, 'log', '--diff-filter=A', '--format=%H', '-1', '--', list) || null;
  }
}

/** A clone at the commit of a release; leaves the test out, saying so, where that commit is not here. */
function releaseOf(version: string, context: TestContext): string {
  const commit = commitOf(version);
  if (commit === null) context.skip(`not checked: this clone has neither the tag nor the commit of ${version}`);
  const folder = cloneOurselves(temporaryFolder(), '--no-checkout');
  gitIn(folder, 'checkout', '--quiet', '--detach', String(commit));
  return folder;
}

describe('what stands under releases', () => {
  it('is complete for every version of which anything is there', () => {
    const named = files.flatMap(
      (file) => /^(?:RELEASE-MANIFEST-|checksums-)(.+)\.(?:md|json|txt)$/.exec(file)?.[1] ?? [],
    );
    const complete = versions.filter((version) =>
      [`RELEASE-MANIFEST-${version}.md`, `RELEASE-MANIFEST-${version}.json`].every((file) => files.includes(file)),
    );
    expect([...new Set(named)].sort()).toEqual([...complete].sort());
  });

  it('is there for every version that the changelog has released', () => {
    const changelog = fs.readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
    const released = [...changelog.matchAll(/^## \[?(\d[^\]\s]*)/gm)].map(([, version]) => version);
    expect([...versions].sort()).toEqual(released.sort());
  });
});

// Before the first release there is nothing to verify.
describe.each(versions)('the release %s', (version) => {
  it(
    'holds in its own commit: manifests by our rules, digests by ours and by sha256sum',
    async (context) => {
      const folder = releaseOf(version, context);
      const verified = await cliOnDisk(folder, ['manifest', 'verify', '--format', 'json'], { today });
      expect([verified.code, JSON.parse(verified.stdout).problems]).toEqual([0, []]);
      const list = `releases/checksums-${version}.txt`;
      expect((await cliOnDisk(folder, ['checksums', 'verify', list])).code).toBe(0);
      execFileSync('sha256sum', ['--strict', '--quiet', '--check', list], { cwd: folder });
    },
    TIMEOUT_MS,
  );

  it('has its records as they were released', (context) => {
    const commit = commitOf(version);
    if (commit === null) context.skip(`not checked: this clone has neither the tag nor the commit of ${version}`);
    for (const file of files.filter((each) => each.includes(`-${version}.`))) {
      const then = gitIn(ROOT, 'show', `${commit}:releases/${file}`);
      expect([file, fs.readFileSync(path.join(ROOT, 'releases', file), 'utf8').trim()]).toEqual([file, then]);
    }
  });
});
