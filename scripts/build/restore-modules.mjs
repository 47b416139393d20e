import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.mjs';
import { asModule } from './as-module.mjs';
import { WITH_UNUSED_MEMBERS, withoutUnusedMembers } from './unused-members.mjs';

/** The packages whose CommonJS is TypeScript's, a third of everything that is shipped. */
const COMPILED =
  /[\\/]vscode-(?:jsonrpc|languageclient|languageserver|languageserver-protocol|languageserver-types)[\\/]lib[\\/](?:common|node|esm)[\\/].*\.js$/;

/** A name that a package has for Node and for everywhere: for Node's entry, where the compiler let the first one win. */
const NODE_EXPORTS = new Map([
  ['vscode-languageserver', 'export { createProtocolConnection } from "vscode-languageserver-protocol/node";'],
  ['vscode-languageclient', 'export { createProtocolConnection } from "vscode-languageserver-protocol/node";'],
  ['vscode-languageserver-protocol', 'export { createMessageConnection } from "vscode-jsonrpc/node";'],
]);

/**
 * Reads these packages as the modules that they were written as.
 * @returns {import('esbuild').Plugin}
 */
export function restoreModules() {
  return {
    name: 'restore-modules',
    setup(build) {
      build.onLoad({ filter: COMPILED }, ({ path: file }) => ({
        contents: [
          asModule(withoutUnusedMembers(readFileSync(file, 'utf8'), file), path.relative(root, file)),
          nodeExport(file),
        ].join('\n'),
      }));
      build.onLoad({ filter: WITH_UNUSED_MEMBERS }, ({ path: file }) => ({
        contents: withoutUnusedMembers(readFileSync(file, 'utf8'), file),
      }));
    },
  };
}

/** @param {string} file */
function nodeExport(file) {
  const name = /([\w-]+)[\\/]lib[\\/]node[\\/]main\.js$/.exec(file)?.[1];
  return NODE_EXPORTS.get(name ?? '') ?? '';
}
