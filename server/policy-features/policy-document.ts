import type { Source } from '../../src/core/index.ts';
import type { FolderPolicy } from '../policies.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';

/** A policy file that is open, with the policy that it has a part in. */
export interface PolicyDocument {
  readonly uri: string;
  readonly version: number | null;
  readonly source: Source;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** The folder's URI, without a slash at its end. */
  readonly folder: string;
  readonly resolved: FolderPolicy;
}

/** The open policy file of a URI; null for every other document. */
export async function findPolicyDocument(session: Session, uri: string): Promise<PolicyDocument | null> {
  const { folder, path } = session.workspace.placeOf(uri);
  if (!folder) return null;
  const resolved = await session.policies.get(folder);
  if (!resolved.files.some((file) => toDocumentKey(file.uri) === toDocumentKey(uri))) return null;
  // Looked up last: the version that is current now counts.
  const document = session.documents.get(uri);
  if (!document || document.excess !== null) return null;
  return { uri: document.uri, version: document.version, source: document.source, path, folder: folder.uri, resolved };
}
