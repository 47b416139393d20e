import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../run.mjs';
import { by } from './busy-project.mjs';

/** Releases, oldest first: when they came, and how many days before that their commits were written. */
const RELEASES = /** @type {const} */ ([
  ['1.0.0', '2025-12-08', [20, 12, 3]],
  ['1.1.0', '2026-01-12', [15, 9]],
  ['1.2.0', '2026-02-09', [11, 6, 2]],
  ['1.2.1', '2026-02-11', [1]],
  ['1.3.0', '2026-03-16', [14, 5]],
  ['1.4.0', '2026-04-20', [9, 8, 1]],
  ['1.5.0', '2026-05-18', [8, 3]],
  ['2.0.0', '2026-07-06', [24, 17, 10, 4]],
  ['2.0.1', '2026-07-07', [1]],
  ['2.1.0', '2026-08-10', [7, 4]],
  ['2.2.0', '2026-09-14', [6, 5, 2]],
  ['2.3.0', '2026-10-19', [5, 2]],
  ['2.4.0', '2026-11-16', [4, 1]],
]);

const HOTFIXES = ['1.2.1', '2.0.1'];

const POLICY = {
  metrics: {
    cadence: { major: 365, minor: 35 },
    rollbackWindow: { minor: 336, patch: 72 },
    targets: {
      releasesPerMonth: 1,
      leadTimeHours: 120,
      changeFailureRate: 15,
      deploymentSuccessRate: 99,
      coverage: 80,
    },
  },
  support: { line: 'major', stages: [{ level: 'full' }, { level: 'security', months: 12 }] },
  audit: { retention: { gates: 730 } },
};

/**
 * Puts in place of the sample a project that releases every month, deploys what it releases, and has promised something of it.
 * @param {string} folder
 */
export async function makeMeasured(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(path.join(folder, 'releases'), { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(path.join(folder, name), text);
  /** @type {(date: string, ...args: readonly string[]) => Promise<void>} */
  const git = (date, ...args) => run('git', args, { cwd: folder, env: by(date), quiet: true });
  await git(RELEASES[0][1], 'init', '--quiet', '--initial-branch=main');
  write('release-ledger.jsonc', `${JSON.stringify(POLICY, null, 2)}\n`);
  for (const [index, [name, date, ages]] of RELEASES.entries()) {
    for (const age of ages) {
      const authored = new Date(Date.parse(date) - age * 86_400_000).toISOString();
      write('tides.txt', `${name} ${age}\n`);
      await git(date, 'add', '--all');
      await git(date, 'commit', '--quiet', '--date', authored, '--message', `Work towards ${name}`);
    }
    write('CHANGELOG.md', toChangelog(index));
    write('releases/deployments.jsonl', toDeployments(index));
    await git(date, 'add', '--all');
    await git(date, 'commit', '--quiet', '--message', `Release ${name}`);
    const message = `${HOTFIXES.includes(name) ? 'Hotfix' : 'Tidewater'} ${name}`;
    await git(date, 'tag', '--annotate', '--message', message, `v${name}`);
  }
}

/** @param {number} newest */
function toChangelog(newest) {
  const sections = RELEASES.slice(0, newest + 1).map(([name, date]) =>
    HOTFIXES.includes(name)
      ? `## [${name}] - ${date}\n\n### Fixed\n\n- Tide tables of harbours that had been renamed.\n`
      : `## [${name}] - ${date}\n\n### Added\n\n- Tide tables of more harbours.\n`,
  );
  return `# Changelog\n\n## [Unreleased]\n\n${sections.reverse().join('\n')}`;
}

/** @param {number} newest */
function toDeployments(newest) {
  return RELEASES.slice(0, newest + 1)
    .map(([version, date], at) =>
      JSON.stringify({
        ...{ version, environment: 'production', at: `${date}T14:00:00Z` },
        ...{ outcome: at === 2 ? 'rolled-back' : 'succeeded', by: 'ada', minutes: 12 },
      }),
    )
    .join('\n')
    .concat('\n');
}
