import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */
/** @typedef {import('esbuild').Message} Message */
/** @typedef {import('esbuild').OutputFile} OutputFile */
/** @typedef {import('esbuild').Plugin} Plugin */

/**
 * Builds once, and again whenever a source changes.
 *
 * Says in the words of the problem matcher in .vscode/tasks.json when building begins, and when every build has ended.
 * @param {readonly BuildOptions[]} builds
 * @param {{ say: (line: string) => void, complain: (message: Message) => void }} listener
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function watchBuilds(builds, { say, complain }) {
  let underWay = 0;
  let waitedFor = builds.length;
  /** @returns {Plugin} */
  const announce = () => ({
    name: 'announce',
    setup(build) {
      let isFirst = true;
      build.onStart(() => {
        if (underWay++ === 0 && (!isFirst || waitedFor === builds.length)) say('[watch] build started');
      });
      build.onEnd(({ errors }) => {
        for (const error of errors) complain(error);
        if (isFirst) waitedFor -= 1;
        isFirst = false;
        if (--underWay === 0 && waitedFor === 0) say('[watch] build finished');
      });
    },
  });
  const contexts = await Promise.all(
    builds.map((options) =>
      esbuild.context({ ...options, write: false, plugins: [...(options.plugins ?? []), writeOutputs(), announce()] }),
    ),
  );
  await Promise.all(contexts.map((context) => context.watch()));
  return async () => {
    await Promise.all(contexts.map((context) => context.dispose()));
  };
}

/**
 * Writes what has changed, what others import before them, and takes away what only the build before had. One that failed leaves
 * everything as it is: the bundler itself would delete its outputs, and nothing would run until the last slip of the pen is mended.
 * @returns {Plugin}
 */
function writeOutputs() {
  /** @type {ReadonlyMap<string, string>} */
  let written = new Map();
  return {
    name: 'write-outputs',
    setup({ onEnd }) {
      onEnd(({ errors, metafile, outputFiles = [] }) => {
        if (errors.length > 0) return;
        const entries = new Set(
          Object.entries(metafile?.outputs ?? {}).flatMap(([file, { entryPoint }]) =>
            entryPoint === undefined ? [] : [path.basename(file)],
          ),
        );
        /** @param {OutputFile} file */
        const isEntry = (file) => Number(entries.has(path.basename(file.path)));
        const changed = outputFiles.filter(({ path: file, hash }) => written.get(file) !== hash);
        for (const { path: file, contents } of changed.sort((a, b) => isEntry(a) - isEntry(b))) {
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, contents, { mode: contents[0] === 0x23 ? 0o755 : 0o644 });
        }
        const now = new Map(outputFiles.map(({ path: file, hash }) => [file, hash]));
        for (const file of written.keys()) if (!now.has(file)) rmSync(file, { force: true });
        written = now;
      });
    },
  };
}
