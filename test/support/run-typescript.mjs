import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/paths.mjs';

/**
 * Bundles a program that is written in TypeScript and runs it, with the arguments of this one, from the project's folder.
 * @param {string} entry
 * @returns {Promise<number>} its exit code
 */
export async function runTypeScript(entry) {
  const folder = mkdtempSync(path.join(root, 'node_modules/.cache-run-'));
  try {
    const outfile = path.join(folder, 'main.mjs');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'error',
    });
    return (
      spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).status ?? 1
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
