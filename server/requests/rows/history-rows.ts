import { isPrerelease } from '../../../src/core/index.ts';
import { ledgerOf, listReleases, nameRelease, releaseId } from '../../../src/core/ledger/components.ts';
import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { isKnown, type LedgerRelease } from '../../../src/core/ledger/ledger.ts';
import { isComparable, tagOf } from '../../../src/core/ledger/previous-tagged.ts';
import { sayReason } from '../../../src/core/text/say.ts';
import { toVisibleLine } from '../../../src/core/text/visible.ts';
import type { RowDto, RowMarkDto } from '../../../src/protocol/rows.ts';
import type { View } from '../../view.ts';
import { toState } from '../history.ts';
import { countEntries, listBelowSection, listSectionRows, problemsIn } from './section-rows.ts';
import { nameEach, type RowsOf, toRow } from './to-row.ts';

const TAG = 'tag ';

/** The releases of a changelog, newest first; below each its tags, its problems and its categories. */
export function listHistoryRows(
  of: RowsOf,
  view: View,
  ledger: GatheredLedger,
  path: readonly string[],
): readonly RowDto[] {
  const [key, step] = path;
  if (key === undefined) return listReleaseRows(of, view, ledger);
  const release = findRelease(ledger, key);
  if (!release) return [];
  if (step === undefined) return listBelowRelease(of, view, ledger, release);
  return release.section ? listBelowSection(of, view, release.section, [key], step) : [];
}

export function findRelease(ledger: GatheredLedger, id: string | undefined): LedgerRelease | null {
  return listReleases(ledger).find((release) => releaseId(release) === id) ?? null;
}

/** The tag that a row stands for. */
export function findTag({ tags }: LedgerRelease, step: string | undefined): LedgerRelease['tags'][number] | null {
  return tags[nameTags(tags).indexOf(String(step))] ?? null;
}

function listReleaseRows(of: RowsOf, view: View, ledger: GatheredLedger): readonly RowDto[] {
  const rows = listReleases(ledger).map((release) => toReleaseRow(of, view, ledger, release));
  if (isKnown(ledger.repository) || rows.length === 0) return rows;
  const reason = toVisibleLine(sayReason(view.say, ledger.repository.notKnown));
  return [toRow(of, ['not compared'], 'notCompared', '', { detail: reason }), ...rows];
}

function toReleaseRow(of: RowsOf, view: View, ledger: GatheredLedger, release: LedgerRelease): RowDto {
  const { section, tags } = release;
  return toRow(of, [releaseId(release)], 'release', toVisibleLine(nameRelease(ledger, release)), {
    state: toState(ledger, release),
    marks: toMarks(ledger, release),
    date: section?.date ?? tags[0]?.date?.slice(0, 10) ?? null,
    detail: section?.title ? toVisibleLine(section.title) : null,
    count: section ? countEntries(section) : 0,
    hasChildren: tags.length > 0 || (section !== null && (section.sections.length > 0 || hasMore(view, section))),
    place: section ? { uri: of.uri, line: section.heading.line } : null,
    release: requestName(ledger, release),
  });
}

/** What requests about a release call it: by the label of its section, else as the rows do. */
export function requestName(ledger: GatheredLedger, release: LedgerRelease): string {
  return release.section?.label ?? nameRelease(ledger, release);
}

function hasMore(view: View, section: NonNullable<LedgerRelease['section']>): boolean {
  return section.looseEntries.length > 0 || problemsIn(view, section).length > 0;
}

function toMarks(ledger: GatheredLedger, release: LedgerRelease): readonly RowMarkDto[] {
  const tag = tagOf(release);
  return [
    ...(release.section ? (['written'] as const) : []),
    ...(tag ? (['tagged'] as const) : []),
    ...(isComparable(ledgerOf(ledger, release), release) ? (['comparable'] as const) : []),
    ...(release.section?.yanked ? (['yanked'] as const) : []),
    ...(isPrerelease(release.version) ? (['prerelease'] as const) : []),
  ];
}

function listBelowRelease(of: RowsOf, view: View, ledger: GatheredLedger, release: LedgerRelease): readonly RowDto[] {
  const { section, tags } = release;
  const key = releaseId(release);
  const names = nameTags(tags);
  const rows = tags.map((tag, i) =>
    toRow(of, [key, names[i] as string], 'tag', toVisibleLine(tag.name), {
      state: tag.annotated ? 'annotated' : 'lightweight',
      date: tag.date?.slice(0, 10) ?? null,
      detail: tag.commit?.slice(0, 7) ?? null,
      release: requestName(ledger, release),
    }),
  );
  return section ? [...rows, ...listSectionRows(of, view, section, [key])] : rows;
}

function nameTags(tags: LedgerRelease['tags']): readonly string[] {
  return nameEach(tags, ({ name }) => TAG + name);
}
