import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../lib/child.mjs';
import { quantile, toFigure } from '../lib/statistics.mjs';

const PLACES = [0.01, 0.3, 0.6, 0.95];
const WORD = 'exactly ';
const MEBIBYTE = 2 ** 20;

/**
 * P6 and P9: both servers have the same 1 MB changelog open, and by turns get the same key at the same place.
 * @param {import('../run.mjs').Bench} bench
 */
export async function measureKeystrokes(bench) {
  const text = readFileSync(bench.synthetic(1), 'utf8');
  const folder = join(bench.folder, 'workspace');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'CHANGELOG.md'), text);
  const servers = [join(await bench.shipped(), 'server.mjs'), 'vscode-markdown'];
  const typists = await Promise.all(servers.map((server) => startChild('typist.mjs', [server, folder])));
  try {
    const [ours = [], theirs = []] = await typeByTurns(text, typists);
    const peaks = await Promise.all(typists.map((typist) => typist.ask({ ends: true })));
    const [our = Number.NaN, their = Number.NaN] = peaks.map(({ peakMemory }) => (peakMemory ?? Number.NaN) / MEBIBYTE);
    return {
      times: [
        { name: 'release-ledger, keystroke', figure: toFigure(ours), p95: quantile(ours, 0.95), unit: 'ms' },
        { name: 'VS Code Markdown, keystroke', figure: toFigure(theirs), p95: quantile(theirs, 0.95), unit: 'ms' },
        { name: 'release-ledger, peak memory', figure: single(our), unit: 'MiB' },
        { name: 'VS Code Markdown, peak memory', figure: single(their), unit: 'MiB' },
      ],
      ratios: [
        { goal: 'P6', name: 'p95, VS Code Markdown', figure: toRatioOfP95(ours, theirs) },
        { goal: 'P9', name: 'VS Code Markdown', figure: single(our / their) },
      ],
    };
  } finally {
    for (const typist of typists) typist.stop();
  }
}

/**
 * Types a word into an entry at each place and deletes it again, letter by letter.
 * @param {string} text
 * @param {readonly import('../lib/child.mjs').Child[]} typists
 * @returns {Promise<readonly (readonly number[])[]>} milliseconds of each
 */
async function typeByTurns(text, typists) {
  const times = typists.map(() => /** @type {number[]} */ ([]));
  for (const { line, character } of findPlaces(text)) {
    const edits = [
      ...[...WORD].map((key, index) => ({ character: character + index, removed: 0, written: key })),
      ...[...WORD].map((_, index) => ({ character: character + WORD.length - 1 - index, removed: 1, written: '' })),
    ];
    for (const edit of edits) {
      for (const [index, typist] of typists.entries()) {
        times[index]?.push((await typist.ask({ line, ...edit })).milliseconds);
      }
    }
  }
  return times;
}

/** The first entry behind each place of the document. @param {string} text */
function findPlaces(text) {
  const lines = text.split('\n');
  return PLACES.map((share) => {
    const line = lines.findIndex((each, index) => index >= share * lines.length && each.startsWith('- '));
    return { line, character: 2 };
  });
}

/** @param {readonly number[]} ours @param {readonly number[]} theirs */
function toRatioOfP95(ours, theirs) {
  const pairs = toFigure(ours.map((each, index) => each / Number(theirs[index])));
  return { ...pairs, value: quantile(ours, 0.95) / quantile(theirs, 0.95) };
}

/** @param {number} value */
function single(value) {
  return { value, low: value, high: value, runs: 1 };
}
