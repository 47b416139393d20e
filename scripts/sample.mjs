// node scripts/sample.mjs FOLDER: the sample repository, for F5 (see .vscode/tasks.json).
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** The releases of the sample, oldest first, and when they were tagged. */
const RELEASES = [
  ['1.0.0', '2025-11-03'],
  ['1.2.1', '2026-02-28'],
  ['1.2.2', '2026-03-09'],
  ['1.3.0', '2026-05-18'],
  ['2.0.0', '2026-09-14'],
];

/**
 * Writes the sample project with its planted problems into a folder, as a git repository with a commit and a tag for each
 * release. The same content gives the same commits, whoever runs it.
 * @param {string} folder replaced where it exists
 */
export async function createSample(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  cpSync(path.join(root, 'test/sample'), folder, { recursive: true });
  const manifest = path.join(folder, 'package.json');
  const content = readFileSync(manifest, 'utf8');
  await git(folder, '', ['init', '--quiet', '--initial-branch=main']);
  for (const [version = '', date = ''] of RELEASES) {
    writeFileSync(manifest, content.replace(/"version": "[^"]*"/, `"version": "${version}"`));
    await git(folder, date, ['add', '--all']);
    await git(folder, date, ['commit', '--quiet', '--message', `Release ${version}`]);
    await git(folder, date, ['tag', '--annotate', '--message', `Tidewater ${version}`, `v${version}`]);
  }
}

/**
 * Runs git apart from the user's configuration: no signing, no hooks, no templates of his.
 * @param {string} cwd
 * @param {string} date
 * @param {readonly string[]} args
 */
async function git(cwd, date, args) {
  const who = { NAME: 'Tidewater', EMAIL: 'tidewater@example.com', DATE: `${date}T12:00:00Z` };
  const env = {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: os.devNull,
    ...Object.fromEntries(
      Object.entries(who).flatMap(([key, value]) => [
        [`GIT_AUTHOR_${key}`, value],
        [`GIT_COMMITTER_${key}`, value],
      ]),
    ),
  };
  await run('git', args, { cwd, env, quiet: true });
}

const [, script, target] = process.argv;
if (script === fileURLToPath(import.meta.url)) {
  if (!target) throw new Error('node scripts/sample.mjs FOLDER: say which folder the sample goes to; it is replaced.');
  await createSample(path.resolve(target));
}
