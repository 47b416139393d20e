import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';
import { FIX_ALL_KIND, TOKEN_MODIFIERS, TOKEN_TYPES } from './convert.ts';

/** What this server can do for a client. */
export function toServerCapabilities(support: ClientSupport): ServerCapabilities {
  return {
    positionEncoding: support.positionEncoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    codeActionProvider: support.codeActionLiterals
      ? { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] }
      : true,
    completionProvider: { triggerCharacters: ['#', '['] },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: support.prepareRename ? { prepareProvider: true } : true,
    documentLinkProvider: { resolveProvider: false },
    codeLensProvider: { resolveProvider: false },
    inlayHintProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: true,
      range: true,
    },
    // VS Code shows it beside its own outline of headings, which no extension can take the place of, under this name: dates, entries
    // and what was yanked are in this one alone, and other editors have no other.
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
