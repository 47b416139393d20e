import fs from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gatherLinks } from '../core/changelog/links/gather-links.ts';
import type { Changelog } from '../core/changelog/model.ts';
import type { NotKnown } from '../core/ledger/facts.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import type { OpenRepository } from './git/open-repository.ts';

/**
 * What a project is called where nobody says so: as the repository that its changelog links to, else as its first remote, else as
 * its folder. No process is started for it.
 */
export async function projectName(
  changelog: Changelog,
  repository: Pick<OpenRepository, 'place'> | NotKnown,
  root: string,
): Promise<string> {
  const linked = gatherLinks(changelog).find(({ link }) => link)?.link?.repository;
  const address = linked ?? (isKnown(repository) ? await readFirstRemote(repository.place.commonFolder) : null);
  return nameOfAddress(address ?? '') ?? basename(root);
}

/** The last segment of a repository's address; null where there is none. */
export function nameOfAddress(address: string): string | null {
  return /([^/:]+?)(?:\.git)?\/*$/.exec(address)?.[1] ?? null;
}

/** What the repository's own configuration has as the address of its first remote; null where that is written in any other way. */
async function readFirstRemote(commonFolder: string): Promise<string | null> {
  const text = await fs.readFile(join(commonFolder, 'config'), 'utf8').catch(() => '');
  let isRemote = false;
  for (const line of text.split('\n')) {
    if (/^\s*\[/.test(line)) isRemote = /^\s*\[remote "/.test(line);
    const url = isRemote ? /^\s*url\s*=\s*"?([^\s"]+)/.exec(line)?.[1] : undefined;
    if (url !== undefined) return url;
  }
  return null;
}
