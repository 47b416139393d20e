import { componentOf } from '../../src/core/changelog/component.ts';
import type { Release } from '../../src/core/index.ts';
import { ledgerOf, ledgersOf, releaseId } from '../../src/core/ledger/components.ts';
import type { Frozen, SectionChanges } from '../../src/core/ledger/frozen.ts';
import { type GatheredLedger, ownerOf } from '../../src/core/ledger/gather.ts';
import { currentVersion, isKnown, type LedgerRelease } from '../../src/core/ledger/ledger.ts';
import type { VersionTag } from '../../src/core/ledger/match-tags.ts';
import { type Say, sayCount, sayReason } from '../../src/core/text/say.ts';
import { spellVersion } from '../../src/core/version/spell-version.ts';
import { compareVersions } from '../../src/core/version/version.ts';
import { versionKey } from '../../src/core/version/version-key.ts';
import type { Block } from '../markup.ts';
import type { View } from '../view.ts';
import { countEntries } from './age.ts';

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
export function describeTag({ name, annotated, date, commit }: VersionTag, say: Say): string {
  const parts = [
    say('Tag {0}', name),
    annotated ? say('annotated') : say('lightweight'),
    ...(date === null ? [] : [say('of {0}', date.slice(0, 10))]),
    commit === null ? say('which names no commit') : say('on commit {0}', commit.slice(0, SHORT)),
  ];
  return `${parts.join(', ')}.`;
}

/** How a section compares with its tag, in a sentence. */
export function describeFrozen(frozen: Frozen, tag: string, say: Say): string {
  switch (frozen.state) {
    case 'unchanged':
      return say('The section is as the tag {0} has it.', tag);
    case 'changed':
      return say('Changed since the tag {0}: {1}.', tag, describeChanges(frozen.changes, say));
    case 'amended':
      return say('Amended since the tag {0}, and it says so: {1}.', tag, describeChanges(frozen.changes, say));
    case 'unknown':
      return say('Not compared with the tag {0}: {1}.', tag, sayReason(say, frozen.reason));
  }
}

function describeChanges({ added, removed, reworded }: SectionChanges, say: Say): string {
  return [
    ...(added.length > 0 ? [say('{0} added', countEntries(added.length, say))] : []),
    ...(removed.length > 0 ? [say('{0} removed', countEntries(removed.length, say))] : []),
    ...(reworded.length > 0 ? [say('{0} reworded', countEntries(reworded.length, say))] : []),
  ].join(', ');
}

/** What the version files say, where the release is the current one; they speak of no other. */
export function describeVersionFiles(whole: GatheredLedger, release: LedgerRelease, say: Say): readonly Block[] {
  const ledger = ledgerOf(whole, release);
  const { version } = release;
  const current = currentVersion(ledger);
  if (!current || compareVersions(current, version) !== 0) return [];
  const items = ledger.versionFiles.flatMap(({ path, spelling, places, silent }) => {
    if (silent) return [say('{0}: not checked, {1}', path, sayReason(say, silent.reason))];
    return places.map(({ version: written, parsed }) => {
      const agrees = parsed !== null && compareVersions(parsed, current) >= 0;
      const said = `${path}: ${written}`;
      return agrees ? said : say('{0}, expected {1}', said, spellVersion(current, spelling, written));
    });
  });
  return items.length > 0
    ? [
        { kind: 'text', text: say('Version files:') },
        { kind: 'list', items },
      ]
    : [];
}

/** "3 commits since v1.1.0." */
export function describePending({ pending }: GatheredLedger, say: Say): readonly Block[] {
  if (!isKnown(pending)) return [];
  const { commits, complete, since } = pending;
  const counted = sayCount(say, commits.length, ['{0} commit', '{0} commits']);
  const number = complete ? counted : say('More than {0}', counted);
  return [
    {
      kind: 'text',
      text: since ? say('{0} since the tag {1}.', number, since.name) : say('{0} and no tag yet.', number),
    },
  ];
}
