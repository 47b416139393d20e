import type { Entry, Section } from '../../changelog/model.ts';
import { type Edit, sortEdits } from '../../text/edit.ts';
import { lineEndWithEol, lineText } from '../../text/source.ts';
import type { RuleContext } from '../rule.ts';
import { gatherCategoryLevel } from './heading-level.ts';
import { removeEntry, removeSection } from './removals.ts';
import { contentOf } from './section-content.ts';

/**
 * Moves an entry into another category of its release: behind the last entry there, or under a new heading in front of the
 * category that it leaves. A category of which it is all there is goes, or becomes the other one.
 *
 * @param isTarget tells the category where it exists; `name` is what a new one is called.
 * @param change edits within the entry's lines that are made on the way.
 */
export function moveEntry(
  context: RuleContext,
  entry: Entry,
  isTarget: (section: Section) => boolean,
  name: string,
  change: Edit | null = null,
): readonly Edit[] | null {
  const { changelog, text } = context;
  const { source, blocks } = changelog;
  const from = entry.section;
  if (!from) return null;
  const start = source.lineStarts[entry.line] as number;
  const end = lineEndWithEol(source, blocks.table.lastLine[entry.block] as number);
  const lines = change
    ? text.slice(start, change.start) + change.text + text.slice(change.end, end)
    : text.slice(start, end);
  const moved = /[\r\n]$/.test(lines) ? lines : lines + source.eol;
  const target = entry.release.sections.find((section) => section.group === from.group && isTarget(section));
  const last = target?.entries.at(-1);
  if (target && !last) return null;
  const content = contentOf(changelog, from);
  const isAll = content !== null && content.start >= entry.start && content.end <= entry.end;
  if (isAll && !target) {
    return [{ start: from.heading.text.start, end: from.heading.text.end, text: name }, ...(change ? [change] : [])];
  }
  const removed = isAll ? removeSection(changelog, from) : removeEntry(changelog, entry);
  const inserted = last ? behind(context, last, moved) : underHeading(context, from, name, moved);
  return sortEdits([inserted, removed], text.length);
}

function behind({ changelog: { source, blocks } }: RuleContext, last: Entry, moved: string): Edit {
  const at = lineEndWithEol(source, blocks.table.lastLine[last.block] as number);
  const isLoose =
    last.line > 0 && lineText(source, last.line - 1).trim() === '' && (last.section?.entries.length ?? 0) > 1;
  const ended = at === 0 || /[\r\n]/.test(source.text.charAt(at - 1));
  return { start: at, end: at, text: (ended ? '' : source.eol) + (isLoose ? source.eol : '') + moved };
}

function underHeading(context: RuleContext, from: Section, name: string, moved: string): Edit {
  const { source } = context.changelog;
  const level =
    from.heading.level > from.release.heading.level
      ? from.heading.level
      : context.index.once(gatherCategoryLevel, context);
  const at = source.lineStarts[from.heading.line] as number;
  return { start: at, end: at, text: `${'#'.repeat(level)} ${name}${source.eol}${source.eol}${moved}${source.eol}` };
}
