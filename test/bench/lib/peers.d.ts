// The peers are installed when the benchmarks first run, so that the type check cannot read their own types.

declare module 'commonmark' {
  export class Parser {
    parse(text: string): { sourcepos: [[number, number], [number, number]] };
  }
}

declare module 'markdown-it' {
  export default class MarkdownIt {
    constructor(options?: { html?: boolean; linkify?: boolean });
    parse(text: string, env: object): object[];
  }
}

declare module 'changelog-parser' {
  export default function parseChangelog(options: { text: string }): Promise<{ versions: object[] }>;
}
