import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';
import { FIX_ALL_KIND } from './convert.ts';

/** What this server can do for a client. */
export function toServerCapabilities(support: ClientSupport): ServerCapabilities {
  return {
    positionEncoding: support.positionEncoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    codeActionProvider: support.codeActionLiterals
      ? { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] }
      : true,
    documentSymbolProvider: { label: 'Release Ledger' },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    ...(support.pullsDiagnosticsOnly
      ? {
          diagnosticProvider: { identifier: 'release-ledger', interFileDependencies: true, workspaceDiagnostics: true },
        }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
