import fs from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Changelog } from '../core/changelog/model.ts';
import type { NotKnown, RepositoryFacts } from '../core/ledger/facts.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import { matchTags } from '../core/ledger/match-tags.ts';
import { whyNoTags } from '../core/ledger/why-no-tags.ts';
import { type FileDigest, type ManifestFacts, NO_FACTS } from '../core/manifest/facts.ts';
import { fillPattern } from '../core/manifest/fill-pattern.ts';
import { previousOf } from '../core/manifest/from-changelog.ts';
import type { Manifest } from '../core/manifest/model.ts';
import { manifestPath } from '../core/manifest/paths.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { findRelease } from '../core/rules/release/release-rule.ts';
import { readVersion } from '../core/version/read-version.ts';
import { compareVersions, type Version } from '../core/version/version.ts';
import { versionKey } from '../core/version/version-key.ts';
import { hashOf } from './files.ts';
import type { OpenRepository } from './git/open-repository.ts';
import { expandGlob, isGlob, matchesGlob } from './glob.ts';
import type { HashFiles } from './hash.ts';

/** What the facts of every manifest of a run have in common. */
export interface ManifestSurroundings {
  /** The folder of the policy, absolute: its paths are relative to it. */
  readonly root: string;
  readonly policy: Policy;
  readonly files: Files;
  readonly today: string;
  /** The changelog with its path, relative to the root. */
  readonly changelog: { readonly path: string; readonly changelog: Changelog } | NotKnown;
  readonly repository: OpenRepository | NotKnown;
  readonly repositoryFacts: RepositoryFacts | NotKnown;
  /** Null where files are not to be hashed. */
  readonly hashFiles: HashFiles | null;
}

/** Gathers what a manifest is held against. @param path relative to the root, with `/` */
export async function gatherManifestFacts(
  manifest: Manifest,
  path: string,
  surroundings: ManifestSurroundings,
): Promise<ManifestFacts> {
  const { policy, changelog, repositoryFacts, today } = surroundings;
  const written = manifest.fields.version?.value ?? '';
  const version = readVersion(written);
  const commits = version ? commitsOf(version, surroundings) : { own: null, previous: null };
  return {
    ...NO_FACTS,
    today,
    changelog,
    repository: repositoryFacts,
    changes: await readChanges(manifest, commits, surroundings),
    migrations: version
      ? await listMigrations(fillPattern(policy.manifest.migrations, policy, version.raw), surroundings)
      : NO_FACTS.migrations,
    digests: await hashListed(
      manifest,
      path,
      surroundings,
      commits.own ?? (await readRecording(manifest, path, version, surroundings)),
    ),
    listed: version && policy.checksums.include.length > 0 ? await listFiles(policy, version.raw, surroundings) : null,
    other: await readOther(manifest, version, surroundings),
    tagged: await readTagged(path, commits.own, surroundings),
  };
}

/**
 * The commit that a manifest was last written by, where no tag says which one its release is: a clone may lack them all, or those
 * from before. Null where it is not committed as it stands, for then it is still being written.
 */
async function readRecording(
  { source }: Manifest,
  path: string,
  version: Version | null,
  { repository, repositoryFacts, changelog, root }: ManifestSurroundings,
): Promise<string | null | NotKnown> {
  if (!isKnown(repository) || !isKnown(repositoryFacts)) return null;
  const { head, shallow } = repositoryFacts;
  const isPast = version !== null && isKnown(changelog) && hasLater(changelog.changelog, version);
  const reason = whyNoTags(repositoryFacts) ?? (isPast ? `${version.raw} is not tagged here` : null);
  if (reason === null || head.commit === null) return null;
  const name = await pathIn(repository.place.root, root, path);
  const [now] = await repository.filesAt([{ revision: head.commit, path: name }]);
  if (now?.kind !== 'file' || now.text !== source.text) return null;
  if (shallow) return { notKnown: reason };
  const commits = await repository.commits({ after: null, upTo: head.commit, folder: name, limit: 1 });
  return isKnown(commits) ? (commits[0]?.id ?? null) : commits;
}

/** True where a later version is released: the files are another one's by now. */
function hasLater({ releases }: Changelog, version: Version): boolean {
  return releases.some((each) => each.version && each.date !== null && compareVersions(each.version, version) > 0);
}

interface Commits {
  /** The commits that the tags of this and of the previous version name. */
  readonly own: string | null;
  readonly previous: string | null;
}

