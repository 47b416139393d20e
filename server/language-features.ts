import type { CodeActionContext, Connection } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';
import { type Converter, FIX_ALL_KIND } from './convert.ts';
import { listActions, type WantedActions } from './features/code-actions.ts';
import { fixDocument, fixRange } from './features/fix-all.ts';
import { foldings } from './features/folding.ts';
import { outline } from './features/outline.ts';
import { growSelection } from './features/selection.ts';
import { type Handlers, requirePosition, requireRange } from './handle.ts';

/** Joins each request about an open changelog to the feature that answers it. */
export function offerLanguageFeatures(
  connection: Connection,
  handlers: Handlers,
  converter: Converter,
  support: ClientSupport,
): void {
  connection.onCodeAction(
    handlers.view('codeAction', [], (view, params) => {
      requireRange(params.range);
      if (!support.codeActionLiterals) return [];
      const range = converter.toSpan(view.source, params.range);
      return listActions(view, range, toWanted(params.context)).map((action) => converter.toCodeAction(view, action));
    }),
  );
  connection.onDocumentSymbol(handlers.view('documentSymbol', [], (view) => converter.toSymbols(view, outline(view))));
  connection.onFoldingRanges(
    handlers.view('foldingRange', [], (view) => foldings(view).map((fold) => converter.toFoldingRange(fold))),
  );
  connection.onSelectionRanges(
    handlers.view('selectionRange', [], (view, { positions }) =>
      positions.map((position) => {
        requirePosition(position);
        return converter.toSelectionRange(view.source, growSelection(view, converter.toOffset(view.source, position)));
      }),
    ),
  );
  connection.onDocumentFormatting(
    handlers.view('formatting', [], (view) => converter.toTextEdits(view.source, fixDocument(view).edits)),
  );
  connection.onDocumentRangeFormatting(
    handlers.view('rangeFormatting', [], (view, { range }) => {
      requireRange(range);
      return converter.toTextEdits(view.source, fixRange(view, converter.toSpan(view.source, range)));
    }),
  );
}

/** Kinds are a hierarchy: who asks for `source` wants `source.fixAll.releaseLedger`, too. Fix-all only comes when it is asked for. */
function toWanted(context: CodeActionContext): WantedActions {
  const only: readonly unknown[] = Array.isArray(context?.only) ? context.only : [];
  const asks = (kind: string): boolean =>
    only.some((each) => each === '' || kind === each || kind.startsWith(`${String(each)}.`));
  return { quickFixes: only.length === 0 || asks(CodeActionKind.QuickFix), fixAll: asks(FIX_ALL_KIND) };
}
