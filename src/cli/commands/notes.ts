import { printDocument, readValues } from '../documents/print-document.ts';
import { createReleaseDocument } from '../documents/release-document.ts';
import { EXIT, printRefusal, type Session } from '../session.ts';

/** `notes [VERSION]`: release notes, or another document about one release, from a template. */
export async function notes(
  session: Session,
  [version]: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const asked = [version !== undefined, options.latest === true, options.unreleased === true].filter(Boolean).length;
  if (asked > 1) {
    printRefusal(session, {
      message: 'VERSION, --latest and --unreleased exclude each other',
      hint: 'Give one of them',
    });
    return EXIT.usage;
  }
  const values = readValues(session, options.set);
  if (!values) return EXIT.usage;
  const wanted = version !== undefined ? { version } : options.unreleased === true ? 'unreleased' : 'latest';
  const name = typeof options.template === 'string' ? options.template : null;
  const created = await createReleaseDocument(session, {
    wanted,
    template: ({ documents }) => name ?? documents.notes,
    values,
  });
  return typeof created === 'number' ? created : printDocument(session, created, options.output);
}
