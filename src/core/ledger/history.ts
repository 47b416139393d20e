import type { Release } from '../changelog/model.ts';
import { ledgerOf, listReleases } from './components.ts';
import { frozenState, type GatheredLedger } from './gather.ts';
import type { LedgerRelease } from './ledger.ts';

/** A release as the history shows it. */
export interface HistoryEntry {
  /** What the changelog says that it is a release of; null where its headings say nothing but versions. */
  readonly component: string | null;
  readonly version: string;
  readonly date: string | null;
  readonly title: string | null;
  readonly yanked: boolean;
  readonly tag: string | null;
  /** What there is to know beside that: "not tagged", "changed since v1.0.0". Empty for a release that is as it should be. */
  readonly remarks: readonly string[];
  /** The number of entries by category, in the order of the section. */
  readonly counts: readonly { readonly category: string; readonly entries: number }[];
}

/** The releases of a ledger, newest first, in the order of `listReleases`. */
export function describeHistory(ledger: GatheredLedger): readonly HistoryEntry[] {
  return listReleases(ledger).map((release) => ({
    component: release.component || null,
    version: release.version.raw,
    date: release.section?.date ?? release.tags[0]?.date?.slice(0, 10) ?? null,
    title: release.section?.title ?? null,
    yanked: release.section?.yanked ?? false,
    tag: release.tags[0]?.name ?? null,
    remarks: remarksOn(ledger, release),
    counts: release.section ? countEntries(release.section) : [],
  }));
}

function remarksOn(whole: GatheredLedger, release: LedgerRelease): readonly string[] {
  const ledger = ledgerOf(whole, release);
  const { section, tags } = release;
  const remarks: string[] = [];
  if (!section) remarks.push('no section in the changelog');
  if (tags.length === 0 && !('notKnown' in ledger.repository))
    remarks.push(ledger.repository.shallow ? 'no tag in this clone' : 'not tagged');
  if (section?.yanked) remarks.push('yanked');
  const frozen = section ? frozenState(ledger, section) : null;
  if (frozen?.state === 'changed' && !('notKnown' in ledger.reference))
    remarks.push(`changed since ${ledger.reference.tag.name}`);
  if (frozen?.state === 'amended') remarks.push('amended');
  return remarks;
}

/** The entries of a release by category; those that stand in none come first, under an empty name. */
export function countEntries({ looseEntries, sections }: Release): HistoryEntry['counts'] {
  const counts = sections.map(({ name, entries }) => ({ category: name, entries: entries.length }));
  return looseEntries.length > 0 ? [{ category: '', entries: looseEntries.length }, ...counts] : counts;
}
