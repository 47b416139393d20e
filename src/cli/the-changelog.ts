import { resolve } from 'node:path';
import type { Policy, TextFile } from '../core/index.ts';
import { findChangelogs } from '../host/find-changelogs.ts';
import { printRefusal, rootOf, type Session, toDisplayPath } from './session.ts';

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
      ? {
          message: `there is no changelog in ${root}`,
          hint: 'Make one with “release-ledger init”, or name its folder with --cwd',
        }
      : {
          message: `there are several changelogs: ${paths.join(', ')}`,
          hint: 'Name the folder of the one that is meant with --cwd',
        },
  );
  return null;
}
