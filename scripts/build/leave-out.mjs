import { readFileSync } from 'node:fs';
import { characterEntities } from 'character-entities';

/** @typedef {import('esbuild').Plugin} Plugin */

/** The client's library has a file for each feature of the protocol. These are what our server does not offer. */
export const ABSENT_FEATURES = [
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

/** The files of the client's library that hold them. */
export const ABSENT_FILES = new RegExp(
  `[\\\\/]vscode-languageclient[\\\\/]lib[\\\\/]common[\\\\/](?:${ABSENT_FEATURES.join('|')})\\.js$`,
);

/** The server's library mixes one of these into its connection for each feature; our server has a handler for none of them. */
export const ABSENT_MIXINS = [
  'callHierarchy',
  'fileOperations',
  'inlineCompletion',
  'inlineValue',
  'linkedEditingRange',
  'moniker',
  'notebook',
  'showDocument',
  'textDocumentContent',
  'typeHierarchy',
];

const ABSENT_MIXIN_FILES = new RegExp(
  `[\\\\/]vscode-languageserver[\\\\/]lib[\\\\/]common[\\\\/](?:${ABSENT_MIXINS.join('|')})\\.js$`,
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
    contents: () => `let last = '';
const names = new Set(${JSON.stringify(frontCode(Object.keys(characterEntities)))}.match(/[!-/][^!-/]*/g).map(
  (each) => (last = last.slice(0, each.charCodeAt() - 33) + each.slice(1)),
));
export const decodeNamedCharacterReference = (name) => names.has(name);`,
  },
  // How to visit the syntax of JavaScript, to which the TOML parser adds its own.
  {
    name: /^eslint-visitor-keys$/,
    importer: 'toml-eslint-parser',
    contents: () => 'export const unionWith = (keys) => keys;',
  },
  // Scalars as YAML 1.1 had them, in a text that says that it is such a one, and its tags.
  {
    name: /\/tags\.js$/,
    importer: 'yaml',
    contents: () => `import { schema } from './core/schema.js';
import { merge } from './yaml-1.1/merge.js';
export const coreKnownTags = { 'tag:yaml.org,2002:merge': merge };
export const getTags = (_, name, withMerge) => (withMerge || name === 'yaml-1.1' ? [...schema, merge] : [...schema]);`,
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
        build.onResolve({ filter: name }, ({ importer, resolveDir }) =>
          importer.includes(packageName) ? { path: name.source, namespace, pluginData: resolveDir } : undefined,
        );
        build.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
          contents: contents(),
          resolveDir: pluginData,
        }));
      }
      build.onLoad({ filter: ABSENT_FILES }, ({ path: file }) => ({ contents: toAbsent(file, ABSENT, 'Absent') }));
      build.onLoad({ filter: ABSENT_MIXIN_FILES }, ({ path: file }) => ({
        contents: toAbsent(file, 'const absent = (Base) => Base;', 'absent'),
      }));
    },
  };
}

/**
 * Writes sorted names each as the number of characters that it shares with the one before it, and the others.
 * @param {readonly string[]} names of letters and digits
 */
function frontCode(names) {
  let last = '';
  return [...names]
    .sort()
    .map((name) => {
      let shared = 0;
      while (shared < 14 && shared < last.length && last[shared] === name[shared]) shared++;
      last = name;
      return `${String.fromCharCode(33 + shared)}${name.slice(shared)}`;
    })
    .join('');
}

/**
 * A module that offers what a file of a library does, and does nothing.
 * @param {string} file
 * @param {string} declaration of what stands in for a feature
 * @param {string} absent what it declares
 */
function toAbsent(file, declaration, absent) {
  const exported = /^exports\.\w+ = .*void 0;$/m.exec(readFileSync(file, 'utf8'))?.[0] ?? '';
  const names = [...exported.matchAll(/exports\.(\w+)/g)].map(([, name]) => name);
  const features = names.filter((name) => name?.endsWith('Feature'));
  if (features.length === 0) throw new Error(`${file} holds no feature of the protocol.`);
  const others = names.filter((name) => !name?.endsWith('Feature'));
  return [
    declaration,
    ...features.map((name) => `export { ${absent} as ${name} };`),
    ...others.map((name) => `export const ${name} = undefined;`),
  ].join('\n');
}
