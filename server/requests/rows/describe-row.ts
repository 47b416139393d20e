import { foldEntry } from '../../../src/core/index.ts';
import { ledgerOf, nameRelease } from '../../../src/core/ledger/components.ts';
import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { frozenState } from '../../../src/core/ledger/gather.ts';
import { currentVersion, isKnown, type LedgerRelease } from '../../../src/core/ledger/ledger.ts';
import type { VersionTag } from '../../../src/core/ledger/match-tags.ts';
import type { RowParams } from '../../../src/protocol/messages.ts';
import { count, describeAge } from '../../features/age.ts';
import { meaningOfSection } from '../../features/category-meanings.ts';
import { describeNext } from '../../features/next-release.ts';
import type { Block } from '../../markup.ts';
import type { View } from '../../view.ts';
import { ledgerOfFile } from '../version-files.ts';
import { findRelease, findTag } from './history-rows.ts';
import { findEntry, findProblem, findSection } from './section-rows.ts';
import { findVersionFile } from './version-file-rows.ts';

/** So many of the entries that have changed since the tag are named. */
const CHANGES_LIMIT = 5;

/** What there is to know of a row beyond what it shows; empty where it shows all. */
export function describeRow(view: View, ledger: GatheredLedger, { view: tree, path }: RowParams): readonly Block[] {
  if (tree === 'versionFiles') return describeVersionFile(view, ledger, path[0]);
  if (tree === 'unreleased') {
    if (path[0] === 'next') return path.length === 1 ? describeNext(view) : [];
    return ledger.unreleased ? describeInSection(view, ledger.unreleased, path) : [];
  }
  const [key, ...below] = path;
  const release = findRelease(ledger, key);
  if (!release)
    return isKnown(ledger.repository) ? [] : [text(`Not compared with git: ${ledger.repository.notKnown}.`)];
  if (below.length === 0) return describeRelease(view, ledger, release);
  const tag = findTag(release, below[0]);
  if (tag) return describeTag(tag, view.today);
  return release.section ? describeInSection(view, release.section, below) : [];
}

function describeRelease({ today }: View, whole: GatheredLedger, release: LedgerRelease): Block[] {
  const ledger = ledgerOf(whole, release);
  const { section, tags } = release;
  const date = section?.date ?? null;
  return [
    { kind: 'title', text: [nameRelease(whole, release), section?.title].filter(Boolean).join(' – ') },
    text(date === null ? 'Without a date' : `Released on ${date}, ${describeAge(date, today)}`),
    ...(section ? [] : [text('It is tagged, and the changelog has no section for it.')]),
    ...(tags.length > 0 || !isKnown(ledger.repository) ? [] : [text('No tag names it.')]),
    ...(section?.yanked ? [text('Yanked: it was taken back and should not be used.')] : []),
    ...(section && tags.length > 0 ? describeFrozen(ledger, section) : []),
  ];
}

function describeFrozen(ledger: GatheredLedger, section: NonNullable<LedgerRelease['section']>): Block[] {
  const frozen = frozenState(ledger, section);
  if (!isKnown(ledger.reference) || frozen.state === 'unknown') return [];
  const tag = ledger.reference.tag.name;
  if (frozen.state === 'unchanged') return [text(`Its section reads as it does in ${tag}.`)];
  const { added, removed, reworded } = frozen.changes;
  const source = ledger.changelog.source.text;
  const items = [
    ...added.map((entry) => `Added: ${foldEntry(source, entry)}`),
    ...removed.map(({ text: was }) => `Gone: ${was}`),
    ...reworded.map(({ entry }) => `Reworded: ${foldEntry(source, entry)}`),
  ];
  const more = items.length - CHANGES_LIMIT;
  const shown = [...items.slice(0, CHANGES_LIMIT), ...(more > 0 ? [`${count(more, 'more change')}`] : [])];
  const lead = frozen.state === 'amended' ? 'Amended, with a note of when, since' : 'Changed since';
  return [text(`${lead} ${tag}:`), { kind: 'list', items: shown }];
}

function describeTag({ name, annotated, date, message, commit }: VersionTag, today: string): Block[] {
  const when = date?.slice(0, 10) ?? null;
  return [
    { kind: 'title', text: name },
    text(
      `${annotated ? 'Annotated tag' : 'Lightweight tag'}${when === null ? '' : ` of ${when}, ${describeAge(when, today)}`}`,
    ),
    text(commit === null ? 'It names no commit.' : `Commit ${commit}`),
    ...(message ? [{ kind: 'code', text: message } as const] : []),
  ];
}

function describeInSection(
  view: View,
  section: NonNullable<LedgerRelease['section']>,
  path: readonly string[],
): readonly Block[] {
  const entry = path.length === 2 ? findEntry(view, section, path) : null;
  if (entry) return [{ kind: 'text', text: foldEntry(view.source.text, entry) }];
  const problem = path.length === 2 ? findProblem(view, section, path) : null;
  if (problem)
    return [
      { kind: 'text', text: problem.message },
      { kind: 'code', text: problem.rule },
    ];
  const category = path.length === 1 ? findSection(section, path[0]) : null;
  const meaning = category && meaningOfSection(category);
  return meaning ? [text(meaning)] : [];
}

function describeVersionFile(view: View, ledger: GatheredLedger, name: string | undefined): readonly Block[] {
  const file = findVersionFile(view, ledger, name);
  if (!file) return [];
  const current = currentVersion(ledgerOfFile(ledger, file))?.raw ?? null;
  const place = `${file.path}:${file.line + 1}`;
  if (file.silent !== null) return [{ kind: 'title', text: place }, text(`It says no version: ${file.silent}.`)];
  const judged =
    current === null
      ? 'There is no release that it could be compared with.'
      : file.agrees
        ? `It is not behind ${current}, the current release.`
        : `It is behind ${current}, the current release; expected ${file.expected ?? current}.`;
  return [{ kind: 'title', text: place }, text(`It says ${file.version}.`), text(judged)];
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}
