import { createHash } from 'node:crypto';
import { parseChangelog } from '../../src/core/changelog/parse.ts';
import type { RepositoryFacts } from '../../src/core/ledger/facts.ts';
import { toLedger } from '../../src/core/ledger/ledger.ts';
import { NO_DOCUMENTS } from '../../src/core/ledger/ledger-documents.ts';
import { toVersionFileFact } from '../../src/core/ledger/version-file-fact.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/default-policy.ts';
import { mergeSettings } from '../../src/core/policy/merge-settings.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { BUILT_IN_PROFILES } from '../../src/core/policy/profiles.ts';
import type { FileState, ReleaseFacts } from '../../src/core/release/facts.ts';
import { VERSION_FILE_KINDS } from '../../src/core/version/files/all.ts';

export interface FactsWorld {
  readonly changelog: string;
  /** A built-in profile, with settings of its own on top. */
  readonly profile?: string;
  readonly policy?: object;
  /** Version files by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The names of tags, each on a commit of its own, or on the one that is named. */
  readonly tags?: readonly (string | readonly [string, string])[];
  /** HEAD's branch; null where it is detached. */
  readonly branch?: string | null;
  readonly remote?: boolean;
  readonly over?: Partial<ReleaseFacts>;
}

/** An object id that is the same for the same name. */
export const idOf = (name: string): string => createHash('sha1').update(name).digest('hex');

/** The facts of a repository in which everything is committed, for planners that are shown without one. */
export async function releaseFacts(world: FactsWorld): Promise<ReleaseFacts> {
  const profile = BUILT_IN_PROFILES.get(world.profile ?? 'keep-a-changelog')?.settings ?? {};
  const policy = [profile, world.policy ?? {}].reduce<unknown>(mergeSettings, DEFAULT_POLICY) as Policy;
  const branch = world.branch === undefined ? 'main' : world.branch;
  const head = idOf('head');
  const repository: RepositoryFacts = {
    root: '/project',
    head: { branch, commit: head },
    shallow: false,
    objectFormat: 'sha1',
    remotes: world.remote === false ? [] : [{ name: 'origin', url: 'https://github.com/o/r.git' }],
    tags: (world.tags ?? []).map((each) => {
      const [name, commit] = typeof each === 'string' ? [each, each] : each;
      const date = '2026-01-01T12:00:00Z';
      return {
        name,
        object: idOf(`tag ${name}`),
        commit: idOf(commit),
        annotated: true,
        signed: false,
        date,
        message: name,
      };
    }),
    mainBranch: 'main',
  };
  const versionFiles = await Promise.all(
    Object.entries(world.files ?? {}).map(([path, text]) => {
      const kind = VERSION_FILE_KINDS.find((each) => each.matches(path));
      if (!kind) throw new Error(`${path} is no version file`);
      return toVersionFileFact(path, text, kind);
    }),
  );
  const changelog = parseChangelog(world.changelog, policy.changelog);
  const ledger = toLedger({ changelog, path: 'CHANGELOG.md', policy, repository, versionFiles });
  const stateOf = (path: string, text: string): FileState => {
    const blob = { object: idOf(text), text };
    return { path, mode: '100644', committed: blob, staged: blob.object, conflicted: false, present: blob };
  };
  const texts: Readonly<Record<string, string>> = { 'CHANGELOG.md': world.changelog, ...world.files };
  const fact = { commit: head, tree: idOf('tree'), worktree: null };
  return {
    today: '2026-06-30',
    policy,
    ledger: {
      ...ledger,
      reference: { notKnown: 'x' },
      pending: { notKnown: 'x' },
      besideMain: null,
      besideHead: null,
      documents: NO_DOCUMENTS,
      others: [],
    },
    repository,
    head: { ref: branch === null ? null : `refs/heads/${branch}`, commit: head },
    branches: new Map([
      ['refs/heads/main', fact],
      ...(branch === null ? [] : [[`refs/heads/${branch}`, fact] as const]),
    ]),
    mainBranch: 'refs/heads/main',
    upstream: null,
    ongoing: null,
    identified: true,
    signs: { commits: false, tags: false },
    files: new Map(Object.entries(texts).map(([path, text]) => [path, stateOf(path, text)])),
    versionFiles,
    folder: '',
    merge: null,
    contained: null,
    commits: null,
    distances: new Map(),
    records: null,
    remote:
      world.remote === false
        ? null
        : {
            name: 'origin',
            url: 'https://github.com/o/r.git',
            branch: branch && `refs/heads/${branch}`,
            unused: null,
            known: null,
          },
    openRollbacks: [],
    uncommitted: null,
    requirements: () => [],
    ...world.over,
  };
}
