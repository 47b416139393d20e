import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { CONTRIBUTIONS, INJECTED_INTO } from '../../syntaxes/source/contributions.ts';

const require = createRequire(import.meta.url);

/** The editor's own grammars that Markdown needs; other languages' fences stay plain. */
const EDITOR_GRAMMARS: Readonly<Record<string, string>> = {
  [INJECTED_INTO]: 'markdown',
  'text.html.derivative': 'html-derivative',
  'text.html.basic': 'html',
  'source.yaml': 'yaml',
  'source.js': 'javascript',
};

/** A piece of a line with every scope from the outermost to the innermost, without the root scope. */
export interface Token {
  readonly line: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

let wasm: Promise<void> | undefined;

/** Loads the regular expression engine of the editor, once in a process. */
export function loadOniguruma(): Promise<void> {
  const path = require.resolve('vscode-oniguruma/release/onig.wasm');
  wasm ??= oniguruma.loadWASM(new Uint8Array(readFileSync(path)).buffer);
  return wasm;
}

/** Loads the editor's Markdown grammar, with our grammars injected as the manifest injects them or without them. */
export async function loadMarkdown(withOurs: boolean): Promise<IGrammar> {
  const onigLib = loadOniguruma().then(() => ({
    createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  }));
  const ours = new Map(CONTRIBUTIONS.map(({ grammar }) => [grammar.scopeName, JSON.stringify(grammar)]));
  const registry = new textmate.Registry({
    onigLib,
    loadGrammar: async (scope) => {
      const own = ours.get(scope);
      const editor = EDITOR_GRAMMARS[scope];
      if (own === undefined && editor === undefined) return null;
      return textmate.parseRawGrammar(own ?? readEditorGrammar(editor as string), `${scope}.json`);
    },
    getInjections: (scope) => (withOurs && scope === INJECTED_INTO ? [...ours.keys()] : undefined),
  });
  const grammar = await registry.loadGrammar(INJECTED_INTO);
  if (!grammar) throw new Error('The Markdown grammar of tm-grammars is missing.');
  return grammar;
}

function readEditorGrammar(name: string): string {
  return readFileSync(require.resolve(`tm-grammars/grammars/${name}.json`), 'utf8');
}

/** Tokenizes a document line by line, as the editor does. */
export function tokenize(grammar: IGrammar, text: string): Token[] {
  const tokens: Token[] = [];
  let state = textmate.INITIAL;
  for (const [line, written] of text.split('\n').entries()) {
    const result = grammar.tokenizeLine(written, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      tokens.push({ line: line + 1, text: written.slice(startIndex, endIndex), scopes: scopes.slice(1) });
    }
  }
  return tokens;
}

/** The scopes of our own among a token's, without their `.changelog` ending and without the region's. */
export function ownScopes(token: Token): string[] {
  return token.scopes
    .filter((scope) => scope.endsWith('.changelog'))
    .map((scope) => scope.slice(0, -'.changelog'.length));
}
