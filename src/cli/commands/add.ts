import type { AddEntryRefusal } from '../../core/changelog/add-entry.ts';
import { addEntry } from '../../core/index.ts';
import { printDone } from '../printer.ts';
import { EXIT, printNote, printRefusal, requirePolicy, type Session } from '../session.ts';
import { openChangelog } from '../the-changelog.ts';

/** What is refused whatever the changelog says. */
const WRONG_ARGUMENTS: ReadonlySet<AddEntryRefusal['code']> = new Set([
  'unknown-category',
  'empty-text',
  'control-characters',
]);

/** `add CATEGORY TEXT`: adds an entry under Unreleased. */
export async function add(
  session: Session,
  [category = '', text = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const required = await requirePolicy(session);
  if (!required) return EXIT.usage;
  const opened = await openChangelog(session, required);
  if (!opened) return EXIT.usage;
  const { policy, file, changelog } = opened;
  const added = addEntry(changelog, { category, text, breaking: options.breaking === true }, policy);
  if ('code' in added) {
    printRefusal(session, added);
    return WRONG_ARGUMENTS.has(added.code) ? EXIT.usage : EXIT.findings;
  }
  const refusal = await session.host.writer.replace(file, added.text);
  if (refusal) {
    printRefusal(session, refusal);
    return EXIT.findings;
  }
  const place = `${file.name}:${added.line + 1}`;
  printDone(session.err, `Added to ${place}, under ${[added.release, added.category ?? []].flat().join(', ')}`);
  if (added.category === null)
    printNote(session, `the releases of ${file.name} are plain lists, so that it stands in no category “${category}”`);
  return EXIT.done;
}
