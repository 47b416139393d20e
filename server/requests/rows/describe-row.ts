import { daysBetween, foldEntry } from '../../../src/core/index.ts';
import { ledgerOf, nameRelease } from '../../../src/core/ledger/components.ts';
import { frozenState, type GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { currentVersion, isKnown, type LedgerRelease } from '../../../src/core/ledger/ledger.ts';
import type { VersionTag } from '../../../src/core/ledger/match-tags.ts';
import { sayReason } from '../../../src/core/text/say.ts';
import type { RowParams } from '../../../src/protocol/messages.ts';
import type { RowFactDto } from '../../../src/protocol/rows.ts';
import { standardCategory } from '../../features/category-meanings.ts';
import { planNextRelease } from '../../features/next-release.ts';
import type { View } from '../../view.ts';
import { ledgerOfFile } from '../version-files.ts';
import { findRelease, findTag } from './history-rows.ts';
import { describeCommit, PENDING } from './pending-rows.ts';
import { quote, say, sayItem, sayWhen } from './row-facts.ts';
import { findEntry, findProblem, findSection } from './section-rows.ts';
import { findVersionFile } from './version-file-rows.ts';

/** So many of the entries that have changed since the tag, or that decide the next version, are named. */
const ITEMS_LIMIT = 5;

/** What there is to know of a row beyond what it shows, as facts that the client words; empty where it shows all. */
export function describeRow(
  view: View,
  ledger: GatheredLedger,
  { view: tree, path }: RowParams,
): readonly RowFactDto[] {
  if (tree === 'versionFiles') return describeVersionFile(view, ledger, path[0]);
  if (tree === 'readiness') return [];
  if (tree === 'unreleased') {
    if (path[0] === 'next') return path.length === 1 ? describeNext(view) : [];
    if (path[0] === PENDING) return describeCommit(ledger, path[1]);
    return ledger.unreleased ? describeInSection(view, ledger.unreleased, path) : [];
  }
  const [key, ...below] = path;
  const release = findRelease(ledger, key);
  if (!release)
    return isKnown(ledger.repository) ? [] : [say('notCompared', sayReason(view.say, ledger.repository.notKnown))];
  if (below.length === 0) return describeRelease(view, ledger, release);
  const tag = findTag(release, below[0]);
  if (tag) return describeTag(tag, view.today);
  return release.section ? describeInSection(view, release.section, below) : [];
}

function describeRelease({ today }: View, whole: GatheredLedger, release: LedgerRelease): readonly RowFactDto[] {
  const ledger = ledgerOf(whole, release);
  const { section, tags } = release;
  const date = section?.date ?? null;
  return [
    quote({ kind: 'title', text: [nameRelease(whole, release), section?.title].filter(Boolean).join(' – ') }),
    date === null ? say('undated') : sayWhen('released', date, daysBetween(date, today)),
    ...(section ? [] : [say('tagOnly')]),
    ...(tags.length > 0 || !isKnown(ledger.repository) ? [] : [say('untagged')]),
    ...(section?.yanked ? [say('yanked')] : []),
    ...(section && tags.length > 0 ? describeFrozen(ledger, section) : []),
  ];
}

function describeFrozen(ledger: GatheredLedger, section: NonNullable<LedgerRelease['section']>): readonly RowFactDto[] {
  const frozen = frozenState(ledger, section);
  if (!isKnown(ledger.reference) || frozen.state === 'unknown') return [];
  const tag = ledger.reference.tag.name;
  if (frozen.state === 'unchanged') return [say('asTagged', tag)];
  const { added, removed, reworded } = frozen.changes;
  const source = ledger.changelog.source.text;
  const items = [
    ...added.map((entry) => sayItem('added', foldEntry(source, entry))),
    ...removed.map(({ text: was }) => sayItem('gone', was)),
    ...reworded.map(({ entry }) => sayItem('reworded', foldEntry(source, entry))),
  ];
  return [say(frozen.state === 'amended' ? 'amendedSince' : 'changedSince', tag), ...limit(items)];
}

/** The first few items, and how many there are beside them. */
function limit(items: readonly RowFactDto[]): readonly RowFactDto[] {
  const more = items.length - ITEMS_LIMIT;
  return more > 0 ? [...items.slice(0, ITEMS_LIMIT), sayItem('more', String(more))] : items;
}

function describeTag(tag: VersionTag, today: string): readonly RowFactDto[] {
  const { name, annotated, message, commit } = tag;
  const date = tag.date?.slice(0, 10) ?? null;
  const days = date === null ? null : daysBetween(date, today);
  return [
    quote({ kind: 'title', text: name }),
    sayWhen(annotated ? 'annotatedTag' : 'lightweightTag', date ?? '', days),
    commit === null ? say('noCommit') : say('commit', commit),
    ...(message ? [quote({ kind: 'code', text: message })] : []),
  ];
}

function describeInSection(
  view: View,
  section: NonNullable<LedgerRelease['section']>,
  path: readonly string[],
): readonly RowFactDto[] {
  const entry = path.length === 2 ? findEntry(view, section, path) : null;
  if (entry) return [quote({ kind: 'text', text: foldEntry(view.source.text, entry) })];
  const problem = path.length === 2 ? findProblem(view, section, path) : null;
  if (problem) return [quote({ kind: 'text', text: problem.message }), quote({ kind: 'code', text: problem.rule })];
  const category = path.length === 1 ? findSection(section, path[0]) : null;
  const meaning = category && standardCategory(category);
  return meaning ? [say('meaning', meaning)] : [];
}

function describeNext(view: View): readonly RowFactDto[] {
  const next = planNextRelease(view);
  if ('code' in next) return [quote({ kind: 'text', text: next.message })];
  const reasons = next.reasons.map(({ category, text }) =>
    sayItem('reason', category === '' ? text : `${category}: ${text}`),
  );
  const lead =
    next.current === null ? say('firstRelease', next.next) : say('nextRelease', next.next, next.level, next.current);
  const leads = [...next.skipped.map((taken) => say('skipped', taken)), lead];
  return reasons.length === 0 ? leads : [...leads, say('decidedBy'), ...limit(reasons)];
}

function describeVersionFile(view: View, ledger: GatheredLedger, name: string | undefined): readonly RowFactDto[] {
  const file = findVersionFile(view, ledger, name);
  if (!file) return [];
  const current = currentVersion(ledgerOfFile(ledger, file))?.raw ?? null;
  const place = quote({ kind: 'title', text: `${file.path}:${file.line + 1}` });
  if (file.silent !== null) return [place, say('saysNothing', sayReason(view.say, file.silent))];
  const judged =
    current === null
      ? say('nothingToCompare')
      : file.agrees
        ? say('notBehind', current)
        : say('behind', current, file.expected ?? current);
  return [place, say('says', file.version ?? ''), judged];
}
