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

declare module 'unified' {
  interface Processor {
    use(plugin: unknown): Processor;
    parse(text: string): { children: object[] };
  }
  export function unified(): Processor;
}

declare module 'remark-parse' {
  const remarkParse: unknown;
  export default remarkParse;
}

declare module 'tar' {
  export function create(
    options: { file: string; cwd: string; gzip?: boolean | object; portable?: boolean; sync?: false },
    paths: readonly string[],
  ): Promise<void>;
}

declare module 'vscode-jsonrpc/node.js' {
  export interface MessageConnection {
    // biome-ignore lint/suspicious/noExplicitAny: what a method takes and answers is told by the protocol, not by types.
    onRequest(method: string, handler: (params: any) => unknown): void;
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    onNotification(method: string, handler: (params: any) => void): void;
    sendRequest(method: string, params?: object): Promise<unknown>;
    sendNotification(method: string, params?: object): Promise<void>;
    listen(): void;
    dispose(): void;
  }
  export class StreamMessageReader {
    constructor(stream: NodeJS.ReadableStream);
  }
  export class StreamMessageWriter {
    constructor(stream: NodeJS.WritableStream);
  }
  export function createMessageConnection(reader: StreamMessageReader, writer: StreamMessageWriter): MessageConnection;
}
