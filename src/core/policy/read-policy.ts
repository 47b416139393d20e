import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Problem } from '../rules/problem.ts';
import type { Span } from '../text/source.ts';
import { policySettings } from './settings.ts';
import { validate } from './validate.ts';

/** One policy file, as far as it is valid. */
export interface PolicyText {
  /** The settings as written, without `extends` and `$schema`; what is wrong is left out. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly extends: { readonly value: string; readonly span: Span } | null;
  readonly problems: readonly Problem[];
  /** The tree of the text; null where there is none. */
  readonly root: Node | null;
}

/** What the parser's codes mean to somebody who writes the file. */
const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Unexpected word, expected a JSON value',
  InvalidNumberFormat: 'Unexpected form of a number',
  PropertyNameExpected: 'Expected a key in double quotes',
  ValueExpected: 'Expected a value',
  ColonExpected: 'Expected a colon after the key',
  CommaExpected: 'Expected a comma',
  CloseBraceExpected: 'Expected “}”',
  CloseBracketExpected: 'Expected “]”',
  EndOfFileExpected: 'Unexpected text after the policy, expected the end of the file',
  InvalidCommentToken: 'Unexpected “/”, expected a comment as // or /* */',
  UnexpectedEndOfComment: 'Expected “*/” at the end of the comment',
  UnexpectedEndOfString: 'Expected a double quote at the end of the string',
  UnexpectedEndOfNumber: 'Unexpected end of a number',
  InvalidUnicode: 'Unexpected \\u escape, expected four hexadecimal digits',
  InvalidEscapeCharacter: 'Unexpected escape in a string',
  InvalidCharacter: 'Unexpected control character in a string',
};

/** Reads a policy file: JSON with comments and trailing commas. Total: any text has a result. */
export function readPolicy(text: string): PolicyText {
  const bom = text.startsWith('\ufeff') ? 1 : 0;
  const errors: ParseError[] = [];
  // A byte-order mark is no JSON white space; a space in its place keeps every offset.
  const root = parseTree(bom ? ` ${text.slice(1)}` : text, errors, { allowTrailingComma: true });
  const problems = errors.map(({ error, offset, length }): Problem => {
    const end = Math.min(text.length, offset + Math.max(1, length));
    return {
      rule: 'policy/invalid-json',
      severity: 'error',
      span: { start: Math.min(offset, text.length), end },
      message: SYNTAX[printParseErrorCode(error)] ?? 'Unexpected text, expected JSON with comments',
      fixes: [],
    };
  });
  if (!root) {
    return { settings: {}, extends: null, problems: problems.length > 0 ? problems : [emptyFile(text)], root: null };
  }
  const validated = validate(root, policySettings());
  const { $schema: _schema, extends: base, ...settings } = (validated.value ?? {}) as Record<string, unknown>;
  const node = root.children?.find(({ children }) => children?.[0]?.value === 'extends')?.children?.[1];
  return {
    settings,
    root,
    extends:
      typeof base === 'string' && node
        ? { value: base, span: { start: node.offset, end: node.offset + node.length } }
        : null,
    // A value that the text ends in the middle of reaches beyond it in the parser's tree.
    problems: [
      ...problems,
      ...validated.problems.map((problem) => ({ ...problem, span: within(problem.span, text.length) })),
    ],
  };
}

function within({ start, end }: Span, length: number): Span {
  return { start: Math.min(start, length), end: Math.min(end, length) };
}

function emptyFile(text: string): Problem {
  return {
    rule: 'policy/invalid-json',
    severity: 'error',
    span: { start: 0, end: text.length },
    message: 'Unexpected empty file, expected a JSON object: {} is a policy that changes nothing',
    fixes: [],
  };
}
