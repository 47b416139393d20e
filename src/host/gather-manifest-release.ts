import { join, relative, sep } from 'node:path';
import type { Changelog, Release } from '../core/changelog/model.ts';
import type { NotKnown, TagFact } from '../core/ledger/facts.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import { matchTags, type VersionTag } from '../core/ledger/match-tags.ts';
import { fillPattern } from '../core/manifest/fill-pattern.ts';
import { previousOf } from '../core/manifest/from-changelog.ts';
import { type Manifest, type ManifestContent, type TestResult, toContent } from '../core/manifest/model.ts';
import { manifestPath } from '../core/manifest/paths.ts';
import { readManifest } from '../core/manifest/read-manifest.ts';
import type { ReleaseComparison, ReleaseFacts } from '../core/manifest/release-facts.ts';
import { whyNotWritten } from '../core/manifest/why-not-written.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { type Refusal, refusal } from '../core/refusal.ts';
import { toVisibleLine } from '../core/text/visible.ts';
import { versionKey } from '../core/version/version-key.ts';
import { gatherVerification } from './gates/gather-verification.ts';
import { toDependencyFilter } from './gather-dependencies.ts';
import { listFiles } from './gather-manifest.ts';
import { gatherComparison } from './gather-manifest-comparison.ts';
import type { OpenRepository } from './git/open-repository.ts';
import { toRealPath } from './git/search-path.ts';
import type { HashFiles, HashOptions } from './hash.ts';
import { projectName } from './project-name.ts';

