import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../paths.mjs';
import { documentApart } from './document-apart.mjs';
import { leaveOut } from './leave-out.mjs';
import { mergeChunks, REQUIRE } from './merge-chunks.mjs';
import { pastIndex } from './past-index.mjs';
import { restoreModules } from './restore-modules.mjs';
import { shrink } from './shrink.mjs';
import { textsApart } from './texts-apart.mjs';

const require = createRequire(import.meta.url);

/** @typedef {import('esbuild').BuildOptions} BuildOptions */
/** @typedef {import('esbuild').Plugin} Plugin */

/** What VS Code loads when the extension activates. Small: it loads the rest when the rest is needed. */
const EXTENSION = { extension: 'client/extension.ts' };

/** Everything else is built together, so that what two of these share exists once. */
const REST = {
  'language-client': 'client/language-client.ts',
  'ledger-ui': 'client/ledger/ledger-ui.ts',
  operation: 'client/operation.ts',
  'record-commands': 'client/records/record-commands.ts',
  pages: 'client/dashboard/pages.ts',
  server: 'server/main.ts',
  cli: 'src/cli/bin.ts',
  'markdownlint-worker': 'src/host/markdownlint-worker.ts',
  'hash-worker': 'src/host/hash-worker.ts',
};

/** Which entries, and which modules that are loaded when they are needed, are mostly loaded together. */
const KINDS = {
  // Somebody waits for each of these: the extension host, an editor without problems, a commit with a check before it, a digest.
  starts: [
    /^client\/language-client\.ts$/,
    /^client\//,
    /^server\/(?:main|run-server)\.ts$/,
    /^src\/cli\/(?:bin|commands\/check)\.ts$/,
    /^src\/host\/hash-worker\.ts$/,
  ],
  later: [
    /^server\//,
    /^src\/core\/policy\//,
    /^src\/cli\//,
    /[\\/]markdownlint\b/,
    /^src\/core\/version\/files\/toml\.ts$/,
    /^src\/(?:core\/version\/files|host)\/yaml\.ts$/,
    /^src\/core\/dependencies\//,
    /^src\/(?:(?:core|host)\/release\/|host\/(?:gather-release-facts|records\/own-policy))/,
    /^src\/host\/(?:git\/|gather-ledger|component-files)/,
    /^src\//,
  ],
};

/**
 * The options of the two builds that make up dist.
 * @param {object} options
 * @param {string} options.outdir
 * @param {boolean} options.production minified, without source maps
 * @returns {readonly BuildOptions[]}
 */
export function toBuilds({ outdir, production }) {
  checkEntries();
  /** @type {BuildOptions} */
  const common = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // jsonc-parser's `main` is a UMD wrapper that cannot be bundled.
    mainFields: ['module', 'main'],
    // The same sources as modules, of which only what is used gets in; Node is offered them in one piece.
    alias: { yaml: path.join(path.dirname(require.resolve('yaml')), '../browser/dist/index.js') },
    // Not the white space: with it the remarks would go that tell the next one what has no side effects.
    minifySyntax: production,
    minifyIdentifiers: production,
    write: !production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    // What a module does not export would be undefined when it is used.
    logOverride: { 'import-is-undefined': 'error' },
  };
  return [
    {
      ...common,
      entryPoints: EXTENSION,
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      external: ['vscode'],
      plugins: [leaveToTheRest(), ...(production ? [shrink()] : [])],
    },
    {
      ...common,
      entryPoints: REST,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      splitting: true,
      // Beside the entries, so that `new URL('./markdownlint-worker.mjs', import.meta.url)` means the same in each of them.
      chunkNames: 'chunk-[hash]',
      ...(production ? {} : { banner: { js: REQUIRE } }),
      // What libraries call private; data that leaves the process has no such key. micromark looks for the other by its name.
      ...(production ? { mangleProps: /^_[a-z]/, reserveProps: /^_hidden/ } : {}),
      plugins: [
        takeWhatIsUsed(),
        pastIndex(),
        requireVscode(),
        shareProtocol(),
        leaveOut(),
        restoreModules(),
        ...(production ? [documentApart(outdir), textsApart(outdir), mergeChunks(KINDS), shrink()] : []),
      ],
    },
  ];
}

function checkEntries() {
  const absent = Object.values({ ...EXTENSION, ...REST }).filter((file) => !existsSync(path.join(root, file)));
  if (absent.length > 0) throw new Error(`Nothing was built: ${absent.join(', ')} does not exist.`);
}

/**
 * Keeps the other bundles out of the extension's: it imports them by name at run time.
 * @returns {Plugin}
 */
function leaveToTheRest() {
  const names = new Map(Object.entries(REST).map(([name, file]) => [path.join(root, file), `./${name}.mjs`]));
  return {
    name: 'leave-to-the-rest',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path: file, resolveDir }) => {
        const name = kind === 'dynamic-import' ? names.get(path.join(resolveDir, file)) : undefined;
        return name === undefined ? undefined : { path: name, external: true };
      });
    },
  };
}

/**
 * Leaves out our own modules of which nothing is used, although another module names them: none does anything but declare.
 * @returns {Plugin}
 */
function takeWhatIsUsed() {
  return {
    name: 'take-what-is-used',
    setup(build) {
      build.onResolve({ filter: /\.ts$/ }, ({ kind, path: file, resolveDir }) =>
        kind === 'import-statement' ? { path: path.resolve(resolveDir, file), sideEffects: false } : undefined,
      );
    },
  };
}

/**
 * Takes the editor's API through `require` in ES modules too: every supported VS Code answers that, whichever module asks.
 * @returns {Plugin}
 */
function requireVscode() {
  return {
    name: 'require-vscode',
    setup(build) {
      build.onResolve({ filter: /^vscode$/ }, ({ kind }) =>
        kind === 'require-call' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'require-vscode' },
      );
      build.onLoad({ filter: /.*/, namespace: 'require-vscode' }, () => ({
        contents: "module.exports = require('vscode');",
      }));
    },
  };
}

/**
 * The libraries of the client and of the server pin neighbouring releases of the same protocol packages. The newer ones, the
 * client's, serve both: an eighth of everything that is shipped would be there twice.
 * @returns {Plugin}
 */
function shareProtocol() {
  const resolveDir = path.dirname(require.resolve('vscode-languageclient'));
  return {
    name: 'share-protocol',
    setup(build) {
      const filter = /^vscode-(jsonrpc|languageserver-protocol|languageserver-types)(\/|$)/;
      build.onResolve({ filter }, ({ path: name, kind, resolveDir: from }) =>
        from === resolveDir ? undefined : build.resolve(name, { kind, resolveDir }),
      );
    },
  };
}
