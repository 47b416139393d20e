import { basename, join, relative, sep } from 'node:path';
import { type BundleNames, pathInBundle } from '../core/bundle/plan-bundle.ts';
import type { Changelog, Release } from '../core/changelog/model.ts';
import type { DependencyFile } from '../core/dependencies/compare.ts';
import { gatherStates } from '../core/dependencies/gather.ts';
import { nameSbom, toSbom } from '../core/dependencies/sbom.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import { manifestPath } from '../core/manifest/paths.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { type Refusal, refusal } from '../core/refusal.ts';
import { hashOf } from './files.ts';
import { readPresentDependencies, toDependencyFilter } from './gather-dependencies.ts';
import type { OpenRepository } from './git/open-repository.ts';
import { toRealPath } from './git/search-path.ts';

export interface DocumentRequest {
  readonly policy: Policy;
  readonly root: string;
  readonly files: Files;
  readonly changelog: Changelog;
  readonly release: Release;
  readonly names: BundleNames;
  /** The repository with the commit that is packed; null where the folder is. */
  readonly commit: { readonly repository: OpenRepository; readonly id: string } | null;
  /** In seconds since 1970. */
  readonly time: number;
  readonly toolVersion: string;
}

/** What is made for a bundle besides its files: texts by their paths in it. */
export async function makeDocuments(request: DocumentRequest): Promise<ReadonlyMap<string, string> | Refusal> {
  const { policy, names } = request;
  const documents = new Map<string, string>();
  for (const document of policy.bundle.documents) {
    if (document === 'manifest') {
      const manifests = await readManifests(request);
      if ('code' in manifests) return manifests;
      for (const [path, text] of manifests) documents.set(pathInBundle(path, policy.bundle, names), text);
    } else if (document === 'changelog') {
      documents.set(inFolder('CHANGELOG.md', request), toExcerpt(request));
    } else {
      const bill = await makeSbom(request);
      if (typeof bill !== 'string') return bill;
      documents.set(inFolder(`sbom-${names.tag}.json`, request), bill);
    }
  }
  return documents;
}

/** True for a document that gives way to a file of the same name. */
export function isOnlyInstead(path: string): boolean {
  return basename(path) === 'CHANGELOG.md';
}

function inFolder(name: string, { policy, names }: DocumentRequest): string {
  return pathInBundle(name, { ...policy.bundle, strip: '' }, names);
}

/** They are made after the tag, so they are taken from the folder as it is. */
async function readManifests({
  policy,
  names,
  files,
  root,
}: DocumentRequest): Promise<ReadonlyMap<string, string> | Refusal> {
  const texts = new Map<string, string>();
  for (const form of ['md', 'json'] as const) {
    const path = manifestPath(policy, names.version, form);
    if (path === null) continue;
    const { file, refusal: why } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    if (file) texts.set(path, file.text);
    else if (why.code !== 'missing') return why;
  }
  if (texts.size > 0) return texts;
  const hint = `Make it with “release-ledger manifest create ${names.version}”, or take it out of bundle.documents`;
  return refusal('no-manifest', `${names.version} has no manifest, and the policy wants it in the bundle`, hint);
}

function toExcerpt({ changelog: { source }, release }: DocumentRequest): string {
  return `# Changelog\n\n${source.text.slice(release.start, release.end).trim().replace(/\r\n?/g, '\n')}\n`;
}

async function makeSbom(request: DocumentRequest): Promise<string | Refusal> {
  const { names, time, toolVersion } = request;
  const read = await readDependencies(request);
  if ('code' in read) return read;
  const bill = toSbom({
    name: names.name,
    version: names.version,
    timestamp: new Date(time * 1000).toISOString(),
    tool: { name: 'release-ledger', version: toolVersion },
    files: read,
  });
  return `${JSON.stringify(nameSbom(bill, hashOf(Buffer.from(JSON.stringify(bill)))), null, 2)}\n`;
}

async function readDependencies({
  policy,
  root,
  files,
  commit,
}: DocumentRequest): Promise<readonly DependencyFile[] | Refusal> {
  const isWanted = toDependencyFilter(policy.dependencyFiles);
  if (!commit) return (await readPresentDependencies(files, root, isWanted, [])).files;
  const way = relative(toRealPath(commit.repository.place.root), toRealPath(root)).split(sep).join('/');
  const folder = way === '' ? '' : `${way}/`;
  const states = await gatherStates(commit.repository, { commits: [commit.id], folder, isWanted });
  return isKnown(states) ? (states[0] ?? []) : refusal('not-read', (states as { notKnown: string }).notKnown);
}
