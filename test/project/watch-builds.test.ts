import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { expect, it, vi } from 'vitest';
import { watchBuilds } from '../../scripts/build/watch-builds.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a watched build follows the sources, and keeps its outputs while they are broken', async () => {
  const root = temporaryFolder();
  const dist = join(root, 'dist');
  const write = (file: string, text: string): void => writeFileSync(join(root, file), text);
  mkdirSync(dist);
  write('shared.ts', "export const word = 'one';\n");
  write('apart.ts', "export const apart = 'apart';\n");
  write('a.ts', "import { word } from './shared.ts';\nconsole.log('a', word);\n");
  const lazy = "import('./apart.ts').then(({ apart }) => console.log('b', word, apart));\n";
  write('b.ts', `import { word } from './shared.ts';\n${lazy}`);
  write('c.ts', "console.log('c');\n");
  const common: BuildOptions = { absWorkingDir: root, outdir: dist, bundle: true, metafile: true, logLevel: 'silent' };
  const split: BuildOptions = { format: 'esm', splitting: true, outExtension: { '.js': '.mjs' } };
  const said: string[] = [];
  const complaints: string[] = [];
  const finished = (): number => said.filter((line) => line === '[watch] build finished').length;
  const end = await watchBuilds(
    [
      { ...common, entryPoints: ['c.ts'] },
      { ...common, ...split, entryPoints: ['a.ts', 'b.ts'], chunkNames: 'chunk-[hash]' },
    ],
    { say: (line) => said.push(line), complain: ({ text }) => complaints.push(text) },
  );
  const run = (file: string): string => execFileSync(process.execPath, [join(dist, file)], { encoding: 'utf8' }).trim();
  /** Waits for another build that leads to this. */
  const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 50 });
  try {
    await until(() => expect(finished()).toBe(1));
    expect(said).toEqual(['[watch] build started', '[watch] build finished']);
    expect([run('a.mjs'), run('b.mjs'), run('c.js')]).toEqual(['a one', 'b one apart', 'c']);
    const before = readdirSync(dist).length;

    write('shared.ts', "export const word = 'two';\n");
    await until(() => expect(run('a.mjs')).toBe('a two'));
    expect(run('b.mjs')).toBe('b two apart');
    await until(() => expect(finished()).toBe(2));
    expect(readdirSync(dist)).toHaveLength(before);

    write('shared.ts', 'export const word = ;\n');
    await until(() => expect(complaints).toEqual(['Unexpected ";"']));
    await until(() => expect(finished()).toBe(3));
    expect([run('a.mjs'), run('b.mjs'), run('c.js')]).toEqual(['a two', 'b two apart', 'c']);

    write('shared.ts', "export const word = 'three';\n");
    await until(() => expect(run('b.mjs')).toBe('b three apart'));
  } finally {
    await end();
  }
});
