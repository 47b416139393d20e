import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The server as it is shipped: one file, built afresh into a temporary folder. */
export interface BuiltServer {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

export async function buildServer(): Promise<BuiltServer> {
  const folder = await mkdtemp(join(tmpdir(), 'release-ledger-server-'));
  const file = join(folder, 'server.cjs');
  await build({
    entryPoints: [new URL('../../server/main.ts', import.meta.url).pathname],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
