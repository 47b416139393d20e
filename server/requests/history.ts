import { type Entry, lineAt, lineEnd, type Release, type Source } from '../../src/core/index.ts';
import { listReleases, nameRelease } from '../../src/core/ledger/components.ts';
import { frozenState, type GatheredLedger } from '../../src/core/ledger/gather.ts';
import { describeHistory as describeReleases, type HistoryEntry } from '../../src/core/ledger/history.ts';
import { isKnown, type LedgerRelease } from '../../src/core/ledger/ledger.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import type { CategoryRowDto, HistoryDto, ReleaseRowDto, ReleaseStateDto } from '../../src/protocol/dto.ts';
import type { View } from '../view.ts';

/** Longer entries are clipped: a tree is narrow. */
const TEXT_LIMIT = 160;

/** The unreleased section and the releases of a ledger, newest first. */
export function describeHistory(view: View, ledger: GatheredLedger): HistoryDto {
  const { unreleased, repository } = ledger;
  const releases = listReleases(ledger);
  const entries = describeReleases(ledger);
  const rows = releases.map((release, i) => toRow(view, ledger, release, entries[i] as HistoryEntry));
  return {
    releases: unreleased ? [toUnreleasedRow(view, unreleased), ...rows] : rows,
    notCompared: isKnown(repository) ? null : repository.notKnown,
  };
}

function toUnreleasedRow(view: View, section: Release): ReleaseRowDto {
  return {
    version: toVisible(section.label),
    date: null,
    title: null,
    yanked: false,
    tag: null,
    state: 'unreleased',
    remarks: [],
    ...describeSection(view, section),
  };
}

function toRow(view: View, ledger: GatheredLedger, release: LedgerRelease, entry: HistoryEntry): ReleaseRowDto {
  const { date, title, yanked, tag, remarks } = entry;
  return {
    version: toVisible(nameRelease(ledger, release)),
    date,
    title: title === null ? null : toVisible(title),
    yanked,
    tag: tag === null ? null : toVisible(tag),
    state: toState(ledger, release),
    remarks: remarks.map(toVisible),
    ...describeSection(view, release.section),
  };
}

/** What the records say of a release, in one word. */
export function toState(ledger: GatheredLedger, { section, tags }: LedgerRelease): ReleaseStateDto {
  if (!isKnown(ledger.repository)) return 'not-compared';
  if (!section) return 'tag-only';
  if (tags.length === 0) return 'untagged';
  const { state } = frozenState(ledger, section);
  return state === 'changed' || state === 'amended' ? state : 'released';
}

function describeSection(
  { problems, check: { changelog } }: View,
  section: Release | null,
): Pick<ReleaseRowDto, 'line' | 'problems' | 'entries' | 'children'> {
  if (!section) return { line: null, problems: 0, entries: 0, children: [] };
  const { source } = changelog;
  const loose: readonly CategoryRowDto[] =
    section.looseEntries.length > 0
      ? [{ name: '', line: section.heading.line, entries: toEntries(source, section.looseEntries) }]
      : [];
  const categories = section.sections.map(({ name, heading, entries }) => ({
    name: toVisible(name),
    line: heading.line,
    entries: toEntries(source, entries),
  }));
  const children = [...loose, ...categories];
  return {
    line: section.heading.line,
    problems: problems.filter(({ span }) => span.start >= section.start && span.start < section.end).length,
    entries: children.reduce((sum, { entries }) => sum + entries.length, 0),
    children,
  };
}

function toEntries(source: Source, entries: readonly Entry[]): CategoryRowDto['entries'] {
  return entries.map(({ contentStart, end, line }) => {
    const start = Math.min(contentStart, end);
    const stop = Math.min(end, lineEnd(source, lineAt(source, start)), start + TEXT_LIMIT);
    return { text: toVisible(source.text.slice(start, stop).trim()) || '(empty)', line };
  });
}
