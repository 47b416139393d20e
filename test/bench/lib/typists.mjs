import { createRequire } from 'node:module';
import MarkdownIt from 'markdown-it';
import { startServer } from './language-server.mjs';
import { SERVER_FLAGS } from './server-flags.mjs';

const require = createRequire(import.meta.url);

/**
 * A server with one document open.
 *
 * @typedef {object} Typist
 * @property {(place: import('./language-server.mjs').Place, removed: number, text: string) => Promise<number>} type
 *   makes one edit; returns the milliseconds until the problems of the new text were there
 * @property {() => number | null} peakMemory
 * @property {() => Promise<void>} stop
 */

/**
 * Our server, which pushes diagnostics with the version that they belong to.
 * @param {string} server the bundle
 * @param {{ rootUri: string, uri: string, text: string }} document
 * @returns {Promise<Typist>}
 */
export async function startOurs(server, { rootUri, uri, text }) {
  /** @type {Map<number, () => void>} */
  const waiting = new Map();
  const conversation = await startServer([...SERVER_FLAGS, server, '--stdio'], {
    rootUri,
    prepare: (connection) =>
      connection.onNotification('textDocument/publishDiagnostics', (params) => {
        if (params.uri === uri) waiting.get(params.version)?.();
      }),
  });
  let version = 1;
  /** @type {() => Promise<void>} */
  const published = () => new Promise((resolve) => waiting.set(version, resolve));
  const opened = published();
  conversation.open(uri, text);
  await opened;
  return {
    type: async (place, removed, written) => {
      version += 1;
      const done = published();
      const start = performance.now();
      conversation.change(uri, version, place, removed, written);
      await done;
      return performance.now() - start;
    },
    peakMemory: conversation.peakMemory,
    stop: conversation.stop,
  };
}

/** What `markdown.validate.enabled` sets in VS Code, with the defaults of the settings below it. */
const VALIDATION = {
  markdown: {
    server: { log: 'off' },
    suggest: { paths: { enabled: true, includeWorkspaceHeaderCompletions: 'onDoubleHash' } },
    occurrencesHighlight: { enabled: false },
    preferredMdPathExtensionStyle: 'auto',
    validate: {
      enabled: true,
      referenceLinks: { enabled: 'warning' },
      fragmentLinks: { enabled: 'warning' },
      fileLinks: { enabled: 'warning', markdownFragmentLinks: 'inherit' },
      ignoredLinks: [],
      unusedLinkDefinitions: { enabled: 'hint' },
      duplicateLinkDefinitions: { enabled: 'warning' },
    },
  },
};

/**
 * VS Code's own Markdown server with validation on. It leaves parsing to its client, which VS Code does with markdown-it in the
 * extension host before it answers; so does this client, and the time counts, since the user waits for it.
 * @param {{ rootUri: string, uri: string, text: string }} document
 * @returns {Promise<Typist>}
 */
export async function startVsCodeMarkdown({ rootUri, uri, text }) {
  const parser = new MarkdownIt({ html: true, linkify: true });
  const lines = text.split('\n');
  const conversation = await startServer([require.resolve('vscode-markdown-languageserver'), '--stdio'], {
    rootUri,
    initializationOptions: { markdownFileExtensions: ['md'] },
    prepare: (connection) => {
      connection.onRequest('markdown/parse', () => parser.parse(lines.join('\n'), {}));
      connection.onRequest('markdown/findMarkdownFilesInWorkspace', () => [uri]);
      connection.onRequest('markdown/fs/stat', () => ({ isDirectory: false }));
      connection.onRequest('markdown/fs/watcher/create', () => null);
      connection.onRequest('markdown/fs/watcher/delete', () => null);
      connection.onRequest('markdown/fs/readDirectory', () => []);
    },
  });
  void conversation.connection.sendNotification('workspace/didChangeConfiguration', { settings: VALIDATION });
  const pull = () => conversation.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  conversation.open(uri, text);
  await pull();
  let version = 1;
  return {
    type: async (place, removed, written) => {
      version += 1;
      const line = lines[place.line] ?? '';
      lines[place.line] = line.slice(0, place.character) + written + line.slice(place.character + removed);
      const start = performance.now();
      conversation.change(uri, version, place, removed, written);
      await pull();
      return performance.now() - start;
    },
    peakMemory: conversation.peakMemory,
    stop: conversation.stop,
  };
}
