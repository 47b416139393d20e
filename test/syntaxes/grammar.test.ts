import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMENTS, IN_A_CHANGELOG, REGIONS, RELEASE_HEADINGS, UNPAINTED } from './cases.ts';
import { loadMarkdown, ownScopes, type Token, tokenize } from './tokenizer.ts';

const grammar = await loadMarkdown(true);
const editorGrammar = await loadMarkdown(false);
const EXAMPLE = readFileSync(join(import.meta.dirname, 'example.md'), 'utf8');

/** What our grammars paint, brackets and other punctuation aside; neighbours of one scope are one piece. */
function painted(document: string): [text: string, scopes: string][] {
  const pieces: { text: string; scopes: string; line: number }[] = [];
  for (const token of tokenize(grammar, document)) {
    const own = ownScopes(token).filter((scope) => !scope.startsWith('punctuation.'));
    const piece = { text: token.text, scopes: own.join(' '), line: token.line };
    const last = pieces.at(-1);
    if (last && last.line === piece.line && last.scopes === piece.scopes) last.text += piece.text;
    else pieces.push(piece);
  }
  return pieces.filter(({ scopes }) => scopes !== '').map(({ text, scopes }) => [text, scopes]);
}

const withoutRegion = (token: Token): Token => ({
  ...token,
  scopes: token.scopes.filter((scope) => scope !== 'meta.changelog.markdown'),
});

describe('release headings', () => {
  it.each(RELEASE_HEADINGS)('%s: %s', (_title, document, expected) => {
    expect(painted(document)).toEqual(expected);
  });
});

describe('the content of a changelog', () => {
  it.each(IN_A_CHANGELOG)('%s: %s', (_title, document, expected) => {
    expect(painted(`# Changelog\n\n${document}\n`)).toEqual(expected);
  });
});

describe('the region of a changelog', () => {
  it.each(REGIONS)('%s', (_title, document, expected) => {
    expect(painted(document)).toEqual(expected);
  });
});

describe('comments for Release Ledger', () => {
  it.each(COMMENTS)('%s: %s', (_title, document, expected) => {
    expect(painted(document)).toEqual(expected);
  });
});

describe('other documents', () => {
  it.each(UNPAINTED)('%s looks as it does without us', (_title, document) => {
    expect(painted(document)).toEqual([]);
    expect(tokenize(grammar, document).map(withoutRegion)).toEqual(tokenize(editorGrammar, document));
  });
});

describe('a whole changelog', () => {
  it('has the scopes of the snapshot', async () => {
    const lines = EXAMPLE.split('\n').flatMap((line, index) => [
      `>${line}`,
      ...tokenize(grammar, EXAMPLE)
        .filter((token) => token.line === index + 1 && token.text !== '')
        .map(({ text, scopes }) => `   ${JSON.stringify(text)} ${scopes.join(' ')}`),
    ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('example.md.snap');
  });

  it('keeps the look of every line in which nothing is painted', () => {
    const ours = tokenize(grammar, EXAMPLE);
    const lines = new Set(ours.filter((token) => ownScopes(token).length > 0).map((token) => token.line));
    const plain = (token: Token) => !lines.has(token.line);
    expect(lines.size).toBeGreaterThan(10);
    expect(ours.filter(plain).map(withoutRegion)).toEqual(tokenize(editorGrammar, EXAMPLE).filter(plain));
  });

  it('keeps the structure of Markdown: headings, lists, code and links', () => {
    const structure = (tokens: readonly Token[]) =>
      tokens.map(({ line, text, scopes }) => [
        line,
        text,
        scopes
          .filter((scope) => /^(?:heading|markup\.(?:list|quote|fenced_code|raw|inline|table))\b/.test(scope))
          .join(' '),
      ]);
    const characters = (tokens: readonly Token[]) =>
      structure(tokens).flatMap(([line, text, scopes]) =>
        [...(text as string)].map((character) => [line, character, scopes]),
      );
    expect(characters(tokenize(grammar, EXAMPLE))).toEqual(characters(tokenize(editorGrammar, EXAMPLE)));
  });
});
