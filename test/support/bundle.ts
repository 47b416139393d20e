import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** A folder with bundles, as a package has them: nothing of the sources or of `node_modules` is in reach from there. */
export interface Bundles {
  readonly folder: string;
  readonly urlOf: (name: string) => URL;
  readonly pathOf: (name: string) => string;
  readonly remove: () => void;
}

/** Bundles entry points (by name, paths from the root of the project) for Node, each with what it loads lazily beside it. */
export async function bundle(entryPoints: Readonly<Record<string, string>>): Promise<Bundles> {
  const folder = mkdtempSync(join(tmpdir(), 'release-ledger-bundle-'));
  await build({
    absWorkingDir: resolve(import.meta.dirname, '../..'),
    entryPoints: { ...entryPoints },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const pathOf = (name: string): string => join(folder, `${name}.mjs`);
  return {
    folder,
    pathOf,
    urlOf: (name) => pathToFileURL(pathOf(name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
