import type { ClientCommand } from '../src/protocol/messages.ts';
import { choosePositionEncoding, type PositionEncoding } from './position-encoding.ts';

/** What the client can do, as far as an answer depends on it. Whatever it did not announce it cannot do. */
export interface ClientSupport {
  readonly positionEncoding: PositionEncoding;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchRegistration: boolean;
  /** Files outside of the workspace's folders can be watched, too. */
  readonly relativePatterns: boolean;
  /** Documents and their code actions can be asked for later, one by one. */
  readonly documentRegistration: boolean;
  /** `WorkspaceEdit.documentChanges`, which bind an edit to the version that it was computed from. */
  readonly versionedEdits: boolean;
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly snippets: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly prepareRename: boolean;
  readonly refreshCodeLenses: boolean;
  readonly refreshInlayHints: boolean;
  readonly refreshDiagnostics: boolean;
  /**
   * The client asks for diagnostics and cannot be sent any. Pushing is what we do everywhere else, even for clients that could
   * ask as well: only pushed diagnostics reach closed changelogs without a request for each, and a client that got both would
   * show everything twice.
   */
  readonly pullsDiagnosticsOnly: boolean;
  readonly commands: ReadonlySet<ClientCommand>;
  readonly wantsDidCheck: boolean;
  readonly wantsDidChangeLedger: boolean;
  /** The user trusts the workspace; a client that knows no such thing does not say otherwise. */
  readonly trusted: boolean;
  /** The client proposes and explains what a policy file can have by a schema of its own. */
  readonly explainsPolicy: boolean;
  /** The scheme of the client's documents about rules, for the links of diagnostics; null where it has none. */
  readonly ruleScheme: string | null;
  /** What hovers and code lenses are written in. */
  readonly language: 'en' | 'de';
  /** Settings that came with `initialize`, for clients without configuration support. */
  readonly settings: unknown;
}

/** Reads the parameters of `initialize`. Total: whatever has the wrong type was not announced. */
export function toClientSupport(params: unknown): ClientSupport {
  const has = (...path: readonly string[]): boolean => get(params, 'capabilities', ...path) === true;
  const is = (...path: readonly string[]): boolean => isRecord(get(params, 'capabilities', ...path));
  const lists = (value: string, ...path: readonly string[]): boolean => {
    const list = get(params, 'capabilities', ...path);
    return Array.isArray(list) && list.includes(value);
  };
  const commands = get(params, 'initializationOptions', 'commands');
  const locale = get(params, 'locale');
  return {
    positionEncoding: choosePositionEncoding(get(params, 'capabilities', 'general', 'positionEncodings')),
    configuration: has('workspace', 'configuration'),
    configurationRegistration: has('workspace', 'didChangeConfiguration', 'dynamicRegistration'),
    watchRegistration: has('workspace', 'didChangeWatchedFiles', 'dynamicRegistration'),
    relativePatterns: has('workspace', 'didChangeWatchedFiles', 'relativePatternSupport'),
    documentRegistration:
      get(params, 'initializationOptions', 'registerVersionFiles') === true &&
      has('textDocument', 'synchronization', 'dynamicRegistration') &&
      has('textDocument', 'codeAction', 'dynamicRegistration') &&
      is('textDocument', 'codeAction', 'codeActionLiteralSupport'),
    versionedEdits: has('workspace', 'workspaceEdit', 'documentChanges'),
    codeActionLiterals: is('textDocument', 'codeAction', 'codeActionLiteralSupport'),
    preferredActions: has('textDocument', 'codeAction', 'isPreferredSupport'),
    hierarchicalSymbols: has('textDocument', 'documentSymbol', 'hierarchicalDocumentSymbolSupport'),
    snippets: has('textDocument', 'completion', 'completionItem', 'snippetSupport'),
    markdownHover: lists('markdown', 'textDocument', 'hover', 'contentFormat'),
    markdownCompletion: lists('markdown', 'textDocument', 'completion', 'completionItem', 'documentationFormat'),
    prepareRename: has('textDocument', 'rename', 'prepareSupport'),
    refreshCodeLenses: has('workspace', 'codeLens', 'refreshSupport'),
    refreshInlayHints: has('workspace', 'inlayHint', 'refreshSupport'),
    refreshDiagnostics: has('workspace', 'diagnostics', 'refreshSupport'),
    pullsDiagnosticsOnly: is('textDocument', 'diagnostic') && !is('textDocument', 'publishDiagnostics'),
    commands: new Set(
      Array.isArray(commands) ? (commands.filter((each) => typeof each === 'string') as ClientCommand[]) : [],
    ),
    wantsDidCheck: get(params, 'initializationOptions', 'didCheck') === true,
    wantsDidChangeLedger: get(params, 'initializationOptions', 'didChangeLedger') === true,
    trusted: get(params, 'initializationOptions', 'trusted') !== false,
    explainsPolicy: get(params, 'initializationOptions', 'policySchema') === true,
    ruleScheme: readScheme(has('textDocument', 'publishDiagnostics', 'codeDescriptionSupport'), params),
    language: typeof locale === 'string' && /^de\b/i.test(locale) ? 'de' : 'en',
    settings: get(params, 'initializationOptions', 'settings'),
  };
}

function readScheme(isLinked: boolean, params: unknown): string | null {
  const scheme = get(params, 'initializationOptions', 'ruleScheme');
  return isLinked && typeof scheme === 'string' && /^[a-z][a-z0-9+.-]*$/.test(scheme) ? scheme : null;
}

function get(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const name of path) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return at;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
