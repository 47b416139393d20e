import { type CancellationToken, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { cancelled } from './cancelling.ts';
import type { ManifestView } from './manifests/manifest-view.ts';
import type { Manifests } from './manifests/manifests.ts';
import { findPolicyDocument, type PolicyDocument } from './policy-features/policy-document.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Parameters of a request about a document; they come from outside, so nothing about them is sure before it was looked at. */
export interface DocumentRequest {
  readonly textDocument: { readonly uri: string };
}

export type Log = (message: string) => void;

/** Answers a request. It fails with a `ResponseError` only, which is an answer, too. */
export type Handler<Params, Result> = (params: Params, token: CancellationToken) => Promise<Result>;

/**
 * Makes handlers that cannot take the process down: what fails is logged and answered with an empty result, parameters that
 * are not what LSP says are answered with -32602, and a request that was cancelled meanwhile with -32800.
 */
export class Handlers {
  readonly #session: Session;
  readonly #manifests: Manifests | null;
  readonly #log: Log;

  /** @param manifests null where none are looked for */
  constructor(session: Session, log: Log, manifests: Manifests | null = null) {
    this.#session = session;
    this.#log = log;
    this.#manifests = manifests;
  }

  /** A request about an open changelog; other documents have the empty answer. */
  view<Params extends DocumentRequest, Result>(
    name: string,
    empty: Result,
    answer: (view: View, params: Params) => Result | Promise<Result>,
  ): Handler<Params, Result> {
    return this.any(name, empty, async (params: Params, token) => {
      requireDocument(params);
      const view = await this.#session.view(params.textDocument.uri);
      if (token.isCancellationRequested) throw cancelled();
      return view ? answer(view, params) : empty;
    });
  }

  /** A request about an open changelog, manifest or policy file; other documents have the empty answer. */
  document<Params extends DocumentRequest, Result>(
    name: string,
    empty: Result,
    answer: {
      readonly view: (view: View, params: Params) => Result | Promise<Result>;
      readonly manifest: (manifest: ManifestView, params: Params) => Result | Promise<Result>;
      readonly policy?: (policy: PolicyDocument, params: Params) => Result | Promise<Result>;
    },
  ): Handler<Params, Result> {
    return this.any(name, empty, async (params: Params, token) => {
      requireDocument(params);
      const { uri } = params.textDocument;
      const view = await this.#session.view(uri);
      const manifest = view ? null : ((await this.#manifests?.view(uri)) ?? null);
      const policy = view || manifest || !answer.policy ? null : await findPolicyDocument(this.#session, uri);
      if (token.isCancellationRequested) throw cancelled();
      if (view) return answer.view(view, params);
      if (manifest) return answer.manifest(manifest, params);
      return policy && answer.policy ? answer.policy(policy, params) : empty;
    });
  }

  /** Any other request. */
  any<Params, Result>(
    name: string,
    empty: Result,
    answer: (params: Params, token: CancellationToken) => Result | Promise<Result>,
  ): Handler<Params, Result> {
    return async (params, token) => {
      try {
        return await answer(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.#log(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
        return empty;
      }
    };
  }

  /** A notification, which has no answer. */
  notification<Params>(
    name: string,
    follow: (params: Params) => void | Promise<void>,
  ): (params: Params) => Promise<void> {
    return async (params) => {
      try {
        await follow(params);
      } catch (error) {
        this.#log(`${name} was ignored: ${error instanceof Error ? error.stack : String(error)}`);
      }
    };
  }
}

/** Throws -32602 for parameters without a document. */
export function requireDocument(params: unknown): void {
  if (!isRecord(params) || !isRecord(params.textDocument) || typeof params.textDocument.uri !== 'string') {
    throw invalid('textDocument.uri');
  }
}

/** Throws -32602 for what is no position. */
export function requirePosition(value: unknown): void {
  if (!isRecord(value) || typeof value.line !== 'number' || typeof value.character !== 'number')
    throw invalid('position');
}

/** Throws -32602 for what is no range. */
export function requireRange(value: unknown): void {
  if (!isRecord(value)) throw invalid('range');
  requirePosition(value.start);
  requirePosition(value.end);
}

/** Throws -32602 for what is no text. */
export function requireText(value: unknown, name: string): void {
  if (typeof value !== 'string') throw invalid(name);
}

function invalid(name: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, `Unexpected parameters, expected ${name}`);
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
