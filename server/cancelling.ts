import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Tells a request that nobody waits for its answer any more. */
export type Cancelling = CancellationToken;

/** The answer to a request that was cancelled. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}
