import type { Changelog } from '../../changelog/model.ts';
import { readReleaseHeading } from '../../changelog/release-heading.ts';
import { VOCABULARIES } from '../../changelog/vocabularies.ts';
import { foldTerm } from '../../changelog/vocabulary.ts';
import type { Heading } from '../../markdown/blocks.ts';
import { editDistance } from '../../text/closest.ts';
import { hasForeignDigit, toAsciiDigits } from './ascii-digits.ts';

/** What a heading at the releases' level that names no release was probably meant to be. */
export type StrayKind =
  /** A version that no scheme reads: `[1..2]`. */
  | { readonly kind: 'version'; readonly label: string }
  /** `Unrelased`: `meant` is the word. */
  | { readonly kind: 'misspelt-unreleased'; readonly label: string; readonly meant: string }
  /** A release whose digits are those of another script. */
  | { readonly kind: 'foreign-digits' }
  | { readonly kind: 'other' };

export interface Stray {
  readonly heading: Heading;
  readonly written: string;
  readonly kind: StrayKind;
}

/** What the headings between the releases were meant to be. Ask for it with `index.once(gatherStrays, changelog)`. */
export function gatherStrays({ source, strayHeadings }: Changelog): readonly Stray[] {
  return strayHeadings.map((heading) => {
    const written = source.text.slice(heading.text.start, heading.text.end);
    return { heading, written, kind: kindOf(written) };
  });
}

/** `1.0`, `v1`, `1..2`: a number with dots, or a `v` and a number, at the start of a label. */
const NUMBERED = /^v?\d+\.[\w.+-]*$|^v\d[\w.+-]*$/i;

function kindOf(written: string): StrayKind {
  if (hasForeignDigit(written)) {
    const { text } = toAsciiDigits(written);
    if (readReleaseHeading(text, { start: 0, end: text.length })) return { kind: 'foreign-digits' };
  }
  const label = labelOf(written);
  const meant = misspeltUnreleased(label);
  if (meant !== null) return { kind: 'misspelt-unreleased', label, meant };
  if (NUMBERED.test(label)) return { kind: 'version', label };
  return { kind: 'other' };
}

/** The name in the heading: what stands in the brackets, or before the first separator. */
function labelOf(written: string): string {
  const bracketed = /^\\?\[([^\][]+?)\\?\]/.exec(written);
  return (bracketed?.[1] ?? written.split(/ [-–—(]|:/, 1)[0] ?? '').trim();
}

/** Shorter words have too many neighbours that are words themselves. */
const SHORTEST = 7;

function misspeltUnreleased(label: string): string | null {
  const folded = foldTerm(label).replace(/[\s-]+/g, '');
  if (folded.length < SHORTEST || folded.length > 30) return null;
  for (const { unreleased } of VOCABULARIES) {
    for (const word of unreleased) {
      const wanted = foldTerm(word).replace(/[\s-]+/g, '');
      // "Released" and "Unrelated" are two letters away from "Unreleased"; a slip keeps the first letter and the length.
      const limit = Math.abs(folded.length - wanted.length) < 1 ? 3 : 2;
      if (wanted.length < SHORTEST || wanted[0] !== folded[0]) continue;
      if (editDistance(folded, wanted, limit) < limit) return word;
    }
  }
  return null;
}
