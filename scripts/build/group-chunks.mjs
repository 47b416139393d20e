/** @typedef {import('./read-chunk.mjs').Chunk} Chunk */

/**
 * The entries that are loaded together, by their sources; the first that fits counts.
 *
 * @typedef {object} Kinds
 * @property {readonly RegExp[]} starts what somebody waits for
 * @property {readonly RegExp[]} later what is loaded when it is needed
 */

/**
 * Decides which of the files that a bundler split code into are to be one: what the same kinds of entries reach, themselves or
 * through others. What a start reaches it reads anyway; there, it does not matter who else does. Where one file imports another,
 * whatever reaches the one reaches the other; so groups never import each other in a circle.
 * @param {ReadonlyMap<string, Chunk>} chunks by the names of their files
 * @param {Kinds} kinds
 * @param {ReadonlySet<string>} named the entries that keep a file of their name
 * @returns {ReadonlyMap<string, readonly string[]>} the chunks in each group, by the name of its file
 * @throws where an entry is of no kind
 */
export function groupChunks(chunks, kinds, named) {
  const reach = reachOf(chunks, kinds);
  const entries = [...chunks].flatMap(([file, { source }]) => (source === undefined ? [] : [file]));
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const file of [...chunks.keys()].sort()) {
    const group = reach.get(contentOf(file, chunks, reach)) ?? '';
    const alike = entries.filter((entry) => reach.get(entry) === group);
    // What only one entry reaches is loaded with it; of several, each may be loaded alone.
    const [only] = alike.length === 1 ? alike : named.has(file) ? [file] : [];
    const name = only !== undefined && named.has(only) ? only : `chunk-${group}.mjs`;
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  return groups;
}

/**
 * The kinds of entries that reach each chunk, as one word.
 * @param {ReadonlyMap<string, Chunk>} chunks
 * @param {Kinds} kinds
 */
function reachOf(chunks, { starts, later }) {
  const patterns = [...starts, ...later];
  /** @type {Map<string, Set<number>>} */
  const reach = new Map([...chunks.keys()].map((file) => [file, new Set()]));
  for (const [file, { source }] of chunks) {
    if (source === undefined) continue;
    const kind = patterns.findIndex((pattern) => pattern.test(source));
    if (kind < 0) throw new Error(`${source} is loaded together with nothing that the build knows.`);
    for (const each of closureOf(file, chunks)) reach.get(each)?.add(kind);
  }
  return new Map([...reach].map(([file, all]) => [file, toWord([...all], starts.length)]));
}

/**
 * @param {readonly number[]} kinds
 * @param {number} starts how many of the kinds are starts
 */
function toWord(kinds, starts) {
  const started = kinds.filter((kind) => kind < starts);
  const counted = started.length > 0 ? started : kinds;
  const word = counted.map((kind) => kind.toString(36)).sort();
  return started.length === 1 && kinds.length > 1 ? `${word}x` : word.join('');
}

/**
 * A chunk and all that has to be there before it runs.
 * @param {string} file
 * @param {ReadonlyMap<string, Chunk>} chunks
 */
function closureOf(file, chunks) {
  const closure = new Set([file]);
  for (const each of closure) for (const { from } of chunks.get(each)?.imports ?? []) closure.add(from);
  return closure;
}

/**
 * Where an entry's names come from, if it has nothing of its own: to load it is to load that.
 * @param {string} file
 * @param {ReadonlyMap<string, Chunk>} chunks
 * @param {ReadonlyMap<string, string>} reach
 */
function contentOf(file, chunks, reach) {
  const { bare = false, imports = [] } = chunks.get(file) ?? {};
  const [first, ...others] = bare ? imports.filter(({ names }) => names.length > 0) : [];
  const isAll = others.every(({ from }) => reach.get(from) === reach.get(first?.from ?? ''));
  return first && isAll ? first.from : file;
}
