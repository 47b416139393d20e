import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherProse } from '../support/prose.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly url: string;
  readonly scheme: string;
}

/** White space and control characters before and inside the scheme are ignored by browsers, and references are decoded. */
const UNSAFE = /^[\0-\x20<]*(javascript|vbscript|data|file|command|vscode(?:-[a-z]+)?)[\0-\x20]*:/i;
const HARMLESS = /^data:image\/(?:png|gif|jpe?g|webp|avif)[;,]/i;

export default defineRule<State>({
  id: 'changelog/unsafe-link',
  severity: 'error',
  scope: 'any',
  summary: 'A link runs something or opens a local file instead of a page.',
  why: `A changelog is read in editors, on package pages and in release notes. \`javascript:\`, \`vbscript:\`, \`data:\` and \`command:\`
links run something there, and \`file:\` links lead into the reader's own machine. None of them belongs into a file for others:
link to a page, or write it as code.`,
  check({ changelog, index, text }, report) {
    const prose = index.once(gatherProse, changelog);
    const look = (start: number, end: number): void => {
      const url = decode(text.slice(start, Math.min(end, start + 200)));
      const scheme = UNSAFE.exec(url)?.[1];
      if (scheme !== undefined && !HARMLESS.test(url)) report({ start, end }, { url, scheme: scheme.toLowerCase() });
    };
    for (const { url } of changelog.definitions) if (mayBeUnsafe(text, url.start)) look(url.start, url.end);
    for (const at of index.find('](')) {
      if (mayBeUnsafe(text, at + 2) && prose.holds(at)) look(at + 2, endOfUrl(text, at + 2, ')'));
    }
    for (const at of index.find('<')) {
      const end = isSchemeLetter(text.charCodeAt(at + 1)) ? endOfUrl(text, at + 1, '>') : at;
      // An address in angle brackets holds no space (CommonMark 0.31, section 6.5): `Map<data: T>` is none.
      if (end > at && !/\s/.test(text.slice(at, end)) && !opensResource(text, at) && prose.holds(at)) look(at + 1, end);
    }
    // The attribute starts with a frequent letter; the tag that it stands in starts with a rare one.
    const anchors = index.has('<a') || index.has('<A') ? index.find('href=') : [];
    for (const { start, end } of attributes(text, anchors)) if (!prose.isCode(start)) look(start, end);
  },
  message: ({ url, scheme }) => `Unexpected “${scheme}:” link “${shorten(url)}”, expected a link to a page`,
  examples: [
    {
      bad: '# Changelog\n\n- [Read on](⟦javascript:alert(1⟧)).\n',
      good: '# Changelog\n\n- [Read on](https://example.com), `[x](javascript:y)`, <https://example.com>, [file](file.md).\n',
      message: 'Unexpected “javascript:” link “javascript:alert(1”, expected a link to a page',
    },
    {
      bad: '# Changelog\n\n[1.0.0]: ⟦FILE:///etc/passwd⟧\n',
      good: '# Changelog\n\n![logo](data:image/png;base64,AAAA)\n\n[1.0.0]: docs/file.md\n',
    },
    { bad: '# Changelog\n\nSee <⟦vbscript:x⟧>.\n', good: '# Changelog\n\nSee `<vbscript:x>` and Map<data: T>.\n' },
    {
      bad: '# Changelog\n\n[a](⟦&#106;avascript:x⟧)\n',
      good: '# Changelog\n\n```html\n<a href="javascript:x">\n```\n',
    },
  ],
});

/** The letters that the schemes start with, and what may stand before them. */
function mayBeUnsafe(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isSchemeLetter(code) || code === 38 || code === 60 || code <= 32;
}

function isSchemeLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower === 106 || lower === 118 || lower === 100 || lower === 102 || lower === 99;
}

/** `[a](<url>)`: the address was seen behind its brackets already. */
function opensResource(text: string, at: number): boolean {
  let before = at - 1;
  while (before > 0 && isWhiteSpace(text.charCodeAt(before))) before--;
  return text.startsWith('](', before - 1);
}

function isWhiteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Nobody writes longer ones by hand, and so no search goes further. */
const LONGEST_URL = 2000;

/** The offset of the closer, of the end of the line or of the longest URL, whichever comes first. */
function endOfUrl(text: string, start: number, closer: string): number {
  const limit = Math.min(text.length, start + LONGEST_URL);
  let end = start;
  while (end < limit && text[end] !== closer && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function* attributes(text: string, found: readonly number[]): Generator<Span> {
  for (const at of found) {
    const quote = text[at + 5] ?? '';
    if (quote !== '"' && quote !== "'") continue;
    yield { start: at + 6, end: endOfUrl(text, at + 6, quote) };
  }
}

const NAMED: Readonly<Record<string, string>> = { colon: ':', tab: '\t', newline: '\n' };

/** Character references (CommonMark 0.31, section 2.5) are read in destinations, so a scheme can be hidden in them. */
function decode(url: string): string {
  if (!url.includes('&')) return url;
  return url.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{1,10}));/g, (all, decimal, hexadecimal, name) => {
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : null;
    if (code !== null) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    return NAMED[String(name).toLowerCase()] ?? all;
  });
}
