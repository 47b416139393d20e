import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from '../paths.mjs';

/** @typedef {{ id: string, why: string, examples: readonly { bad: unknown, good: string }[] }} Rule */

/** What is written beside the bundles. */
export const DOCUMENTATION = 'rules.json';

/** Each kind of rule has a list of its own: all.ts, or all-<kind>.ts. */
const RULES = path.join(root, 'src/core/rules');

/** What rules are documented with is read when somebody asks for it, not with every start. */
const READER = `import { readFileSync } from 'node:fs';
let rules;
const documentationOf = ({ id }) =>
  (rules ??= JSON.parse(readFileSync(new URL('./${DOCUMENTATION}', import.meta.url), 'utf8')))[id];
export const documented = {
  get why() { return documentationOf(this).why; },
  get examples() { return documentationOf(this).examples; },
};`;

const ID = /^ {2}id: '([\w/-]+)',$/m;
const WHY = /^ {2}why: `(?:[^`\\$]|\\[\s\S])*`,$/m;
const EXAMPLES = /^ {2}examples: \[\n[\s\S]*?^ {2}\],$/m;

/**
 * Takes why a rule matters and its examples out of the bundles: a third of the rules' size, and nothing that checks a file.
 * @param {string} outdir
 * @returns {import('esbuild').Plugin}
 */
export function documentApart(outdir) {
  const name = 'document-apart';
  return {
    name,
    setup(build) {
      /** @type {Record<string, Pick<Rule, 'why' | 'examples'>>} */
      let documentation = {};
      build.onStart(async () => {
        documentation = await readDocumentation();
        writeFileSync(path.join(outdir, DOCUMENTATION), JSON.stringify(documentation));
      });
      build.onResolve({ filter: /^rule-documentation$/ }, ({ path: module }) => ({ path: module, namespace: name }));
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents: READER }));
      build.onLoad({ filter: /[\\/]src[\\/]core[\\/]rules[\\/][\w-]+[\\/].*\.ts$/ }, ({ path: file }) => {
        const code = readFileSync(file, 'utf8');
        const isRule = /^export default define\w*Rule\b/m.test(code);
        if (!isRule) return undefined;
        const name = path.relative(root, file);
        const id = ID.exec(code)?.[1] ?? '';
        if (!(id in documentation)) throw new Error(`${name} is in none of the lists of rules.`);
        return { loader: 'ts', contents: withoutDocumentation(code, name) };
      });
    },
  };
}

/**
 * @param {string} code
 * @param {string} file
 */
function withoutDocumentation(code, file) {
  if (!ID.test(code) || !WHY.test(code) || !EXAMPLES.test(code)) {
    throw new Error(`${file} says its id, why and examples in another way than the other rules.`);
  }
  const bare = code.replace(WHY, '__proto__: documented,').replace(EXAMPLES, '');
  return `import { documented } from 'rule-documentation';\n${bare}`;
}

async function readDocumentation() {
  const lists = readdirSync(RULES, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(?:^|\/)all(?:-\w+)?\.ts$/.test(file));
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    stdin: { contents: lists.map((file) => `export * from './${file}';`).join('\n'), resolveDir: RULES },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  const modules = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`
  );
  const rules = /** @type {(readonly Rule[])[]} */ (Object.values(modules)).flat();
  return Object.fromEntries(
    rules.map(({ id, why, examples }) => [id, { why, examples: examples.map(({ bad, good }) => ({ bad, good })) }]),
  );
}
