import { l10n, Range, Uri, window } from 'vscode';
import { type ChecklistDto, checklistRequest } from '../../src/protocol/checklists.ts';
import { operationChoicesRequest } from '../../src/protocol/operations.ts';
import { readString } from '../arguments.ts';
import { chooseChangelog } from '../choose-changelog.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session.ts';
import { applyChange } from './apply-change.ts';

/** Makes the checklist of a version and opens it; one that is there already is brought up to date. */
export async function newChecklist({ session }: Services, argument: unknown, title: string): Promise<void> {
  const uri = await chooseUri(session, argument, title);
  if (uri === undefined) return;
  const given = readString(argument, 'version') ?? readString(argument, 'release');
  const version = given ?? (await chooseVersion(session, uri, title));
  if (version !== undefined) await open(session, uri, version);
}

/** Brings the newest checklist up to date and opens it; makes one where there is none. */
export async function openChecklist(services: Services, argument: unknown, title: string): Promise<void> {
  const { session } = services;
  const uri = await chooseUri(session, argument, title);
  const found = uri === undefined ? undefined : await ask(session, uri, argument);
  if (uri === undefined || !found) return;
  if (found.exists) await open(session, uri, found.version);
  else await newChecklist(services, argument, title);
}

/** Records in a checklist who approves of its version. */
export async function recordApproval({ session }: Services, argument: unknown, title: string): Promise<void> {
  const uri = await chooseUri(session, argument, title);
  const found = uri === undefined ? undefined : await ask(session, uri, argument);
  if (uri === undefined || !found) return;
  const { version, roles, exists, me } = found;
  const open = roles.filter(({ given }) => given === null);
  if (open.length === 0) {
    const none = l10n.t('The policy asks for no approvals. They stand there under approvals.');
    const all = l10n.t('Everybody has approved {0} who has to.', version);
    void window.showInformationMessage(roles.length === 0 ? none : all);
    return;
  }
  const items = open.map(({ role, people }) => ({ label: role, description: people.join(', '), people }));
  const placeHolder = l10n.t('Which role approves {0}?', version);
  const chosen =
    items.length < 2 ? items[0] : await window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  const by = chosen && (await askWho(title, chosen.label, chosen.people, me));
  if (!chosen || !by) return;
  const at = { uri, version };
  if (!exists && !(await applyChange(session, at, { kind: 'open' }))) return;
  if (await applyChange(session, at, { kind: 'approve', role: chosen.label, by }))
    void window.showInformationMessage(l10n.t('{0} approves as {1}.', by, chosen.label));
}

/** Marks a task of a checklist as one that its release does not need, with the reason. */
export async function skipTask({ session }: Services, argument: unknown, title: string): Promise<void> {
  const uri = await chooseUri(session, argument, title);
  const found = uri === undefined ? undefined : await ask(session, uri, argument);
  if (uri === undefined || !found) return;
  const items = found.tasks
    .filter(({ state }) => state === 'open' || state === 'odd')
    .map(({ name, text }) => ({ label: text, name }));
  const named = readString(argument, 'code');
  const placeHolder = l10n.t('What does {0} not need?', found.version);
  const task = named ?? (await window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.name;
  if (task === undefined) return;
  const reason = await window.showInputBox({
    title,
    prompt: l10n.t('Why does it not apply? It stays in the checklist.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A reason is needed.') : null),
  });
  if (reason !== undefined) await applyChange(session, { uri, version: found.version }, { kind: 'skip', task, reason });
}

async function open(session: Session, uri: string, version: string): Promise<void> {
  const changed = await applyChange(session, { uri, version }, { kind: 'open' });
  if (!changed) return;
  const selection = new Range(changed.line, 0, changed.line, 0);
  await window.showTextDocument(Uri.parse(changed.uri, true), { selection });
}

async function ask(session: Session, uri: string, argument: unknown): Promise<ChecklistDto | undefined> {
  const version = readString(argument, 'version') ?? readString(argument, 'release') ?? null;
  const answer = await session.request(checklistRequest, { textDocument: { uri }, version });
  if (answer.refusal) reportRefusal(answer.refusal);
  return answer.value;
}

async function chooseUri(session: Session, argument: unknown, title: string): Promise<string | undefined> {
  return readString(argument, 'uri') ?? (await chooseChangelog(session, title))?.toString();
}

/** The people of the policy, where it names any; else whoever the user says, himself first. */
async function askWho(
  title: string,
  role: string,
  people: readonly string[],
  me: string | null,
): Promise<string | undefined> {
  const prompt = l10n.t('Who approves as {0}: a name or an address', role);
  if (people.length > 0) return window.showQuickPick([...people], { title, placeHolder: prompt, ignoreFocusOut: true });
  return (await window.showInputBox({ title, prompt, value: me ?? '', ignoreFocusOut: true }))?.trim();
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
  const offered = [...next, ...releases.map(({ version }) => version)];
  const placeHolder = l10n.t('Choose a release');
  return offered.length < 2 ? offered[0] : window.showQuickPick(offered, { title, placeHolder, ignoreFocusOut: true });
}
