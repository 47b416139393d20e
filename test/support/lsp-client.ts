import { posix } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type InitializeParams,
  type Message,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { connect } from '../../server/connect.ts';
import { guardStreams } from '../../server/guard.ts';
import type { ServerHost } from '../../server/host.ts';
import { startServer } from '../../server/start.ts';
import { hashFiles } from '../../src/host/hash.ts';
import type { MarkdownLinter } from '../../src/host/markdown-style.ts';
import { type MemoryDisk, type MemoryEntry, memoryDisk } from '../../src/host/memory.ts';
import type { RequestMessage } from '../../src/protocol/messages.ts';
import { validateParams, validateResult } from './lsp-validate.ts';

export const ROOT = 'file:///work-space';
export const CHANGELOG = `${ROOT}/CHANGELOG.md`;
export const TODAY = '2026-03-01';

/** A linter that finds nothing: markdownlint has tests of its own. */
const NO_LINTER: MarkdownLinter = {
  lint: async () => ({ problems: [], notChecked: [] }),
  close: async () => undefined,
};

export interface ClientOptions {
  /** Files on disk, by their path below `ROOT`. */
  readonly files?: Readonly<Record<string, MemoryEntry>>;
  readonly folders?: readonly string[];
  readonly capabilities?: InitializeParams['capabilities'];
  readonly initializationOptions?: unknown;
  readonly locale?: string;
  /** What the client answers to `workspace/configuration`; a function is asked with the resource. */
  readonly settings?: unknown;
  readonly linter?: MarkdownLinter;
  /** Where the server is to see another world than the disk in memory. */
  readonly host?: Partial<ServerHost>;
}

/** The capabilities of a client that can do everything; tests take away what they are about. */
export const FULL: InitializeParams['capabilities'] = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    rename: { prepareSupport: true },
    diagnostic: {},
  },
};

