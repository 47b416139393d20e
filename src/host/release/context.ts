import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { type Refusal, refusal } from '../../core/refusal.ts';
import type { ApplyPhase } from '../../core/release/apply-phase.ts';
import type { JournalPlace } from '../../core/release/journal-record.ts';
import { type Git, openGit } from '../git/git.ts';
import { locateGit } from '../git/locate-git.ts';
import { discoverRepository, type RepositoryPlace } from '../git/repository.ts';
import { openWritingGit, type WritingGit } from '../git/write.ts';

/** Who asks for a release operation, and where. */
export interface ReleaseContext {
  /** Any folder of the work tree. */
  readonly folder: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** False: no process is started, and nothing is read or written. */
  readonly trusted: boolean;
  /** The command line, or what the editor calls it; it stays in the record of the operation. */
  readonly command: readonly string[];
  readonly now: () => Date;
  /** Is told how far it has come. */
  readonly onPhase?: (phase: ApplyPhase) => void;
  /** Cancels what has not begun to be visible; behind that it is not heeded any more. */
  readonly signal?: AbortSignal;
}

/** A repository that is open for release operations. */
export interface OpenRelease {
  readonly context: ReleaseContext;
  /** Every folder is a real path. */
  readonly place: RepositoryPlace;
  readonly reading: Git;
  readonly git: WritingGit;
  /** Where lock, journal and records are: in the folder that all work trees of the repository share. */
  readonly folder: string;
}

/** `git hook run` came with 2.36. */
const OLDEST_GIT = [2, 36] as const;

/** Opens the repository of a context for release operations; git itself is looked for outside of the work tree. */
export async function openRelease(context: ReleaseContext): Promise<OpenRelease | Refusal> {
  if (!context.trusted)
    return refusal(
      'untrusted',
      'Release operations start git and what its configuration names, and this workspace is not trusted',
      'Trust the workspace, if you know where it is from',
    );
  const program = await locateGit(context.env, [context.folder]);
  if (program === null) return refusal('no-git', 'Git was not found on the search path', 'Install git 2.36 or later');
  const found = await discoverRepository(openGit(program, context.folder, context.env));
  if ('notKnown' in found) return refusal('no-repository', toSentence(found.notKnown), null);
  const place = await withRealPaths(found);
  const git = openWritingGit(program, place, context.env);
  const version = await git.run(['version']);
  const [, major = 0, minor = 0] =
    /git version (\d+)\.(\d+)/.exec(version.kind === 'ended' ? version.stdout.toString() : '')?.map(Number) ?? [];
  if (major < OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor < OLDEST_GIT[1]))
    return refusal('old-git', `${program} is no git 2.36 or later`, 'Install a newer git; nothing was changed');
  return {
    context,
    place,
    git,
    reading: openGit(program, place.root, context.env),
    folder: path.join(place.commonFolder, 'release-ledger'),
  };
}

async function withRealPaths(place: RepositoryPlace): Promise<RepositoryPlace> {
  const [root, gitFolder, commonFolder] = await Promise.all([
    realpath(place.root),
    realpath(place.gitFolder),
    realpath(place.commonFolder),
  ]);
  return { ...place, root, gitFolder, commonFolder };
}

export function toJournalPlace({ root, gitFolder, commonFolder }: RepositoryPlace): JournalPlace {
  return { root, gitFolder, commonFolder };
}

function toSentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
