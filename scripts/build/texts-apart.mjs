import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from '../paths.mjs';

/** What is written beside the bundles. */
export const TEXTS = 'german.json';

const FOLDER = path.join(root, 'src/core/text');

/** What has nobody to read it is not read. */
const READ = `import { readFileSync } from 'node:fs';
let all;
const read = () => (all ??= JSON.parse(readFileSync(new URL('./${TEXTS}', import.meta.url), 'utf8')));`;

/** @type {Readonly<Record<string, string>>} what stands in place of each module */
const READERS = {
  'german.ts': `${READ}\nexport const germanOf = (text) => read().texts[text];`,
  'german-written.ts': `${READ}\nexport const writtenTexts = (kind) => read().written[kind];`,
};

/**
 * Takes German texts out of the bundles: they are data, which most readers never need.
 * @param {string} outdir
 * @returns {import('esbuild').Plugin}
 */
export function textsApart(outdir) {
  return {
    name: 'texts-apart',
    setup(build) {
      build.onStart(async () => {
        const [{ GERMAN }, { WRITTEN }] = await Promise.all([load('german.ts'), load('german-written.ts')]);
        writeFileSync(path.join(outdir, TEXTS), JSON.stringify({ texts: GERMAN, written: WRITTEN }));
      });
      build.onLoad({ filter: /[\\/]src[\\/]core[\\/]text[\\/]german(?:-written)?\.ts$/ }, ({ path: file }) => ({
        contents: READERS[path.basename(file)] ?? '',
      }));
    },
  };
}

/** @param {string} file */
async function load(file) {
  const source = readFileSync(path.join(FOLDER, file), 'utf8');
  const { code } = await esbuild.transform(source, { loader: 'ts', format: 'esm' });
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}
