import type { CodeAction, CodeActionContext, CodeActionParams } from 'vscode-languageserver';
import {
  CodeActionKind,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  type ProtocolRequestType,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  SelectionRangeRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver';
import type { OnMethod } from './answers.ts';
import type { ClientSupport } from './client-support.ts';
import { type Converter, FIX_ALL_KIND } from './convert.ts';
import { listDocsActions } from './docs/actions.ts';
import type { Documentation } from './docs/documentation.ts';
import { listActions, type WantedActions } from './features/code-actions.ts';
import { codeLenses } from './features/code-lenses.ts';
import { complete } from './features/completion/completion.ts';
import { documentLinks } from './features/document-links.ts';
import { fixDocument, fixRange } from './features/fix-all.ts';
import { foldings } from './features/folding.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { outline } from './features/outline.ts';
import { findDefinition, findReferences, findRenamed, rename } from './features/references.ts';
import { growSelection } from './features/selection.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { type Handler, type Handlers, requireDocument, requirePosition, requireRange, requireText } from './handle.ts';
import { canVerifyDigests, listManifestActions } from './manifests/actions.ts';
import { completeJson } from './manifests/complete-json.ts';
import { completeMarkdown } from './manifests/complete-markdown.ts';
import { foldManifest } from './manifests/folding.ts';
import { hoverManifest } from './manifests/hover.ts';
import { linkManifest } from './manifests/links.ts';
import { explainsFields, type ManifestView } from './manifests/manifest-view.ts';
import type { Manifests } from './manifests/manifests.ts';
import { outlineManifest } from './manifests/outline.ts';
import { manifestState } from './manifests/release-records.ts';
import { listPolicyActions } from './policy-actions.ts';
import { completePolicy } from './policy-features/completion.ts';
import { hoverPolicy } from './policy-features/hover.ts';
import { linkPolicy } from './policy-features/links.ts';
import { outlinePolicy } from './policy-features/outline.ts';
import { findPolicyDocument } from './policy-features/policy-document.ts';
import type { Session } from './session.ts';
import { listVersionFileActions } from './version-file-actions.ts';

export interface LanguageFeatureParts {
  readonly on: OnMethod;
  readonly session: Session;
  readonly manifests: Manifests;
  readonly docs: Documentation;
  readonly handlers: Handlers;
  readonly converter: Converter;
  readonly support: ClientSupport;
}

/** Joins each request about an open document to the feature that answers it. */
export function offerLanguageFeatures({
  on,
  session,
  manifests,
  docs,
  handlers,
  converter,
  support,
}: LanguageFeatureParts): void {
  const onRequest = <Params, Result, Part, Options>(
    { method }: ProtocolRequestType<Params, Result, Part, void, Options>,
    answer: Handler<Params, Result>,
  ): void => on(method, answer);
  const listActionsOf = (manifest: ManifestView, { range, context }: CodeActionParams): CodeAction[] => {
    const span = converter.toSpan(manifest.source, range);
    const actions = listManifestActions(manifest, span, toWanted(context));
    const verify = support.commands.has('releaseLedger.verifyManifest') && canVerifyDigests(manifest, span);
    return [
      ...actions.map((action) => converter.toCodeAction(manifest, action)),
      ...(verify && toWanted(context).quickFixes ? [converter.toVerifyAction(manifest.uri)] : []),
    ];
  };
  onRequest(
    CodeActionRequest.type,
    handlers.any('codeAction', [], async (params) => {
      requireDocument(params);
      requireRange(params.range);
      if (!support.codeActionLiterals) return [];
      const { uri } = params.textDocument;
      const view = await session.exactView(uri);
      const manifest = view ? null : await manifests.view(uri);
      if (manifest) return listActionsOf(manifest, params);
      if (!view) {
        const fixes = await listPolicyActions(session, converter, uri, params.range);
        const found = await docs.view(uri);
        const mends = found ? listDocsActions(found, converter, params.range) : [];
        return [...fixes, ...mends, ...(await listVersionFileActions(session, converter, uri, params.range))];
      }
      const range = converter.toSpan(view.source, params.range);
      return listActions(view, range, toWanted(params.context)).map((action) => converter.toCodeAction(view, action));
    }),
  );
  onRequest(
    CompletionRequest.type,
    handlers.document('completion', [], {
      view: (view, { position }) => {
        requirePosition(position);
        return converter.toCompletionItems(view.source, complete(view, converter.toOffset(view.source, position)));
      },
      manifest: (manifest, { position }) => {
        requirePosition(position);
        const offset = converter.toOffset(manifest.source, position);
        const proposes = support.explainsPolicy && explainsFields(manifest);
        const found =
          manifest.form === 'json' ? completeJson(manifest, offset, proposes) : completeMarkdown(manifest, offset);
        return converter.toCompletionItems(manifest.source, found);
      },
      policy: (policy, { position }) => {
        requirePosition(position);
        const offset = converter.toOffset(policy.source, position);
        return converter.toCompletionItems(policy.source, completePolicy(policy, offset, support.explainsPolicy));
      },
    }),
  );
  onRequest(
    HoverRequest.type,
    handlers.any('hover', null, async (params) => {
      requireDocument(params);
      requirePosition(params.position);
      const view = await session.exactView(params.textDocument.uri);
      const manifest = view ? null : await manifests.view(params.textDocument.uri);
      if (manifest) {
        const offset = converter.toOffset(manifest.source, params.position);
        const text = hoverManifest(manifest, offset, support.explainsPolicy);
        return text && converter.toHover(manifest.source, text);
      }
      if (!view) {
        const policy = await findPolicyDocument(session, params.textDocument.uri);
        if (!policy) return null;
        const offset = converter.toOffset(policy.source, params.position);
        const text = hoverPolicy(policy, offset, support.explainsPolicy);
        return text && converter.toHover(policy.source, text);
      }
      const text = await hover(view, converter.toOffset(view.source, params.position), (ledger, release) =>
        session.ledgers.compareWithTag({ ...view, changelog: view.check.changelog }, ledger, release),
      );
      return text && converter.toHover(view.source, text);
    }),
  );
  onRequest(
    DefinitionRequest.type,
    handlers.view('definition', null, (view, { position }) => {
      requirePosition(position);
      const span = findDefinition(view, converter.toOffset(view.source, position));
      return span && converter.toLocation(view, span);
    }),
  );
  onRequest(
    ReferencesRequest.type,
    handlers.view('references', [], (view, { position, context }) => {
      requirePosition(position);
      const spans = findReferences(
        view,
        converter.toOffset(view.source, position),
        context?.includeDeclaration === true,
      );
      return spans.map((span) => converter.toLocation(view, span));
    }),
  );
  onRequest(
    PrepareRenameRequest.type,
    handlers.view('prepareRename', null, (view, { position }) => {
      requirePosition(position);
      const span = findRenamed(view, converter.toOffset(view.source, position));
      return span && converter.toRange(view.source, span);
    }),
  );
  onRequest(
    RenameRequest.type,
    handlers.view('rename', null, (view, { position, newName }) => {
      requirePosition(position);
      requireText(newName, 'newName');
      const { edits, refusal } = rename(view, converter.toOffset(view.source, position), newName);
      if (refusal !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, refusal);
      return converter.toWorkspaceEdit(view, edits);
    }),
  );
  onRequest(
    DocumentLinkRequest.type,
    handlers.document('documentLink', [], {
      view: (view) => documentLinks(view).map((link) => converter.toDocumentLink(view.source, link)),
      manifest: (manifest) => linkManifest(manifest).map((link) => converter.toDocumentLink(manifest.source, link)),
      policy: (policy) => linkPolicy(policy).map((link) => converter.toDocumentLink(policy.source, link)),
    }),
  );
  onRequest(
    CodeLensRequest.type,
    handlers.view('codeLens', [], async (view) => {
      const { toOwnViews } = await import('./requests/own-view.ts');
      const ownOf = await toOwnViews(session, view);
      return codeLenses(view, support.commands, (release) => manifestState(manifests, ownOf(release), release)).map(
        (lens) => converter.toCodeLens(view, lens),
      );
    }),
  );
  onRequest(
    InlayHintRequest.type,
    handlers.view('inlayHint', [], (view, { range }) => {
      requireRange(range);
      const hints = inlayHints(view, converter.toSpan(view.source, range));
      return hints.map((hint) => converter.toInlayHint(view.source, hint));
    }),
  );
  onRequest(
    SemanticTokensRequest.type,
    handlers.view('semanticTokens', { data: [] }, (view) => ({
      data: converter.toSemanticTokens(view.source, semanticTokens(view, null)),
    })),
  );
  onRequest(
    SemanticTokensRangeRequest.type,
    handlers.view('semanticTokens/range', { data: [] }, (view, { range }) => {
      requireRange(range);
      const tokens = semanticTokens(view, converter.toSpan(view.source, range));
      return { data: converter.toSemanticTokens(view.source, tokens) };
    }),
  );
  onRequest(
    DocumentSymbolRequest.type,
    handlers.document('documentSymbol', [], {
      view: (view) => converter.toSymbols(view, outline(view)),
      // An editor that outlines JSON by itself would show everything twice.
      manifest: (manifest) =>
        support.explainsPolicy && manifest.form === 'json'
          ? []
          : converter.toSymbols(manifest, outlineManifest(manifest)),
      // The editor that has a schema for the file has an outline of it, too.
      policy: (policy) => (support.explainsPolicy ? [] : converter.toSymbols(policy, outlinePolicy(policy))),
    }),
  );
  onRequest(
    FoldingRangeRequest.type,
    handlers.document('foldingRange', [], {
      view: (view) => foldings(view).map((fold) => converter.toFoldingRange(fold)),
      manifest: (manifest) => foldManifest(manifest).map((fold) => converter.toFoldingRange(fold)),
    }),
  );
  onRequest(
    SelectionRangeRequest.type,
    handlers.view('selectionRange', [], (view, { positions }) =>
      positions.map((position) => {
        requirePosition(position);
        return converter.toSelectionRange(view.source, growSelection(view, converter.toOffset(view.source, position)));
      }),
    ),
  );
  onRequest(
    DocumentFormattingRequest.type,
    handlers.view('formatting', [], (view) => converter.toTextEdits(view.source, fixDocument(view).edits)),
  );
  onRequest(
    DocumentRangeFormattingRequest.type,
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
