import type { Heading } from '../../markdown/blocks.ts';
import type { Edit } from '../../text/edit.ts';

/** Gives an ATX heading another level; null for a setext heading, whose underline is no matter of a character. */
export function headingLevelEdit(text: string, heading: Heading, level: number): readonly Edit[] | null {
  if (heading.form === 'setext') return null;
  let end = heading.start;
  while (text[end] === '#') end++;
  return [{ start: heading.start, end, text: '#'.repeat(level) }];
}
