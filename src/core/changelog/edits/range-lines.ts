import { BlockKind } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';
import { isMovingRef } from '../links/ref.ts';
import { type CompareLink, parseReleaseLink, withRefs } from '../links/release-link.ts';
import type { Changelog, Release } from '../model.ts';

const URL = /https?:\/\/[^\s<>()[\]]{1,500}/g;
/** A longer paragraph says more than where to see the changes. */
const LENGTH_LIMIT = 700;

/** A line under Unreleased that leads to all changes up to now: `[Full diff](…/compare/v1.0.0...HEAD)`. */
export interface RangeLine {
  /** What the released section has to say instead. */
  readonly released: Edit;
  /** The line as it goes on under Unreleased. */
  readonly next: string;
}

/**
 * Finds the lines of the unreleased section that hold nothing but a comparison with what is newest. What is released ends at its
 * tag, and what comes next starts there.
 *
 * @param nameTag the tag that the release will have, by the one that the comparison starts at
 */
export function findRangeLines(
  { source: { text }, blocks: { table } }: Changelog,
  unreleased: Release,
  nameTag: (base: string) => string,
): readonly RangeLine[] {
  const found: RangeLine[] = [];
  for (let i = unreleased.heading.block + 1; i < table.count && (table.start[i] as number) < unreleased.end; i++) {
    if (table.kind[i] !== BlockKind.Paragraph || table.parent[i] !== -1) continue;
    const [start, end] = [table.start[i] as number, table.end[i] as number];
    if (end - start > LENGTH_LIMIT) continue;
    const written = text.slice(start, end).trimEnd();
    const urls = [...written.matchAll(URL)];
    const [only] = urls;
    if (!only || urls.length > 1 || written.includes('\n')) continue;
    const link = parseReleaseLink(only[0]);
    if (link?.kind !== 'compare' || !isRange(link)) continue;
    const tag = nameTag(link.base.text);
    const at = start + only.index;
    const ends = withRefs(only[0], link, { head: tag });
    const goesOn = withRefs(only[0], link, { base: tag, head: link.head.text });
    found.push({
      released: { start: at, end: at + only[0].length, text: ends },
      next: written.replace(only[0], () => goesOn),
    });
  }
  return found;
}

function isRange({ base, head }: CompareLink): boolean {
  return isMovingRef(head.text) && !isMovingRef(base.text);
}
