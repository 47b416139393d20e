import type { Diagnostic } from 'vscode-languageserver';
import type { Converter } from './convert.ts';
import { describeLength, listFindings, listPolicyFindings, toFinding } from './diagnostics.ts';
import type { Session } from './session.ts';
import { toDocumentKey } from './uris.ts';
import { readVersionFile } from './version-file.ts';

/** The problems of one document at one version; null is the text on disk. */
export interface Diagnosis {
  readonly uri: string;
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Says what is wrong with a document; null where nothing is to be shown for it. */
export type Diagnose = (uri: string) => Promise<Diagnosis | null>;

/**
 * Checks open changelogs, the policy files that they are judged by, closed changelogs, and the version files beside them.
 *
 * @param isListed true for the changelogs of the workspace, which are checked even if no editor has them open
 */
export function createDiagnose(session: Session, converter: Converter, isListed: (uri: string) => boolean): Diagnose {
  const isChecked = async (uri: string): Promise<boolean> =>
    session.documents.get(uri) !== undefined ||
    (isListed(uri) && (await session.settings.get(uri)).checkScope === 'workspace');
  return async (uri) => {
    const policy = await diagnosePolicy(session, converter, uri);
    if (policy) return policy;
    const versionFile = await diagnoseVersionFile(session, converter, uri, isChecked);
    if (versionFile) return versionFile;
    return (await isChecked(uri)) ? diagnoseChangelog(session, converter, uri) : null;
  };
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

async function diagnoseChangelog(session: Session, converter: Converter, uri: string): Promise<Diagnosis | null> {
  const view = await session.viewAnywhere(uri);
  if (view) {
    const diagnostics = listFindings(view).map((finding) => converter.toDiagnostic(view.source, finding));
    return { uri: view.uri, version: view.version, diagnostics };
  }
  const document = session.documents.get(uri);
  if (!document || document.excess === null || !(await session.isChangelog(uri))) return null;
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
