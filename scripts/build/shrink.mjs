import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { minify } from 'terser';
import { root } from '../paths.mjs';

/**
 * Minifies what the bundler made once more, and writes it: it sees that functions within functions are not used and that
 * constants are. The bundler must not write, or who builds at the same time would find files half done.
 * @returns {import('esbuild').Plugin}
 */
export function shrink() {
  return {
    name: 'shrink',
    setup(build) {
      build.onEnd(async ({ outputFiles = [], metafile }) => {
        const files = [];
        for (const { path: file, text } of outputFiles) files.push({ file, code: await minifyAgain(text) });
        for (const { file, code } of files) {
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, code, { mode: code.startsWith('#!') ? 0o755 : 0o644 });
          const output = metafile?.outputs[path.relative(root, file).replaceAll('\\', '/')];
          if (output) output.bytes = Buffer.byteLength(code);
        }
      });
    },
  };
}

/** @param {string} code */
async function minifyAgain(code) {
  const { code: smaller } = await minify(code, {
    module: true,
    ecma: 2020,
    compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
    // A file of one-byte characters is compiled faster.
    format: { ascii_only: true },
  });
  return smaller ?? '';
}
