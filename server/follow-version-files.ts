import { CodeActionKind, CodeActionRequest } from 'vscode-languageserver';
import type { FollowedKind } from './follow-documents.ts';

/**
 * Version files, and our fixes in them. Nothing else of ours is of any use in a package manifest, so that it is no document of
 * ours from the start.
 */
export const VERSION_FILES: FollowedKind = {
  toldAnyway: /\.(?:md|markdown)$|[/\\]\.?release-ledger\.jsonc$/i,
  features: [[CodeActionRequest.method, { codeActionKinds: [CodeActionKind.QuickFix] }]],
};