function commitsOf(version: Version, { changelog, repositoryFacts, policy }: ManifestSurroundings): Commits {
  if (!isKnown(repositoryFacts) || !isKnown(changelog)) return { own: null, previous: null };
  const { releases } = changelog.changelog;
  const versions = releases.flatMap((release) => (release.version ? [release.version] : []));
  const folder = dirname(changelog.path) === '.' ? '' : dirname(changelog.path);
  const { byVersion } = matchTags(repositoryFacts.tags, {
    template: policy.tag.name,
    isOwn: policy.own !== undefined,
    versions,
    folder,
  });
  const section = findRelease(releases, version);
  const previous = section && previousOf(changelog.changelog, section)?.version;
  const commitOf = (each: Version | null | undefined): string | null =>
    each ? (byVersion.get(versionKey(each))?.[0]?.commit ?? null) : null;
  return { own: commitOf(version), previous: commitOf(previous) };
}

async function readChanges(
  { fields }: Manifest,
  { own, previous }: Commits,
  { repository }: ManifestSurroundings,
): Promise<ManifestFacts['changes']> {
  if (!isKnown(repository)) return repository;
  if (!fields.files) return [];
  if (own === null || previous === null) return { notKnown: 'this version and the one before it are not both tagged' };
  const changes = await repository.changes([{ from: previous, to: own }]);
  return isKnown(changes) ? (changes[0] ?? []) : changes;
}

async function listMigrations(
  folder: string,
  { files, root }: ManifestSurroundings,
): Promise<ManifestFacts['migrations']> {
  if (folder === '') return null;
  const entries = await files.list(join(root, ...folder.split('/')));
  const names = entries.filter(({ kind }) => kind === 'file').map(({ name }) => name.replace(/\.[^.]+$/, ''));
  return names.length > 0 ? names : { notKnown: `the folder ${folder} has no migrations, or is not there` };
}

/**
 * The digests of the files that a manifest lists. Paths count from the policy's folder; what is not there from the manifest's
 * own, as a release folder lists what stands beside its manifest.
 */
async function hashListed(
  manifest: Manifest,
  path: string,
  surroundings: ManifestSurroundings,
  released: string | null | NotKnown,
): Promise<ManifestFacts['digests']> {
  const { hashFiles, root } = surroundings;
  if (!hashFiles) return NO_FACTS.digests;
  if (released !== null && typeof released !== 'string') return released;
  const { checksums } = manifest.fields;
  const paths = (checksums?.value ?? []).map((each) => each.path);
  const own = hashOwn(manifest);
  if (paths.length === 0) return own;
  const fromTag = await hashReleased(paths, released, surroundings);
  const fromDisk = await hashFiles(
    root,
    paths.filter((each) => !fromTag.has(each)),
  );
  const fromRoot = new Map([...fromDisk, ...fromTag]);
  const missing = paths.filter((each) => fromRoot.get(each)?.refusal === 'missing');
  if (missing.length === 0 || !path.includes('/')) return new Map([...fromRoot, ...own]);
  const beside = await hashFiles(join(root, ...path.split('/').slice(0, -1)), missing);
  return new Map([...fromRoot, ...beside, ...own]);
}

/**
 * The digests of files as the tag of their release has them, where work has gone on since: what was released is what a record
 * is about. Files that git does not have are left to the disk.
 */
async function hashReleased(
  paths: readonly string[],
  commit: string | null,
  { repository, repositoryFacts, root }: ManifestSurroundings,
): Promise<ReadonlyMap<string, FileDigest>> {
  const isCurrent = !isKnown(repositoryFacts) || repositoryFacts.head.commit === commit;
  if (commit === null || !isKnown(repository) || isCurrent) return new Map();
  const tree = await repository.objects.tree(commit);
  if (!isKnown(tree)) return new Map();
  const files = tree.filter(({ kind }) => kind === 'file' || kind === 'program');
  const objects = new Map(files.map(({ path, object }) => [path, object]));
  const names = await Promise.all(paths.map((path) => pathIn(repository.place.root, root, path)));
  const found = paths.flatMap((path, i) => {
    const object = objects.get(names[i] ?? '');
    return object === undefined ? [] : [{ path, object }];
  });
  const blobs = await repository.objects.blobs(found.map(({ object }) => object));
  if (!isKnown(blobs)) return new Map();
  return new Map(found.map(({ path }, i) => [path, { digest: hashOf(blobs[i] ?? Buffer.alloc(0)) }]));
}

