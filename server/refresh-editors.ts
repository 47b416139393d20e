import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
} from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';

/** Makes a function that has the client ask again for what it shows although no text has changed. */
export function createRefreshEditors(connection: Connection, support: ClientSupport): () => void {
  const requests = [
    ...(support.refreshCodeLenses ? [CodeLensRefreshRequest.type] : []),
    ...(support.refreshInlayHints ? [InlayHintRefreshRequest.type] : []),
    ...(support.refreshDiagnostics && support.pullsDiagnosticsOnly ? [DiagnosticRefreshRequest.type] : []),
  ];
  return () => {
    for (const type of requests) void connection.sendRequest(type).catch(() => undefined);
  };
}
