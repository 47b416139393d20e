import type { TextIndex } from '../rules/text-index.ts';
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
export function findFormatLink({ changelog, text, index }: FormatLinkInput): FormatLink | null {
  for (const at of index.find(HOST)) {
    const origin = ORIGIN.exec(text.slice(Math.max(0, at - 12), at));
    if (!origin || !(at < changelog.head.end || isDefined(changelog, at))) continue;
    const path = PATH.exec(text.slice(at + HOST.length, at + HOST.length + 100));
    const end = at + HOST.length + withoutSentenceMark(path?.[0] ?? '').length;
    const span = { start: at - origin[0].length, end };
    return { span, language: path?.[1] ?? null, version: path?.[2] ?? null };
  }
  return null;
}

interface FormatLinkInput {
  readonly changelog: Changelog;
  readonly text: string;
  readonly index: TextIndex;
}

function isDefined({ definitions }: Changelog, at: number): boolean {
  return definitions.some(({ url }) => url.start <= at && at < url.end);
}

/** `… based on https://keepachangelog.com.`: the full stop is the sentence's. */
function withoutSentenceMark(path: string): string {
  return path.endsWith('.') ? path.slice(0, -1) : path;
}
