/**
 * Turns what TypeScript wrote as CommonJS back into the ES module that it was: only then can a bundler leave out what nobody
 * uses and shorten the names that files share. Nothing else than that compiler's own turns of phrase is understood.
 * @param {string} code
 * @param {string} file for messages
 * @returns {string}
 * @throws where anything of CommonJS is left
 */
export function asModule(code, file) {
  const sources = new Map([...code.matchAll(IMPORT)].map(([, name, source]) => [name, source]));
  const module = STEPS.reduce((text, [pattern, by]) => text.replace(pattern, by), code).replace(
    /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
    (_, name, from, original) => `export { ${original} as ${name} } from "${sources.get(from)}";`,
  );
  const left = /^.*(?:\brequire\(|\bexports\b|\bmodule\.).*$/m.exec(module.replace(/^\s*(?:\*|\/\/|\/\*).*$/gm, ''));
  if (left) throw new Error(`${file} is not what TypeScript makes of a module: ${left[0].trim()}`);
  return module;
}

const IMPORT = /^(?:const|var) (\w+) = (?:__import\w+\()?require\("([^"]+)"\)\)?;$/gm;

/** @type {readonly [RegExp, string][]} */
const STEPS = [
  [/^var __\w+ = \(this && this\.__\w+\) \|\| [\s\S]*?^\}.*;$/gm, ''],
  [/^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$/gm, ''],
  [/^(?:exports\.\w+ = )+void 0;$/gm, ''],
  [/^__exportStar\(require\("([^"]+)"\), exports\);$/gm, 'export * from "$1";'],
  // TypeScript names a namespace after its file and `_1`, or an `import * as` as its author did; a function has the author's name, too.
  [/^(?:const|var) (\w+_1) = (?:__importDefault\()?require\("([^"]+)"\)\)?;$/gm, 'import * as $1 from "$2";'],
  [/^const (\w+) = __importStar\(require\("([^"]+)"\)\);$/gm, 'import * as $1 from "$2";'],
  [/^const (\w+) = require\("([^"]+)"\);$/gm, 'import $1 from "$2";'],
  // A namespace is a value without side effects.
  [
    /^(?:export )?var (\w+);\n\(function \(\1\) \{\n([\s\S]*?)^\}\)\(\1 \|\| \((?:exports\.\1 = )?\1 = \{\}\)\);$/gm,
    'const $1 = /* @__PURE__ */ (($1) => {\n$2return $1;\n})({});\nexport { $1 };',
  ],
  // What is left adds to a class, a function or a namespace that is there.
  [/^\}\)\((\w+) \|\| \((?:exports\.\1 = )?\1 = \{\}\)\);$/gm, '})($1);'],
  [/^exports\.default = /gm, 'export default '],
  [/^exports\.(\w+) = \1;$/gm, 'export { $1 };'],
  [/^exports\.(\w+) = /gm, 'export const $1 = '],
  [/\bexports\.(\w+)/g, '$1'],
];
