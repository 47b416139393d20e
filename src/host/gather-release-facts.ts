import { access } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isKnown } from '../core/ledger/ledger.ts';
import type { VersionFileFact } from '../core/ledger/version-file-fact.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { type Refusal, refusal } from '../core/refusal.ts';
import type { FactQuestions, MergeFact, Ongoing, ReleaseFacts } from '../core/release/facts.ts';
import type { Version } from '../core/version/version.ts';
import { versionKey } from '../core/version/version-key.ts';
import { readChecklistRequirements } from './checklists/checklist-requirements.ts';
import { readGateRequirements } from './gates/gate-requirements.ts';
import type { LoadedLedger } from './gather-ledger.ts';
import type { OpenRepository } from './git/open-repository.ts';
import { hintToInit } from './git/repository.ts';
import { readUncommitted } from './git/uncommitted.ts';
import { toMoment } from './moment.ts';
import { openRelease, type ReleaseContext } from './release/context.ts';
import { toFailure } from './release/git-failed.ts';
import { readHead } from './release/head.ts';
import { readSettings, type Setting } from './release/settings.ts';
import { readBranches, readUpstream } from './release-facts/branches.ts';
import { readDistances } from './release-facts/distances.ts';
import { readFileStates } from './release-facts/files.ts';
import { type MergeQuestion, readMerge } from './release-facts/merge.ts';
import { readOpenRollbacks } from './release-facts/open-rollbacks.ts';
import { readRecords } from './release-facts/records.ts';
import { readRemote } from './release-facts/remote.ts';
import { readVersionFiles } from './version-files.ts';

export interface FactsRequest {
  readonly context: ReleaseContext;
  readonly loaded: LoadedLedger;
  /** The absolute folder of the policy: its paths are relative to it. */
  readonly root: string;
  readonly policy: Policy;
  readonly files: Files;
  readonly today: string;
  /** What the operation wants to know beside; it is asked once the rest is known. */
  readonly ask: (facts: ReleaseFacts) => FactQuestions;
}

/**
 * Gathers what a planner looks at. Nothing that anybody sees is changed, and about fifteen processes of git are started at any
 * size of the repository.
 */
export async function gatherReleaseFacts(request: FactsRequest): Promise<ReleaseFacts | Refusal> {
  try {
    return await gather(request);
  } catch (error) {
    return toFailure(error);
  }
}

