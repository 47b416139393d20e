import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { positionAt, type Source, type Span } from '../text/source.ts';
import type { Defect } from './model.ts';

export interface JsonText {
  /** Null where the text is empty, or not to be read at all. */
  readonly root: Node | null;
  readonly defects: readonly Defect[];
}

/** No manifest nests deeper than a handful of levels; the parser behind this takes a stack frame for each. */
const DEPTH_LIMIT = 64;
/** In UTF-16 units. A manifest of a hundred thousand files is smaller. */
const LENGTH_LIMIT = 16 * 1024 * 1024;
/** What programs in other languages have found in the prototype of an object. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads strict JSON (RFC 8259): no comments, no trailing commas, no byte-order mark; and beyond it what two programs could
 * read differently: keys that stand twice, numbers that a double cannot hold, lone surrogates.
 *
 * Total: any text has a result, in linear time.
 */
export function readJsonText(source: Source): JsonText {
  const { text, contentStart } = source;
  const defects: Defect[] = [];
  if (text.length > LENGTH_LIMIT) return refuse(source, 'Unexpected size, expected a manifest of at most 16 MB');
  const deep = findTooDeep(text, contentStart);
  if (deep !== null)
    return refuse(source, `Unexpected nesting, expected at most ${DEPTH_LIMIT} levels`, { start: deep, end: deep + 1 });
  const marks = { start: 0, end: text.search(/[^\ufeff]|$/) };
  if (contentStart > 0)
    defects.push({
      kind: 'invalid-json',
      span: marks,
      message: 'Unexpected byte-order mark, expected JSON to start with “{”',
      fix: { title: 'Remove the byte-order mark', span: marks, text: '' },
    });
  const errors: ParseError[] = [];
  // A space in the place of each byte-order mark keeps every offset.
  const readable = ' '.repeat(marks.end) + text.slice(marks.end);
  const root = parseTree(readable, errors, { disallowComments: true, allowTrailingComma: false }) ?? null;
  for (const { error, offset, length } of errors) {
    const start = Math.min(offset, text.length);
    const span = { start, end: Math.min(text.length, start + Math.max(1, length)) };
    defects.push({ kind: 'invalid-json', span, message: describeSyntax(printParseErrorCode(error), text, span) });
  }
  if (root) inspect(root, source, defects);
  else if (errors.length === 0) return refuse(source, 'Unexpected empty file, expected a JSON object');
  return { root, defects };
}

function refuse({ text }: Source, message: string, span: Span = { start: 0, end: text.length }): JsonText {
  return { root: null, defects: [{ kind: 'invalid-json', span, message }] };
}

/** The offset of the bracket that opens one level too many; null where there is none. */
function findTooDeep(text: string, from: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(from);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    // A bracket inside of a string is never the first character of a token.
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') {
      if (++depth > DEPTH_LIMIT) return scanner.getTokenOffset();
    } else if (first === '}' || first === ']') depth--;
  }
  return null;
}

const SYNTAX: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'expected a key in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon after the key',
  CommaExpected: 'expected a comma',
  CloseBraceExpected: 'expected “}”',
  CloseBracketExpected: 'expected “]”',
  EndOfFileExpected: 'expected the end of the file',
  InvalidCommentToken: 'expected JSON without comments',
  UnexpectedEndOfString: 'expected a double quote at the end of the string',
  InvalidUnicode: 'expected four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'expected one of the escapes of JSON',
  InvalidCharacter: 'expected control characters as escapes',
};

function describeSyntax(code: string, text: string, { start, end }: Span): string {
  const written = text.slice(start, Math.min(end, start + 20)).trim();
  const shown = written === '' ? 'end' : `“${written}”`;
  return `Unexpected ${shown}, ${SYNTAX[code] ?? 'expected a value of JSON'}`;
}

/** Looks at every node once; its stack holds at most as many as one level has. */
function inspect(root: Node, source: Source, defects: Defect[]): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'object') inspectKeys(node, source, defects);
    else if (node.type === 'number') inspectNumber(node, source, defects);
    else if (node.type === 'string') inspectString(node, source, defects);
    for (const child of node.children ?? []) pending.push(child);
  }
  defects.sort((a, b) => a.span.start - b.span.start);
}

function inspectKeys(node: Node, source: Source, defects: Defect[]): void {
  const seen = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const key = property.children?.[0];
    if (!key) continue;
    const name = key.value as string;
    const first = seen.get(name);
    if (first) {
      const { line, character } = positionAt(source, first.offset);
      defects.push({
        kind: 'invalid-json',
        span: spanOf(key, source),
        message: `Unexpected second key “${name}”, expected only the one in line ${line + 1}, column ${character + 1}`,
      });
    } else seen.set(name, key);
    if (FORBIDDEN_KEYS.has(name))
      defects.push({
        kind: 'invalid-json',
        span: spanOf(key, source),
        message: `Unexpected key “${name}”, expected none that reaches into a program’s own objects`,
      });
  }
}

function inspectNumber(node: Node, source: Source, defects: Defect[]): void {
  const span = spanOf(node, source);
  const written = source.text.slice(span.start, span.end);
  const value = Number(written);
  const isExact =
    Number.isFinite(value) && !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  if (isExact) return;
  defects.push({
    kind: 'invalid-json',
    span,
    message: `Unexpected number ${written.slice(0, 40)}, expected one that every program reads alike; write it as a string`,
  });
}

function inspectString(node: Node, source: Source, defects: Defect[]): void {
  const span = spanOf(node, source);
  if (isWellFormed(node.value as string)) return;
  defects.push({
    kind: 'invalid-json',
    span,
    message: 'Unexpected half of a surrogate pair, expected a whole character',
  });
}

const LONE_SURROGATE = /[\ud800-\udfff]/u;

function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** The place of a node; what the text ends in the middle of reaches beyond it in the parser's tree. */
export function spanOf({ offset, length }: Node, { text }: Source): Span {
  return { start: Math.min(offset, text.length), end: Math.min(offset + length, text.length) };
}
