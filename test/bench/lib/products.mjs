import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { run } from '../../../scripts/run.mjs';

export const ROOT = join(import.meta.dirname, '../../..');

/** CommonJS packages inside an ES module call `require` for Node's own modules. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles the core alone, as every outer room imports it.
 * @param {string} folder
 * @returns {Promise<string>} the module's address
 */
export async function buildCore(folder) {
  const outfile = join(folder, 'core.mjs');
  await build({
    entryPoints: [join(ROOT, 'src/core/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
  return pathToFileURL(outfile).href;
}

/**
 * Builds what is shipped, as it is shipped.
 * @param {string} folder
 * @returns {Promise<string>} the folder of the bundles
 */
export async function buildShipped(folder) {
  const out = join(folder, 'dist');
  await run(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--out', out], { cwd: ROOT, quiet: true });
  return out;
}
