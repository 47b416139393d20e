import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HashFiles } from '../../src/host/hash.ts';
import { hashInThread } from '../../src/host/hash-in-thread.ts';
import { bundle } from '../support/bundle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let bundles: Awaited<ReturnType<typeof bundle>>;
let hash: HashFiles;

beforeAll(async () => {
  bundles = await bundle({ worker: 'src/host/hash-worker.ts' });
  hash = hashInThread(pathToFileURL(bundles.pathOf('worker')));
});
afterAll(() => bundles.remove());

describe('hashing in a thread of its own', () => {
  it('says what hashing in this one would, and how far it is', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a.txt'), 'a\n');
    const told: number[] = [];
    const digests = await hash(folder, ['a.txt', 'b.txt'], { onProgress: (done) => told.push(done) });
    expect([...digests]).toEqual([
      ['a.txt', { digest: createHash('sha256').update('a\n').digest('hex') }],
      ['b.txt', { refusal: 'missing' }],
    ]);
    expect(told.at(-1)).toBe(2);
  });

  it('ends when it is aborted, before it starts and later', async () => {
    const folder = temporaryFolder();
    const paths = Array.from({ length: 2000 }, (_, i) => `${i}.txt`);
    await expect(hash(folder, paths, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    const abort = new AbortController();
    const hashing = hash(folder, paths, { signal: abort.signal });
    abort.abort();
    await expect(hashing).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('fails where the folder is not there', async () => {
    await expect(hash(path.join(temporaryFolder(), 'gone'), ['a.txt'])).rejects.toThrow('ENOENT');
  });
});
