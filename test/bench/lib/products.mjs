import { join } from 'node:path';
import { bundleModule } from '../../../scripts/bundle-module.mjs';
import { run } from '../../../scripts/run.mjs';

export const ROOT = join(import.meta.dirname, '../../..');

/**
 * Bundles the core alone, as every outer room imports it.
 * @param {string} folder
 * @returns {Promise<string>} the module's address
 */
export function buildCore(folder) {
  return bundleModule(join(folder, 'core.mjs'), { entryPoints: [join(ROOT, 'src/core/index.ts')] });
}

/** What the goals about git and artifacts measure: the adapters, and what makes releases, metrics and bundles of what they read. */
const HOST_ENTRY = `
  import { DEFAULT_POLICY, parseChangelog } from './src/core/index.ts';
  export { DEFAULT_POLICY, parseChangelog };
  export { planBundle } from './src/core/bundle/plan-bundle.ts';
  export { generateManifest } from './src/core/manifest/generate.ts';
  export { openCommit, openFolder } from './src/host/bundle-source.ts';
  export { diskFiles } from './src/host/files.ts';
  export { gatherReleaseFacts } from './src/host/gather-manifest-release.ts';
  export { hashFiles } from './src/host/hash.ts';
  export { packFiles } from './src/host/pack-files.ts';
  export { describeHistory } from './src/core/ledger/history.ts';
  export { toLedger } from './src/core/ledger/ledger.ts';
  export { gatherMetrics } from './src/core/ledger/metrics.ts';
  export { readChanges } from './src/host/git/changes.ts';
  export { openGit } from './src/host/git/git.ts';
  export { openRepository } from './src/host/git/open-repository.ts';
  export { readTags } from './src/host/git/tags.ts';
  export const EMPTY = { changelog: parseChangelog(''), path: 'CHANGELOG.md', policy: DEFAULT_POLICY, versionFiles: [] };
  export const NOTHING = { reference: { notKnown: 'not measured' }, pending: { notKnown: 'not measured' }, others: [] };
`;

/**
 * Bundles what reads repositories.
 * @param {string} folder
 * @returns {Promise<string>} the module's address
 */
export function buildHost(folder) {
  return bundleModule(join(folder, 'host.mjs'), { stdin: { contents: HOST_ENTRY, resolveDir: ROOT, loader: 'ts' } });
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
