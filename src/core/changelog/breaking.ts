import { Char } from '../markdown/characters.ts';
import type { Span } from '../text/source.ts';
import { plainHeading } from './category-reader.ts';
import type { Entry } from './model.ts';
import { isNothing } from './nothing.ts';

/** A mark on an entry that says in so many words that the change breaks something. */
export interface BreakingMarker extends Span {
  /**
   * `leading`: in front of the text, all of it mark (`**BREAKING**`, `[breaking]`, `Breaking change:`) · `within`: part of a
   * longer piece (`**Breaking: rename**`), or behind the text (`(breaking change)`) · `commit`: the `!` of `feat!:`
   */
  readonly form: 'leading' | 'within' | 'commit';
}

/** What Keep a Changelog 2.0.0 writes in front of a breaking change. */
export const BREAKING_MARKER = '**Breaking:**';
const STANDARD_START = `${BREAKING_MARKER} `;

/** Marks stand in the first line, and nobody looks for them behind this many characters of it. */
const LOOK_AHEAD = 400;
const SIGN = String.raw`(?:(?:⚠\ufe0f?|💥|🚨|:warning:|:boom:|:rotating_light:)[ \t]*)`;
const WORDS = 'breaking(?:[ -]changes?)?';
const EMPHASISED = String.raw`(\*\*|__|\*|_)[[(]?${SIGN}?${WORDS}[\])]?[:!.]?\1(?:[ \t]*:)?`;
const BRACKETED = String.raw`[[(]${WORDS}[\])](?:[ \t]*:)?`;
const WITH_COLON = String.raw`${WORDS}[ \t]?:`;
const LEADING = new RegExp(`^${SIGN}?(?:${EMPHASISED}|${BRACKETED}|${WITH_COLON}|(?:💥|:boom:)(?!\\S))`, 'i');
const SIGNED = new RegExp(`^${SIGN}${WORDS}(?=[ \\t]*[-–—:])`, 'i');
/** Capitals are a mark even without punctuation; "Breaking the cache" is a sentence. */
const CAPITALS = new RegExp(`^${SIGN}?BREAKING(?:[ -]CHANGES?)?(?=[ \\t]|$)`);
const BOLD_START = new RegExp(`^(?:\\*\\*|__)${SIGN}?${WORDS}[ \\t]?:`, 'i');
const BEHIND = /[[(]breaking(?:[ -]changes?)?[\])]|\*\*breaking(?:[ -]changes?)?[:.!]?\*\*/i;
const COMMIT = /^[a-z]{2,20}(?:\([^()\n]{0,100}\))?(!):/;
/** What may stand before the mark: a scope in bold or brackets, or a reference. */
const SCOPE =
  /^(?:\*\*[^*\n]{1,60}\*\*|\[[^\]\n]{1,60}\](?:\([^()\n]{0,300}\))?|\([^()\n]{1,60}\)|`[^`\n]{1,60}`)[ \t]*:?[ \t]*/;

/**
 * The mark of a breaking change on an entry (Keep a Changelog 2.0.0: `**Breaking:**`), in every form that is in use.
 *
 * @returns null where the entry has none. That the word is somewhere in a sentence is no mark.
 */
export function findBreakingMarker(text: string, { contentStart, end }: Entry): BreakingMarker | null {
  const behind = contentStart + BREAKING_MARKER.length;
  const next = text.charCodeAt(behind + 1);
  if (text.startsWith(STANDARD_START, contentStart) && behind < end && next > Char.Space && next !== Char.Colon) {
    return { start: contentStart, end: behind, form: 'leading' };
  }
  const lineBreak = text.slice(contentStart, Math.min(end, contentStart + LOOK_AHEAD)).search(/[\r\n]/);
  const line = text.slice(
    contentStart,
    lineBreak < 0 ? Math.min(end, contentStart + LOOK_AHEAD) : contentStart + lineBreak,
  );
  const leading = matchLeading(line);
  if (leading !== null) return { start: contentStart, end: contentStart + leading, form: 'leading' };
  const commit = COMMIT.exec(line);
  if (commit) {
    const at = contentStart + commit[0].length - 2;
    return { start: at, end: at + 1, form: 'commit' };
  }
  const scope = SCOPE.exec(line)?.[0].length ?? 0;
  const behindScope = scope > 0 ? matchLeading(line.slice(scope)) : null;
  if (behindScope !== null) {
    return { start: contentStart + scope, end: contentStart + scope + behindScope, form: 'leading' };
  }
  const prose = line.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
  const within = BOLD_START.exec(prose) ?? BEHIND.exec(prose);
  if (!within) return null;
  const start = contentStart + within.index;
  return { start, end: start + within[0].length, form: 'within' };
}

function matchLeading(line: string): number | null {
  const match = LEADING.exec(line) ?? SIGNED.exec(line) ?? CAPITALS.exec(line);
  return match ? match[0].length : null;
}

/** True for a heading that gathers breaking changes: `Breaking Changes`, `⚠ BREAKING CHANGES`, `API Breaking`. */
export function isBreakingHeading(name: string): boolean {
  const plain = plainHeading(name);
  return (
    /^(?:\p{L}{1,30} ){0,2}breaking(?: changes?)?$|^(?:backwards?[- ])?incompatible changes?$/iu.test(plain) &&
    !/^no[nt]?\b/i.test(plain)
  );
}

/**
 * True where an entry announces a breaking change: it is marked, or stands in a section for breaking changes and says more
 * than "None". The one answer for version advice, the JSON of `parse` and every rule.
 */
export function isBreaking(text: string, entry: Entry): boolean {
  if (entry.section && isBreakingHeading(entry.section.name)) {
    return !isNothing(text.slice(entry.contentStart, entry.end));
  }
  const marker = findBreakingMarker(text, entry);
  return marker !== null && !isNothing(text.slice(marker.end, entry.end));
}
