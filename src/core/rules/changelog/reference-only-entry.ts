import { Char, isDigit, isLetter } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { toInitials } from '../support/initials.ts';
import { introducedListTest } from '../support/introduced-lists.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
}

const REFERENCE =
  /^(?:(?:[\w.-]+\/[\w.-]+)?\\?[#!]\d+|GH-\d+|[A-Z][A-Z0-9]+-\d+|https?:\/\/\S+|(?=[a-f]*\d)[0-9a-f]{7,40}|@[\w-]+)[.:]*$/;
/** Words that say no more than that a reference follows. */
const LINKING_WORD =
  /^(?:see|closes?|closed|fix|fixe[sd]|resolve[sd]?|refs?|pr|pull|request|issues?|and|via|in|by)[.:]*$/i;
const LONGEST = 600;
/** `resolved`, and commit hashes of git's longest. */
const LONGEST_LINKING_WORD = 64;
const LONGEST_WORD = 8;
const isInitial = toInitials('([#!<*_@hHGsScCfFrRpPiIbB');

export default defineRule<Repeated<Found>>({
  id: 'changelog/reference-only-entry',
  severity: 'hint',
  scope: 'format',
  summary: 'An entry consists of references only.',
  why: `Keep a Changelog 2.0.0 prefers prose over a list of bare \`(#1234)\`: whoever reads the entry has to open the issue to
learn what changed, and cannot once the tracker has moved. Write what changed, and put the reference after it. A list that a
line ending in a colon leads to is left alone: \`Many thanks to:\` and the names.`,
  check(context, report) {
    reportRepeated(find(context), report);
  },
  message: (state) =>
    `Unexpected entry of references only, “${shorten(state.one.written)}”, expected what changed${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- ⟦(#12)⟧\n- Empty files are read (#13)\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Empty files are read (#12)\n- Empty files are read (#13)\n',
      message: 'Unexpected entry of references only, “(#12)”, expected what changed',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\nMany thanks to:\n\n- @one\n\n- @two\n\n## [0.9.0]\n\n### Fixed:\n\n- ⟦@three⟧\n',
      good: '## [1.0.0]\n\n### Fixed\n\nMany thanks to:\n\n- @one\n\n- @two\n\n## [0.9.0]\n\n### Fixed:\n\nThanks to:\n\n- @three\n',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- [#11] one\n- ⟦[#12](https://example.com/12), acme/widget#13⟧\n- https://example.com is reached\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- [#11] one\n- https://example.com is reached\n',
    },
  ],
});

function find(context: RuleContext): readonly Found[] {
  const { changelog, index, text } = context;
  const entries = index.once(gatherEntries, changelog);
  const { count, first, contentStart, end: ends } = entries;
  const isIntroduced = introducedListTest(text, entries);
  const found: Found[] = [];
  // Half of all entries start with a letter that a linking word starts with, too many to call a function of the caller for each.
  for (let i = 0; i < count; i++) {
    if (!isInitial(first[i] as number)) continue;
    const start = contentStart[i] as number;
    const end = ends[i] as number;
    if (end - start > LONGEST || !startsLikeReference(text, start, end) || !isReferencesOnly(text, start, end))
      continue;
    // `Many thanks to:` has said what the names below it are.
    if (!isIntroduced(i)) found.push({ span: { start, end }, written: text.slice(start, end) });
  }
  return found;
}

/** How every linking word of three letters or more starts, `https` too, and the shorter ones. */
const LINKING_STARTS = toStarts(['see', 'clo', 'fix', 'res', 'ref', 'req', 'pul', 'iss', 'and', 'via', 'htt']);
const SHORT_LINKING_WORDS = toStarts(['pr', 'in', 'by']);

function toStarts(words: readonly string[]): Uint8Array {
  const known = new Uint8Array(1 << 15);
  for (const word of words) known[startOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2) || 0)] = 1;
  return known;
}

/** Three letters of any case as one number; what is no letter is one of them, too. */
function startOf(first: number, second: number, third: number): number {
  return ((first & 0x1f) << 10) | ((second & 0x1f) << 5) | (third & 0x1f);
}

function mayLink(first: number, second: number, third: number): boolean {
  if (isLetter(third)) return LINKING_STARTS[startOf(first, second, third)] === 1;
  return SHORT_LINKING_WORDS[startOf(first, second, 0)] === 1;
}

/** Most entries start with a word that is neither a reference nor leads to one; the word's first letters tell. */
function startsLikeReference(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  if (!isLetter(code)) return true;
  const second = text.charCodeAt(start + 1);
  const isName = code <= 0x5a && (second <= 0x39 || (second >= 0x41 && second <= 0x5a));
  const isHash = isHexDigit(code) && isHexDigit(second);
  if (!isName && !isHash && !mayLink(code, second, text.charCodeAt(start + 2))) return false;
  let at = start + 1;
  while (at < end && at - start <= LONGEST_LINKING_WORD && isWordCharacter(text.charCodeAt(at))) at++;
  const behind = text.charCodeAt(at) === Char.Space ? text.charCodeAt(at + 1) : 0;
  if (isLowerCase(behind) && !isLinkingInitial(behind)) return false;
  // `ABC-123` is a reference, `CVE-2024-12345` an identifier with a sentence behind it.
  if (text.charCodeAt(at) === Char.HyphenMinus && text.charCodeAt(behindDigits(text, at + 1)) === Char.HyphenMinus)
    return false;
  const word = text.slice(start, at);
  return (
    (at - start <= LONGEST_WORD && LINKING_WORD.test(word)) ||
    /^(?:https?|GH|[A-Z][A-Z0-9]+|[0-9a-f]+)$/.test(word) ||
    text[at] === '/'
  );
}

function behindDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** What a reference in lower case, or one more linking word, can start with. */
const isLinkingInitial = toInitials('abcdefhiprsv');

const isHexDigit = toInitials('0123456789abcdef');

function isLowerCase(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isWordCharacter(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

/** True where every word is a reference, or leads to one. The first that is neither ends it. */
function isReferencesOnly(text: string, start: number, end: number): boolean {
  let references = 0;
  for (let at = start; at < end; ) {
    if (partsWords(text.charCodeAt(at))) {
      at++;
      continue;
    }
    let behind = at + 1;
    while (behind < end && !partsWords(text.charCodeAt(behind))) behind++;
    const word = text.slice(at, behind);
    if (REFERENCE.test(word)) references++;
    else if (word !== '.' && (word.length > LONGEST_LINKING_WORD || !LINKING_WORD.test(word))) return false;
    at = behind;
  }
  return references > 0;
}

const isPartingAscii = toInitials(' \t\n\v\f\r,;()&*_<>[]');

/** What stands between words: white space, commas, and the brackets and emphasis around them. */
function partsWords(code: number): boolean {
  return code < 128 ? isPartingAscii(code) : /\s/.test(String.fromCharCode(code));
}
