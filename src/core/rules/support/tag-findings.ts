import type { Release } from '../../changelog/model.ts';
import type { LedgerRelease } from '../../ledger/ledger.ts';
import type { VersionTag } from '../../ledger/match-tags.ts';
import { parseVersion } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import type { LedgerContext } from '../ledger-rule.ts';

/** A tag that is not as the policy asks, and how many older ones are not. */
export interface TagFinding<T> {
  readonly section: Release;
  readonly tag: VersionTag;
  readonly found: T;
  readonly older: number;
}

/**
 * The newest release whose tag is not as it should be; with `check --release`, the one that ships and no other. Tags that are
 * out are not made again, so that what the older ones are like is told as a number.
 */
export function findTag<T>(
  { ledger, releasing }: LedgerContext,
  judge: (tag: VersionTag, section: Release) => T | null,
): TagFinding<T> | null {
  const shipping = releasing === null ? null : parseVersion(releasing);
  const key = shipping && versionKey(shipping);
  let first: Omit<TagFinding<T>, 'older'> | null = null;
  let count = 0;
  for (const release of ledger.releases) {
    if (key !== null && release.key !== key) continue;
    const finding = judgeRelease(release, judge);
    if (!finding) continue;
    first ??= finding;
    count++;
  }
  return first && { ...first, older: count - 1 };
}

function judgeRelease<T>(
  { section, tags }: LedgerRelease,
  judge: (tag: VersionTag, section: Release) => T | null,
): Omit<TagFinding<T>, 'older'> | null {
  const [tag] = tags;
  const found = tag && section ? judge(tag, section) : null;
  return tag && section && found !== null ? { section, tag, found } : null;
}

/** What a message says of the older tags. */
export function andOlder({ older }: TagFinding<unknown>): string {
  if (older === 0) return '';
  return older === 1 ? ' (and so is 1 older tag)' : ` (and so are ${older} older tags)`;
}
