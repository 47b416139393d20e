import { l10n, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { NewFileDto } from '../../src/protocol/dto.ts';
import { initialFilesRequest, profilesRequest } from '../../src/protocol/messages.ts';
import { readString } from '../arguments.ts';
import { summarizeProfile } from '../profile-summaries.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session.ts';

/**
 * Creates a changelog and a policy in a folder of the workspace. What stands there already stays as it is.
 *
 * A key binding may give `folder` (a URI) and `profile`, which are not asked for then.
 */
export async function initialize({ session }: Services, argument: unknown): Promise<void> {
  const folder = readString(argument, 'folder') ?? (await chooseFolder());
  if (folder === undefined) return;
  const found = await session.request(initialFilesRequest, { folder });
  if (found.refusal) return reportRefusal(found.refusal);
  if ((await listMissing(found.value)).length === 0) return showExisting(found.value);
  const profile = readString(argument, 'profile') ?? (await chooseProfile(session));
  if (profile === undefined) return;
  const answer = await session.request(initialFilesRequest, { folder, profile });
  if (answer.refusal) return reportRefusal(answer.refusal);
  await create(await listMissing(answer.value));
}

/** The files that are not there yet. The server cannot look into a folder that is on no disk; the editor can. */
async function listMissing(files: readonly NewFileDto[]): Promise<readonly NewFileDto[]> {
  const missing: NewFileDto[] = [];
  for (const file of files) {
    if (!file.exists && !(await isThere(Uri.parse(file.uri, true)))) missing.push(file);
  }
  return missing;
}

/** Whatever it is that stands there. */
async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function chooseFolder(): Promise<string | undefined> {
  const [first, second] = workspace.workspaceFolders ?? [];
  if (!first) {
    void window.showWarningMessage(l10n.t('Open a folder first: a changelog belongs to a project.'));
    return undefined;
  }
  const placeHolder = l10n.t('Choose the folder that gets a changelog');
  const folder = second ? await window.showWorkspaceFolderPick({ placeHolder }) : first;
  return folder?.uri.toString();
}

async function chooseProfile(session: Session): Promise<string | undefined> {
  const profiles = await session.request(profilesRequest, {});
  const items = profiles.map((profile) => ({ label: profile.name, detail: summarizeProfile(profile) }));
  if (items.length < 2) return items[0]?.label;
  const title = l10n.t('Initialize');
  const placeHolder = l10n.t('What shall the changelog be judged by?');
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDetail: true }))?.label;
}

/** Creates the files as one step that undo takes back. The editor refuses where one of them has come up meanwhile. */
async function create(files: readonly NewFileDto[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { uri, text } of files) {
    const contents = await workspace.encode(text, { encoding: 'utf8' });
    edit.createFile(Uri.parse(uri, true), { contents, overwrite: false, ignoreIfExists: false });
  }
  const paths = files.map(({ path }) => path).join(', ');
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(
      l10n.t('Could not create {0}. Please check that the folder can be written to.', paths),
    );
    return;
  }
  const [first] = files;
  if (first) await window.showTextDocument(Uri.parse(first.uri, true));
  void window.showInformationMessage(l10n.t('Created {0}.', paths));
}

async function showExisting(files: readonly NewFileDto[]): Promise<void> {
  const [first] = files;
  if (first) await window.showTextDocument(Uri.parse(first.uri, true));
  const paths = files.map(({ path }) => path).join(', ');
  void window.showInformationMessage(l10n.t('There is nothing to create: {0} stood there already.', paths));
}
