import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';

/** What is written beside the bundles. */
export const TEXTS = 'german.json';

/** What has nobody to read it is not read. */
const READER = `import { readFileSync } from 'node:fs';
let all;
const read = () => (all ??= JSON.parse(readFileSync(new URL('./${TEXTS}', import.meta.url), 'utf8')));
export const germanOf = (text) => read().texts[text];
export const writtenTexts = (kind) => read().written[kind];`;

/**
 * Takes German texts out of the bundles: they are data, which most readers never need.
 * @param {string} outdir
 * @returns {import('esbuild').Plugin}
 */
export function textsApart(outdir) {
  return {
    name: 'texts-apart',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]core[\\/]text[\\/]german\.ts$/ }, async ({ path: file }) => {
        const { code } = await esbuild.transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm' });
        const { GERMAN, WRITTEN } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
        writeFileSync(path.join(outdir, TEXTS), JSON.stringify({ texts: GERMAN, written: WRITTEN }));
        return { contents: READER };
      });
    },
  };
}
