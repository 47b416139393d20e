import { codeSpans } from '../markdown/code-spans.ts';
import { inlineContent } from '../markdown/inline-content.ts';
import type { Span } from '../text/source.ts';
import type { Changelog, Entry } from './model.ts';

/**
 * `vulnerability`: CVE, GHSA and the like · `issue`: `#12`, `GH-12`, `acme/widget#12` · `merge-request`: `!12` · `ticket`:
 * `PROJ-12` · `link`: the address of an issue or a pull request where nothing else names it
 */
export type IdentifierKind = 'vulnerability' | 'issue' | 'merge-request' | 'ticket' | 'link';

/** What an entry refers to, by its name. */
export interface Identifier extends Span {
  readonly kind: IdentifierKind;
  /** As it is to be shown: as written, a link as `acme/widget#12`. */
  readonly text: string;
}

/** The identifiers of vulnerability databases: CVE, GitHub's advisories, and those of Python, Rust, Go and OSV. */
export const VULNERABILITY =
  /(?<![\w/-])(?:CVE-\d{4}-\d{4,19}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}|(?:PYSEC|RUSTSEC|GO|OSV)-\d{4}-\d{1,19})(?![\w-])/g;
const ISSUE = /(?<![\w&/])#[1-9]\d{0,9}(?!\w)|(?<![\w-])GH-[1-9]\d{0,9}(?!\w)/g;
/** The repository in front of a number; names of forges are not longer. */
const REPOSITORY = /(?<![\w./-])[\w.-]{1,39}\/[\w.-]{1,100}$/;
const NUMBER_IN_REPOSITORY = /(?<=\w)#[1-9]\d{0,9}(?!\w)/g;
const MERGE_REQUEST = /(?<![\w&/!])![1-9]\d{0,9}(?!\w)/g;
const TICKET = /(?<![\w/-])[A-Z][A-Z0-9]{1,9}-[1-9]\d{0,6}(?![\w-])/g;
/** What looks like a ticket and is a standard, an encoding or a kind of hash. */
const NO_TICKET =
  /^(?:UTF|SHA|ISO|RFC|PEP|MD|TLS|SSL|HTTP|AES|RSA|ES|EC|IEEE|ANSI|ASCII|CP|KOI|BIG|EUC|GB|UCS|BASE|CRC|FIPS|NIST|X|GH|CVE|CWE|GHSA|GO|OSV|PYSEC|RUSTSEC|RC|BETA|ALPHA|ECMA|H|MP|ARM|AMD|COVID|WCAG)\d*-/;
const ADDRESS =
  /https?:\/\/[^\s/()<>[\]]{1,100}\/([\w.-]{1,39}\/[\w.-]{1,100})\/(?:-\/)?(issues|pulls?|merge_requests)\/(\d{1,10})(?!\d)/g;

/** Ends of a look-behind: a repository's name and its owner's are not longer than this. */
const LOOK_BEHIND = 150;

/**
 * What an entry refers to, each once, in the order of the text: issues, pull and merge requests, tickets, vulnerabilities.
 * The one answer for the JSON of `parse`, completion and every rule. What stands in code spans is no reference.
 */
export function identifiersOf(changelog: Changelog, entry: Entry): readonly string[] {
  return [...new Set(findIdentifiers(changelog, entry).map(({ text }) => text))];
}

/** The identifiers of an entry with their places, in order. Linear in the length of the entry. */
export function findIdentifiers(
  { source, blocks }: Pick<Changelog, 'source' | 'blocks'>,
  entry: Pick<Entry, 'block'>,
): readonly Identifier[] {
  const found = inlineContent(blocks, entry.block).flatMap((span) => findIn(source.text, span));
  const named = new Set(found.flatMap(({ kind, text }) => (kind === 'link' ? [] : [numberOf(text)])));
  return found.filter(({ kind, text }) => kind !== 'link' || !named.has(numberOf(text)));
}

function findIn(text: string, { start, end }: Span): readonly Identifier[] {
  const content = text.slice(start, end);
  const found: Identifier[] = [];
  const add = (pattern: RegExp, kind: IdentifierKind, show: (match: RegExpMatchArray) => string | null): void => {
    for (const match of content.matchAll(pattern)) {
      const shown = show(match);
      if (shown === null) continue;
      const at = start + (match.index as number) + match[0].length;
      found.push({
        kind,
        text: shown,
        start: at - Math.max(match[0].length, kind === 'link' ? 0 : shown.length),
        end: at,
      });
    }
  };
  if (content.includes('-')) {
    add(VULNERABILITY, 'vulnerability', ([written]) => written);
    add(TICKET, 'ticket', ([written]) => (NO_TICKET.test(written) ? null : written));
  }
  add(ISSUE, 'issue', ([written]) => written);
  if (content.includes('#')) add(NUMBER_IN_REPOSITORY, 'issue', (match) => withRepository(content, match));
  if (content.includes('!')) add(MERGE_REQUEST, 'merge-request', ([written]) => written);
  if (content.includes('://')) add(ADDRESS, 'link', toShortForm);
  if (found.length === 0) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return outside(found, codeSpans(text, start, end));
}

/** Identifiers that stand neither in code nor inside an address before them. Both lists are in order. */
function outside(found: readonly Identifier[], code: readonly Span[]): readonly Identifier[] {
  const kept: Identifier[] = [];
  let next = 0;
  let addressEnd = 0;
  for (const each of found) {
    while (next < code.length && (code[next] as Span).end <= each.start) next++;
    const isCode = next < code.length && (code[next] as Span).start <= each.start;
    if (isCode || each.end <= addressEnd) continue;
    if (each.kind === 'link') addressEnd = each.end;
    kept.push(each);
  }
  return kept;
}

function withRepository(content: string, { 0: number, index = 0 }: RegExpMatchArray): string | null {
  const repository = REPOSITORY.exec(content.slice(Math.max(0, index - LOOK_BEHIND), index))?.[0];
  return repository === undefined || repository.includes('//') ? null : repository + number;
}

function toShortForm([, repository, kind, number]: RegExpMatchArray): string {
  return `${repository}${kind === 'merge_requests' ? '!' : '#'}${number}`;
}

/** The number alone: `[#12](…/pull/12)` names one thing twice. */
function numberOf(identifier: string): string {
  return /\d+$/.exec(identifier)?.[0] ?? identifier;
}
