import type { Diagnostic } from 'vscode-languageserver';
import type { Converter } from './convert.ts';
import { describeLength, limitFindings, listFindings, listPolicyFindings, toFinding } from './diagnostics.ts';
import type { Documentation } from './docs/documentation.ts';
import type { ChecksumLists } from './manifests/checksum-lists.ts';
import type { Manifests } from './manifests/manifests.ts';
import type { Session } from './session.ts';
import { toDocumentKey } from './uris.ts';
import { readVersionFile } from './version-file.ts';

/** The problems of one document at one version; null is the text on disk. */
export interface Diagnosis {
  readonly uri: string;
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What documents may be beside changelogs, policies and version files. */
export interface DiagnosedFiles {
  readonly manifests: Manifests;
  readonly checksums: ChecksumLists;
  readonly docs: Documentation;
}

/** Says what is wrong with a document; null where nothing is to be shown for it. */
export type Diagnose = (uri: string) => Promise<Diagnosis | null>;

/**
 * Checks open changelogs, manifests and documents, the policy files that they are judged by, closed ones, and the version files
 * beside them.
 *
 * @param isListed true for the changelogs of the workspace, which are checked even if no editor has them open
 */
export function createDiagnose(
  session: Session,
  { manifests, checksums, docs }: DiagnosedFiles,
  converter: Converter,
  isListed: (uri: string) => boolean,
): Diagnose {
  const isChecked = async (uri: string): Promise<boolean> =>
    session.documents.get(uri) !== undefined ||
    (isListed(uri) && (await session.settings.get(uri)).checkScope === 'workspace');
  return async (uri) => {
    const policy = await diagnosePolicy(session, converter, uri);
    if (policy) return policy;
    const versionFile = await diagnoseVersionFile(session, converter, uri, isChecked);
    if (versionFile) return versionFile;
    const list = diagnoseChecksums(session, checksums, converter, uri);
    if (list) return list;
    if (!(await isChecked(uri))) return null;
    return (
      (await diagnoseManifest(session, manifests, converter, uri)) ??
      (await diagnoseChangelog(session, manifests, converter, uri)) ??
      diagnoseDocument(session, docs, converter, uri)
    );
  };
}

/** What was found when a list of digests was verified, as long as it is still the same. */
function diagnoseChecksums(
  session: Session,
  checksums: ChecksumLists,
  converter: Converter,
  uri: string,
): Diagnosis | null {
  const list = checksums.find(uri);
  if (!list) return null;
  const document = session.documents.get(uri);
  const diagnostics = list.findings.map((finding) => converter.toDiagnostic(list.source, finding));
  return { uri: document?.uri ?? uri, version: document?.version ?? null, diagnostics };
}

async function diagnoseVersionFile(
  session: Session,
  converter: Converter,
  uri: string,
  isChecked: (changelog: string) => Promise<boolean>,
): Promise<Diagnosis | null> {
  const file = await readVersionFile(session, uri, isChecked);
  if (!file) return null;
  const diagnostics = file.problems.map((problem) => converter.toDiagnostic(file.source, toFinding(problem)));
  return { uri: file.uri, version: file.version, diagnostics };
}

async function diagnoseManifest(
  session: Session,
  manifests: Manifests,
  converter: Converter,
  uri: string,
): Promise<Diagnosis | null> {
  // Of a closed one nothing is shown before all of it is known: nobody waits for it, and it would be sent twice.
  const view = session.documents.get(uri) ? await manifests.view(uri) : await manifests.settled(uri);
  if (!view) return null;
  const findings = limitFindings(view.check.problems, view.settings.maxProblems);
  const diagnostics = findings.map((finding) => converter.toDiagnostic(view.source, finding));
  return { uri: view.uri, version: view.version, diagnostics };
}

async function diagnoseDocument(
  session: Session,
  docs: Documentation,
  converter: Converter,
  uri: string,
): Promise<Diagnosis | null> {
  const view = session.documents.get(uri) ? await docs.view(uri) : await docs.settled(uri);
  if (!view) return null;
  const findings = limitFindings(view.check.problems, view.settings.maxProblems);
  const diagnostics = findings.map((finding) => converter.toDiagnostic(view.source, finding));
  return { uri: view.uri, version: view.version, diagnostics };
}

async function diagnoseChangelog(
  session: Session,
  manifests: Manifests,
  converter: Converter,
  uri: string,
): Promise<Diagnosis | null> {
  const view = await session.viewAnywhere(uri);
  if (view) {
    const diagnostics = listFindings(view).map((finding) => converter.toDiagnostic(view.source, finding));
    return { uri: view.uri, version: view.version, diagnostics };
  }
  const document = session.documents.get(uri);
  if (!document || document.excess === null) return null;
  if (!(await session.isChangelog(uri)) && !(await manifests.isManifest(uri))) return null;
  const tooLong = describeLength(document.excess);
  return {
    uri: document.uri,
    version: document.version,
    diagnostics: [converter.toDiagnostic(document.source, tooLong)],
  };
}

async function diagnosePolicy(session: Session, converter: Converter, uri: string): Promise<Diagnosis | null> {
  const { folder } = session.workspace.placeOf(uri);
  if (!folder) return null;
  const { files } = await session.policies.get(folder);
  const file = files.find((each) => toDocumentKey(each.uri) === toDocumentKey(uri));
  if (!file) return null;
  const document = session.documents.get(uri);
  const { source, findings } = listPolicyFindings(file);
  return {
    uri: document?.uri ?? file.uri,
    version: document && document.source.text === file.text ? document.version : null,
    diagnostics: findings.map((finding) => converter.toDiagnostic(source, finding)),
  };
}
