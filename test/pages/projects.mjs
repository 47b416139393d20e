import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../scripts/run.mjs';
import { makeMeasured } from '../../scripts/screenshots/measured-project.mjs';

const HOSTILE =
  '<script>document.title="ran"</script><img src=x onerror="document.title=1"><svg onload=x>[a](javascript:x)';

/** @typedef {Readonly<Record<'measured' | 'hostile' | 'single' | 'empty', string>>} Projects folders by what is in them */

/**
 * Projects whose pages look different: one with everything, one with hostile texts wherever a text can stand, one with a single
 * release and no repository, one with none.
 * @param {string} folder
 * @returns {Promise<Projects>}
 */
export async function makeProjects(folder) {
  const projects = {
    measured: path.join(folder, 'measured'),
    hostile: path.join(folder, 'hostile'),
    single: path.join(folder, 'single'),
    empty: path.join(folder, 'empty'),
  };
  await makeMeasured(projects.measured);
  await makeMeasured(projects.hostile);
  const log = { version: '2.4.0', at: '2026-11-17T10:00:00Z', outcome: 'succeeded', by: HOSTILE, note: HOSTILE };
  write(projects.hostile, 'releases/deployments.jsonl', `${JSON.stringify(log)}\n`);
  write(projects.hostile, 'CHANGELOG.md', `# Changelog\n\n## [2.4.0] - 2026-11-16 - ${HOSTILE}\n\n- A ${HOSTILE}\n`);
  await run('git', ['tag', 'v2.4.1-<img-src=x-onerror=x>'], { cwd: projects.hostile, quiet: true });
  write(projects.single, 'CHANGELOG.md', '# Changelog\n\n## [1.0.0] - 2026-01-10\n\n### Added\n\n- A thing\n');
  write(projects.empty, 'CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing\n');
  return projects;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} text
 */
function write(folder, name, text) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
