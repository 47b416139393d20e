import { closest, refusal } from '../../core/index.ts';
import { printDocument, readValues } from '../documents/print-document.ts';
import { createReleaseDocument } from '../documents/release-document.ts';
import { EXIT, type Session } from '../session.ts';

/** `announce VERSION --audience NAME`: the message about a release for those whom the policy names. */
export async function announce(
  session: Session,
  [version = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<number> {
  const values = readValues(session, options.set);
  if (!values) return EXIT.usage;
  const audience = String(options.audience);
  const created = await createReleaseDocument(session, {
    wanted: { version },
    template: ({ announcements }) => {
      if (Object.hasOwn(announcements, audience)) return announcements[audience] as string;
      const names = Object.keys(announcements);
      const guess = closest(audience, names);
      const hint = `${guess === null ? '' : `Did you mean ${guess}? `}Audiences of the policy: ${names.join(', ')}`;
      return refusal('missing', `the policy has no audience “${audience}”`, hint);
    },
    values,
  });
  return typeof created === 'number' ? created : printDocument(session, created, options.output);
}
