import type { Section } from '../../changelog/model.ts';
import type { Heading } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';
import type { RuleContext } from '../rule.ts';
import { hasHeadingBetween } from './headings-between.ts';

/** The level that categories have: the policy's, or the one that most categories of the file have below their releases. */
export function gatherCategoryLevel({ changelog: { releases, releaseLevel }, policy }: RuleContext): number {
  const { categoryLevel } = policy.changelog;
  if (categoryLevel !== 'auto') return categoryLevel;
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const { heading: above, sections } of releases) {
    for (const { category, heading } of sections) {
      if (category !== null && heading.level > above.level)
        counts[heading.level] = (counts[heading.level] as number) + 1;
    }
  }
  const most = Math.max(...counts);
  return most === 0 ? Math.min(6, releaseLevel + 1) : counts.indexOf(most);
}

/**
 * The edits that give a heading another level; an underlined one becomes one with number signs.
 *
 * @returns null for an underlined heading of several lines, which has no other form.
 */
export function toLevel(text: string, heading: Heading, level: number): readonly Edit[] | null {
  const marks = '#'.repeat(level);
  if (heading.form === 'atx') {
    const opening: Edit = { start: heading.start, end: heading.start + heading.level, text: marks };
    const behind = text.slice(heading.text.end, heading.end);
    const closing = /#+/.exec(behind);
    if (!closing) return [opening];
    const start = heading.text.end + closing.index;
    return [opening, { start, end: start + closing[0].length, text: marks }];
  }
  const words = text.slice(heading.text.start, heading.text.end);
  return /[\r\n]/.test(words) ? null : [{ start: heading.start, end: heading.end, text: `${marks} ${words}` }];
}

/** True where a section has headings of its own, which another level of its heading would put beside or above it. */
export function hasInnerHeading({ release, start, end }: Section): boolean {
  return hasHeadingBetween(release.innerHeadings, start, end);
}
