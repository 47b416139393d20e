import {
  CodeActionKind,
  CodeActionRequest,
  CompletionRequest,
  DidSaveTextDocumentNotification,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
} from 'vscode-languageserver';
import { FIX_ALL_KIND } from '../convert.ts';
import type { FollowedKind } from '../follow-documents.ts';

/** Release manifests in JSON that stand where only the policy says: everything that the others have. */
export const MANIFESTS: FollowedKind = {
  toldAnyway: /\.(?:md|markdown)$|[/\\]release_manifest\.json$|[/\\]releases[/\\].*\.json$/,
  features: [
    [CodeActionRequest.method, { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] }],
    [CompletionRequest.method, { triggerCharacters: ['"'] }],
    [DidSaveTextDocumentNotification.method],
    [HoverRequest.method],
    [DocumentLinkRequest.method],
    [DocumentSymbolRequest.method],
    [FoldingRangeRequest.method],
  ],
};
