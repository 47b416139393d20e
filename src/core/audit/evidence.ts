import type { RecordFact, ReleaseFacts, TraceContext } from './release-facts.ts';

/** What is kept of a release, as a file, a section or an object of git. */
export interface EvidenceFile {
  readonly kind: string;
  /** Its path relative to the policy's folder, or what git calls it. */
  readonly path: string;
  /** The digest of its content with its algorithm, `sha256:…`, or the object of git, `object:…`. */
  readonly digest: string;
  /** The last day on which it has to be kept; null where that is for good. */
  readonly keepUntil: string | null;
}

export interface Evidence {
  readonly files: readonly EvidenceFile[];
  readonly missing: readonly { readonly kind: RecordFact['kind']; readonly message: string }[];
}

/** Lists what proves a release, with how long it is kept, and names what was taken away too early. */
export function toEvidence(facts: ReleaseFacts, { policy, changelog, today, say }: TraceContext): Evidence {
  const { release, section, records } = facts;
  const day = release.section?.date ?? release.tags[0]?.date?.slice(0, 10) ?? null;
  const keepUntil = (kind: string): string | null => lastDay(policy.audit.retention, kind, day);
  const files: EvidenceFile[] = [];
  if (section) {
    const path = `${changelog}#${release.version.raw}`;
    files.push({ kind: 'changelog', path, digest: `sha256:${section.digest}`, keepUntil: keepUntil('changelog') });
  }
  for (const { name, object } of release.tags)
    files.push({ kind: 'tag', path: `refs/tags/${name}`, digest: `object:${object}`, keepUntil: keepUntil('tag') });
  for (const { kind, path, digest } of records)
    if (digest !== null) files.push({ kind, path, digest: `sha256:${digest}`, keepUntil: keepUntil(kind) });
  const missing = records.flatMap(({ kind, path, digest, wasThere }) => {
    const until = keepUntil(kind);
    if (digest !== null || !wasThere || (until !== null && until < today)) return [];
    const message =
      until === null
        ? say('{0} was deleted, and is to be kept for good', path)
        : say('{0} was deleted, and is to be kept until {1}', path, until);
    return [{ kind, message }];
  });
  return { files, missing };
}

/** The last day of a record of that day; null for good, which is also what holds where nothing is said. */
function lastDay(retention: Readonly<Record<string, number>>, kind: string, day: string | null): string | null {
  const days = Object.hasOwn(retention, kind) ? (retention[kind] as number) : 0;
  if (days === 0 || day === null) return null;
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
