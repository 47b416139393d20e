import { findBreakingMarker } from '../../changelog/breaking.ts';
import { findIdentifiers, type Identifier } from '../../changelog/identifiers.ts';
import type { Changelog, Entry } from '../../changelog/model.ts';
import { inlineContent } from '../../markdown/inline-content.ts';
import type { InlineLink } from '../../markdown/inline-link.ts';
import { inlineLinks } from '../../markdown/inline-links.ts';
import type { ChangelogPolicy } from '../../policy/policy.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';

/** The forms that the policy's `changelog.securityId` can ask for. */
export type SecurityIdForm = Exclude<ChangelogPolicy['securityId'], 'any'>;

/**
 * The first paragraph of an entry with each vulnerability identifier as one character, so that its place can be read with
 * plain patterns: `ID` for an identifier, `LINK` for a link whose text is one.
 */
export interface MaskedEntry {
  readonly masked: string;
  /** Where the paragraph starts, behind a breaking marker. */
  readonly start: number;
  readonly end: number;
  readonly ids: readonly Span[];
}

const ID = '\u0001';
const LINK = '\u0002';

/** @returns null where the entry has no identifier of a vulnerability in its first paragraph. */
export function maskEntry(changelog: Changelog, entry: Entry): MaskedEntry | null {
  const { source, blocks } = changelog;
  const paragraph = inlineContent(blocks, entry.block)[0];
  const found = findIdentifiers(changelog, entry).filter(({ kind }) => kind === 'vulnerability');
  if (!paragraph || found.length === 0) return null;
  const { text } = source;
  const marker = findBreakingMarker(text, entry);
  let start = paragraph.start;
  if (marker?.start === start)
    start = marker.end + (/^[ \t]*/.exec(text.slice(marker.end, marker.end + 20))?.[0].length ?? 0);
  const links = inlineLinks(text, paragraph.start, paragraph.end).filter(
    ({ kind }) => kind !== 'shortcut' && kind !== 'autolink',
  );
  const ids: Span[] = [];
  let masked = '';
  let at = start;
  for (const id of found) {
    if (id.start < at || id.end > paragraph.end) continue;
    const link = linkOf(links, id, text);
    const span = link ?? id;
    if (span.start < at) continue;
    masked += text.slice(at, span.start) + (link ? LINK : ID);
    ids.push({ start: span.start, end: span.end });
    at = span.end;
  }
  if (ids.length === 0) return null;
  return { masked: masked + text.slice(at, paragraph.end), start, end: paragraph.end, ids };
}

function linkOf(links: readonly InlineLink[], { start, end }: Identifier, text: string): InlineLink | null {
  const isWhole = ({ text: inner }: InlineLink): boolean =>
    inner.start <= start &&
    inner.end >= end &&
    /^[`*_]*$/.test(text.slice(inner.start, start) + text.slice(end, inner.end));
  return links.find(isWhole) ?? null;
}

const ANY = `[${ID}${LINK}]`;
const LIST = `${ANY}(?:[*_]{0,2}(?:, ?| and | & |/|; ?)[*_]{0,2}${ANY}){0,50}`;
const FORMS: Readonly<Record<SecurityIdForm, RegExp>> = {
  'prefix-colon': new RegExp(`^[*_]{0,2}${LIST}[*_]{0,2} ?:`),
  'prefix-brackets': new RegExp(`^(?:\\[${LIST}\\]|${LINK})`),
  'suffix-parens': new RegExp(`[([]${LIST}[)\\]][.!]?\\s*$`),
};

export function hasForm({ masked }: MaskedEntry, form: SecurityIdForm): boolean {
  return FORMS[form].test(masked);
}

/** What stands around an identifier that is no part of the sentence, at the start of the entry or in parentheses. */
const AROUND = new RegExp(
  `^(?:[*_]{0,2}${ANY}[*_]{0,2}(?: ?:|(?= ?[-–—] )| )|\\[${ANY}\\]:?|\\(${ANY}\\):?)\\s*(?:[-–—]\\s+)?|\\s*[([]${ANY}[)\\]]`,
);

/** The edits that move the only identifier of an entry; null where the sentence needs it where it is. */
export function moveIdentifier(
  { masked, start, end, ids }: MaskedEntry,
  form: SecurityIdForm,
  text: string,
): readonly Edit[] | null {
  const [id] = ids;
  const around = AROUND.exec(masked);
  if (!id || ids.length > 1 || !around || around[0].trim() === masked.trim()) return null;
  const idAt = masked.search(new RegExp(ANY));
  const grown = id.end - id.start - 1;
  const toOffset = (at: number): number => start + at + (at > idAt ? grown : 0);
  const removed: Edit = { start: toOffset(around.index), end: toOffset(around.index + around[0].length), text: '' };
  const written = text.slice(id.start, id.end);
  const isLink = masked.charAt(idAt) === LINK;
  switch (form) {
    case 'prefix-colon':
      return merge({ start, end: start, text: `${written}: ` }, removed);
    case 'prefix-brackets':
      return merge({ start, end: start, text: isLink ? `${written} ` : `[${written}] ` }, removed);
    case 'suffix-parens': {
      const tail = /[.!]?\s*$/.exec(text.slice(Math.max(start, end - 20), end))?.[0].length ?? 0;
      return merge({ start: end - tail, end: end - tail, text: ` (${written})` }, removed);
    }
  }
}

/** One edit where both are at one place. */
function merge(inserted: Edit, removed: Edit): readonly Edit[] {
  if (inserted.start === removed.start) return [{ ...removed, text: inserted.text }];
  return inserted.start < removed.start ? [inserted, removed] : [removed, inserted];
}
