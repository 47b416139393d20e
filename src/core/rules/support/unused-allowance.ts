import type { Changelog } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import { lineAt, lineText } from '../../text/source.ts';
import { findSuppressionComments, type SuppressedRule, type SuppressionComment, targetOf } from '../suppressions.ts';
import { removeLines } from './remove-lines.ts';

/** A rule that a comment allows where the rule finds nothing. */
export interface UnusedAllowance {
  readonly comment: SuppressionComment;
  readonly written: SuppressedRule;
}

/**
 * The allowances of a changelog that no problem needs.
 *
 * @param findingsOf the offsets at which a rule finds something, told or not; null for a rule that was not run, of which
 * nothing can be said.
 */
export function findUnusedAllowances(
  changelog: Changelog,
  findingsOf: (id: string) => readonly number[] | null,
): readonly UnusedAllowance[] {
  const remembered = new Map<string, readonly number[] | null>();
  const unused: UnusedAllowance[] = [];
  for (const comment of findSuppressionComments(changelog)) {
    const target = comment.scope === 'block' ? targetOf(changelog, comment) : null;
    for (const written of comment.rules) {
      if (!remembered.has(written.id)) remembered.set(written.id, findingsOf(written.id));
      const found = remembered.get(written.id);
      if (!found) continue;
      const isUsed =
        comment.scope === 'file'
          ? found.length > 0
          : target !== null && found.some((at) => at >= target.start && at <= target.end);
      if (!isUsed) unused.push({ comment, written });
    }
  }
  return unused;
}

/** Takes the rule out of its comment, and the comment with the only rule that it names. */
export function removeAllowance({ source }: Changelog, { comment, written }: UnusedAllowance): readonly Edit[] {
  const { text } = source;
  if (comment.rules.length > 1) {
    const at = comment.rules.indexOf(written);
    const before = comment.rules[at - 1];
    const next = comment.rules[at + 1];
    const [start, end] = before ? [before.end, written.end] : [written.start, (next as SuppressedRule).start];
    return [{ start, end, text: '' }];
  }
  const first = lineAt(source, comment.start);
  const last = lineAt(source, comment.end - 1);
  const standsAlone =
    text.slice(source.lineStarts[first], comment.start).replace('\ufeff', '').trim() === '' &&
    /^[ \t]*$/.test(lineText(source, last).slice(comment.end - (source.lineStarts[last] as number)));
  if (standsAlone) {
    const isBlank = (line: number): boolean =>
      line >= 0 && line < source.lineCount && lineText(source, line).trim() === '';
    const closesGap = isBlank(last + 1) && (first === 0 || isBlank(first - 1)) && last + 1 < source.lineCount - 1;
    const removal = removeLines(source, first, closesGap ? last + 1 : last);
    // A byte-order mark stays where it is.
    return [first === 0 ? { ...removal, start: source.contentStart } : removal];
  }
  let { start } = comment;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  return [{ start, end: comment.end, text: '' }];
}
