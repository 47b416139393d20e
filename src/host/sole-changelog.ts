import { join } from 'node:path';
import type { Changelog } from '../core/changelog/model.ts';
import { parseChangelog } from '../core/changelog/parse.ts';
import type { NotKnown } from '../core/ledger/facts.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { nameSome } from '../core/text/name-some.ts';
import { findChangelogs } from './find-changelogs.ts';

/** The path of a folder's one changelog, relative to it, with `/`; not known where there is none, or there are several. */
async function findSoleChangelog(files: Files, root: string, policy: Policy): Promise<string | NotKnown> {
  const { paths } = await findChangelogs(files, root, policy.changelog.files);
  const [path, ...others] = paths;
  if (path === undefined) return { notKnown: 'there is no changelog' };
  return others.length > 0 ? nameSeveral(paths) : path;
}

/** Why there is no one changelog. */
export function nameSeveral(paths: readonly string[]): NotKnown {
  return { notKnown: `there are several changelogs: ${nameSome(paths)}` };
}

/** The same with what it says. */
export async function readSoleChangelog(files: Files, root: string, policy: Policy): Promise<ReadChangelog | NotKnown> {
  const path = await findSoleChangelog(files, root, policy);
  return typeof path === 'string' ? readOneChangelog(files, root, policy, path) : path;
}

/** A changelog with its path relative to its folder. */
export interface ReadChangelog {
  readonly path: string;
  readonly changelog: Changelog;
}

/** Reads a changelog by its path in a folder; not known where it cannot be read. */
export async function readOneChangelog(
  files: Files,
  root: string,
  policy: Policy,
  path: string,
): Promise<ReadChangelog | NotKnown> {
  const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  return file ? { path, changelog: parseChangelog(file.text, policy.changelog) } : { notKnown: refusal.message };
}
