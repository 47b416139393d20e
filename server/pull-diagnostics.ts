import type { Connection, DocumentDiagnosticReport, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Diagnose } from './diagnose.ts';
import { type Handlers, requireDocument } from './handle.ts';

/**
 * Answers clients that ask for diagnostics and cannot be sent any; `pullsDiagnosticsOnly` says why nobody else is served so.
 *
 * @param listDocuments the documents that a question for the whole workspace is about
 */
export function offerPulledDiagnostics(
  connection: Connection,
  handlers: Handlers,
  diagnose: Diagnose,
  listDocuments: () => Promise<readonly string[]>,
): void {
  const empty: DocumentDiagnosticReport = { kind: 'full', items: [] };
  connection.languages.diagnostics.on(
    handlers.any('diagnostic', empty, async (params) => {
      requireDocument(params);
      const diagnosis = await diagnose(params.textDocument.uri);
      return { kind: 'full', items: [...(diagnosis?.diagnostics ?? [])] };
    }),
  );
  connection.languages.diagnostics.onWorkspace(
    handlers.any('workspace/diagnostic', { items: [] }, async (_params, token) => {
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const uri of await listDocuments()) {
        if (token.isCancellationRequested) break;
        const diagnosis = await diagnose(uri);
        if (!diagnosis) continue;
        items.push({ kind: 'full', uri: diagnosis.uri, version: diagnosis.version, items: [...diagnosis.diagnostics] });
      }
      return { items };
    }),
  );
}
