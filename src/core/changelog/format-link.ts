import type { Span } from '../text/source.ts';
import type { Changelog } from './model.ts';

/** The link by which a changelog declares that it follows Keep a Changelog. */
export interface FormatLink {
  /** The place of its URL. */
  readonly span: Span;
  /** `en` of `keepachangelog.com/en/1.1.0`, null where the URL names no language. */
  readonly language: string | null;
  /** `1.1.0`, null where the link is not pinned. */
  readonly version: string | null;
}

const HOST = 'keepachangelog.com';
const ORIGIN = /https?:\/\/(?:www\.)?$/i;
const PATH = /^(?:\/([a-z]{2}(?:-[A-Za-z]{2,4})?)(?=\/|$|[^\w-]))?(?:\/(\d+\.\d+\.\d+))?[\w./-]*(?:#[\w-]*)?/;

/** The first such link in the preamble, or in a definition that the preamble may refer to; null where there is none. */
export function findFormatLink({ source: { text }, head, definitions }: Changelog): FormatLink | null {
  const inHead = text.slice(head.start, head.end).indexOf(HOST);
  if (inHead >= 0) return linkAt(text, head.start + inHead);
  for (const { url } of definitions) {
    // Behind `http://` or `https://`, perhaps with `www.`: of a thousand definitions none is compared in vain.
    const at = url.start + (text.charCodeAt(url.start + 4) === 115 ? 8 : 7);
    const code = text.charCodeAt(at);
    const host = code === 119 ? at + 4 : at;
    if ((code === 107 || code === 119) && text.startsWith(HOST, host)) return linkAt(text, host);
  }
  return null;
}

function linkAt(text: string, at: number): FormatLink | null {
  const origin = ORIGIN.exec(text.slice(Math.max(0, at - 12), at));
  if (!origin) return null;
  const path = PATH.exec(text.slice(at + HOST.length, at + HOST.length + 100));
  const end = at + HOST.length + withoutSentenceMark(path?.[0] ?? '').length;
  const span = { start: at - origin[0].length, end };
  return { span, language: path?.[1] ?? null, version: path?.[2] ?? null };
}

/** `… based on https://keepachangelog.com.`: the full stop is the sentence's. */
function withoutSentenceMark(path: string): string {
  return path.endsWith('.') ? path.slice(0, -1) : path;
}