/** The digest of a manifest that says its own: of its text without the lines that say it. */
function hashOwn({ fields, source: { text } }: Manifest): ReadonlyMap<string, FileDigest> {
  const lines = fields.manifestChecksum?.value ?? [];
  let rest = text;
  for (const { start, end } of [...lines].reverse()) {
    const behind = /^\r?\n|^\r/.exec(rest.slice(end))?.[0].length ?? 0;
    rest = rest.slice(0, start) + rest.slice(end + behind);
  }
  const digest = hashOf(Buffer.from(rest, 'utf8'));
  return new Map(lines.map(({ path }) => [path, { digest }]));
}

async function readOther(
  { form }: Manifest,
  version: Version | null,
  { policy, files, root }: ManifestSurroundings,
): Promise<ManifestFacts['other']> {
  const other = form === 'json' ? 'md' : 'json';
  if (!version || policy.manifest.path === '' || !policy.manifest.forms.includes(other)) return null;
  const path = manifestPath(policy, version.raw, other);
  if (path === null) return null;
  const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  if (file) return { path, text: file.text };
  return refusal.code === 'missing' ? null : { notKnown: refusal.message };
}

async function readTagged(
  path: string,
  commit: string | null,
  { repository, root }: ManifestSurroundings,
): Promise<ManifestFacts['tagged']> {
  if (!isKnown(repository)) return repository;
  if (commit === null) return { notKnown: 'the version of the manifest is not tagged' };
  const [file] = await repository.filesAt([
    { revision: commit, path: await pathIn(repository.place.root, root, path) },
  ]);
  if (file?.kind === 'file') return file.text;
  return file?.kind === 'failed' ? { notKnown: file.reason } : null;
}

/** The files that have to be in the list of a version's digests, by the policy, in order. */
export async function listFiles(
  policy: Policy,
  version: string,
  { files, root }: Pick<ManifestSurroundings, 'files' | 'root'>,
): Promise<readonly string[] | NotKnown> {
  const { include, exclude, path } = policy.checksums;
  if (include.length === 0) return { notKnown: 'the policy does not say which files have to be listed' };
  const left = [...exclude, path].map((pattern) => fillPattern(pattern, policy, version));
  const found = new Set<string>();
  for (const template of include) {
    const pattern = fillPattern(template, policy, version);
    if (!isGlob(pattern)) found.add(pattern);
    else {
      const { paths, complete } = await expandGlob(files, root, pattern);
      if (!complete) return { notKnown: `there are more folders for ${pattern} than are searched` };
      for (const each of paths) found.add(each);
    }
  }
  return [...found].filter((each) => !left.some((pattern) => matchesGlob(each, pattern))).sort();
}

/** Manifests that the tag of their release has, and the folder has no more, with the names of the tags. */
export async function findDeleted(
  present: ReadonlySet<string>,
  { changelog, repository, repositoryFacts, policy, root }: ManifestSurroundings,
): Promise<readonly { readonly path: string; readonly version: string; readonly commit: string }[] | NotKnown> {
  if (!isKnown(repository)) return repository;
  if (!isKnown(repositoryFacts)) return repositoryFacts;
  if (!isKnown(changelog)) return changelog;
  const surroundings = { changelog, repositoryFacts, policy } as ManifestSurroundings;
  const wanted: { readonly path: string; readonly version: string; readonly commit: string }[] = [];
  // A manifest that any later tag has was not there to be deleted before it; the newest tag has them all.
  const newest = changelog.changelog.releases
    .flatMap(({ version }) => (version ? [commitsOf(version, surroundings).own] : []))
    .find((commit) => commit !== null);
  if (newest === undefined || newest === null) return [];
  for (const { version } of changelog.changelog.releases) {
    for (const form of ['md', 'json'] as const) {
      const path = version && manifestPath(policy, version.raw, form);
      if (version && path && !present.has(path)) wanted.push({ path, version: version.raw, commit: newest });
    }
  }
  const top = repository.place.root;
  const asked = await Promise.all(
    wanted.map(async ({ path }) => ({ revision: newest, path: await pathIn(top, root, path) })),
  );
  const found = await repository.filesAt(asked);
  return wanted.filter((_, at) => found[at]?.kind === 'file');
}

/** A path of the policy's folder as git has it. Git resolves symbolic links in its root, so the folder's are resolved, too. */
async function pathIn(top: string, root: string, path: string): Promise<string> {
  const file = join(root, ...path.split('/'));
  const folder = await fs.realpath(dirname(file)).catch(() => dirname(file));
  return relative(top, join(folder, basename(file)))
    .split(sep)
    .join('/');
}
