import { readFileSync } from 'node:fs';
import { characterEntities } from 'character-entities';

/** @typedef {import('esbuild').Plugin} Plugin */

/** The client's library has a file for each feature of the protocol. These are what our server does not offer. */
const ABSENT_FEATURES = [
  'callHierarchy',
  'colorProvider',
  'declaration',
  // Diagnostics that the client pulls: ours are pushed to every client that takes them.
  'diagnostic',
  'documentHighlight',
  'executeCommand',
  'fileOperations',
  'implementation',
  'inlineCompletion',
  'inlineValue',
  'linkedEditingRange',
  'notebook',
  'signatureHelp',
  'textDocumentContent',
  'typeDefinition',
  'typeHierarchy',
  'workspaceSymbol',
];

const ABSENT_FILES = new RegExp(
  `[\\\\/]vscode-languageclient[\\\\/]lib[\\\\/]common[\\\\/](?:${ABSENT_FEATURES.join('|')})\\.js$`,
);

/** What stands in for a feature: it tells the server of nothing that the client could do, and does nothing. */
const ABSENT = `class Absent {
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: 'static' }; }
  clear() {}
}`;

/** What takes the place of a module that a package loads. */
const SUBSTITUTES = [
  // A look at the version of VS Code: our manifest asks for a newer one than the library does.
  {
    name: /^semver\/functions\/parse$/,
    importer: 'vscode-languageclient',
    contents: () => 'export default (version) => ({ version });',
  },
  {
    name: /^semver\/functions\/satisfies$/,
    importer: 'vscode-languageclient',
    contents: () => 'export default () => true;',
  },
  // What simple-git and a library of it tell somebody who sets DEBUG.
  {
    name: /^debug$/,
    importer: 'node_modules',
    contents: () => `const silent = Object.assign(() => {}, { enabled: false, namespace: '', extend: () => silent });
export default Object.assign(() => silent, { formatters: {} });`,
  },
  // Whoever only looks for character references needs their names; what they stand for is as long again.
  {
    name: /^decode-named-character-reference$/,
    importer: 'micromark-core-commonmark',
    contents: () => `const names = new Set('${Object.keys(characterEntities).join(' ')}'.split(' '));
export const decodeNamedCharacterReference = (name) => names.has(name);`,
  },
  // How to visit the syntax of JavaScript, to which the TOML parser adds its own.
  {
    name: /^eslint-visitor-keys$/,
    importer: 'toml-eslint-parser',
    contents: () => 'export const unionWith = (keys) => keys;',
  },
  // We read YAML and change it at offsets. What still has to be printed, a collection that is a key, is JSON, which is YAML, too.
  {
    name: /\/(?:stringify|stringify(?:Collection|Document|Pair|String))\.js$/,
    importer: 'yaml',
    contents: () => `const print = (item) => JSON.stringify(item);
export const createStringifyContext = () => ({ anchors: new Set() });
export {
  print as stringify,
  print as stringifyCollection,
  print as stringifyDocument,
  print as stringifyPair,
  print as stringifyString,
};`,
  },
];

/**
 * Replaces what libraries load for things that do not happen here.
 * @returns {Plugin}
 */
export function leaveOut() {
  return {
    name: 'leave-out',
    setup(build) {
      for (const [i, { name, importer: packageName, contents }] of SUBSTITUTES.entries()) {
        const namespace = `left-out-${i}`;
        build.onResolve({ filter: name }, ({ importer }) =>
          importer.includes(packageName) ? { path: name.source, namespace } : undefined,
        );
        build.onLoad({ filter: /.*/, namespace }, () => ({ contents: contents() }));
      }
      build.onLoad({ filter: ABSENT_FILES }, ({ path: file }) => ({
        contents: toAbsentFeature(readFileSync(file, 'utf8'), file),
      }));
    },
  };
}

/**
 * @param {string} code
 * @param {string} file
 */
function toAbsentFeature(code, file) {
  const names = [...(/^exports\.\w+ = .*void 0;$/m.exec(code)?.[0] ?? '').matchAll(/exports\.(\w+)/g)].map(
    ([, name]) => name,
  );
  const features = names.filter((name) => name?.endsWith('Feature'));
  if (features.length === 0) throw new Error(`${file} holds no feature of the client's library.`);
  const others = names.filter((name) => !name?.endsWith('Feature'));
  return [
    ABSENT,
    ...features.map((name) => `export { Absent as ${name} };`),
    ...others.map((name) => `export const ${name} = undefined;`),
  ].join('\n');
}
