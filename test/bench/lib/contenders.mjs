/**
 * What each side does with a text, and how much it found: a run that did nothing must show.
 *
 * @typedef {object} Contender
 * @property {(text: string) => unknown} run the result, or a promise of it
 * @property {(result: any) => number} sizeOf
 */

/** @type {Readonly<Record<string, (core: string) => Promise<Contender>>>} */
export const CONTENDERS = {
  // Everything that an editor or CI gets: parse, every rule of the default profile, suppressions.
  'release-ledger': async (core) => {
    const { checkChangelog } = await import(core);
    return {
      run: (text) => checkChangelog({ text, path: 'CHANGELOG.md', today: '2026-11-21' }),
      sizeOf: ({ changelog }) => changelog.blocks.table.count,
    };
  },
  commonmark: async () => {
    const { Parser } = await import('commonmark');
    return { run: (text) => new Parser().parse(text), sizeOf: ({ sourcepos }) => sourcepos[1][0] };
  },
  'markdown-it': async () => {
    const { default: MarkdownIt } = await import('markdown-it');
    const parser = new MarkdownIt();
    return { run: (text) => parser.parse(text, {}), sizeOf: (tokens) => tokens.length };
  },
  'changelog-parser': async () => {
    const { default: parseChangelog } = await import('changelog-parser');
    return { run: (text) => parseChangelog({ text }), sizeOf: ({ versions }) => versions.length };
  },
  remark: async () => {
    const [{ unified }, { default: remarkParse }] = await Promise.all([import('unified'), import('remark-parse')]);
    return { run: (text) => unified().use(remarkParse).parse(text), sizeOf: ({ children }) => children.length };
  },
  markdownlint: async () => {
    const { lint } = await import('markdownlint/sync');
    return { run: (text) => lint({ strings: { text } }), sizeOf: ({ text }) => text.length };
  },
};