async function gather({
  context,
  loaded,
  root,
  policy,
  files,
  today,
  ask,
}: FactsRequest): Promise<ReleaseFacts | Refusal> {
  const { ledger, repository } = loaded;
  const { repository: said } = ledger;
  if (!isKnown(repository))
    return refusal(
      'no-repository',
      repository.notKnown,
      hintToInit(repository, 'Run it in a git repository: git init'),
    );
  if (!isKnown(said)) return refusal('no-repository', said.notKnown, null);
  const release = await openRelease(context);
  if ('code' in release) return release;
  const { git, reading, place } = release;
  const [found, settings, ident, ongoing, headPlace] = await Promise.all([
    readBranches(git, place),
    readSettings(git),
    git.run(['var', 'GIT_COMMITTER_IDENT']),
    findOngoing(place.gitFolder),
    readHead(git).catch(() => null),
  ]);
  const head = { ref: headPlace?.startsWith('refs/') ? headPlace : null, commit: said.head.commit };
  const folder = toPortable(relative(place.root, root));
  const prefix = folder === '' ? '' : `${folder}/`;
  const versionFiles = ledger.versionFiles.map((each): VersionFileFact => ({ ...each, path: prefix + each.path }));
  const planned = [ledger.path, ...versionFiles.map(({ path }) => path)];
  const named = policy.branch.main || said.mainBranch;
  const mainElsewhere = (): { name: string; commit: string } | null => {
    const ref = `refs/heads/${named}`;
    const commit = named === null || ref === head.ref ? undefined : found.branches.get(ref)?.commit;
    return named === null || commit === undefined ? null : { name: named, commit };
  };
  const statesOf = (paths: readonly string[]) =>
    readFileStates(git, repository, files, head.commit, [...new Set(paths)]);
  const [upstream, remote, states, openRollbacks, gates, checklists, uncommitted] = await Promise.all([
    readUpstream(reading, found, head),
    readRemote(git, settings, found, head.ref),
    statesOf(planned),
    readOpenRollbacks({ files, root, prefix, policy, main: mainElsewhere(), reader: repository }),
    readGateRequirements({ files, root, policy, changelog: ledger.changelog, env: context.env }),
    readChecklistRequirements({ files, root, policy, changelog: ledger.changelog, prefix }),
    policy.release.tree === 'clean' && head.commit !== null ? readUncommitted(place.root, context.env) : null,
  ]);
  const first: ReleaseFacts = {
    today,
    policy,
    ledger,
    repository: said,
    head,
    branches: found.branches,
    mainBranch: named === null ? null : `refs/heads/${named}`,
    upstream,
    ongoing,
    identified: ident.kind === 'ended' && ident.code === 0,
    signs: { commits: isSet(settings, 'commit.gpgsign'), tags: isSet(settings, 'tag.gpgsign') },
    files: states,
    versionFiles,
    folder: prefix,
    merge: null,
    contained: null,
    commits: null,
    distances: new Map(),
    records: null,
    remote,
    openRollbacks,
    uncommitted,
    requirements: (version, type) => [...gates(version), ...checklists(version, type)],
  };
  const { merge, contained, files: more = [], records: wanted, distances: pairs = [], commits: range } = ask(first);
  const generatedAt = toMoment(context.env, context.now().getTime());
  const commitOf = (version: Version): string | null =>
    ledger.releases.find(({ key }) => key === versionKey(version))?.tags[0]?.commit ?? null;
  const { env } = context;
  const made = { changelogPath: ledger.path, generatedAt, env, commitOf };
  const surroundings = { policy, root, prefix, files, repository, ...made };
  const [merged, tags, records, distances, commits] = await Promise.all([
    merge ? askMerge(merge, repository) : null,
    contained === undefined ? null : readContained(contained),
    wanted ? readRecords(wanted, surroundings) : null,
    readDistances(reading, repository, pairs),
    range ? repository.commits({ ...range, limit: COMMIT_LIMIT }) : null,
  ]);
  const others = await statesOf([...more, ...(records?.texts.keys() ?? [])]);
  return {
    ...first,
    merge: merged,
    contained: tags,
    records,
    distances,
    commits: commits && isKnown(commits) ? commits : null,
    files: new Map([...states, ...others]),
  };

  async function askMerge(question: MergeQuestion, opened: OpenRepository): Promise<MergeFact | null> {
    const into = { ref: question.into, commit: found.branches.get(question.into)?.commit ?? null };
    const behind = (await readUpstream(reading, found, into))?.behind ?? 0;
    const near = toPortable(relative(root, join(place.root, ...ledger.path.split('/').slice(0, -1))));
    const readVersions = async (texts: ReadonlyMap<string, string>): Promise<readonly VersionFileFact[]> => {
      const facts = await readVersionFiles(filesOf(files, place.root, texts), root, near, policy.versionFiles);
      return facts.map((each) => ({ ...each, path: prefix + each.path }));
    };
    return readMerge(git, opened, found, settings, question, { paths: planned, behind, readVersions });
  }

  async function readContained(commit: string): Promise<ReadonlySet<string> | null> {
    const answer = await reading.text('for-each-ref', '--format=%(refname:strip=2)', `--merged=${commit}`, 'refs/tags');
    return answer.kind === 'failed' ? null : new Set(answer.text.split('\n').filter((line) => line !== ''));
  }
}

/** A release branch with more commits than this is none. */
const COMMIT_LIMIT = 2000;

const ONGOING: readonly (readonly [string, Ongoing])[] = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

async function findOngoing(gitFolder: string): Promise<Ongoing | null> {
  for (const [name, ongoing] of ONGOING) {
    const isThere = await access(join(gitFolder, name)).then(
      () => true,
      () => false,
    );
    if (isThere) return ongoing;
  }
  return null;
}

/** The folder as it stands, with other texts for some of its files. */
function filesOf(files: Files, top: string, texts: ReadonlyMap<string, string>): Files {
  return {
    list: files.list,
    readText: async (request) => {
      const text = texts.get(toPortable(relative(top, request.path)));
      if (text !== undefined) return { file: { ...request, text, hash: '' } };
      return { refusal: refusal('missing', `${request.name} is not there`) };
    },
  };
}

/** Git takes several words for yes; a key without a value is one of them. */
function isSet(settings: readonly Setting[], key: string): boolean {
  return /^(?:true|yes|on|1)$/i.test(settings.findLast((each) => each.key === key)?.value ?? '');
}

function toPortable(path: string): string {
  return path.split(sep).join('/');
}
