// npm run package [-- FILE]: the built extension as one VSIX. The same sources give the same bytes, wherever and whenever.
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles, PackageManager } from '@vscode/vsce';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** The time of every file in the archive, in seconds: the first moment that a ZIP can name in every time zone. */
const EPOCH = '315619200';

/** What only a developer of the extension needs to know. */
const DEVELOPMENT_KEYS = ['allowScripts', 'dependencies', 'devDependencies', 'overrides', 'scripts'];

/**
 * Packs what .vscodeignore lets through.
 * @param {string} target the VSIX file
 */
export async function packageExtension(target) {
  const staging = mkdtempSync(path.join(os.tmpdir(), 'release-ledger-vsix-'));
  try {
    await stage(staging);
    mkdirSync(path.dirname(target), { recursive: true });
    const vsce = path.join(path.dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
    const args = ['package', '--no-dependencies', '--out', target, ...repositoryFlags()];
    // The archive's times and order depend on the time zone and the language, too.
    const env = { ...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? EPOCH, TZ: 'UTC', LC_ALL: 'C' };
    await run(process.execPath, [vsce, ...args], { cwd: staging, env, quiet: true });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Copies what is shipped, with permissions that no umask has touched and a manifest for users.
 * @param {string} staging
 */
async function stage(staging) {
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    const copy = path.join(staging, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    if (file === 'package.json') writeFileSync(copy, describeForUsers());
    else copyFileSync(path.join(root, file), copy);
    chmodSync(copy, 0o644);
  }
}

function describeForUsers() {
  const kept = Object.entries(readManifest()).filter(([key]) => !DEVELOPMENT_KEYS.includes(key));
  return `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
}

/** vsce makes the README's relative links absolute, and stops where it cannot know the repository. */
function repositoryFlags() {
  return readManifest().repository ? [] : ['--allow-missing-repository', '--no-rewrite-relative-links'];
}

/** @returns {Record<string, unknown>} */
function readManifest() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { name, version } = readManifest();
  const target = path.resolve(process.argv[2] ?? path.join(root, `${name}-${version}.vsix`));
  await packageExtension(target);
  console.log(target);
}
