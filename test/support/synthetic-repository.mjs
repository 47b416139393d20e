import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';

/**
 * @typedef {object} Shape
 * @property {string} folder to be made; the repository's work tree, of which nothing is checked out
 * @property {number} files
 * @property {number} commits
 * @property {number} tagEvery a tag on every so manieth commit, annotated and lightweight by turns
 * @property {number} [bytes] of the largest files
 * @property {string} [changelog] the text of CHANGELOG.md in every commit
 */

const START = 1_600_000_000;
const HOUR = 3600;

/**
 * Makes a repository of any size, always the same for the same shape, by `git fast-import`.
 * @param {Shape} shape
 * @returns {Promise<readonly string[]>} the names of its tags, oldest first
 */
export async function synthesizeRepository({ folder, files, commits, tagEvery, bytes = 16_000, changelog }) {
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  const importer = spawn('git', ['-C', folder, 'fast-import', '--quiet', '--force'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const random = createRandom(7);
  const pick = (/** @type {number} */ limit) => Math.floor(random() * limit);
  const write = async (/** @type {string} */ text) => {
    if (!importer.stdin.write(text)) await once(importer.stdin, 'drain');
  };
  const words = Array.from({ length: 2000 }, (_, i) => ((i * 2654435761) >>> 0).toString(36));
  const line = () => `  const ${Array.from({ length: 6 }, () => words[pick(2000)]).join(' ')} = f();`;
  /** @type {string[][]} */
  const texts = [];
  let time = START;
  const commit = async (/** @type {number} */ mark, /** @type {string} */ message) => {
    const who = `Dev ${mark % 17} <dev${mark % 17}@example.com> ${time} +0000`;
    const from = mark === 1 ? '' : `from :${mark - 1}\n`;
    await write(`commit refs/heads/main\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n${data(message)}${from}`);
  };
  const file = (/** @type {number} */ i) =>
    write(
      `M 100644 inline packages/p${i % 40}/src/m${Math.floor(i / 40) % 25}/file${i}.ts\n${data((texts[i] ?? []).join('\n'))}`,
    );

  await commit(1, 'chore: initial import');
  if (changelog !== undefined) await write(`M 100644 inline CHANGELOG.md\n${data(changelog)}`);
  for (let i = 0; i < files; i++) {
    const size = Math.floor(bytes / 50 + random() ** 3 * bytes);
    texts[i] = Array.from({ length: Math.max(1, Math.ceil(size / 55)) }, line);
    await file(i);
  }
  await write('\n');
  const tags = [];
  let [major, minor, patch] = [0, 1, 0];
  for (let mark = 2; mark <= commits; mark++) {
    time += HOUR + pick(10 * HOUR);
    await commit(mark, `${random() < 0.4 ? 'fix' : 'feat'}: ${words[pick(2000)]} ${words[pick(2000)]} (#${mark})`);
    const changed = new Set(Array.from({ length: 1 + Math.floor(random() ** 2 * 20) }, () => pick(files)));
    for (const i of changed) {
      const text = /** @type {string[]} */ (texts[i]);
      text.splice(pick(text.length), pick(4), ...Array.from({ length: 1 + pick(6) }, line));
      await file(i);
    }
    await write('\n');
    if (mark % tagEvery !== 0) continue;
    if (random() < 0.02) [major, minor, patch] = [major + 1, 0, 0];
    else if (random() < 0.3) [minor, patch] = [minor + 1, 0];
    else patch++;
    const name = `v${major}.${minor}.${patch}`;
    const tagger = `tagger Dev <dev@example.com> ${time} +0000\n`;
    const annotated = mark % (2 * tagEvery) === 0;
    await write(
      annotated
        ? `tag ${name}\nfrom :${mark}\n${tagger}${data(`Release ${name}`)}`
        : `reset refs/tags/${name}\nfrom :${mark}\n\n`,
    );
    tags.push(name);
  }
  importer.stdin.end();
  const [code] = await once(importer, 'close');
  if (code !== 0) throw new Error(`git fast-import ended with ${code}.`);
  return tags;
}

/** @param {string} text */
function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** Mulberry32. @param {number} seed */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
