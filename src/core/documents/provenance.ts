/** What a statement about the making of a bundle is made of. */
export interface ProvenanceFacts {
  /** The bundle's file name and its SHA-256. */
  readonly name: string;
  readonly digest: string;
  readonly version: string;
  readonly format: string;
  /** The tag that was packed; null where it was the folder as it was. */
  readonly tag: { readonly name: string; readonly commit: string } | null;
  /** The address of the repository; null where it has no remote. */
  readonly repository: string | null;
  readonly toolVersion: string;
}

const TOOL = 'https://www.npmjs.com/package/release-ledger';

/**
 * Says how a bundle was made: an in-toto Statement (v1) with SLSA Provenance (v1.0) as JSON. The same bundle gives the same
 * text: it says no time, and nothing of the machine.
 *
 * Nobody has signed it. It says what whoever ran the tool claims, which is SLSA level 1.
 */
export function writeProvenance(facts: ProvenanceFacts): string {
  const { name, digest, version, format, tag, repository, toolVersion } = facts;
  const source = tag && {
    uri: `git+${repository ?? 'local'}@refs/tags/${tag.name}`,
    digest: { gitCommit: tag.commit },
  };
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256: digest } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: `${TOOL}#bundle`,
        externalParameters: { version, format, source: tag ? `refs/tags/${tag.name}` : 'working folder' },
        resolvedDependencies: source ? [source] : [],
      },
      runDetails: { builder: { id: `${TOOL}/v/${toolVersion}` } },
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}

/** The SHA-256 that a statement says of a file; null where it is no statement, or of another file. */
export function readSubjectDigest(text: string, name: string): string | null {
  try {
    const statement = JSON.parse(text) as {
      readonly subject?: readonly { name?: unknown; digest?: { sha256?: unknown } }[];
    };
    const subject = Array.isArray(statement.subject)
      ? statement.subject.find((each) => each?.name === name)
      : undefined;
    const digest = subject?.digest?.sha256;
    return typeof digest === 'string' ? digest : null;
  } catch {
    return null;
  }
}
