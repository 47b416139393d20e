import { HOOK_NAMES } from '../../core/hooks/hook-script.ts';
import type { Refusal } from '../../core/index.ts';
import { fromSystemError } from '../../host/file-refusals.ts';
import { findHooksFolder, type HooksFolder } from '../../host/hooks/hooks-folder.ts';
import { type HookChange, installHooks, uninstallHooks } from '../../host/hooks/install-hooks.ts';
import { commitMessage } from '../hooks/commit-msg.ts';
import { preCommit } from '../hooks/pre-commit.ts';
import { prePush } from '../hooks/pre-push.ts';
import { printDone } from '../printer.ts';
import { EXIT, printNote, printRefusal, type Session, toDisplayPath } from '../session.ts';

const WORDS: Readonly<Record<HookChange['did'], string>> = {
  installed: 'Installed',
  renewed: 'Renewed',
  chained: 'Installed, with what was there run first:',
  removed: 'Removed',
  restored: 'Put back what was there before:',
  nothing: '',
};

/** `hook install`: installs the git hooks; what is there is kept, and run first. */
export async function installHook(session: Session): Promise<number> {
  const place = await locate(session);
  if (!place) return EXIT.findings;
  const own = { node: process.execPath, cli: process.argv[1] ?? '' };
  const changes = await installHooks(place, own).catch((error: unknown) => refuseWriting(place, error));
  if ('code' in changes) {
    printRefusal(session, changes);
    return EXIT.findings;
  }
  report(session, changes);
  if (place.shared)
    printNote(session, 'this folder is part of the work tree: whoever has it needs release-ledger on the search path');
  return EXIT.done;
}

/** `hook uninstall`: takes them away and puts back what was there. */
export async function uninstallHook(session: Session): Promise<number> {
  const place = await locate(session);
  if (!place) return EXIT.findings;
  const changes = await uninstallHooks(place).catch((error: unknown) => refuseWriting(place, error));
  if ('code' in changes) {
    printRefusal(session, changes);
    return EXIT.findings;
  }
  report(session, changes);
  if (changes.every(({ did }) => did === 'nothing')) printNote(session, `there is no hook of ours in ${place.folder}`);
  return EXIT.done;
}

function refuseWriting({ folder }: HooksFolder, error: unknown): Refusal {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return fromSystemError(error, folder, 'written');
}

/** `hook run NAME`: what an installed hook calls. */
export async function runHook(session: Session, [name, ...args]: readonly string[]): Promise<number> {
  switch (name) {
    case 'pre-commit':
      return preCommit(session);
    case 'commit-msg':
      return commitMessage(session, args[0]);
    case 'pre-push':
      return prePush(session);
    default:
      printRefusal(session, { message: `there is no hook ${name}`, hint: `Hooks: ${HOOK_NAMES.join(', ')}` });
      return EXIT.usage;
  }
}

async function locate(session: Session): Promise<HooksFolder | null> {
  const place = await findHooksFolder(session.root, session.host.env);
  if (!('code' in place)) return place;
  printRefusal(session, place);
  return null;
}

function report(session: Session, changes: readonly HookChange[]): void {
  for (const { did, file } of changes)
    if (did !== 'nothing') printDone(session.err, `${WORDS[did]} ${toDisplayPath(session.root, file)}`);
}
