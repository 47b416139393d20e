import { l10n, Uri, window, workspace } from 'vscode';
import { releaseNotesRequest } from '../../src/protocol/messages.ts';
import { operationChoicesRequest } from '../../src/protocol/operations.ts';
import { type ReportDto, reportChoicesRequest, reportRequest } from '../../src/protocol/reports.ts';
import { readString } from '../arguments.ts';
import { chooseChangelog } from '../choose-changelog.ts';
import { chooseRelease } from '../choose-release.ts';
import type { Services } from '../commands.ts';
import { reportRefusal } from '../report.ts';
import type { Session } from '../session.ts';

/** Writes the message about a release for one of the policy's audiences into a new editor, to be gone over and sent. */
export async function draftAnnouncement({ session }: Services, argument: unknown, title: string): Promise<void> {
  const chosen = await chooseRelease(session, title, argument, ({ marks }) => marks.includes('written'));
  if (!chosen) return;
  const { uri, release: version } = chosen;
  const choices = await session.request(reportChoicesRequest, { textDocument: { uri } });
  if (choices.refusal) return reportRefusal(choices.refusal);
  const audience = await choose(title, l10n.t('Whom is it for?'), choices.value.audiences);
  if (audience === undefined) return;
  const made = await make(session, uri, { kind: 'announcement', version, audience });
  if (made)
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content: made.text }));
}

/** Saves the notes of a release as a file of their own. */
export async function exportNotes({ session }: Services, argument: unknown, title: string): Promise<void> {
  const chosen = await chooseRelease(
    session,
    title,
    argument,
    ({ kind, marks }) => kind === 'next' || marks.includes('written'),
  );
  if (!chosen) return;
  const { uri, release } = chosen;
  const answer = await session.request(releaseNotesRequest, { textDocument: { uri }, release });
  if (answer.refusal) return reportRefusal(answer.refusal);
  await save(uri, `release-notes-${release.replace(/[^\w.+-]+/g, '-')}.md`, { Markdown: ['md'] }, async () => ({
    text: answer.value.markdown,
  }));
}

/** Saves the trace of every release, from its commit to where it runs, as a page, as Markdown or as JSON. */
export async function exportAuditReport({ session }: Services, argument: unknown, title: string): Promise<void> {
  const uri = await chooseUri(session, argument, title);
  if (uri === undefined) return;
  const filters = { HTML: ['html'], Markdown: ['md'], JSON: ['json'] };
  await save(uri, 'release-audit.html', filters, (target) => {
    const [, format] = /\.(html|md|json)$/.exec(target.path) ?? [];
    return make(session, uri, { kind: 'audit', format: (format ?? 'html') as 'html' | 'md' | 'json' });
  });
}

/** Makes the checklist of a version, or brings it up to date, and opens it. */
export async function openChecklist({ session }: Services, argument: unknown, title: string): Promise<void> {
  const uri = await chooseUri(session, argument, title);
  if (uri === undefined) return;
  const version = readString(argument, 'version') ?? (await chooseVersion(session, uri, title));
  if (version === undefined) return;
  const made = await make(session, uri, { kind: 'checklist', version });
  if (typeof made?.uri === 'string') await window.showTextDocument(Uri.parse(made.uri, true));
}

/** Records in the checklist of the version in the making who approves of it. */
export async function recordApproval({ session }: Services, argument: unknown, title: string): Promise<void> {
  const uri = await chooseUri(session, argument, title);
  if (uri === undefined) return;
  const choices = await session.request(reportChoicesRequest, { textDocument: { uri } });
  if (choices.refusal) return reportRefusal(choices.refusal);
  if (choices.value.roles.length === 0) {
    void window.showInformationMessage(l10n.t('The policy asks for no approvals. They stand there under approvals.'));
    return;
  }
  const role = await choose(title, l10n.t('Which role approves?'), choices.value.roles);
  if (role === undefined) return;
  const prompt = l10n.t('Who approves as {0}: a name or an address', role);
  const by = (await window.showInputBox({ title, prompt, ignoreFocusOut: true }))?.trim();
  if (!by || !(await make(session, uri, { kind: 'approval', role, by }))) return;
  void window.showInformationMessage(l10n.t('{0} approves as {1}.', by, role));
}

async function chooseUri(session: Session, argument: unknown, title: string): Promise<string | undefined> {
  return readString(argument, 'uri') ?? (await chooseChangelog(session, title))?.toString();
}

async function choose(title: string, placeHolder: string, names: readonly string[]): Promise<string | undefined> {
  return names.length < 2 ? names[0] : window.showQuickPick([...names], { title, placeHolder, ignoreFocusOut: true });
}

/** The version in the making first, then those that are released. */
async function chooseVersion(session: Session, uri: string, title: string): Promise<string | undefined> {
  const choices = await session.request(operationChoicesRequest, { textDocument: { uri } });
  if (choices.refusal) {
    reportRefusal(choices.refusal);
    return undefined;
  }
  const { versions, releases } = choices.value;
  const next = versions.filter(({ recommended }) => recommended).map(({ version }) => version);
  return choose(title, l10n.t('Choose a release'), [...next, ...releases.map(({ version }) => version)]);
}

async function make(
  session: Session,
  uri: string,
  report: ReportDto,
): Promise<{ readonly text: string; readonly uri: string | null } | undefined> {
  const answer = await session.request(reportRequest, { textDocument: { uri }, report });
  if (answer.refusal) reportRefusal(answer.refusal);
  return answer.value;
}

/** Asks for a file beside the changelog, writes what is made for it, and opens it. */
async function save(
  changelog: string,
  name: string,
  filters: { readonly [name: string]: string[] },
  make: (target: Uri) => Promise<{ readonly text: string } | undefined>,
): Promise<void> {
  const defaultUri = Uri.joinPath(Uri.parse(changelog, true), '..', name);
  const target = await window.showSaveDialog({ defaultUri, filters });
  const made = target && (await make(target));
  if (!made) return;
  await workspace.fs.writeFile(target, await workspace.encode(made.text, { encoding: 'utf8' }));
  await window.showTextDocument(target);
}
