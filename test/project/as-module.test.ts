import { describe, expect, it } from 'vitest';
import { asModule } from '../../scripts/build/as-module.mjs';

/** What TypeScript writes, and the module that it was. */
const CASES: readonly (readonly [name: string, written: string, module: string])[] = [
  ['a namespace import', 'const a_1 = require("./a");\n', 'import * as a_1 from "./a";\n'],
  ['an import of everything', 'const Is = __importStar(require("./is"));\n', 'import * as Is from "./is";\n'],
  ['a default import', 'const a_1 = __importDefault(require("./a"));\n', 'import * as a_1 from "./a";\n'],
  ['a function that is a module', 'const parse = require("p/parse");\n', 'import parse from "p/parse";\n'],
  ['an export of everything', '__exportStar(require("./a"), exports);\n', 'export * from "./a";\n'],
  ['an export', 'class A {}\nexports.A = A;\n', 'class A {}\nexport { A };\n'],
  ['an exported value', 'exports.a = 1;\nuse(exports.a);\n', 'export const a = 1;\nuse(a);\n'],
  ['a default export', 'exports.default = A;\n', 'export default A;\n'],
  [
    'an export of an import',
    'const a_1 = require("./a");\nObject.defineProperty(exports, "B", { enumerable: true, get: function () { return a_1.C; } });\n',
    'import * as a_1 from "./a";\nexport { C as B } from "./a";\n',
  ],
  [
    'a namespace',
    'var A;\n(function (A) {\n    A.b = 1;\n})(A || (exports.A = A = {}));\n',
    'const A = /* @__PURE__ */ ((A) => {\n    A.b = 1;\nreturn A;\n})({});\nexport { A };\n',
  ],
  [
    'a namespace that adds to a class',
    'class A {}\nexports.A = A;\n(function (A) {\n    A.b = 1;\n})(A || (exports.A = A = {}));\n',
    'class A {}\nexport { A };\n(function (A) {\n    A.b = 1;\n})(A);\n',
  ],
];

describe('CommonJS that TypeScript wrote', () => {
  it.each(CASES)('is a module again: %s', (_, written, module) => {
    expect(asModule(written, 'a.js')).toBe(module);
  });

  it.each(['if (a) { b = require("b"); }\n', 'module.exports = 1;\n', 'function f() { exports = {}; }\n'])(
    'is refused where something is not understood: %j',
    (code) => {
      expect(() => asModule(code, 'lib/a.js')).toThrow('lib/a.js is not what TypeScript makes of a module');
    },
  );
});
