import { parseChangelog } from '../../core/index.ts';
import { toParsedJson } from '../report/parsed.ts';
import { begin, EXIT, type Session } from '../session.ts';
import { readTheChangelog } from '../the-changelog.ts';

/** `parse [FILE]`: the changelog as JSON. */
export async function parse(session: Session, [name]: readonly string[]): Promise<number> {
  const begun = await begin(session, ['json']);
  if (!begun) return EXIT.usage;
  const { policy } = begun;
  const file = await readTheChangelog(session, policy, name ?? null);
  if (!file) return EXIT.usage;
  session.out.json(toParsedJson(parseChangelog(file.text, policy.changelog)));
  return EXIT.done;
}
