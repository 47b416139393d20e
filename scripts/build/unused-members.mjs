import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../paths.mjs';
import { ABSENT_FILES } from './leave-out.mjs';

/** What `src/host/git` calls of simple-git's tasks; git's other commands go through `raw`, too. */
export const GIT_TASKS = ['env', 'raw'];

const GIT = /[\\/]simple-git[\\/]dist[\\/]index\.mjs$/;
const CONVERTERS = /[\\/]vscode-languageclient[\\/]lib[\\/]common[\\/](?:codeConverter|protocolConverter)\.js$/;
const PROTOCOL = /[\\/]vscode-languageserver-protocol[\\/]lib[\\/]common[\\/]protocol\.?\w*\.js$/;
const TYPES = /[\\/]vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/;

/**
 * Takes members off that nobody calls, and with them everything that only they need: a bundler leaves out functions that are
 * not used, but not methods.
 * @param {string} code
 * @param {string} file
 * @returns {string} the code as it is where the file is none of those whose members are known
 */
export function withoutUnusedMembers(code, file) {
  if (GIT.test(file)) return withoutTasks(code);
  if (CONVERTERS.test(file)) return withoutConversions(code, path.dirname(file));
  if (PROTOCOL.test(file)) return code.replace(ABOUT_MESSAGES, '');
  return TYPES.test(file) ? withoutGuards(code) : code;
}

/** The files that have members to be taken off. */
export const WITH_UNUSED_MEMBERS = GIT;

/**
 * simple-git has a method for each of git's commands, with a parser for its output.
 * @param {string} code
 */
function withoutTasks(code) {
  const [, tasks = '', base = ''] = /^\((\w+)\.prototype = Object\.create\((\w+)\.prototype\)\)/m.exec(code) ?? [];
  const kept = `(?!(?:${GIT_TASKS.join('|')}) )`;
  return replaceAll(code, [
    [new RegExp(String.raw`^${tasks}\.prototype\.${kept}\w+ = function\([\s\S]*?^\};\n`, 'gm'), ''],
    [new RegExp(String.raw`^Object\.assign\(\n {2}${base}\.prototype,[\s\S]*?^\);\n`, 'm'), ''],
    [
      new RegExp(
        String.raw`(?<=^class ${base} \{\n[\s\S]*?^ {2}_runTask\(\w+, \w+\) \{\n[\s\S]*?^ {2}\}\n)[\s\S]*?(?=^\}$)`,
        'm',
      ),
      '',
    ],
    // The parsers of lines: to make one does nothing else.
    [/(?<=^(?:const .* = \[|\], .* = \[|[ ]{2}).*)\bnew (\w+)\(/gm, '/* @__PURE__ */ new $1('],
  ]);
}

/** What the specification is made from: which way a message goes, and which capabilities it is about. */
const ABOUT_MESSAGES = /^ {4}\w+\.(?:messageDirection|capabilities) = .*;\n/gm;

/**
 * For each type of the protocol there is a function that makes a value and one that knows it. Who does not name the type and
 * the function together does not use it.
 * @param {string} code
 */
function withoutGuards(code) {
  const own = ['client', 'server', 'src'].map((room) => path.join(root, room));
  const { resolve } = createRequire(import.meta.url);
  const libraries = ['client', 'server', 'server-protocol'].map((name) =>
    resolve(`vscode-language${name}`).replace(/(?<=[\\/]lib)[\\/].*$/, ''),
  );
  const using = [...own, ...libraries].flatMap(listScripts).map((file) => readFileSync(file, 'utf8'));
  const used = new Set([...using, code].flatMap((text) => text.match(/\b[A-Z]\w+\.(?:is|create)(?=\()/g) ?? []));
  const lines = /^ {4}(\w+\.(?:is|create)) = (?:is|create);\n/gm;
  return replaceAll(code, [[lines, (line, name) => (used.has(name) ? line : '')]]);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listScripts(folder) {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true });
  return files
    .filter((file) => file.isFile() && /(?<!\.d)\.[cm]?[jt]s$/.test(file.name))
    .map((file) => path.join(file.parentPath, file.name));
}

/**
 * The client's library converts between the protocol and the editor whatever there is; what the features that are left do not
 * ask for is not offered.
 * @param {string} code
 * @param {string} folder
 */
function withoutConversions(code, folder) {
  const asked = new Set(
    readdirSync(folder)
      .map((name) => path.join(folder, name))
      .filter((file) => file.endsWith('.js') && !ABSENT_FILES.test(file))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\.(as[A-Z]\w+)/g)].map(([, name]) => name)),
  );
  return replaceAll(code, [[/^ {8}(as\w+)(?:: \1)?,?$/gm, (line, name) => (asked.has(name) ? line : '')]]);
}

/**
 * @param {string} code
 * @param {readonly (readonly [RegExp, string | ((...groups: string[]) => string)])[]} steps each of which has to find something
 */
function replaceAll(code, steps) {
  return steps.reduce((text, [pattern, by]) => {
    if (text.search(pattern) < 0) throw new Error(`A library is written otherwise than it was: nothing is ${pattern}`);
    return text.replace(pattern, /** @type {string} */ (by));
  }, code);
}
