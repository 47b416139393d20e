import { l10n, Uri, window, workspace } from 'vscode';
import type { ChangelogDto } from '../src/protocol/dto.ts';
import { changelogsRequest, documentStatusRequest } from '../src/protocol/messages.ts';
import { nameChangelog } from './changelog-name.ts';
import { offer } from './report.ts';
import type { Session } from './session.ts';

/**
 * The changelog that a command means: the one in the active editor, else the only one of the workspace, else the one that the
 * user picks.
 *
 * @returns undefined where there is none or the user picks none.
 */
export async function chooseChangelog(session: Session, title: string): Promise<Uri | undefined> {
  const active = window.activeTextEditor?.document.uri;
  if (active) {
    const status = await session.request(documentStatusRequest, { textDocument: { uri: active.toString() } });
    if (status.changelog) return active;
  }
  const changelogs = await session.request(changelogsRequest, {});
  const [first, second] = changelogs;
  if (!first) {
    reportNoChangelog();
    return undefined;
  }
  return second ? pick(changelogs, title) : Uri.parse(first.uri, true);
}

/** Says that there is no changelog to work on, and offers to make one. */
export function reportNoChangelog(): void {
  const initialize = { title: l10n.t('Initialize'), command: 'releaseLedger.initialize' };
  void offer(window.showInformationMessage, l10n.t('There is no changelog in this workspace yet.'), [initialize]);
}

async function pick(changelogs: readonly ChangelogDto[], title: string): Promise<Uri | undefined> {
  const severalFolders = (workspace.workspaceFolders?.length ?? 0) > 1;
  const items = changelogs.map(({ uri, path, folder }) => ({
    label: nameChangelog(path).name,
    description: severalFolders && folder !== null ? `${path} · ${toName(folder)}` : path,
    uri,
  }));
  const options = { title, placeHolder: l10n.t('Choose a changelog'), matchOnDescription: true };
  const picked = await window.showQuickPick(items, options);
  return picked && Uri.parse(picked.uri, true);
}

function toName(folder: string): string {
  const { path } = Uri.parse(folder);
  return path.slice(path.lastIndexOf('/') + 1);
}
