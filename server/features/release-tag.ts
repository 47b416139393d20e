import { componentOf } from '../../src/core/changelog/component.ts';
import type { Release } from '../../src/core/index.ts';
import { ledgerOf, ledgersOf, releaseId } from '../../src/core/ledger/components.ts';
import type { Frozen, SectionChanges } from '../../src/core/ledger/frozen.ts';
import { type GatheredLedger, ownerOf } from '../../src/core/ledger/gather.ts';
import { currentVersion, isKnown, type LedgerRelease } from '../../src/core/ledger/ledger.ts';
import type { VersionTag } from '../../src/core/ledger/match-tags.ts';
import { spellVersion } from '../../src/core/version/spell-version.ts';
import { compareVersions } from '../../src/core/version/version.ts';
import { versionKey } from '../../src/core/version/version-key.ts';
import type { Block } from '../markup.ts';
import type { View } from '../view.ts';
import { count } from './age.ts';

/** As many digits of a commit's name as people read. */
const SHORT = 7;

/** The releases of the ledger by `releaseId`; null where git said nothing. */
export function taggedReleases({ ledger: { ledger } }: View): ReadonlyMap<string, LedgerRelease> | null {
  if (!ledger || !isKnown(ledger.repository)) return null;
  return new Map(ledgersOf(ledger).flatMap(({ releases }) => releases.map((release) => [releaseId(release), release])));
}

/** What the ledger knows of a release of the text. */
export function ledgerReleaseOf(ledger: GatheredLedger, section: Release): LedgerRelease | null {
  const { version } = section;
  const key = version && versionKey(version);
  const owner = ownerOf(ledger, componentOf(section));
  return owner?.releases.find((release) => release.key === key) ?? null;
}

/** True where a missing tag says that there is none, not that it was not fetched. */
export function knowsAllTags({ ledger: { ledger } }: View): boolean {
  return ledger !== null && isKnown(ledger.repository) && !ledger.repository.shallow;
}

/** "Tag v1.2.0, annotated, of 2024-01-02, on commit 1a2b3c4." */
export function describeTag({ name, annotated, date, commit }: VersionTag): string {
  const parts = [
    `Tag ${name}`,
    annotated ? 'annotated' : 'lightweight',
    ...(date === null ? [] : [`of ${date.slice(0, 10)}`]),
    commit === null ? 'which names no commit' : `on commit ${commit.slice(0, SHORT)}`,
  ];
  return `${parts.join(', ')}.`;
}

/** How a section compares with its tag, in a sentence. */
export function describeFrozen(frozen: Frozen, tag: string): string {
  switch (frozen.state) {
    case 'unchanged':
      return `The section is as the tag ${tag} has it.`;
    case 'changed':
      return `Changed since the tag ${tag}: ${describeChanges(frozen.changes)}.`;
    case 'amended':
      return `Amended since the tag ${tag}, and it says so: ${describeChanges(frozen.changes)}.`;
    case 'unknown':
      return `Not compared with the tag ${tag}: ${frozen.reason}.`;
  }
}

function describeChanges({ added, removed, reworded }: SectionChanges): string {
  return [
    ...(added.length > 0 ? [`${count(added.length, 'entry', 'entries')} added`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'entry', 'entries')} removed`] : []),
    ...(reworded.length > 0 ? [`${count(reworded.length, 'entry', 'entries')} reworded`] : []),
  ].join(', ');
}

/** What the version files say, where the release is the current one; they speak of no other. */
export function describeVersionFiles(whole: GatheredLedger, release: LedgerRelease): readonly Block[] {
  const ledger = ledgerOf(whole, release);
  const { version } = release;
  const current = currentVersion(ledger);
  if (!current || compareVersions(current, version) !== 0) return [];
  const items = ledger.versionFiles.flatMap(({ path, spelling, places, silent }) => {
    if (silent) return [`${path}: not checked, ${silent.reason}`];
    return places.map(({ version: written, parsed }) => {
      const agrees = parsed !== null && compareVersions(parsed, current) >= 0;
      return `${path}: ${written}${agrees ? '' : `, expected ${spellVersion(current, spelling, written)}`}`;
    });
  });
  return items.length > 0
    ? [
        { kind: 'text', text: 'Version files:' },
        { kind: 'list', items },
      ]
    : [];
}

/** "3 commits since v1.1.0." */
export function describePending({ pending }: GatheredLedger): readonly Block[] {
  if (!isKnown(pending)) return [];
  const { commits, complete, since } = pending;
  const number = `${complete ? '' : 'More than '}${count(commits.length, 'commit')}`;
  return [{ kind: 'text', text: `${number} ${since ? `since the tag ${since.name}` : 'and no tag yet'}.` }];
}
