import { addEntry } from '../../changelog/add-entry.ts';
import { foldEntry } from '../../changelog/entry-text.ts';
import type { Changelog, Entry } from '../../changelog/model.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Edit, sortEdits } from '../../text/edit.ts';
import { removeEntry, removeSection } from './removals.ts';
import { contentOf } from './section-content.ts';

/**
 * Moves an entry to the same category of Unreleased, with the headings that are missing there. A category that holds nothing
 * else goes with it. Where Unreleased has the entry already, it is taken out of the release alone.
 *
 * @returns null where the entry stands in no category that the policy knows, or cannot be placed.
 */
export function moveToUnreleased(changelog: Changelog, entry: Entry, policy: Policy): readonly Edit[] | null {
  const { section } = entry;
  if (!section?.category || entry.release.unreleased) return null;
  const added = addEntry(changelog, { category: section.category, text: entryText(changelog, entry) }, policy);
  if (!('edits' in added)) return null;
  const content = contentOf(changelog, section);
  const isAll = content !== null && content.start >= entry.start && content.end <= entry.end;
  const removal = isAll ? removeSection(changelog, section) : removeEntry(changelog, entry);
  const { text } = changelog.source;
  const own = foldEntry(text, entry);
  const pending = changelog.releases.find(({ unreleased }) => unreleased)?.sections ?? [];
  const isThere = pending.some(({ entries }) => entries.some((each) => foldEntry(text, each) === own));
  return sortEdits([...(isThere ? [] : added.edits), removal], text.length);
}

/** An entry's text without its list marker, its further lines moved left as far as the marker was wide. */
function entryText({ source }: Changelog, { line, contentStart, end }: Entry): string {
  const width = contentStart - (source.lineStarts[line] as number);
  const indentation = new RegExp(`^[ \\t]{1,${Math.max(1, width)}}`);
  const [first = '', ...rest] = source.text.slice(contentStart, end).split(/\r\n|\r|\n/);
  return [first, ...rest.map((each) => each.replace(indentation, ''))].join('\n');
}
