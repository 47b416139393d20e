import { Char, isLetter } from './characters.ts';
import type { ForwardFinder } from './forward-finder.ts';
import { skipClosingTag, skipOpenTag, skipTagName } from './html-tags.ts';

const URI_AUTOLINK = /<[a-z][a-z0-9+.-]{1,31}:[^\u0001-\u0020\u007f<>]*>/iy;
const EMAIL_AUTOLINK =
  /<[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*>/iy;

/** The offset behind the autolink (CommonMark 6.5) at `at`, a `<`; -1 where none is. */
export function skipAutolink(text: string, at: number): number {
  for (const pattern of [URI_AUTOLINK, EMAIL_AUTOLINK]) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return -1;
}

/** The offset behind the raw HTML (CommonMark 6.6) at `at`, a `<`; -1 where none is. */
export function skipRawHtml(text: string, at: number, finder: ForwardFinder): number {
  const code = text.charCodeAt(at + 1);
  if (code === Char.QuestionMark) return behind(finder, '?>', at + 2);
  if (code === Char.ExclamationMark) return skipDeclaration(text, at + 2, finder);
  const closing = code === Char.Slash;
  const nameStart = closing ? at + 2 : at + 1;
  const nameEnd = skipTagName(text, nameStart, text.length);
  if (nameEnd === nameStart) return -1;
  return closing ? skipClosingTag(text, nameEnd, text.length) : skipOpenTag(text, nameEnd, text.length);
}

function skipDeclaration(text: string, at: number, finder: ForwardFinder): number {
  // The shortest comments are `<!-->` and `<!--->`: what closes a comment may begin with the dashes that open it.
  if (text.startsWith('--', at)) return behind(finder, '-->', at);
  if (text.startsWith('[CDATA[', at)) return behind(finder, ']]>', at + 7);
  return isLetter(text.charCodeAt(at)) ? behind(finder, '>', at + 1) : -1;
}

function behind(finder: ForwardFinder, needle: string, at: number): number {
  const found = finder.find(needle, at);
  return found < 0 ? -1 : found + needle.length;
}
