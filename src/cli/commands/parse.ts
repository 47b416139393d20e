import { parseChangelog } from '../../core/index.ts';
import { toParsedJson } from '../report/parsed.ts';
import { chooseFormat, EXIT, requirePolicy, type Session } from '../session.ts';
import { readTheChangelog } from '../the-changelog.ts';

/** `parse [FILE]`: the changelog as JSON. */
export async function parse(session: Session, [name]: readonly string[]): Promise<number> {
  if (!chooseFormat(session, ['json'])) return EXIT.usage;
  const policy = await requirePolicy(session);
  if (!policy) return EXIT.usage;
  const file = await readTheChangelog(session, policy, name ?? null);
  if (!file) return EXIT.usage;
  session.out.json(toParsedJson(parseChangelog(file.text, policy.changelog)));
  return EXIT.done;
}
