import { dirname } from 'node:path';
import { findNamedRelease, ledgerOf, listReleases } from '../../src/core/ledger/components.ts';
import type { FileChange } from '../../src/core/ledger/facts.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import { previousTagged, type TaggedCommit, tagOf } from '../../src/core/ledger/previous-tagged.ts';
import type { RepositoryReader } from '../../src/core/ledger/reader.ts';
import { whyNoObjectId } from '../../src/core/release/plan-names.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import type { ChangedFileDto, ComparisonDto, RevisionDto } from '../../src/protocol/comparison.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { View } from '../view.ts';
import { refuse } from './answers.ts';
import type { ComparedRepository } from './revision-files.ts';

/** An editor that shows more files than this at once shows none of them soon. */
const FILE_LIMIT = 300;

interface Pair {
  readonly from: TaggedCommit;
  readonly to: TaggedCommit;
}

/**
 * The files that differ between a release and the one before it, by their tags; for what is unreleased, between the newest
 * tag and HEAD; or between a release and a branch. What lies outside of the workspace's folder has no part in it.
 *
 * @param open opens the repository; not called where it is known that git may not be asked.
 */
export async function compareWithPrevious(
  view: View,
  ledger: GatheredLedger,
  open: (folder: string) => Promise<AnswerDto<ComparedRepository>>,
  label: string,
  against: RevisionDto | null,
): Promise<AnswerDto<ComparisonDto>> {
  const pair = against ? findBranchPair(view, ledger, label, against) : findPair(view, ledger, label);
  if (pair.refusal) return pair;
  const { from, to } = pair.value;
  const opened = await open(comparedFolder(view, ledger));
  if (opened.refusal) return opened;
  const { reader, folder } = opened.value;
  const changes = await reader.changes([{ from: from.commit, to: to.commit }]);
  if (!isKnown(changes))
    return refuse('failed', `git could not compare ${from.name} with ${to.name}: ${changes.notKnown}`);
  const within = (changes[0] ?? []).filter(({ path }) => folder === '' || path.startsWith(`${folder}/`));
  const shown = within.slice(0, FILE_LIMIT);
  const files = await tellChanges(reader, pair.value, shown);
  return { value: { from: toRevision(from), to: toRevision(to), files, total: within.length, folder } };
}

function toRevision({ name, commit }: TaggedCommit): RevisionDto {
  return { name: toVisible(name), commit };
}

/** A release and what a branch has since. */
function findBranchPair(
  { place }: View,
  ledger: GatheredLedger,
  label: string,
  { name, commit }: RevisionDto,
): AnswerDto<Pair> {
  const release = findNamedRelease(ledger, label);
  const from = release && tagOf(release);
  if (!from) return refuse('unknown-release', `${place.path} has no tagged release “${label}”`);
  if (whyNoObjectId(commit) !== null) return refuse('not-found', `${name} names no commit`);
  return { value: { from, to: { name, commit } } };
}

function findPair({ place, check: { changelog } }: View, ledger: GatheredLedger, label: string): AnswerDto<Pair> {
  const { repository, unreleased } = ledger;
  const releases = listReleases(ledger);
  if (!isKnown(repository)) return refuse('failed', `The tags are not known: ${repository.notKnown}`);
  if (unreleased && label === unreleased.label) {
    const previous = previousTagged(ledger, null);
    const from = previous && tagOf(previous);
    if (!from || repository.head.commit === null)
      return refuse('not-found', 'There is no tagged release to compare with yet');
    return { value: { from, to: { name: 'HEAD', commit: repository.head.commit } } };
  }
  const section = changelog.releases.find((each) => each.label === label);
  const release = releases.find((each) => each.section === section && section) ?? findNamedRelease(ledger, label);
  if (!release) return refuse('unknown-release', `${place.path} has no release “${label}”`);
  const to = tagOf(release);
  if (!to) return refuse('not-found', `${label} is not tagged`, 'Tag its commit, then there is something to compare');
  const previous = previousTagged(ledgerOf(ledger, release), release.version);
  const from = previous && tagOf(previous);
  if (!from)
    return refuse('not-found', `${label} is the first release that is tagged; there is none to compare it with`);
  return { value: { from, to } };
}

/** The folder that is compared, relative to the repository: the package of a changelog whose tags name it, else the folder of the workspace. */
export function comparedFolder({ place: { folder, path } }: View, ledger: GatheredLedger): string {
  if (!isKnown(ledger.repository) || !folder?.path) return '';
  const own = dirname(ledger.path).replace(/^\.$/, '');
  const component = own.slice(own.lastIndexOf('/') + 1);
  if (component !== '' && ledger.tagPrefix.toLowerCase().includes(component.toLowerCase())) return own;
  // Both name the changelog: what the path in the repository has in front leads to the workspace's folder.
  return ledger.path.endsWith(`/${path}`) ? ledger.path.slice(0, -path.length - 1) : '';
}

/**
 * Whether files were added, deleted or modified. Lines alone do not tell: where none were deleted, or none added, the other
 * side is asked for the file.
 */
async function tellChanges(
  reader: RepositoryReader,
  { from, to }: Pair,
  changes: readonly FileChange[],
): Promise<readonly ChangedFileDto[]> {
  const questions = changes.flatMap(({ path, added, deleted }) => [
    ...(deleted ? [] : [{ revision: from.commit, path }]),
    ...(added ? [] : [{ revision: to.commit, path }]),
  ]);
  const answers = questions.length === 0 ? [] : await reader.filesAt(questions);
  const absent = new Set(
    questions.flatMap(({ revision, path }, i) => (answers[i]?.kind === 'absent' ? `${revision}:${path}` : [])),
  );
  return changes.map(({ path }) => {
    const change = absent.has(`${from.commit}:${path}`)
      ? 'added'
      : absent.has(`${to.commit}:${path}`)
        ? 'deleted'
        : 'modified';
    return { path, change };
  });
}
