import { isKnown } from '../../src/core/ledger/ledger.ts';
import type { ManifestFacts } from '../../src/core/manifest/facts.ts';
import { previousOf } from '../../src/core/manifest/from-changelog.ts';
import type { Manifest } from '../../src/core/manifest/model.ts';
import { findRelease } from '../../src/core/rules/release/release-rule.ts';
import { readVersion } from '../../src/core/version/read-version.ts';
import type { Version } from '../../src/core/version/version.ts';
import { versionKey } from '../../src/core/version/version-key.ts';
import type { FolderRecords } from './surroundings.ts';

/** What has to be asked of git and of the disk for a manifest; an edit of its text mostly does not change it. */
export type GatheredFacts = Pick<ManifestFacts, 'changes' | 'migrations' | 'listed' | 'other' | 'tagged'>;

export const BEING_READ: GatheredFacts = {
  changes: { notKnown: 'the changes between the tags are being read' },
  migrations: { notKnown: 'the migrations are being read' },
  listed: { notKnown: 'the files to list are being looked for' },
  other: { notKnown: 'the other form is being read' },
  tagged: { notKnown: 'the tag of the release is being read' },
};

/** What gathered facts depend on, in the text of a manifest and in the ledger: they hold as long as this is the same. */
export function describeNeeds({ fields }: Manifest, path: string, records: FolderRecords): string {
  const version = versionOf(fields.version?.value);
  const commits = version && isKnown(records.repository) ? commitsOf(version, records) : null;
  return JSON.stringify([path, version?.raw ?? null, fields.files !== undefined, commits]);
}

/** The version that a manifest is about; null where it says none that can be read. */
export function versionOf(written: string | undefined): Version | null {
  return written === undefined ? null : readVersion(written);
}

/** The commits that the tags of a version and of the one before it name. */
function commitsOf(version: Version, { ledger, changelog: fact }: FolderRecords): readonly (string | null)[] {
  if (!ledger || !isKnown(fact)) return [];
  const { releases } = ledger;
  const { changelog } = fact;
  const section = findRelease(changelog.releases, version);
  const previous = section && previousOf(changelog, section)?.version;
  return [version, previous].map((each) => {
    const key = each && versionKey(each);
    return releases.find((release) => release.key === key)?.tags[0]?.commit ?? null;
  });
}
