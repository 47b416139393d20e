import { type LogOutputChannel, Uri, workspace } from 'vscode';
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  Trace,
  TransportKind,
} from 'vscode-languageclient/node';
import { didGrantTrustNotification, type InitializationOptions } from '../src/protocol/messages.ts';
import SERVER_FLAGS from '../src/protocol/server-flags.json';
import { toDocumentSelector } from './changelog-files.ts';
import { ChangelogFormatting } from './changelog-formatting.ts';
import { BoundedRestarts } from './error-handler.ts';
import { answerConfiguration, MarkdownlintWatch } from './markdownlint.ts';
import { RULE_SCHEME } from './rule-scheme.ts';
import type { ServerState } from './server-state.ts';
import { TrustWatch } from './trust-watch.ts';

/** What the session wants to hear of a client. */
export interface Listener {
  readonly entered: (state: Exclude<ServerState, 'idle'>) => void;
  /** The server is gone and does not come back by itself. */
  readonly lost: (why: string) => void;
}

/** A client whose errors go to the output: the session tells the user what concerns him, with buttons that help. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Makes a client for the server that ships with the extension. It is not started. */
export function createLanguageClient(extension: Uri, output: LogOutputChannel, listener: Listener): LanguageClient {
  const folderSchemes = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  let wasUp = false;
  const client = new QuietClient('releaseLedger', 'Release Ledger', toServerOptions(extension), {
    ...toClientOptions(output, folderSchemes),
    errorHandler: new BoundedRestarts(Date.now, () => wasUp, listener.lost),
  });
  client.registerFeature(
    new MarkdownlintWatch(() => {
      void client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }),
  );
  client.registerFeature(new ChangelogFormatting(client, folderSchemes));
  const trust = new TrustWatch(workspace, () => void client.sendNotification(didGrantTrustNotification.method, {}));
  client.onDidChangeState(({ newState }) => {
    wasUp ||= newState === State.Running;
    if (newState === State.Running) trust.running();
    else if (newState === State.Starting) trust.starting();
    else trust.stopped();
    listener.entered(toServerState(newState));
  });
  return client;
}

/** Does something while nothing of the conversation is logged; then it is logged again as the settings say. */
export async function withoutTrace<T>(client: LanguageClient, work: () => Promise<T>): Promise<T> {
  await client.setTrace(Trace.Off);
  try {
    return await work();
  } finally {
    const setting = workspace.getConfiguration('releaseLedger').get('trace.server');
    await client.setTrace(Trace.fromString(typeof setting === 'string' ? setting : 'off'));
  }
}

/** Ends a client for good. One that is about to start is let come up first: it cannot be stopped before. */
export async function endLanguageClient(client: LanguageClient): Promise<void> {
  if (client.state === State.Starting) await client.start();
  if (client.state === State.Running) await client.dispose();
}

/**
 * Over ipc no byte that anything prints can get between two messages. The server looks at nothing in its folder.
 *
 * What a check makes lives until the next key is typed, so that large spaces for what is young hold nothing but garbage: half of
 * V8's own size saves a tenth of the server's memory, and takes no time.
 */
function toServerOptions(extension: Uri): ServerOptions {
  const dist = Uri.joinPath(extension, 'dist');
  const server = {
    module: Uri.joinPath(dist, 'server.mjs').fsPath,
    transport: TransportKind.ipc,
    options: { cwd: dist.fsPath, execArgv: SERVER_FLAGS },
  };
  const execArgv = [...SERVER_FLAGS, '--inspect=6010'];
  return { run: server, debug: { ...server, options: { ...server.options, execArgv } } };
}

function toClientOptions(output: LogOutputChannel, folderSchemes: readonly string[]): LanguageClientOptions {
  // Asked for at each start: one after a crash may find a workspace that is trusted by now.
  const initializationOptions = (): InitializationOptions => ({
    commands: [
      'releaseLedger.previewNotes',
      'releaseLedger.addEntry',
      'releaseLedger.compareWithPrevious',
      'releaseLedger.cut',
      'releaseLedger.openManifest',
      // Without trust there is no git, of which a manifest is made.
      ...(workspace.isTrusted ? (['releaseLedger.generateManifest'] as const) : []),
      'releaseLedger.verifyManifest',
    ],
    didCheck: true,
    didChangeLedger: true,
    registerVersionFiles: true,
    trusted: workspace.isTrusted,
    policySchema: true,
    ruleScheme: RULE_SCHEME,
  });
  return {
    documentSelector: toDocumentSelector(folderSchemes),
    initializationOptions,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'Release Ledger',
    markdown: { isTrusted: false, supportHtml: false },
    middleware: { workspace: { configuration: answerConfiguration } },
  };
}

function toServerState(state: State): Exclude<ServerState, 'idle'> {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}
