import { basename, join } from 'node:path';
import {
  type BundleNames,
  bundlePath,
  fillBundleTemplate,
  planBundle,
  whyNotPortable,
} from '../core/bundle/plan-bundle.ts';
import type { Changelog, Release } from '../core/changelog/model.ts';
import { writeProvenance } from '../core/documents/provenance.ts';
import type { NotKnown, TagFact } from '../core/ledger/facts.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import { matchTags } from '../core/ledger/match-tags.ts';
import { hintOnTag } from '../core/ledger/why-no-tags.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { type Refusal, refusal } from '../core/refusal.ts';
import { versionKey } from '../core/version/version-key.ts';
import { ArchiveLimitError } from './archive/archive-file.ts';
import { isOnlyInstead, makeDocuments } from './bundle-documents.ts';
import { type BundleSource, openCommit, openFolder } from './bundle-source.ts';
import { createFiles } from './create-files.ts';
import type { OpenRepository } from './git/open-repository.ts';
import { type PackedEntry, PackingRefused, packFiles } from './pack-files.ts';
import { nameOfAddress } from './project-name.ts';

export interface BundleRequest {
  readonly policy: Policy;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly files: Files;
  readonly repository: OpenRepository | NotKnown;
  readonly changelog: Changelog;
  /** The section of the release. */
  readonly release: Release;
  /** The changelog's folder in the repository; empty for the root. */
  readonly folder: string;
  readonly format: 'tar.gz' | 'zip';
  /** What is packed: the files as they were tagged, or the folder as it is. */
  readonly from: 'tag' | 'folder';
  /** `SOURCE_DATE_EPOCH`; undefined for the time of the release itself. */
  readonly epoch: string | undefined;
  readonly toolVersion: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface MadeBundle {
  /** Relative to the policy's folder, with `/`; first the bundle, behind it what was written beside it. */
  readonly paths: readonly string[];
  readonly digest: string;
  readonly files: number;
  readonly leftOut: readonly string[];
}

type Tag = TagFact & { readonly commit: string };

/**
 * Makes the bundle of a release: the same bytes on every run and machine. Never over a file that is there, and never half.
 *
 * @throws the reason of the signal where it is aborted; then nothing was written.
 */
export async function makeBundle(request: BundleRequest): Promise<MadeBundle | Refusal> {
  const { policy, root, release, repository, format, from } = request;
  const facts = isKnown(repository) ? await repository.repository() : repository;
  const version = release.version?.raw ?? release.label;
  const tag = isKnown(facts) ? findTag(request, facts.tags) : null;
  if (from === 'tag' && (!tag || !isKnown(repository))) {
    const reason = isKnown(facts) ? `${version} is not tagged` : facts.notKnown;
    const hint = 'A bundle is made of what was tagged: tag the version, or pack the folder with --worktree';
    return refusal(
      'no-tag',
      reason,
      isKnown(facts) ? hintOnTag(facts, hint) : 'To pack the folder as it is, add --worktree',
    );
  }
  const remote = isKnown(facts) ? (facts.remotes[0]?.url ?? null) : null;
  const names: BundleNames = {
    name: policy.bundle.name || nameOfAddress(remote ?? '') || basename(root),
    version,
    tag: tag?.name ?? policy.tag.name.replaceAll('{version}', () => version),
    ext: format,
  };
  const commit = from === 'tag' && tag && isKnown(repository) ? { repository, id: tag.commit } : null;
  const source = await openSource(request, commit, names);
  if ('code' in source) return source;
  const plan = planBundle(policy, source.files, names);
  if ('code' in plan) return plan;
  const time = timeOf(request, tag);
  const documents = await makeDocuments({ ...request, names, commit, time });
  if ('code' in documents) return documents as Refusal;
  const folder = fillBundleTemplate(policy.bundle.root, names);
  const inFolder = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const list = policy.bundle.checksums === '' ? null : inFolder(policy.bundle.checksums);
  const entries = mergeEntries(
    plan.files.map(({ file, path }) => ({ path, content: file })),
    documents,
    list,
  );
  const why = whyNotPortable([...entries.map(({ path }) => path), ...(list === null ? [] : [list])]);
  if (why !== null)
    return refusal('unsafe-path', why, 'See bundle.root, bundle.strip and bundle.checksums in the policy');
  const path = bundlePath(policy, names);
  const toFile = (relativePath: string) => ({ path: join(root, ...relativePath.split('/')), root, name: relativePath });
  let digest = '';
  const { signal, onProgress } = request;
  const bundle = {
    ...toFile(path),
    write: async (handle: Parameters<typeof packFiles>[0]) => {
      digest = await packFiles(handle, {
        ...{ entries, source, format, time },
        list: list === null ? null : { path: list, folder: folder === '' ? '' : `${folder}/` },
        ...(signal ? { signal } : {}),
        ...(onProgress ? { onProgress } : {}),
      });
    },
  };
  const statement = {
    ...toFile(`${path}.intoto.json`),
    write: async (handle: Parameters<typeof packFiles>[0]) =>
      handle.writeFile(
        writeProvenance({
          ...{ name: basename(path), digest, version, format, repository: remote, toolVersion: request.toolVersion },
          tag: commit && tag,
        }),
      ),
  };
  const made = policy.bundle.provenance === 'beside' ? [bundle, statement] : [bundle];
  const failed = await writeAll(made);
  if (failed) return failed;
  return {
    paths: made.map(({ name }) => name),
    digest,
    files: entries.length + (list === null ? 0 : 1),
    leftOut: plan.leftOut,
  };
}

async function writeAll(made: Parameters<typeof createFiles>[0]): Promise<Refusal | null> {
  try {
    return await createFiles(made);
  } catch (error) {
    if (error instanceof PackingRefused) return error.refusal;
    if (error instanceof ArchiveLimitError) return refusal('too-large', error.message);
    throw error;
  }
}

async function openSource(
  { policy, root, files }: BundleRequest,
  commit: { readonly repository: OpenRepository; readonly id: string } | null,
  names: BundleNames,
): Promise<BundleSource | Refusal> {
  if (commit) return openCommit(commit.repository, commit.id, root);
  const patterns = policy.bundle.include.map((pattern) => fillBundleTemplate(pattern, names));
  return openFolder({ files, root, patterns });
}

/** Documents take the place of files of the same name, but for those that only stand in for them. */
function mergeEntries(
  files: readonly PackedEntry[],
  documents: ReadonlyMap<string, string>,
  list: string | null,
): readonly PackedEntry[] {
  const entries = new Map(files.map((entry) => [entry.path, entry]));
  for (const [path, content] of documents)
    if (!entries.has(path) || !isOnlyInstead(path)) entries.set(path, { path, content });
  if (list !== null) entries.delete(list);
  return [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function findTag({ policy, changelog, release, folder }: BundleRequest, tags: readonly TagFact[]): Tag | null {
  if (!release.version) return null;
  const versions = changelog.releases.flatMap(({ version }) => (version ? [version] : []));
  const { byVersion } = matchTags(tags, {
    template: policy.tag.name,
    isOwn: policy.own !== undefined,
    versions,
    folder,
  });
  const found = byVersion.get(versionKey(release.version)) ?? [];
  return found.find((each): each is typeof each & Tag => each.commit !== null) ?? null;
}

/** In seconds since 1970: the time of the release, which every run finds again. */
function timeOf({ epoch, release }: BundleRequest, tag: Tag | null): number {
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch)) return Number(epoch);
  const moment = Date.parse(tag?.date ?? `${release.date ?? '1980-01-01'}T00:00:00Z`);
  return Number.isFinite(moment) ? Math.max(0, Math.floor(moment / 1000)) : 0;
}