export interface ReleaseRequest {
  readonly policy: Policy;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly files: Files;
  readonly hashFiles: HashFiles;
  readonly repository: OpenRepository | NotKnown;
  readonly changelog: Changelog;
  /** The changelog's path, relative to the root, with `/`. */
  readonly changelogPath: string;
  /** The section of the release. */
  readonly release: Release;
  readonly tests: readonly TestResult[];
  /** What git is started with to see whether recorded gates hold for the files as they are. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly type: string | null;
  readonly generatedAt: string;
  readonly hashing?: HashOptions;
}

/**
 * Gathers what the manifest of a release is made of.
 *
 * At any size of the repository at most five git processes besides the one that finds it: its tags, what is checked out where
 * the version is not tagged yet, one tree, one difference, and the contents of files. Where gates are recorded, three more look
 * at the files that they have to hold for, and four more at the remotes where nothing else says what the project is called.
 */
export async function gatherReleaseFacts(request: ReleaseRequest): Promise<ReleaseFacts | Refusal> {
  const { policy, root, repository, changelog, release } = request;
  const checksums = await hashListed(request);
  if ('code' in checksums) return checksums;
  const tags = isKnown(repository) ? await repository.objects.tags() : repository;
  const tag = isKnown(tags) ? tagOf(request, tags, release) : null;
  const head = tag || !isKnown(repository) ? null : await repository.objects.head();
  const previous = previousOf(changelog, release);
  const [present, before] = [await readPresent(request, release), await readPresent(request, previous)];
  const later = whyNotWritten(present);
  if (later !== null)
    return refusal(
      'unknown-manifest-version',
      `the manifest of ${release.label} is left as it is: ${later}`,
      'Use the version of Release Ledger that wrote it, or delete it if it is to be made anew',
    );
  const { comparison, migrations } = await compare(request, { tags, upTo: tag?.commit ?? head, previous });
  return {
    ...{ policy, changelog, changelogPath: request.changelogPath, release, head, comparison, migrations, checksums },
    verification: await verify(request),
    ...{ tests: request.tests, type: request.type, generatedAt: request.generatedAt },
    name: present.name ?? before.name ?? (policy.documents.product || (await projectName(changelog, repository, root))),
    tag,
    present,
    before,
  };
}

function verify(request: ReleaseRequest): Promise<ReleaseFacts['verification']> {
  const { release } = request;
  return gatherVerification({ ...request, version: release.version?.raw ?? release.label });
}

type CommitTag = VersionTag & { readonly commit: string };

function tagOf(
  { policy, changelog, changelogPath }: ReleaseRequest,
  tags: readonly TagFact[],
  release: Release | null,
): CommitTag | null {
  if (!release?.version) return null;
  const versions = changelog.releases.flatMap(({ version }) => (version ? [version] : []));
  const folder = changelogPath.split('/').slice(0, -1).join('/');
  const { byVersion } = matchTags(tags, {
    template: policy.tag.name,
    isOwn: policy.own !== undefined,
    versions,
    folder,
  });
  const found = byVersion.get(versionKey(release.version)) ?? [];
  return found.find((each): each is CommitTag => each.commit !== null) ?? null;
}

interface Reach {
  readonly tags: readonly TagFact[] | NotKnown;
  readonly upTo: string | null;
  readonly previous: Release | null;
}

async function compare(
  request: ReleaseRequest,
  { tags, upTo, previous }: Reach,
): Promise<{ readonly comparison: ReleaseComparison | NotKnown; readonly migrations: ReleaseFacts['migrations'] }> {
  const { repository, root, policy } = request;
  const fail = async (reason: NotKnown) => ({ comparison: reason, migrations: await readMigrations(request, []) });
  if (!isKnown(repository)) return fail(repository);
  if (!isKnown(tags)) return fail(tags);
  if (upTo === null) return fail({ notKnown: 'nothing is committed yet' });
  const tree = await repository.objects.tree(upTo);
  if (!isKnown(tree)) return fail(tree);
  const way = relative(toRealPath(repository.place.root), toRealPath(root)).split(sep).join('/');
  const folder = way === '' ? '' : `${way}/`;
  const paths = tree.flatMap(({ path }) => (path.startsWith(folder) ? [path.slice(folder.length)] : []));
  const migrations = await readMigrations(request, paths);
  const from = tagOf(request, tags, previous)?.commit ?? null;
  if (previous && from === null) {
    const notKnown = `${previous.label}, the version before, is not tagged, so that nothing says what changed since`;
    return { comparison: { notKnown }, migrations };
  }
  const isDependencyFile = toDependencyFilter(policy.dependencyFiles);
  return {
    comparison: await gatherComparison(repository.objects, { from, to: upTo, tree, folder, isDependencyFile }),
    migrations,
  };
}

/** From the commit of the release; from the folder as it is where the commit has none. */
async function readMigrations(
  { policy, release, files, root }: ReleaseRequest,
  paths: readonly string[],
): Promise<ReleaseFacts['migrations']> {
  if (policy.manifest.migrations === '') return { notKnown: 'the policy names no folder of migrations' };
  const folder = fillPattern(policy.manifest.migrations, policy, release.version?.raw ?? release.label);
  const committed = paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
  const entries = committed.length > 0 ? [] : await files.list(join(root, ...folder.split('/')));
  const present = entries.flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  const names = [...committed.filter((path) => !path.includes('/')), ...present];
  return [...new Set(names.map((name) => name.replace(/\.[^.]+$/, '')))].sort();
}

/** The digests that the policy wants to be listed. A manifest can hold neither its own nor that of its other form. */
async function hashListed(request: ReleaseRequest): Promise<ReleaseFacts['checksums'] | Refusal> {
  const { policy, release, root, files, hashFiles, hashing } = request;
  const version = release.version?.raw ?? release.label;
  const listed = await listFiles(policy, version, { files, root });
  if (!isKnown(listed)) return [];
  const own = new Set([manifestPath(policy, version, 'md'), manifestPath(policy, version, 'json')]);
  const paths = listed.filter((path) => !own.has(path));
  const digests = await hashFiles(root, paths, hashing);
  const checksums = [];
  for (const path of paths) {
    const { digest, refusal: why } = digests.get(path) ?? { refusal: 'it was not hashed' };
    if (digest === undefined) {
      const message = `${toVisibleLine(path)} ${why === 'missing' ? 'is not there, and the policy lists it' : `was not hashed: ${why}`}`;
      return refusal(
        'not-hashed',
        message,
        'Run the command again once it is; “checksums.include” in the policy lists it',
      );
    }
    checksums.push({ path, algorithm: 'sha256', digest });
  }
  return checksums;
}

/** What a manifest of the release says already; of two forms the one that counts. */
async function readPresent(request: ReleaseRequest, release: Release | null): Promise<ManifestContent> {
  const { source } = request.policy.manifest;
  for (const form of source === 'md' ? (['md', 'json'] as const) : (['json', 'md'] as const)) {
    const manifest = release?.version ? await readForm(request, release.version.raw, form) : null;
    if (manifest) return toContent(manifest);
  }
  return {};
}

/** The manifest of a version in one form; null where there is none that can be read. */
export async function readForm(
  { policy, root, files }: Pick<ReleaseRequest, 'policy' | 'root' | 'files'>,
  version: string,
  form: 'md' | 'json',
): Promise<Manifest | null> {
  const path = manifestPath(policy, version, form);
  if (path === null) return null;
  const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  return file ? readManifest(file.text, form) : null;
}
