import { type Source, toSource } from '../../src/core/index.ts';
import type { NotKnown } from '../../src/core/ledger/facts.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import { isSha256 } from '../../src/core/manifest/checksums.ts';
import { fillPath } from '../../src/core/manifest/paths.ts';
import { type ChecksumFinding, checkChecksums } from '../../src/core/manifest/verify-checksums.ts';
import type { FileRefusal } from '../../src/core/ports.ts';
import { expandGlob } from '../../src/host/glob.ts';
import type { HashOptions } from '../../src/host/hash.ts';
import type { Finding } from '../diagnostics.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';
import { uriWithin, type WorkspaceFolder } from '../workspace.ts';

/** A list of digests as it was verified. */
export interface VerifiedList {
  readonly source: Source;
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly verified: number;
  /** Why it is not known whether files are missing in it; null where that was checked. */
  readonly notChecked: string | null;
}

/** The lists of digests that were verified. What was found holds until the list is another one. */
export class ChecksumLists {
  readonly #session: Session;
  readonly #verified = new Map<string, VerifiedList>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** What was found in a list, if its text is still the same; null for every other file. */
  find(uri: string): VerifiedList | null {
    const verified = this.#verified.get(toDocumentKey(uri));
    const document = this.#session.documents.get(uri);
    return verified && (!document || document.source.text === verified.source.text) ? verified : null;
  }

  /** A file has changed on disk. @returns true for a list of which something was said */
  fileChanged(uri: string): boolean {
    return this.#verified.delete(toDocumentKey(uri));
  }

  /** The lists that are there, where the policies say that they stand. */
  async list(): Promise<readonly { readonly uri: string; readonly path: string }[]> {
    const found: { readonly uri: string; readonly path: string }[] = [];
    for (const folder of this.#session.workspace.folders) {
      if (folder.path === null) continue;
      const { policy } = await this.#session.policies.get(folder);
      const pattern = policy.checksums.path.replace(/\{(?:version|tag)\}/g, '*');
      const { paths } = await expandGlob(this.#session.host.files, folder.path, pattern);
      found.push(...paths.map((path) => ({ uri: uriWithin(folder, path), path })));
    }
    return found;
  }

  /**
   * Hashes the files of a list; their paths count from the workspace folder.
   *
   * @throws an `AbortError` where it is cancelled
   */
  async verify(uri: string, options: HashOptions): Promise<VerifiedList | FileRefusal> {
    const { workspace, documents, host } = this.#session;
    const { folder, path } = workspace.placeOf(uri);
    const file = await workspace.read(uri);
    if (file.refusal || !folder?.path)
      return file.refusal ?? { code: 'missing', message: `${path} lies in no folder of the workspace`, hint: null };
    const document = documents.get(uri);
    const source = document && document.excess === null ? document.source : toSource(file.text);
    const list = checkChecksums(source);
    const digests = await host.hashFiles(folder.path, list.paths, options);
    const expected = await this.#expected(folder, path);
    const findings = [...list.findings, ...list.compare(digests, isKnown(expected) ? expected : [])];
    const verified: VerifiedList = {
      source,
      findings: findings.map((each) => toFinding(each, source)).sort((a, b) => a.span.start - b.span.start),
      files: list.paths.length,
      verified: list.paths.filter((each) => isSha256(digests.get(each)?.digest ?? '')).length,
      notChecked: isKnown(expected) ? null : expected.notKnown,
    };
    this.#verified.set(toDocumentKey(uri), verified);
    return verified;
  }

  /** The files that the policy wants in this list; not known for a list that is none of the policy's. */
  async #expected(folder: WorkspaceFolder, path: string): Promise<readonly string[] | NotKnown> {
    const [{ tellRecords }, { listFiles }, known] = await Promise.all([
      import('../../src/host/records/own-policy.ts'),
      import('../../src/host/gather-manifest.ts'),
      this.#session.policies.get(folder),
    ]);
    const { policy } = await (await tellRecords(this.#session.host, String(folder.path), known.policy))(path);
    const version = versionOfList(policy.checksums.path, policy, path);
    if (version === null) return { notKnown: 'it is not the list that the policy names (checksums.path)' };
    return listFiles(policy, version, { files: this.#session.host.files, root: String(folder.path) });
  }
}

/** The version whose list of digests stands at a path; null where the path is none of the template's. */
function versionOfList(template: string, policy: Parameters<typeof fillPath>[1], path: string): string | null {
  const [before = ''] = fillPath(template, policy, '\0').split('\0');
  if (!path.startsWith(before)) return null;
  const rest = path.slice(before.length);
  // The shortest version whose path this is: nobody's versions end as file names do.
  for (let end = 1; end <= rest.length; end++) {
    const version = rest.slice(0, end);
    if (/^\d/.test(version) && fillPath(template, policy, version) === path) return version;
  }
  return null;
}

function toFinding({ start, end, message }: ChecksumFinding, { text }: Source): Finding {
  const span = { start: Math.min(start, text.length), end: Math.min(end, text.length) };
  return { span, severity: 'error', code: 'release-ledger/checksum', message };
}
