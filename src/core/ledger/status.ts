import type { Release } from '../changelog/model.ts';
import { lineAt, type Span, toSource } from '../text/source.ts';
import { compareVersions, type Version } from '../version/version.ts';
import { ledgerOf, ledgersOf, listReleases } from './components.ts';
import { frozenState, type GatheredLedger } from './gather.ts';
import { currentVersion, type LedgerRelease } from './ledger.ts';
import type { VersionTag } from './match-tags.ts';

/** The ledger in the shape that the command line prints as JSON; lines count from 1. */
export interface LedgerStatus {
  readonly current: string | null;
  /** What the changelog has releases of, what most of them are of first: that is what `current` is of. */
  readonly components: readonly { readonly name: string | null; readonly current: string | null }[];
  readonly releases: readonly ReleaseStatus[];
  readonly versionFiles: readonly VersionFileStatus[];
}

export interface ReleaseStatus {
  /** Null where the changelog's headings say nothing but versions. */
  readonly component: string | null;
  readonly version: string;
  readonly date: string | null;
  readonly yanked: boolean;
  readonly changelog: { readonly line: number } | null;
  readonly tag: TagStatus | null;
  readonly manifest: ManifestStatus | null;
  readonly frozen: 'unchanged' | 'changed' | 'amended' | 'unknown';
  readonly problems: number;
}

export interface ManifestStatus {
  /** Of its two forms the one that the policy names first. */
  readonly file: string;
  /** False where any form of it has an error or cannot be read. */
  readonly valid: boolean;
}

export interface TagStatus {
  readonly name: string;
  readonly object: string;
  readonly commit: string | null;
  readonly annotated: boolean;
  readonly date: string | null;
}

export interface VersionFileStatus {
  readonly file: string;
  readonly line: number;
  readonly version: string;
  readonly agrees: boolean;
}

/**
 * Describes a ledger.
 *
 * @param problems the places of those in the changelog, to be counted by release
 * @param manifestOf tells the manifest of a release
 */
export function describeStatus(
  ledger: GatheredLedger,
  problems: readonly Span[],
  manifestOf: (release: LedgerRelease) => ManifestStatus | null,
): LedgerStatus {
  const own = problems.map(({ start }) => start);
  return {
    current: currentVersion(ledger)?.raw ?? null,
    components: ledgersOf(ledger).map((each) => ({
      name: each.component || null,
      current: currentVersion(each)?.raw ?? null,
    })),
    releases: listReleases(ledger).map((release) => ({
      ...describeRelease(ledgerOf(ledger, release), release, own),
      manifest: manifestOf(release),
    })),
    versionFiles: ledgersOf(ledger).flatMap(describeVersionFiles),
  };
}

function describeVersionFiles(ledger: GatheredLedger): readonly VersionFileStatus[] {
  const current = currentVersion(ledger);
  return ledger.versionFiles.flatMap(({ path, text, places }) => {
    const source = toSource(text);
    return places.map(({ span, version, parsed }) => ({
      file: path,
      line: lineAt(source, span.start) + 1,
      version,
      agrees: agrees(parsed, current),
    }));
  });
}

/** A file agrees with what is released, or is ahead of it: the next version may be in the making. */
function agrees(version: Version | null, current: Version | null): boolean {
  return version !== null && (current === null || compareVersions(version, current) >= 0);
}

function describeRelease(
  ledger: GatheredLedger,
  release: LedgerRelease,
  problems: readonly number[],
): Omit<ReleaseStatus, 'manifest'> {
  const { section, tags, version } = release;
  return {
    component: release.component || null,
    version: version.raw,
    date: section?.date ?? null,
    yanked: section?.yanked ?? false,
    changelog: section && { line: section.heading.line + 1 },
    tag: tags[0] ? toTagStatus(tags[0]) : null,
    frozen: section ? frozenState(ledger, section).state : 'unknown',
    problems: section ? problems.filter((start) => isInside(section, start)).length : 0,
  };
}

function isInside({ start, end }: Release, offset: number): boolean {
  return offset >= start && offset < end;
}

function toTagStatus({ name, object, commit, annotated, date }: VersionTag): TagStatus {
  return { name, object, commit, annotated, date };
}
