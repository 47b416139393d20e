import {
  CodeActionKind,
  CodeActionRequest,
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';
import { toDocumentKey, toFilePath } from './uris.ts';

/** What the client tells of by itself. */
const TOLD_ANYWAY = /\.(?:md|markdown)$|[/\\]\.?release-ledger\.jsonc$/i;

/**
 * Asks the client to tell us of the version files that were found, and to offer our fixes in them. Nothing else of ours is of
 * any use in a package manifest, so that it is no document of ours from the start.
 *
 * @returns a function that takes the URIs of version files; each of them is asked for once.
 */
export function createFollowVersionFiles(
  connection: Connection,
  support: ClientSupport,
): (uris: readonly string[]) => void {
  const followed = new Set<string>();
  return (uris) => {
    if (!support.documentRegistration) return;
    const fresh = uris.filter((uri) => !followed.has(toDocumentKey(uri)));
    for (const uri of fresh) followed.add(toDocumentKey(uri));
    const documentSelector = fresh.flatMap((uri) => {
      const path = toFilePath(uri);
      return path === null || TOLD_ANYWAY.test(path) ? [] : [{ scheme: 'file', pattern: toPattern(path) }];
    });
    if (documentSelector.length === 0) return;
    const asked = [
      connection.client.register(DidOpenTextDocumentNotification.type, { documentSelector }),
      connection.client.register(DidChangeTextDocumentNotification.type, {
        documentSelector,
        syncKind: TextDocumentSyncKind.Incremental,
      }),
      connection.client.register(DidCloseTextDocumentNotification.type, { documentSelector }),
      connection.client.register(CodeActionRequest.type, {
        documentSelector,
        codeActionKinds: [CodeActionKind.QuickFix],
      }),
    ];
    for (const each of asked) void each.catch(() => undefined);
  };
}

/** A pattern that matches one path: with `/`, and with every character that means something in a pattern standing for itself. */
function toPattern(path: string): string {
  return path.replaceAll('\\', '/').replace(/[[\]{}*?]/g, (character) => `[${character}]`);
}
