import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');

interface Output {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
  readonly exports: readonly string[];
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
}

/** The production bundles, alone in a folder outside of the checkout. */
export interface Bundles {
  readonly folder: string;
  /** By file name. */
  readonly outputs: ReadonlyMap<string, Output>;
  readonly remove: () => void;
}

/** Builds what is shipped, as `npm run build` does. */
export function buildBundles(): Bundles {
  const folder = mkdtempSync(path.join(tmpdir(), 'release-ledger-bundles-'));
  const metafile = path.join(folder, 'metafile.json');
  const script = path.join(ROOT, 'scripts/build.mjs');
  execFileSync(process.execPath, [script, '--out', folder, '--metafile', metafile], { stdio: 'pipe' });
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { outputs: Readonly<Record<string, Output>> };
  rmSync(metafile);
  return {
    folder,
    outputs: new Map(Object.entries(outputs).map(([file, output]) => [path.posix.basename(file), output])),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The name of the package that a bundled file comes from, or undefined for a file of our own. */
export function packageOf(input: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}
