import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../run.mjs';

const CANDIDATE = `## [2.0.0-rc.1] - 2026-08-31

### Changed

- **Breaking:** \`--json\` prints times as ISO 8601 with the harbour's offset.

## [1.3.0]`;

const LAST_OF_1_3_0 = '- Harbours can be named by their UN/LOCODE.\n';

const CHART = 'apiVersion: v2\nname: tidewater\nversion: 2.1.0\nappVersion: "2.0.0"\n';

/**
 * Makes of the sample what a project looks like after a merge or two: an entry was filed under a release that had shipped, a
 * lock file was left behind, a version was never tagged, a release candidate was.
 * @param {string} folder
 */
export async function makeBusy(folder) {
  const changelog = path.join(folder, 'CHANGELOG.md');
  const text = readFileSync(changelog, 'utf8')
    .replace('## [1.3.0]', CANDIDATE)
    .replace('- TODO\n', '')
    .replace('2026/09/14', '2026-09-14')
    .replace('### Fix\n', '### Fixed\n');
  writeFileSync(changelog, text);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const lock = { name: manifest.name, version: '1.3.0', lockfileVersion: 3, packages: {} };
  writeFileSync(path.join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  writeFileSync(path.join(folder, 'Chart.yaml'), CHART);
  /** @type {(date: string, ...args: readonly string[]) => Promise<void>} */
  const git = (date, ...args) => run('git', args, { cwd: folder, env: by(date), quiet: true });
  await git('2026-08-31', 'tag', '--annotate', '--message', 'Tidewater 2.0.0-rc.1', 'v2.0.0-rc.1', 'v2.0.0~1');
  await git('2026-09-14', 'tag', '--delete', 'v1.2.1');
  await git('2026-09-14', 'add', '--all');
  await git('2026-09-14', 'commit', '--quiet', '--message', 'Prepare 2.0.0');
  await git('2026-09-14', 'tag', '--force', '--annotate', '--message', 'Tidewater 2.0.0', 'v2.0.0');
  writeFileSync(
    changelog,
    text.replace(LAST_OF_1_3_0, `${LAST_OF_1_3_0}- Harbours are found by what they were called before.\n`),
  );
  await git('2026-09-21', 'commit', '--quiet', '--all', '--message', 'Merge what was left');
}

/**
 * Makes of the sample a project that can be released: git knows who commits.
 * @param {string} folder
 */
export async function makeReleasable(folder) {
  await run('git', ['config', 'user.name', 'Tidewater'], { cwd: folder, quiet: true });
  await run('git', ['config', 'user.email', 'tidewater@example.com'], { cwd: folder, quiet: true });
}

/**
 * Makes of the sample a project whose next release has something in its way: a change that is not committed, and a branch that
 * nothing is released from.
 * @param {string} folder
 */
export async function makeUnready(folder) {
  await makeReleasable(folder);
  await run('git', ['switch', '--quiet', '--create', 'faster-plots'], { cwd: folder, quiet: true });
  const manifest = path.join(folder, 'package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"version"', '"private": true,\n  "version"'));
}

const PHASES = [
  {
    ...{ name: 'Pre-Release', from: -3, to: -1 },
    groups: [
      {
        name: 'Quality',
        items: [
          { text: 'Tides of all harbours compared with last year’s' },
          { text: 'Documentation has no errors', check: 'docs' },
        ],
      },
      {
        name: 'Records',
        items: [
          { text: 'Version files say {version}', check: 'version-files' },
          { text: 'Section of {version} is dated', check: 'date' },
        ],
      },
    ],
  },
  { ...{ name: 'Post-Release', from: 1, to: 3, blocks: 'nothing' }, groups: [{ items: [{ text: 'Skippers told' }] }] },
];

const CHECKLIST = `# Release Checklist: Tidewater 2.1.0

Release: v2.1.0
Release Type: minor
Target Date: 2026-11-30
Release Manager: Ada

## Pre-Release (D-3 to D-1)

### Quality

- [x] Tides of all harbours compared with last year’s – Ada, 2026-11-27 <!-- item: tides-of-all-harbours-compared-with-last-year-s -->
- [x] Documentation has no errors – checked 2026-11-27: docs found no errors <!-- item: documentation-has-no-errors -->

### Records

- [ ] Version files say 2.1.0 <!-- item: version-files-say -->
- [ ] Section of 2.1.0 is dated <!-- item: section-of-is-dated -->

## Post-Release (D+1 to D+3)

- [ ] Skippers told <!-- item: skippers-told -->

## Approvals

- [x] Harbour master – Grace, 2026-11-27 <!-- approval: harbour-master -->
- [ ] Release manager <!-- approval: release-manager -->
`;

/**
 * Makes of the sample a project that goes by a checklist, half of which is done.
 * @param {string} folder
 */
export async function makeListed(folder) {
  await makeReleasable(folder);
  const approvals = { all: [{ role: 'Harbour master' }, { role: 'Release manager' }] };
  const policy = { checklists: { presence: 'required', phases: PHASES }, approvals };
  const list = path.join(folder, 'releases/checklists/2.1.0.md');
  mkdirSync(path.dirname(list), { recursive: true });
  writeFileSync(path.join(folder, 'release-ledger.jsonc'), `${JSON.stringify(policy, null, 2)}\n`);
  writeFileSync(list, CHECKLIST);
}

/**
 * The environment of a commit or tag of that day, apart from the user's configuration.
 * @param {string} date
 */
export function by(date) {
  const who = { NAME: 'Tidewater', EMAIL: 'tidewater@example.com', DATE: `${date}T12:00:00Z` };
  const roles = ['AUTHOR', 'COMMITTER'];
  const variables = roles.flatMap((role) => Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value]));
  return { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: os.devNull, ...Object.fromEntries(variables) };
}

/**
 * Leaves a project that has no changelog yet.
 * @param {string} folder
 */
export async function makeNew(folder) {
  await run('git', ['rm', '--quiet', 'CHANGELOG.md'], { cwd: folder, env: process.env, quiet: true });
}
