/** @typedef {import('./read-chunk.mjs').Chunk} Chunk */

/**
 * One of the files that chunks are put together to.
 *
 * @typedef {object} File
 * @property {readonly string[]} members the chunks in it
 * @property {ReadonlyMap<string, readonly string[]>} links the other files that it imports, and what from each of them
 */

/** @typedef {ReadonlyMap<string, ReadonlyMap<string, string>>} Names of what each chunk exports, as its file exports it */

/**
 * Decides what the files import from each other, and as what.
 * @param {ReadonlyMap<string, Chunk>} chunks
 * @param {ReadonlyMap<string, readonly string[]>} groups the chunks in each file
 * @returns {{ files: ReadonlyMap<string, File>, fileOf: ReadonlyMap<string, string>, names: Names }}
 * @throws where two entries in one file have the same name for something
 */
export function linkFiles(chunks, groups) {
  const fileOf = new Map([...groups].flatMap(([file, members]) => members.map((member) => [member, file])));
  const names = nameExports(chunks, groups, fileOf);
  const links = new Map(
    [...groups].map(([file, members]) => {
      /** @type {Map<string, Set<string>>} */
      const taken = new Map();
      for (const { from, names: all } of members.flatMap((member) => chunks.get(member)?.imports ?? [])) {
        const other = fileOf.get(from) ?? '';
        if (other === file) continue;
        const list = taken.get(other) ?? new Set();
        taken.set(other, list);
        for (const { name } of all) list.add(names.get(from)?.get(name) ?? name);
      }
      return [file, taken];
    }),
  );
  const files = new Map(
    [...groups].map(([file, members]) => {
      const own = [...(links.get(file) ?? [])];
      // What is only to run before, and does for another file, need not be named.
      const needed = own.filter(([each, all]) => all.size > 0 || !own.some(([other]) => isBehind(each, other, links)));
      return [file, { members, links: new Map(needed.map(([other, all]) => [other, [...all].sort()])) }];
    }),
  );
  return { files, fileOf, names };
}

/**
 * Whether a file is imported by another, itself or through others.
 * @param {string} file
 * @param {string} by
 * @param {ReadonlyMap<string, ReadonlyMap<string, unknown>>} links
 */
function isBehind(file, by, links) {
  const closure = new Set(links.get(by)?.keys());
  for (const each of closure) for (const other of links.get(each)?.keys() ?? []) closure.add(other);
  return closure.has(file);
}

/**
 * What a file exports: what its entries do, since who loads them asks for that, and what other files need under short names.
 * @param {ReadonlyMap<string, Chunk>} chunks
 * @param {ReadonlyMap<string, readonly string[]>} groups
 * @param {ReadonlyMap<string, string>} fileOf
 * @returns {Names}
 */
function nameExports(chunks, groups, fileOf) {
  const taken = new Map([...chunks.keys()].map((name) => [name, /** @type {Set<string>} */ (new Set())]));
  for (const [importer, { imports }] of chunks) {
    for (const { from, names } of imports) {
      if (fileOf.get(from) !== fileOf.get(importer)) for (const { name } of names) taken.get(from)?.add(name);
    }
  }
  /** @type {Map<string, Map<string, string>>} */
  const all = new Map();
  for (const members of groups.values()) {
    const entries = members.filter((member) => chunks.get(member)?.source !== undefined);
    const own = entries.flatMap((member) => chunks.get(member)?.exports ?? []);
    const twice = own.find((name, i) => own.indexOf(name) !== i);
    if (twice !== undefined)
      throw new Error(`Two entries that are loaded together export ${twice}: ${entries.join(', ')}.`);
    const short = shortNames(new Set(own));
    for (const member of members) {
      const { exports = [] } = entries.includes(member) ? (chunks.get(member) ?? {}) : {};
      const others = [...(taken.get(member) ?? [])].filter((name) => !exports.includes(name)).sort();
      all.set(member, new Map([...exports, ...others].map((name) => [name, exports.includes(name) ? name : short()])));
    }
  }
  return all;
}

/**
 * Names of one letter, then of a letter and a number: no word of the language is like that.
 * @param {ReadonlySet<string>} taken
 * @returns {() => string} the next one
 */
function shortNames(taken) {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  let count = 0;
  return () => {
    for (;;) {
      const name = `${letters[count % letters.length]}${Math.floor(count / letters.length) || ''}`;
      count += 1;
      if (!taken.has(name)) return name;
    }
  };
}
