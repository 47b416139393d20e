import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  type InlayHint,
  InsertTextFormat,
  type Location,
  type Position as LspPosition,
  type MarkupContent,
  MarkupKind,
  type Range,
  type SelectionRange,
  type SymbolInformation,
  SymbolKind,
  SymbolTag,
  type TextEdit,
} from 'vscode-languageserver';
import type { Edit, Position, Severity, Source, Span } from '../src/core/index.ts';
import { toVisible } from '../src/core/text/visible.ts';
import type { ClientCommand } from '../src/protocol/messages.ts';
import type { ClientSupport } from './client-support.ts';
import { type Finding, toFinding } from './diagnostics.ts';
import type { Action } from './features/code-actions.ts';
import type { Lens } from './features/code-lenses.ts';
import type { Completion } from './features/completion/suggestion.ts';
import type { LinkTarget } from './features/document-links.ts';
import type { Fold } from './features/folding.ts';
import type { HoverText } from './features/hover.ts';
import type { Hint } from './features/inlay-hints.ts';
import type { OutlineItem } from './features/outline.ts';
import type { Token, TokenKind } from './features/semantic-tokens.ts';
import { type Block, toMarkdown, toPlainText } from './markup.ts';
import type { Positions } from './position-encoding.ts';
import type { View } from './view.ts';

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
  setting: SymbolKind.Property,
};

const COMPLETIONS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  release: CompletionItemKind.Module,
  category: CompletionItemKind.EnumMember,
  definition: CompletionItemKind.Reference,
  reference: CompletionItemKind.Reference,
  marker: CompletionItemKind.Keyword,
  commit: CompletionItemKind.Event,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  placeholder: CompletionItemKind.Variable,
};

/** Types of LSP's own list, which every theme has a colour for. */
const TOKENS: Readonly<Record<TokenKind, string>> = {
  version: 'class',
  date: 'number',
  yanked: 'keyword',
  breaking: 'keyword',
  identifier: 'variable',
};

export const TOKEN_TYPES: readonly string[] = [...new Set(Object.values(TOKENS))];
export const TOKEN_MODIFIERS: readonly string[] = ['deprecated'];

/** `source.fixAll` of this server alone. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.releaseLedger`;

/** The text that edits are made for. */
type DocumentVersion = Pick<View, 'uri' | 'version' | 'source'>;

/** An LSP `WorkspaceEdit` of one document. */
export type DocumentEdit =
  | { documentChanges: { textDocument: { uri: string; version: number | null }; edits: TextEdit[] }[] }
  | { changes: { [uri: string]: TextEdit[] } };

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
    const { ruleScheme } = this.#support;
    // What markdownlint says has its documentation elsewhere; that there is more of it is no rule.
    const isOurs = ruleScheme !== null && !/^(?:markdownlint|release-ledger)\//.test(finding.code);
    return {
      range: this.toRange(source, finding.span),
      severity: SEVERITIES[finding.severity],
      code: finding.code,
      ...(isOurs ? { codeDescription: { href: `${ruleScheme}:/${finding.code}.md` } } : {}),
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
  toWorkspaceEdit(view: DocumentVersion, edits: readonly Edit[]): DocumentEdit {
    const converted = this.toTextEdits(view.source, edits);
    if (!this.#support.versionedEdits) return { changes: { [view.uri]: converted } };
    return { documentChanges: [{ textDocument: { uri: view.uri, version: view.version }, edits: converted }] };
  }

  toCodeAction(view: DocumentVersion, action: Action): CodeAction {
    const { problem } = action;
    return {
      title: toVisible(action.title),
      kind: action.kind === 'fixAll' ? FIX_ALL_KIND : CodeActionKind.QuickFix,
      ...(problem ? { diagnostics: [this.toDiagnostic(view.source, toFinding(problem))] } : {}),
      ...(action.preferred && this.#support.preferredActions ? { isPreferred: true } : {}),
      edit: this.toWorkspaceEdit(view, action.edits),
    };
  }

  /** An action that the client takes: the files that a manifest lists are hashed before anything can be mended. */
  toVerifyAction(uri: string): CodeAction {
    const title = 'Verify the digests';
    const command = { title, command: 'releaseLedger.verifyManifest' satisfies ClientCommand, arguments: [{ uri }] };
    return { title, kind: CodeActionKind.QuickFix, command };
  }

  toSymbols(view: DocumentVersion, items: readonly OutlineItem[]): DocumentSymbol[] | SymbolInformation[] {
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

  #toFlatSymbols(view: DocumentVersion, item: OutlineItem, container: string | null): SymbolInformation[] {
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

  toHover(source: Source, { span, blocks }: HoverText): Hover {
    return { contents: this.#toMarkup(blocks, this.#support.markdownHover), range: this.toRange(source, span) };
  }

  /** The order of the list is the order of preference; editors sort by name otherwise. */
  toCompletionItems(source: Source, completions: readonly Completion[]): CompletionItem[] {
    return completions.map((completion, i) => {
      const snippet = this.#support.snippets ? completion.snippet : null;
      const range = this.toRange(source, completion.span);
      return {
        label: toVisible(completion.label),
        kind: COMPLETIONS[completion.kind],
        detail: toVisible(completion.detail),
        ...(completion.documentation.length === 0
          ? {}
          : { documentation: this.#toMarkup(completion.documentation, this.#support.markdownCompletion) }),
        sortText: String(i).padStart(4, '0'),
        filterText: completion.text,
        insertTextFormat: snippet === null ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
        textEdit: { range, newText: snippet ?? completion.text },
      };
    });
  }

  #toMarkup(blocks: readonly Block[], markdown: boolean): MarkupContent {
    return markdown
      ? { kind: MarkupKind.Markdown, value: toMarkdown(blocks) }
      : { kind: MarkupKind.PlainText, value: toPlainText(blocks) };
  }

  toDocumentLink(source: Source, { span, url }: LinkTarget): DocumentLink {
    return { range: this.toRange(source, span), target: url };
  }

  toLocation(view: View, span: Span): Location {
    return { uri: view.uri, range: this.toRange(view.source, span) };
  }

  toCodeLens(view: View, { span, title, command, release }: Lens): CodeLens {
    const range = this.toRange(view.source, span);
    // An empty command is how LSP writes a lens that is only read.
    if (command === null) return { range, command: { title: toVisible(title), command: '' } };
    return { range, command: { title: toVisible(title), command, arguments: [{ uri: view.uri, release }] } };
  }

  toInlayHint(source: Source, { offset, label, tooltip }: Hint): InlayHint {
    return {
      position: this.toPosition(source, offset),
      label: toVisible(label),
      tooltip: toVisible(tooltip),
      paddingLeft: true,
    };
  }

  /** LSP's encoding: five numbers a token, places relative to the token before. */
  toSemanticTokens(source: Source, tokens: readonly Token[]): number[] {
    const data: number[] = [];
    let line = 0;
    let character = 0;
    for (const token of tokens) {
      const { start, end } = this.toRange(source, token);
      const sameLine = start.line === line;
      const type = TOKEN_TYPES.indexOf(TOKENS[token.kind]);
      data.push(
        start.line - line,
        sameLine ? start.character - character : start.character,
        end.character - start.character,
        type,
      );
      data.push(token.kind === 'yanked' ? 1 : 0);
      ({ line, character } = start);
    }
    return data;
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
