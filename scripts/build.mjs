// npm run build: bundles the extension, its language client, the server, the command line and the worker into dist.
//   --dev           readable, with source maps
//   --watch         a development build that follows the sources
//   --out DIR       another folder than dist
//   --metafile FILE what is in the bundles, as JSON
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { toBuilds } from './build/bundles.mjs';
import { describeLicences } from './build/notices.mjs';
import { watchBuilds } from './build/watch-builds.mjs';
import { dist } from './paths.mjs';

/** @typedef {import('esbuild').BuildResult<{ metafile: true }>} Result */
/** @typedef {import('esbuild').Message} Message */

const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    out: { type: 'string', default: dist },
    metafile: { type: 'string' },
  },
});

try {
  await build();
} catch (error) {
  for (const line of describeFailure(error)) console.error(line);
  process.exitCode = 1;
}

async function build() {
  const outdir = path.resolve(values.out);
  const builds = toBuilds({ outdir, production: !values.dev && !values.watch });
  mkdirSync(outdir, { recursive: true });
  removeScripts(outdir);
  if (values.watch) {
    await watchBuilds(builds, { say: console.log, complain: (message) => console.error(describeMessage(message)) });
    return;
  }
  const results = /** @type {Result[]} */ (await Promise.all(builds.map((options) => esbuild.build(options))));
  const metafiles = results.map(({ metafile }) => metafile);
  writeFileSync(path.join(outdir, 'THIRD-PARTY-NOTICES.txt'), describeLicences(metafiles));
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
  const inputs = Object.assign({}, ...metafiles.map((metafile) => metafile.inputs));
  if (values.metafile) writeFileSync(values.metafile, JSON.stringify({ inputs, outputs }));
  printSizes(outputs);
}

/**
 * Chunks are named by their content: what an earlier build wrote would stay and be shipped.
 * @param {string} folder
 */
function removeScripts(folder) {
  const scripts = readdirSync(folder).filter((file) => /\.[cm]js(\.map)?$/.test(file));
  for (const file of scripts) rmSync(path.join(folder, file));
}

/** @param {Record<string, { bytes: number }>} outputs */
function printSizes(outputs) {
  const scripts = Object.entries(outputs).filter(([file]) => /\.[cm]js$/.test(file));
  for (const [file, { bytes }] of scripts.sort(([, a], [, b]) => b.bytes - a.bytes)) {
    console.log(`${kilobytes(bytes)}  ${path.relative('', path.resolve(dist, '..', file))}`);
  }
  console.log(`${kilobytes(scripts.reduce((sum, [, { bytes }]) => sum + bytes, 0))}  together`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(8)} KB`;
}

/** @param {unknown} error */
function describeFailure(error) {
  const messages = /** @type {{ errors?: Message[] }} */ (error).errors;
  if (messages) return messages.map(describeMessage);
  return [error instanceof Error ? error.message : String(error)];
}

/** @param {Message} message */
function describeMessage({ text, location }) {
  return location ? `${location.file}:${location.line}:${location.column + 1}: error: ${text}` : `error: ${text}`;
}
