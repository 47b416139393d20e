import type { Version } from '../core/index.ts';
import type { SoleChangelog } from '../host/records/own-policy.ts';
import { printNoVersion, type RequiredPolicy, type Session } from './session.ts';

/** The policy of the records of a release, and its version. */
export interface NamedPolicy extends SoleChangelog {
  readonly version: Version;
}

/**
 * Reads whose records somebody names, by a version or a tag; null where that is no version, and then it was printed.
 *
 * @param released true where it has to be a release already (`findRecorded`)
 */
export async function requireNamedPolicy(
  session: Session,
  { root, policy }: RequiredPolicy,
  written: string,
  released: boolean,
): Promise<NamedPolicy | null> {
  const { readNamedPolicy } = await import('../host/records/own-policy.ts');
  const { version, ...own } = await readNamedPolicy(session.host, root, policy, { written, released });
  if (version) return { ...own, version };
  printNoVersion(session, written);
  return null;
}
