import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Position as LspPosition,
  type Range,
  type SelectionRange,
  type SymbolInformation,
  SymbolKind,
  SymbolTag,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Edit, Position, Severity, Source, Span } from '../src/core/index.ts';
import type { ClientSupport } from './client-support.ts';
import { type Finding, toFinding } from './diagnostics.ts';
import type { Action } from './features/code-actions.ts';
import type { Fold } from './features/folding.ts';
import type { OutlineItem } from './features/outline.ts';
import type { Positions } from './position-encoding.ts';
import type { View } from './view.ts';
import { toVisible } from './visible.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const SYMBOLS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  unreleased: SymbolKind.Event,
  release: SymbolKind.Package,
  category: SymbolKind.Namespace,
  entry: SymbolKind.String,
};

/** `source.fixAll` of this server alone. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.releaseLedger`;

/** Turns what core and the features say in offsets into what LSP says in positions, and back. */
export class Converter {
  readonly #positions: Positions;
  readonly #support: ClientSupport;

  constructor(positions: Positions, support: ClientSupport) {
    this.#positions = positions;
    this.#support = support;
  }

  toOffset(source: Source, position: Position): number {
    return this.#positions.toOffset(source, position);
  }

  toSpan(source: Source, range: { readonly start: Position; readonly end: Position }): Span {
    const start = this.toOffset(source, range.start);
    const end = this.toOffset(source, range.end);
    return { start: Math.min(start, end), end: Math.max(start, end) };
  }

  toPosition(source: Source, offset: number): LspPosition {
    return this.#positions.toPosition(source, offset);
  }

  toRange(source: Source, span: Span): Range {
    return { start: this.toPosition(source, span.start), end: this.toPosition(source, span.end) };
  }

  toDiagnostic(source: Source, finding: Finding): Diagnostic {
    return {
      range: this.toRange(source, finding.span),
      severity: SEVERITIES[finding.severity],
      code: finding.code,
      source: 'release-ledger',
      message: toVisible(finding.message),
    };
  }

  toTextEdits(source: Source, edits: readonly Edit[]): TextEdit[] {
    return edits.map((edit) => {
      const { start, end, text } = toWholeCharacters(source.text, edit);
      return { range: this.toRange(source, { start, end }), newText: text };
    });
  }

  /** The edit of one document, bound to the view's version where the client understands that. */
  toWorkspaceEdit(view: View, edits: readonly Edit[]): WorkspaceEdit {
    const converted = this.toTextEdits(view.source, edits);
    if (!this.#support.versionedEdits) return { changes: { [view.uri]: converted } };
    return { documentChanges: [{ textDocument: { uri: view.uri, version: view.version }, edits: converted }] };
  }

  toCodeAction(view: View, action: Action): CodeAction {
    const { problem } = action;
    return {
      title: toVisible(action.title),
      kind: action.kind === 'fixAll' ? FIX_ALL_KIND : CodeActionKind.QuickFix,
      ...(problem ? { diagnostics: [this.toDiagnostic(view.source, toFinding(problem))] } : {}),
      ...(action.preferred && this.#support.preferredActions ? { isPreferred: true } : {}),
      edit: this.toWorkspaceEdit(view, action.edits),
    };
  }

  toSymbols(view: View, items: readonly OutlineItem[]): DocumentSymbol[] | SymbolInformation[] {
    return this.#support.hierarchicalSymbols
      ? items.map((item) => this.#toSymbol(view.source, item))
      : items.flatMap((item) => this.#toFlatSymbols(view, item, null));
  }

  #toSymbol(source: Source, item: OutlineItem): DocumentSymbol {
    return {
      name: toVisible(item.name),
      detail: toVisible(item.detail),
      kind: SYMBOLS[item.kind],
      ...(item.yanked ? { tags: [SymbolTag.Deprecated] } : {}),
      range: this.toRange(source, item.span),
      selectionRange: this.toRange(source, item.selection),
      children: item.children.map((child) => this.#toSymbol(source, child)),
    };
  }

  #toFlatSymbols(view: View, item: OutlineItem, container: string | null): SymbolInformation[] {
    const name = toVisible(item.name);
    const location = { uri: view.uri, range: this.toRange(view.source, item.span) };
    return [
      { name, kind: SYMBOLS[item.kind], location, ...(container === null ? {} : { containerName: container }) },
      ...item.children.flatMap((child) => this.#toFlatSymbols(view, child, name)),
    ];
  }

  toFoldingRange({ startLine, endLine, kind }: Fold): FoldingRange {
    return { startLine, endLine, ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}) };
  }

  toSelectionRange(source: Source, chain: readonly Span[]): SelectionRange {
    let outer: SelectionRange | undefined;
    for (const span of [...chain].reverse()) {
      outer = { range: this.toRange(source, span), ...(outer ? { parent: outer } : {}) };
    }
    return outer as SelectionRange;
  }
}

/**
 * Widens an edit whose borders LSP cannot name: between CR and LF, which is behind the end of the line, and inside a surrogate
 * pair. The text that it replaces more, it writes again.
 */
function toWholeCharacters(text: string, { start, end, text: inserted }: Edit): Edit {
  const before = isInside(text, start) ? 1 : 0;
  const behind = isInside(text, end) ? 1 : 0;
  return {
    start: start - before,
    end: end + behind,
    text: text.slice(start - before, start) + inserted + text.slice(end, end + behind),
  };
}

function isInside(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const around = text.slice(offset - 1, offset + 1);
  return around === '\r\n' || /^[\ud800-\udbff][\udc00-\udfff]$/.test(around);
}
