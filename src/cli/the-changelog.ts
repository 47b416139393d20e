import { resolve } from 'node:path';
import {
  type Changelog,
  type Policy,
  parseChangelog,
  type Release,
  type TextFile,
  type Version,
} from '../core/index.ts';
import { whyNothingToRelease } from '../core/manifest/generate.ts';
import { findRelease } from '../core/rules/release/release-rule.ts';
import { nameSome } from '../core/text/name-some.ts';
import { findChangelogs } from '../host/find-changelogs.ts';
import { noChangelog } from './no-changelog.ts';
import { printRefusal, type RequiredPolicy, rootOf, type Session, toDisplayPath } from './session.ts';

/** The one changelog that a command is about, and the policy that it is read by. */
export interface OpenedChangelog extends RequiredPolicy {
  readonly file: TextFile;
  readonly changelog: Changelog;
}

/** Reads the one changelog here; null where that cannot be done, and then the reason was printed. */
export async function openChangelog(
  session: Session,
  { policy, root }: RequiredPolicy,
): Promise<OpenedChangelog | null> {
  const file = await readTheChangelog(session, policy, null);
  return file && { policy, root, file, changelog: parseChangelog(file.text, policy.changelog) };
}

/**
 * Finds the section of a version that is to be made something of.
 *
 * @param hint what to do where there is none, or one with nothing in it
 * @returns null for those, and then the reason was printed
 */
export function requireSection(
  session: Session,
  { file, changelog }: OpenedChangelog,
  { version, hint }: { readonly version: Version; readonly hint: string },
): Release | null {
  const release = findRelease(changelog.releases, version);
  const why = release ? whyNothingToRelease(changelog, release) : `${file.name} has no section for ${version.raw}`;
  if (why === null) return release;
  printRefusal(session, { message: why, hint });
  return null;
}

/**
 * Reads the one changelog that a command is about.
 *
 * @param name the path as the user wrote it; null for the one that the policy names
 * @returns null where there is none, more than one, or one that cannot be read; then the reason was printed
 */
export async function readTheChangelog(
  session: Session,
  policy: Policy,
  name: string | null,
): Promise<TextFile | null> {
  const { host, root } = session;
  const path = name === null ? await chooseChangelog(session, policy) : resolve(root, name);
  if (path === null) return null;
  const shown = toDisplayPath(root, path);
  const { file, refusal } = await host.files.readText({ path, root: rootOf(root, path), name: shown });
  if (refusal) printRefusal(session, refusal);
  return file ?? null;
}

async function chooseChangelog(session: Session, policy: Policy): Promise<string | null> {
  const { host, root } = session;
  const { paths } = await findChangelogs(host.files, root, policy.changelog.files);
  const [first, ...others] = paths;
  if (first !== undefined && others.length === 0) return resolve(root, first);
  printRefusal(
    session,
    first === undefined
      ? await noChangelog(session)
      : {
          message: `there are several changelogs: ${nameSome(paths)}`,
          hint: `Name the one that is meant: --changelog ${first}`,
        },
  );
  return null;
}
