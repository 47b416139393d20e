import type { Policy } from '../policy/policy.ts';
import { type Edit, sortEdits } from '../text/edit.ts';
import { lineAt, lineEndWithEol } from '../text/source.ts';
import { addEntry } from './add-entry.ts';
import type { Changelog, Entry } from './model.ts';

/**
 * Moves an entry to the same category of Unreleased, with the headings that are missing there.
 *
 * @returns null where the entry stands in no category that the policy knows, or cannot be placed.
 */
export function moveToUnreleased(changelog: Changelog, entry: Entry, policy: Policy): readonly Edit[] | null {
  const { source } = changelog;
  const category = entry.section?.category;
  if (!category || entry.release.unreleased) return null;
  const added = addEntry(changelog, { category, text: entryText(changelog, entry) }, policy);
  if (!('edits' in added)) return null;
  return sortEdits([...added.edits, removeEntry(changelog, entry)], source.text.length);
}

/** The edit that takes an entry out, its lines whole. */
export function removeEntry({ source }: Changelog, { start, end }: Entry): Edit {
  return {
    start: source.lineStarts[lineAt(source, start)] as number,
    end: lineEndWithEol(source, lineAt(source, end)),
    text: '',
  };
}

/** An entry's text without its list marker, its further lines moved left as far as the marker was wide. */
export function entryText({ source }: Changelog, { line, contentStart, end }: Entry): string {
  const width = contentStart - (source.lineStarts[line] as number);
  const indentation = new RegExp(`^[ \\t]{1,${Math.max(1, width)}}`);
  const [first = '', ...rest] = source.text.slice(contentStart, end).split(/\r\n|\r|\n/);
  return [first, ...rest.map((each) => each.replace(indentation, ''))].join('\n');
}
