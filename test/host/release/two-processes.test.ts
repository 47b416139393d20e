import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bundles, bundle } from '../../support/bundle.ts';
import { releasedRepository } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';

let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundle({ cli: 'src/cli/bin.ts' });
});
afterAll(() => bundles.remove());

let repo: TestRepository;
beforeEach(() => {
  repo = releasedRepository();
});
afterEach(() => repo.remove());

interface Said {
  readonly code: number | null;
  readonly stderr: string;
}

function say(...argv: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, [bundles.pathOf('cli'), ...argv], {
    cwd: repo.folder,
    env: { ...repo.environment(), PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })));
}

const sortedCodes = (all: readonly Said[]): readonly (number | null)[] => all.map(({ code }) => code).sort();

describe('several processes at once (T129)', () => {
  it('release once: one does it, and each of the others changes nothing and says why', async () => {
    const head = repo.git('rev-parse', 'HEAD');
    const all = await Promise.all([1, 2, 3].map(() => say('cut', '1.1.0', '--yes')));
    expect(sortedCodes(all), all.map(({ stderr }) => stderr).join('\n')).toEqual([0, 1, 1]);
    for (const { code, stderr } of all) if (code === 1) expect(stderr).toMatch(/^error: .+/m);
    expect(repo.git('rev-parse', 'HEAD^')).toBe(head);
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'HEAD'));
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
    expect(await say('recover')).toEqual({ code: 0, stderr: expect.stringContaining('No operation was interrupted') });
  });

  it('recover once, and take back once', async () => {
    const before = snapshotOf(repo);
    expect((await say('cut', '1.1.0', '--yes')).code).toBe(0);
    const after = snapshotOf(repo);
    const { journal, id } = readLastRecord();
    writeFileSync(path.join(repo.folder, '.git/release-ledger/journal.json'), journal);
    const recovered = await Promise.all([1, 2, 3].map(() => say('recover')));
    for (const { code, stderr } of recovered)
      expect({ code, stderr }).toEqual(
        code === 0
          ? { code, stderr: expect.stringMatching(/finished|No operation was interrupted/) }
          : { code: 1, stderr: expect.stringContaining('Another release operation is under way') },
      );
    expect(recovered.filter(({ stderr }) => stderr.includes('finished'))).toHaveLength(1);
    expect(snapshotOf(repo)).toEqual(after);
    const undone = await Promise.all([1, 2].map(() => say('undo', id, '--yes')));
    expect(sortedCodes(undone)).toEqual([0, 1]);
    expect(snapshotOf(repo)).toEqual(before);
  });
});

/** The record of the only operation, as its journal was before it was closed. */
function readLastRecord(): { readonly journal: string; readonly id: string } {
  const folder = path.join(repo.folder, '.git/release-ledger/log');
  const [name = ''] = readdirSync(folder);
  const record = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  return { journal: JSON.stringify({ ...record, state: 'open', endedAt: null }), id: record.id };
}
