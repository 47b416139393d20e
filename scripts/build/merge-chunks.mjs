import path from 'node:path';
import esbuild from 'esbuild';
import { groupChunks } from './group-chunks.mjs';
import { linkFiles } from './link-files.mjs';
import { readChunk, writeImport } from './read-chunk.mjs';

/** @typedef {import('esbuild').Metafile['outputs']} Outputs */
/** @typedef {import('./read-chunk.mjs').Chunk} Chunk */
/** @typedef {ReturnType<typeof linkFiles>} Plan */

/** CommonJS packages inside an ES module call `require` for Node's own modules. */
export const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Makes few files of the many that the bundler splits code into, by bundling these once more: each file that a start imports takes
 * Node as long as six thousand characters in it, and what so many files say to import each other is a sixteenth of all. What is in
 * them is decided before, and no module is there twice.
 * @param {import('./group-chunks.mjs').Kinds} kinds
 * @returns {import('esbuild').Plugin}
 */
export function mergeChunks(kinds) {
  return {
    name: 'merge-chunks',
    setup({ initialOptions, onEnd }) {
      const named = new Set(Object.keys(initialOptions.entryPoints ?? {}).map((name) => `${name}.mjs`));
      onEnd(async (result) => {
        const { errors, metafile, outputFiles = [] } = result;
        if (!metafile || errors.length > 0) return;
        const outputs = byName(metafile.outputs);
        const chunks = new Map(
          outputFiles.map(({ path: file, text }) => {
            const output = outputs.get(path.basename(file));
            if (!output) throw new Error(`The bundler wrote ${file} and says nothing about it.`);
            return [path.basename(file), readChunk(text, output)];
          }),
        );
        const plan = linkFiles(chunks, groupChunks(chunks, kinds, named));
        const merged = await bundle(chunks, plan, initialOptions);
        result.outputFiles = merged.outputFiles;
        metafile.outputs = describe(merged.metafile?.outputs ?? {}, outputs, plan);
      });
    },
  };
}

/**
 * @param {ReadonlyMap<string, Chunk>} chunks
 * @param {Plan} plan
 * @param {import('esbuild').BuildOptions} options what the chunks were made with
 */
function bundle(chunks, plan, { alias, entryPoints, mangleProps, plugins, reserveProps, splitting, ...options }) {
  return esbuild.build({
    ...options,
    entryPoints: Object.fromEntries([...plan.files.keys()].map((file) => [path.parse(file).name, `files:${file}`])),
    plugins: [readPlan(chunks, plan)],
  });
}

/**
 * @param {ReadonlyMap<string, Chunk>} chunks
 * @param {Plan} plan
 * @returns {import('esbuild').Plugin}
 */
function readPlan(chunks, { files, fileOf, names }) {
  return {
    name: 'read-plan',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:files|links):/ }, ({ path: name }) => {
        const [namespace = '', each = ''] = name.split(':');
        return { path: each, namespace };
      });
      onResolve({ filter: /^\.\// }, ({ path: name, kind, namespace }) => {
        const file = path.posix.basename(name);
        if (namespace === 'links') return { path: name, external: true };
        if (kind === 'dynamic-import') return { path: `./${fileOf.get(file)}`, external: true };
        return { path: file, namespace: 'chunks' };
      });
      onLoad({ filter: /.*/, namespace: 'files' }, ({ path: file }) => ({ contents: writeFile(file) }));
      onLoad({ filter: /.*/, namespace: 'chunks' }, ({ path: chunk }) => ({ contents: writeChunk(chunk) }));
      // All that a file takes from another goes through one module, so that there is one import of it.
      onLoad({ filter: /.*/, namespace: 'links' }, ({ path: link }) => {
        const [file = '', other = ''] = link.split('>');
        const taken = files.get(file)?.links.get(other) ?? [];
        return { contents: taken.length > 0 ? `export{${taken}}from"./${other}";` : `import"./${other}";` };
      });
    },
  };

  /** @param {string} file */
  function writeFile(file) {
    const { members = [], links = new Map() } = files.get(file) ?? {};
    return [
      ...members.map((member) => chunks.get(member)?.mark ?? ''),
      ...[...links.keys()].map((other) => writeImport({ from: `links:${file}>${other}`, names: [] })),
      ...members.map((member) => {
        const exported = [...(names.get(member) ?? [])].map(([name, as]) => `${name} as ${as}`);
        return exported.length > 0 ? `export{${exported}}from"./${member}";` : `import"./${member}";`;
      }),
    ].join('');
  }

  /** @param {string} chunk */
  function writeChunk(chunk) {
    const { imports = [], body = '' } = chunks.get(chunk) ?? {};
    const file = fileOf.get(chunk);
    const heads = imports.flatMap(({ from, names: taken }) => {
      const other = fileOf.get(from);
      if (other === file) return [writeImport({ from: `./${from}`, names: taken })];
      const renamed = taken.map(({ name, local }) => ({ name: names.get(from)?.get(name) ?? name, local }));
      return renamed.length > 0 ? [writeImport({ from: `links:${file}>${other}`, names: renamed })] : [];
    });
    return `${heads.join('')}${/\brequire\b/.test(body) ? REQUIRE : ''}${body}`;
  }
}

/**
 * What is in each file, by the sources that its chunks were made from.
 * @param {Outputs} outputs of the chunks
 * @param {ReadonlyMap<string, Outputs[string]>} chunks
 * @param {Plan} plan
 * @returns {Outputs}
 */
function describe(outputs, chunks, { files }) {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { bytes, exports, imports }]) => {
      const file = path.posix.basename(name);
      const parts = (files.get(file)?.members ?? []).flatMap((member) => chunks.get(member) ?? []);
      const entryPoint = chunks.get(file)?.entryPoint;
      const output = {
        ...{ bytes, exports, ...(entryPoint === undefined ? {} : { entryPoint }) },
        inputs: Object.assign({}, ...parts.map(({ inputs }) => inputs)),
        imports: imports.map(({ path: target, kind }) =>
          files.has(path.posix.basename(target))
            ? { path: path.posix.join(path.posix.dirname(name), path.posix.basename(target)), kind }
            : { path: target, kind, external: true },
        ),
      };
      return [name, output];
    }),
  );
}

/**
 * @param {Outputs} outputs
 * @returns {ReadonlyMap<string, Outputs[string]>}
 */
function byName(outputs) {
  return new Map(Object.entries(outputs).map(([file, output]) => [path.posix.basename(file), output]));
}
