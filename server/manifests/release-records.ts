import { join } from 'node:path';
import type { Policy, Release } from '../../src/core/index.ts';
import type { ManifestForm } from '../../src/core/manifest/model.ts';
import { fillPath, manifestPath } from '../../src/core/manifest/paths.ts';
import type { Files } from '../../src/core/ports.ts';
import type { Version } from '../../src/core/version/version.ts';
import type { ManifestState } from '../features/code-lenses.ts';
import type { View } from '../view.ts';
import type { WorkspaceFolder } from '../workspace.ts';
import type { Manifests } from './manifests.ts';
import type { ManifestFile, WorkspaceManifests } from './workspace-manifests.ts';

/** The manifests of a version that are there, the form that counts first. */
export function manifestsOf(
  files: WorkspaceManifests,
  folder: WorkspaceFolder,
  policy: Policy,
  version: Version,
): readonly ManifestFile[] {
  const forms: readonly ManifestForm[] = policy.manifest.source === 'md' ? ['md', 'json'] : ['json', 'md'];
  return forms.flatMap((form) => {
    const path = manifestPath(policy, version.raw, form);
    return (path !== null && files.at(folder, path)) || [];
  });
}

/** Whether a release has a manifest, and else whether its project keeps any. */
export function manifestState({ files }: Manifests, { place, policy }: View, { version }: Release): ManifestState {
  const { folder } = place;
  if (!folder?.path || !version) return 'none';
  if (manifestsOf(files, folder, policy, version).length > 0) return 'there';
  const keepsSome = policy.manifest.path !== '' || files.files.some((file) => file.folder.uri === folder.uri);
  return keepsSome ? 'missing' : 'none';
}

/**
 * What else lies where the records of a version lie: its list of digests, its bundles, and whatever its own folder holds.
 *
 * @returns paths relative to the folder, with `/`, in order; the manifests are not among them
 */
export async function artifactsOf(
  files: Pick<Files, 'list'>,
  folder: WorkspaceFolder,
  policy: Policy,
  version: Version,
): Promise<readonly string[]> {
  const { raw } = version;
  if (folder.path === null) return [];
  const manifests = (['md', 'json'] as const).flatMap((form) => manifestPath(policy, raw, form) ?? []);
  const bundle = fillPath(policy.bundle.path, policy, raw).replaceAll('{name}', '');
  const places = [fillPath(policy.checksums.path, policy, raw), bundle, ...manifests].map(folderOf);
  const found = new Set<string>();
  for (const place of new Set(places)) {
    if (place === '' || place.includes('{')) continue;
    const isOwn = hasVersion(place, raw);
    for (const { name, kind } of await files.list(join(folder.path, ...place.split('/')))) {
      const path = `${place}/${name}`;
      if (kind === 'file' && (isOwn || hasVersion(name, raw)) && !manifests.includes(path)) found.add(path);
    }
  }
  return [...found].sort();
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** True where a name has exactly this version in it: `1.1.0` is not in `v11.1.0`, nor in `1.1.0-rc.1`. */
function hasVersion(name: string, version: string): boolean {
  for (let at = name.indexOf(version); at >= 0; at = name.indexOf(version, at + 1)) {
    const before = name.slice(0, at);
    const behind = name.slice(at + version.length);
    if (!/\d\.?$/.test(before) && !/^(?:\.?\d|[-+](?:alpha|beta|rc|\d))/i.test(behind)) return true;
  }
  return false;
}
