import type { Entry } from '../../changelog/model.ts';
import { codeSpans } from '../../markdown/code-spans.ts';
import { inlineContent } from '../../markdown/inline-content.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';

interface State {
  readonly bracket: string;
  readonly partner: string;
}

export default defineRule<State>({
  id: 'changelog/unbalanced-brackets',
  severity: 'off',
  scope: 'format',
  summary: 'A bracket in an entry has no partner.',
  why: `A missing \`)\` or \`]\` is mostly a broken link or a reference that was cut in two. Text in code spans, escaped brackets,
smileys and the \`a)\` of an enumeration are not counted. Off by default: prose has its own reasons for single brackets.`,
  check(context, report) {
    for (const entry of context.index.once(gatherEntries, context.changelog).entries) {
      for (const found of findUnbalanced(context, entry)) report(found.span, found);
    }
  },
  message: ({ bracket, partner }) => `Unexpected “${bracket}” without “${partner}”, expected both or neither`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One ⟦(⟧see [#12](https://example.com).\n- Two `(`, \\( and :) as well as a) three.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One (see [#12](https://example.com)).\n- Two `(`, \\( and :) as well as a) three.\n',
      message: 'Unexpected “(” without “)”, expected both or neither',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n- One #12⟦]⟧ {two}.\n',
      good: '## [1.0.0]\n\n### Added\n\n- One [#12] {two}.\n',
    },
  ],
});

const PARTNERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', ')': '(', ']': '[', '}': '{' };
const BRACKETS = /\\.|[()[\]{}]/g;

interface Found extends State {
  readonly span: Span;
}

function* findUnbalanced({ changelog: { blocks }, text }: RuleContext, entry: Entry): Generator<Found> {
  for (const { start, end } of inlineContent(blocks, entry.block)) {
    if (!/[()[\]{}]/.test(text.slice(start, end))) continue;
    let prose = '';
    let at = start;
    for (const code of codeSpans(text, start, end)) {
      prose += text.slice(at, code.start) + ' '.repeat(code.end - code.start);
      at = code.end;
    }
    prose += text.slice(at, end);
    yield* unbalancedIn(prose, start);
  }
}

function* unbalancedIn(prose: string, offset: number): Generator<Found> {
  const open: { readonly bracket: string; readonly at: number }[] = [];
  const toFound = (bracket: string, at: number): Found => ({
    bracket,
    partner: PARTNERS[bracket] as string,
    span: { start: offset + at, end: offset + at + 1 },
  });
  for (const { 0: bracket, index } of prose.matchAll(BRACKETS)) {
    if (bracket.length > 1) continue;
    if ('([{'.includes(bracket)) {
      if (!isSmiley(prose, index)) open.push({ bracket, at: index });
    } else if (open.at(-1)?.bracket === PARTNERS[bracket]) open.pop();
    else if (!isSmiley(prose, index) && !isEnumeration(prose, index)) yield toFound(bracket, index);
  }
  for (const { bracket, at } of open) yield toFound(bracket, at);
}

function isSmiley(prose: string, at: number): boolean {
  return /[:;=]-?$/.test(prose.slice(Math.max(0, at - 2), at));
}

/** `a)` and `12)`, where no bracket opened. */
function isEnumeration(prose: string, at: number): boolean {
  return prose[at] === ')' && /(?:^|\s)(?:\d{1,3}|[a-z]|[ivx]{1,4})$/i.test(prose.slice(Math.max(0, at - 5), at));
}
