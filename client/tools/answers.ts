import { type Diagnostic, DiagnosticSeverity, languages, type Uri, workspace } from 'vscode';
import type { AnswerDto, NotesDto } from '../../src/protocol/dto.ts';
import {
  checkWorkspaceRequest,
  historyRequest,
  nextVersionRequest,
  releaseNotesRequest,
  versionFilesRequest,
} from '../../src/protocol/messages.ts';
import { readBoolean, readString } from '../arguments.ts';
import type { Session } from '../session.ts';

/** More problems than these help no model. */
const PROBLEM_LIMIT = 200;

const SEVERITIES: Readonly<Record<DiagnosticSeverity, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
};

/** Every problem of the workspace as a line of text, those of the changelog first; what is not saved counts as it is. */
export async function readProblems(session: Session, uri: string): Promise<string> {
  const { counts, notChecked } = await session.request(checkWorkspaceRequest, {});
  const found = languages.getDiagnostics().flatMap(([file, all]) => {
    const own = all.filter(({ source }) => source === 'release-ledger');
    return own.length > 0 ? [{ file, own }] : [];
  });
  const ordered = found.sort((a, b) => Number(b.file.toString() === uri) - Number(a.file.toString() === uri));
  const lines = ordered.flatMap(({ file, own }) => own.map((each) => toLine(file, each)));
  const more = lines.length - PROBLEM_LIMIT;
  return [
    `${counts.error} errors, ${counts.warning} warnings, ${counts.info} notes, ${counts.hint} hints`,
    ...lines.slice(0, PROBLEM_LIMIT),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...notChecked.map(({ rule, reason }) => `not checked: ${rule}: ${reason}`),
  ].join('\n');
}

function toLine(file: Uri, { range: { start }, severity, message, code }: Diagnostic): string {
  const rule = typeof code === 'object' ? code.value : code;
  const path = workspace.asRelativePath(file);
  return `${path}:${start.line + 1}:${start.character + 1}: ${SEVERITIES[severity]}: ${message} (${rule})`;
}

/** The releases, the next version with what leads to it, and the version files. */
export async function readStatus(session: Session, uri: string, take: <T>(answer: AnswerDto<T>) => T): Promise<object> {
  const params = { textDocument: { uri } };
  const history = take(await session.request(historyRequest, params));
  const next = await session.request(nextVersionRequest, params);
  const versionFiles = await session.request(versionFilesRequest, params);
  return {
    next: next.refusal ? { refused: next.refusal.message } : next.value,
    releases: history.releases.map(({ children: _, ...release }) => release),
    notCompared: history.notCompared,
    versionFiles: versionFiles.refusal ? { refused: versionFiles.refusal.message } : versionFiles.value,
  };
}

/** The notes of the version that is named, of what is unreleased, or of the newest release. */
export async function readNotes(session: Session, uri: string, input: unknown): Promise<AnswerDto<NotesDto>> {
  const textDocument = { uri };
  const history = await session.request(historyRequest, { textDocument });
  if (history.refusal) return history;
  const { releases } = history.value;
  const wanted = readString(input, 'version');
  const isWanted =
    readBoolean(input, 'unreleased') === true
      ? ({ state }: { readonly state: string }): boolean => state === 'unreleased'
      : ({ state, version }: { readonly state: string; readonly version: string }): boolean =>
          wanted === undefined
            ? state !== 'unreleased' && state !== 'tag-only'
            : version === wanted.replace(/^v(?=\d)/, '');
  const release = releases.find(isWanted)?.version ?? wanted ?? 'Unreleased';
  return session.request(releaseNotesRequest, { textDocument, release });
}
