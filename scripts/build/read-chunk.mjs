/**
 * What a bundler wrote as one file where it splits code.
 *
 * @typedef {object} Chunk
 * @property {string | undefined} source the entry that it is
 * @property {boolean} bare whether nothing is in it but names of what is in others
 * @property {readonly string[]} exports
 * @property {readonly Import[]} imports from other chunks
 * @property {string} mark its first line, where that is for the system
 * @property {string} body the rest
 */

/** @typedef {{ from: string, names: readonly { name: string, local: string }[] }} Import */

/** @typedef {Pick<import('esbuild').Metafile['outputs'][string], 'entryPoint' | 'exports' | 'inputs'>} Output */

const MARK = /^#!.*\n/;
const IMPORT = /import\s*(?:\{([^}]*)\}\s*from\s*)?"\.\/([^"/]+)";\s*/y;

/**
 * Reads what a chunk takes from others: the bundler writes that in front of everything else.
 * @param {string} code minified
 * @param {Output} output what the bundler says about it
 * @returns {Chunk}
 */
export function readChunk(code, { entryPoint, exports, inputs }) {
  const [mark = ''] = MARK.exec(code) ?? [];
  /** @type {Import[]} */
  const imports = [];
  IMPORT.lastIndex = mark.length;
  let end = mark.length;
  for (let found = IMPORT.exec(code); found; found = IMPORT.exec(code)) {
    const [, names = '', from = ''] = found;
    imports.push({
      from,
      names: names
        .split(',')
        .filter((each) => each.trim())
        .map(readName),
    });
    end = IMPORT.lastIndex;
  }
  const bare = Object.keys(inputs).length === 0;
  return { source: entryPoint, bare, exports, imports, mark, body: code.slice(end) };
}

/**
 * @param {Import} each
 * @returns {string}
 */
export function writeImport({ from, names }) {
  const list = names.map(({ name, local }) => `${name} as ${local}`);
  return `import${list.length > 0 ? `{${list}}from` : ''}"${from}";`;
}

/** @param {string} text */
function readName(text) {
  const [name = '', local = name] = text.trim().split(' as ');
  return { name, local };
}