/** A client in this process, joined to a server by two streams. Every message that the server sends is held against LSP's meta model. */
export class TestClient {
  readonly connection: MessageConnection;
  readonly disk: MemoryDisk;
  readonly logged: string[] = [];
  readonly notified: { readonly method: string; readonly params: unknown }[] = [];
  readonly registered: string[] = [];
  /** The same with what they were registered with. */
  readonly registrations: { readonly method: string; readonly registerOptions?: unknown }[] = [];
  /** The methods of the server's other requests. */
  readonly asked: string[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  readonly violations: string[] = [];
  settings: unknown;
  exitCode: number | null = null;
  capabilities: ServerCapabilities = {};
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #last = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();

  constructor(options: ClientOptions) {
    const files = Object.entries(options.files ?? {}).map(
      ([path, entry]) => [posix.normalize(`${new URL(ROOT).pathname}/${path}`), entry] as const,
    );
    this.disk = memoryDisk(Object.fromEntries(files));
    this.settings = options.settings ?? {};
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const transport = guardStreams(toServer, toClient, (message) => this.#note(() => this.logged.push(message)));
    const server = connect(transport, {
      exit: (code) => this.#note(() => (this.exitCode = code)),
      watchParent: () => undefined,
    });
    startServer(server, {
      files: this.disk.files,
      clock: { today: () => TODAY },
      env: {},
      commandLine: { program: '/nowhere/node', script: '/nowhere/cli.mjs' },
      isTaken: async (path) => this.disk.entries.has(path),
      createLinter: async () => options.linter ?? NO_LINTER,
      hashFiles,
      runTool: async () => ({ kind: 'failed', reason: 'not-found', detail: 'there is no command line here' }),
      openRepository: async () => ({ notKnown: 'there is no git here' }),
      ...options.host,
    });
    const reader = new RecordingReader(toClient, (message) => this.#record(message));
    this.connection = createMessageConnection(reader, new StreamMessageWriter(toServer));
    this.connection.onNotification((method, params) => {
      this.#note(() => {
        this.notified.push({ method, params });
        if (method === 'textDocument/publishDiagnostics') {
          this.published.push(params as PublishDiagnosticsParams);
          this.#last.set((params as PublishDiagnosticsParams).uri, params as PublishDiagnosticsParams);
        }
        if (method === 'window/logMessage') this.logged.push((params as { message: string }).message);
      });
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
      items.map(({ scopeUri }) => (typeof this.settings === 'function' ? this.settings(scopeUri) : this.settings)),
    );
    this.connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: TestClient['registrations'] }) => {
        this.#note(() => {
          this.registrations.push(...registrations);
          this.registered.push(...registrations.map(({ method }) => method));
        });
        return null;
      },
    );
    this.connection.onRequest((method) => {
      this.#note(() => this.asked.push(method));
      if (/^workspace\/\w+\/refresh$/.test(method)) return null;
      throw new Error(`Nobody answers ${method}`);
    });
    this.connection.listen();
  }

  async request<Result = unknown>(method: string, params: unknown): Promise<Result> {
    const result = await this.connection.sendRequest<Result>(method, params);
    if (!method.startsWith('releaseLedger/')) this.violations.push(...validateResult(method, result));
    return result;
  }

  ask<Params, Result>(message: RequestMessage<Params, Result>, params: Params): Promise<Result> {
    return this.connection.sendRequest<Result>(message.method, params);
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    this.#texts.set(uri, { text, version });
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version, text },
    });
  }

  /** Replaces the whole text. */
  async replace(uri: string, text: string): Promise<number> {
    const version = (this.#texts.get(uri)?.version ?? 0) + 1;
    this.#texts.set(uri, { text, version });
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    this.#texts.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** The diagnostics that were published last for a document, once the condition holds for them. */
  diagnostics(
    uri: string,
    holds: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    return this.until(() => {
      const last = this.#last.get(uri);
      return last && holds(last) ? last : null;
    });
  }

  /** Waits, without a clock, until messages of the server have made the answer something else than null. */
  until<T>(answer: () => T | null): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = answer();
        if (found === null) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await this.until(() => this.exitCode);
    this.connection.dispose();
  }

  #note(change: () => void): void {
    change();
    for (const look of [...this.#waiting]) look();
  }

  #record(message: Message): void {
    const { method, params } = message as { method?: string; params?: unknown };
    if (method !== undefined && !method.startsWith('releaseLedger/'))
      this.violations.push(...validateParams(method, params));
  }
}

class RecordingReader extends StreamMessageReader {
  readonly #record: (message: Message) => void;

  constructor(input: NodeJS.ReadableStream, record: (message: Message) => void) {
    super(input);
    this.#record = record;
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      this.#record(message);
      callback(message);
    });
  }
}

/** Starts a client and greets the server. */
export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const client = new TestClient(options);
  const { capabilities } = await client.request<{ capabilities: ServerCapabilities }>('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: (options.folders ?? [ROOT]).map((uri) => ({ uri, name: uri })),
    capabilities: options.capabilities ?? FULL,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
  });
  client.capabilities = capabilities;
  await client.notify('initialized', {});
  return client;
}

/** What a workspace edit makes of the text of one document, as a client that counts in UTF-16 applies it. */
export function applyWorkspaceEdit(text: string, edit: WorkspaceEdit, uri: string): string {
  const changes =
    edit.documentChanges?.flatMap((each) => ('edits' in each && each.textDocument.uri === uri ? each.edits : [])) ??
    edit.changes?.[uri] ??
    [];
  return applyTextEdits(text, changes as readonly { range: Range; newText: string }[]);
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export function applyTextEdits(
  text: string,
  edits: readonly { readonly range: Range; readonly newText: string }[],
): string {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const starts = lines.map((_line, i) => lines.slice(0, i).join('').length);
  const offset = ({ line, character }: Range['start']): number => (starts[line] ?? text.length) + character;
  const sorted = edits.map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }));
  sorted.sort((a, b) => b.start - a.start || b.end - a.end);
  return sorted.reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
