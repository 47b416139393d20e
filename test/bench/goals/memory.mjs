import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { synthesizeRepository } from '../../support/synthetic-repository.mjs';
import { startServer } from '../lib/language-server.mjs';
import { SERVER_FLAGS } from '../lib/server-flags.mjs';
import { toFigure } from '../lib/statistics.mjs';

const SHAPE = { files: 50, commits: 1000, tagEvery: 2, bytes: 400 };
const RELEASES = 330;
const EDITS = 200;
const MEBIBYTE = 2 ** 20;

/**
 * P16: a changelog of 330 releases in a repository with 500 tags. Its history is opened, then an entry is typed, letter by letter,
 * and the history is shown after each letter, as a view that is open does.
 * @param {import('../run.mjs').Bench} bench
 */
export async function measureMemory(bench) {
  const { folder, text } = await makeRepository(join(bench.folder, 'releases'));
  const uri = pathToFileURL(join(folder, 'CHANGELOG.md')).href;
  const server = await startServer([...SERVER_FLAGS, join(await bench.shipped(), 'server.mjs'), '--stdio'], {
    rootUri: pathToFileURL(folder).href,
  });
  const history = () => server.connection.sendRequest('releaseLedger/rows', { view: 'history' });
  try {
    const openedAt = performance.now();
    server.open(uri, text);
    await server.connection.sendRequest('releaseLedger/documentStatus', { textDocument: { uri } });
    const idle = server.memory();
    if (idle === null) return { notMeasured: 'the system does not tell how much memory a process has' };
    const start = performance.now();
    const { rows } = /** @type {{ rows: readonly unknown[] }} */ (await history());
    const opening = performance.now() - start;
    const fromText = performance.now() - openedAt;
    if (rows.length < RELEASES) throw new Error(`The history has ${rows.length} releases.`);
    const line = text.split('\n').findIndex((each) => each.startsWith('- '));
    let version = 1;
    const type = async (/** @type {number} */ count) => {
      const times = [];
      for (let i = 0; i < count; i++) {
        const began = performance.now();
        version += 1;
        server.change(uri, version, { line, character: 2 }, 0, 'x');
        await history();
        times.push(performance.now() - began);
      }
      return times;
    };
    // What is compiled and kept once is there after the first few.
    await type(EDITS / 10);
    const opened = Number(server.memory());
    const times = await type(EDITS);
    const edited = Number(server.memory());
    return {
      times: [
        { name: 'changelog and history opened', figure: single(fromText), unit: 'ms' },
        { name: 'history, opened first', figure: single(opening), unit: 'ms' },
        { name: 'edit, history shown again', figure: toFigure(times), unit: 'ms' },
        { name: 'memory before the history', figure: single(idle / MEBIBYTE), unit: 'MiB' },
        { name: 'memory with the history open', figure: single(opened / MEBIBYTE), unit: 'MiB' },
        { name: `memory after ${EDITS} edits`, figure: single(edited / MEBIBYTE), unit: 'MiB' },
      ],
      ratios: [{ goal: 'P16', name: 'after / before the edits', figure: single(edited / opened) }],
    };
  } finally {
    await server.stop();
  }
}

/** A repository with sections for its newest tags, as it was when the newest was made. @param {string} folder */
async function makeRepository(folder) {
  const tags = await synthesizeRepository({ ...SHAPE, folder: join(folder, 'tags') });
  const sections = tags
    .slice(-RELEASES)
    .reverse()
    .map((name) => `## [${name.slice(1)}] - 2020-10-01\n\n### Fixed\n\n- What was wrong with ${name}\n`);
  const text = `# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something new\n\n${sections.join('\n')}`;
  const repository = join(folder, 'repository');
  await synthesizeRepository({ ...SHAPE, folder: repository, changelog: text });
  writeFileSync(join(repository, 'CHANGELOG.md'), text);
  return { folder: repository, text };
}

/** @param {number} value */
function single(value) {
  return { value, low: value, high: value, runs: 1 };
}
