import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { minify } from 'terser';
import { root } from '../paths.mjs';

/** CommonJS packages inside an ES module call `require` for Node's own modules. */
export const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Minifies what the bundler wrote once more: it sees that functions within functions are not used and that constants are.
 * @returns {import('esbuild').Plugin}
 */
export function shrink() {
  return {
    name: 'shrink',
    setup(build) {
      build.onEnd(async ({ metafile }) => {
        for (const [name, output] of Object.entries(metafile?.outputs ?? {})) {
          const file = path.join(root, name);
          const { code } = await minify(withoutIdleRequire(readFileSync(file, 'utf8')), {
            module: true,
            ecma: 2020,
            compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
            // A file of one-byte characters is compiled faster.
            format: { ascii_only: true },
          });
          writeFileSync(file, code ?? '');
          output.bytes = statSync(file).size;
        }
      });
    },
  };
}

/** @param {string} code */
function withoutIdleRequire(code) {
  const [before = '', after] = code.split(REQUIRE);
  return after === undefined || /\brequire\b/.test(after) ? code : before + after.trimStart();
}
