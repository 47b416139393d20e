import { l10n, Uri, window, workspace } from 'vscode';
import { releaseNotesRequest } from '../../src/protocol/messages.ts';
import { type MadeReportDto, type ReportDto, reportChoicesRequest, reportRequest } from '../../src/protocol/reports.ts';
import { readString } from '../arguments.ts';
import { chooseChangelog } from '../choose-changelog.ts';
import { chooseRelease } from '../choose-release.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
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
  const content = await announce(session, uri, { version, audience }, title);
  if (content !== undefined)
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}

/** Asks for what only people know, one value after the other, until the message is complete. */
async function announce(
  session: Session,
  uri: string,
  about: { readonly version: string; readonly audience: string },
  title: string,
): Promise<string | undefined> {
  const values: Record<string, string> = {};
  for (;;) {
    const made = await make(session, uri, { kind: 'announcement', ...about, values });
    const unknown = made?.missing.filter(({ name }) => !Object.hasOwn(values, name)) ?? [];
    if (!made || unknown.length === 0) return made?.missing.length === 0 ? made.text : undefined;
    for (const { name, about: what } of unknown) {
      const prompt = what === '' ? l10n.t('What does {0} stand for?', name) : l10n.t('{0}: {1}', name, what);
      const value = await window.showInputBox({ title, prompt, ignoreFocusOut: true });
      if (value === undefined) return undefined;
      values[name] = value;
    }
  }
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

async function chooseUri(session: Session, argument: unknown, title: string): Promise<string | undefined> {
  return readString(argument, 'uri') ?? (await chooseChangelog(session, title))?.toString();
}

async function choose(title: string, placeHolder: string, names: readonly string[]): Promise<string | undefined> {
  return names.length < 2 ? names[0] : window.showQuickPick([...names], { title, placeHolder, ignoreFocusOut: true });
}

async function make(session: Session, uri: string, report: ReportDto): Promise<MadeReportDto | undefined> {
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
