import {
  BulkRegistration,
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  RegistrationType,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';
import { toDocumentKey, toFilePath } from './uris.ts';

/** Documents that are none of ours by their names alone. */
export interface FollowedKind {
  /** Paths of those that the client tells of by itself. */
  readonly toldAnyway: RegExp;
  /** What is offered in them, by its method, with its options. */
  readonly features: readonly (readonly [method: string, options?: object])[];
}

/**
 * Asks the client to tell us of files that turned out to be worth it, and to offer there what we have for them.
 *
 * @returns a function that takes the URIs of files; each of them is asked for once.
 */
export function createFollowDocuments(
  connection: Connection,
  support: ClientSupport,
  { toldAnyway, features }: FollowedKind,
): (uris: readonly string[]) => void {
  const followed = new Set<string>();
  return (uris) => {
    if (!support.documentRegistration) return;
    const fresh = uris.filter((uri) => !followed.has(toDocumentKey(uri)));
    for (const uri of fresh) followed.add(toDocumentKey(uri));
    const documentSelector = fresh.flatMap((uri) => {
      const path = toFilePath(uri);
      return path === null || toldAnyway.test(path) ? [] : [{ scheme: 'file', pattern: toPattern(path) }];
    });
    if (documentSelector.length === 0) return;
    const asked = BulkRegistration.create();
    asked.add(DidOpenTextDocumentNotification.type, { documentSelector });
    asked.add(DidChangeTextDocumentNotification.type, {
      documentSelector,
      syncKind: TextDocumentSyncKind.Incremental,
    });
    asked.add(DidCloseTextDocumentNotification.type, { documentSelector });
    for (const [method, options] of features)
      asked.add(new RegistrationType<object>(method), { documentSelector, ...options });
    void connection.client.register(asked).catch(() => undefined);
  };
}

/** A pattern that matches one path: with `/`, and with every character that means something in a pattern standing for itself. */
function toPattern(path: string): string {
  return path.replaceAll('\\', '/').replace(/[[\]{}*?]/g, (character) => `[${character}]`);
}
