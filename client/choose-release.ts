import { l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import { rowsRequest } from '../src/protocol/messages.ts';
import type { RowDto } from '../src/protocol/rows.ts';
import { readString } from './arguments.ts';
import { chooseChangelog } from './choose-changelog.ts';
import type { Session } from './session.ts';

/** A release, as the requests about one release take it, and where its section stands. */
export interface ChosenRelease {
  readonly uri: string;
  readonly release: string;
  readonly place: RowDto['place'];
}

/**
 * The release that a command means: the one that its argument names – a row of a view, or a changelog's `uri` with a
 * `release` – or the one that the user picks.
 *
 * @param isFit true for the releases that the command can be used with; the others are not offered
 * @returns undefined where there is none or the user picks none.
 */
export async function chooseRelease(
  session: Session,
  title: string,
  argument: unknown,
  isFit: (row: RowDto) => boolean,
): Promise<ChosenRelease | undefined> {
  const uri = readString(argument, 'uri') ?? (await chooseChangelog(session, title))?.toString();
  if (uri === undefined) return undefined;
  const release = readString(argument, 'release');
  const rows = await listReleases(session, uri);
  if (release !== undefined) {
    const named = rows.find((row) => row.release === release || row.label === release);
    return { uri, release, place: named?.place ?? null };
  }
  const items = rows.filter(isFit).map(toItem);
  if (items.length === 0) {
    void window.showInformationMessage(l10n.t('This changelog has no release that could be chosen here.'));
    return undefined;
  }
  const placeHolder = l10n.t('Choose a release');
  const row = (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.row;
  return row ? { uri, release: row.release ?? row.label, place: row.place } : undefined;
}

/** What is unreleased, where there is anything, and the releases, newest first. */
async function listReleases(session: Session, uri: string): Promise<readonly RowDto[]> {
  const parent = { uri, path: [] };
  const unreleased = await session.request(rowsRequest, { view: 'unreleased', parent });
  const history = await session.request(rowsRequest, { view: 'history', parent });
  return [
    ...unreleased.rows.filter(({ kind }) => kind === 'next'),
    ...history.rows.filter(({ kind }) => kind === 'release'),
  ];
}

function toItem(row: RowDto): QuickPickItem & { readonly row: RowDto } {
  const isNext = row.kind === 'next';
  const label = isNext ? (row.release ?? row.label) : row.label;
  const description = isNext ? l10n.t('leads to {0}', row.label) : [row.date, row.detail].filter(Boolean).join(' · ');
  return { label, description, iconPath: new ThemeIcon(isNext ? 'rocket' : 'tag'), row };
}
