import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from '../paths.mjs';

/** @typedef {{ id: string, why: string, examples: readonly { bad: unknown, good: string }[] }} Rule */

/** What is written beside the bundles. */
export const DOCUMENTATION = 'rules.json';

/** What rules are documented with is read when somebody asks for it, not with every start. */
const READER = `import { readFileSync } from 'node:fs';
let documentation;
export function documentationOf(id) {
  documentation ??= JSON.parse(readFileSync(new URL('./${DOCUMENTATION}', import.meta.url), 'utf8'));
  return documentation[id];
}`;

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
      build.onStart(async () => {
        writeFileSync(path.join(outdir, DOCUMENTATION), JSON.stringify(await readDocumentation()));
      });
      build.onResolve({ filter: /^rule-documentation$/ }, ({ path: module }) => ({ path: module, namespace: name }));
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents: READER }));
      build.onLoad(
        { filter: /[\\/]src[\\/]core[\\/]rules[\\/](?:changelog|ledger|release)[\\/].*\.ts$/ },
        ({ path: file }) => {
          const code = readFileSync(file, 'utf8');
          const isRule = /^export default define\w*Rule\b/m.test(code);
          return isRule ? { loader: 'ts', contents: withoutDocumentation(code, path.relative(root, file)) } : undefined;
        },
      );
    },
  };
}

/**
 * @param {string} code
 * @param {string} file
 */
function withoutDocumentation(code, file) {
  const id = ID.exec(code)?.[1];
  if (!id || !WHY.test(code) || !EXAMPLES.test(code)) {
    throw new Error(`${file} says its id, why and examples in another way than the other rules.`);
  }
  const bare = code
    .replace(WHY, () => `get why() { return documentationOf('${id}').why; },`)
    .replace(EXAMPLES, () => `get examples() { return documentationOf('${id}').examples; },`);
  return `import { documentationOf } from 'rule-documentation';\n${bare}`;
}

async function readDocumentation() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/core/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  const core = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`
  );
  /** @type {readonly Rule[]} */
  const rules = [...core.CHANGELOG_RULES, ...core.LEDGER_RULES, ...core.RELEASE_RULES];
  return Object.fromEntries(
    rules.map(({ id, why, examples }) => [id, { why, examples: examples.map(({ bad, good }) => ({ bad, good })) }]),
  );
}
