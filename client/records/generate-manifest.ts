import { l10n, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { GeneratedManifestDto, GeneratedManifestsDto } from '../../src/protocol/manifests.ts';
import { generateManifestRequest } from '../../src/protocol/manifests.ts';
import { applyServerEdit } from '../apply-edit.ts';
import { readString } from '../arguments.ts';
import { chooseRelease } from '../choose-release.ts';
import { type Action, offer, reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import { whileWaiting } from './while-waiting.ts';

/**
 * Makes the manifest of a release from changelog, git and policy, as steps that undo takes back. Of one that is there what
 * people wrote is kept.
 *
 * A key binding may give `uri`, `release` and `type`, which are not asked for then.
 */
export async function generateManifest(services: Services, argument: unknown): Promise<void> {
  const { session, output } = services;
  const title = l10n.t('Generate Manifest');
  const chosen = await chooseRelease(
    session,
    title,
    argument,
    ({ kind, place }) => kind === 'release' && place !== null,
  );
  if (!chosen) return;
  const { uri, release } = chosen;
  const ask = (type: string | undefined) =>
    whileWaiting(l10n.t('Generating the manifest of {0}', release), (token) =>
      session.request(generateManifestRequest, { textDocument: { uri }, release, ...(type && { type }) }, token),
    );
  let answer = await ask(readString(argument, 'type'));
  if (answer.refusal) return reportRefusal(answer.refusal);
  if (answer.value.needsType && answer.value.types.length > 0) {
    const placeHolder = l10n.t('Choose the type of the release');
    const type = await window.showQuickPick(answer.value.types, { title, placeHolder });
    if (type === undefined) return;
    answer = await ask(type);
    if (answer.refusal) return reportRefusal(answer.refusal);
  }
  for (const each of answer.value.open) output.info(`${release}: ${each}`);
  await show(answer.value);
}

async function show({ manifests, open }: GeneratedManifestsDto): Promise<void> {
  const made = manifests.filter(({ state }) => state === 'new');
  const updated = manifests.filter(({ state }) => state === 'other');
  if (!(await create(made))) return;
  for (const { edit, uri } of updated) {
    // Shown before it is changed, so that the user sees what happens; what he wrote meanwhile is not written over.
    await window.showTextDocument(Uri.parse(uri, true), { preview: false });
    if (edit && (await applyServerEdit(edit))) continue;
    void window.showWarningMessage(
      l10n.t('The manifest changed meanwhile, so nothing was done. Please run the command again.'),
    );
    return;
  }
  const [first] = manifests;
  if (first) await window.showTextDocument(Uri.parse(first.uri, true), { preview: false });
  const said = describe(made, updated);
  const gaps = open.length === 0 ? '' : ` ${l10n.t('What only people know is left open.')}`;
  const actions: readonly Action[] = [
    { title: l10n.t('Show Problems'), command: 'workbench.actions.view.problems' },
    ...(open.length > 0 ? [{ title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' }] : []),
  ];
  void offer(window.showInformationMessage, said + gaps, made.length + updated.length === 0 ? [] : actions);
}

/** Creates files as one step. The editor refuses where one of them has come up meanwhile. */
async function create(files: readonly GeneratedManifestDto[]): Promise<boolean> {
  if (files.length === 0) return true;
  const edit = new WorkspaceEdit();
  for (const { uri, text } of files) {
    const contents = await workspace.encode(text, { encoding: 'utf8' });
    edit.createFile(Uri.parse(uri, true), { contents, overwrite: false, ignoreIfExists: false });
  }
  if (await workspace.applyEdit(edit)) return true;
  void window.showErrorMessage(
    l10n.t('Could not create {0}. Please check that the folder can be written to.', toPaths(files)),
  );
  return false;
}

function describe(made: readonly GeneratedManifestDto[], updated: readonly GeneratedManifestDto[]): string {
  if (made.length === 0 && updated.length === 0) return l10n.t('The manifest is up to date.');
  const parts = [
    ...(made.length > 0 ? [l10n.t('Created {0}.', toPaths(made))] : []),
    ...(updated.length > 0 ? [l10n.t('Brought {0} up to date; what people wrote was kept.', toPaths(updated))] : []),
  ];
  return parts.join(' ');
}

function toPaths(files: readonly GeneratedManifestDto[]): string {
  return files.map(({ path }) => path).join(', ');
}
