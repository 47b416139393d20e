import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.mjs';

const CORE = path.join(root, 'src/core');
const INDEX = path.join(CORE, 'index.ts');

const OUTER_ROOMS = /[\\/](?:client|server|src[\\/](?:cli|host|tools))[\\/].*\.ts$/;
const IMPORT = /^import \{([^}]*)\} from '[./\w]*\/core\/index\.ts';$/gm;
const REEXPORT = /^export (?:\*|\{([^}]*)\}) from '(\.\/[^']+)';$/gm;
const DECLARATION = /^export (?:async )?(?:function\*?|(?:const )?enum|const|class) (\w+)/gm;

/**
 * Has the outer rooms import from the core's modules what they import from its index: where code is split, whoever imports a module
 * is taken to need all that the module imports, and the index imports everything.
 * @returns {import('esbuild').Plugin}
 */
export function pastIndex() {
  return {
    name: 'past-index',
    setup(build) {
      /** @type {ReadonlyMap<string, string>} */
      let homes = new Map();
      build.onStart(() => {
        homes = findHomes();
      });
      build.onLoad({ filter: OUTER_ROOMS }, ({ path: file }) => {
        const code = readFileSync(file, 'utf8');
        return { loader: 'ts', contents: code.replace(IMPORT, (_, names) => importFromHomes(names, file, homes)) };
      });
    },
  };
}

/**
 * @param {string} names as they are imported
 * @param {string} file that imports them
 * @param {ReadonlyMap<string, string>} homes
 */
function importFromHomes(names, file, homes) {
  const values = names.split(',').map((name) => name.trim());
  return values
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => {
      const home = homes.get(name.split(' as ')[0] ?? '');
      if (home === undefined) throw new Error(`${file} imports ${name}, which the index of the core has from nowhere.`);
      return `import { ${name} } from ${JSON.stringify(home)};`;
    })
    .join(' ');
}

/** The module that declares each value of the index. */
function findHomes() {
  const exported = [...readFileSync(INDEX, 'utf8').matchAll(REEXPORT)].map(([, names, from = '']) => {
    const file = path.join(CORE, from);
    const declared = [...readFileSync(file, 'utf8').matchAll(DECLARATION)].map(([, name = '']) => name);
    return { file, names: names?.split(',').map((name) => name.trim()) ?? declared };
  });
  return new Map(exported.flatMap(({ file, names }) => names.map((name) => /** @type {const} */ ([name, file]))));
}
