import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** CommonJS packages inside an ES module call `require` for Node's own modules. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles sources of ours into a module that Node imports.
 * @param {string} outfile
 * @param {Pick<import('esbuild').BuildOptions, 'entryPoints' | 'stdin'>} source
 * @returns {Promise<string>} the module's address
 */
export async function bundleModule(outfile, source) {
  await build({
    ...source,
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
