import type { ManifestPolicy, Policy } from '../policy/policy.ts';
import { readVersion } from '../version/read-version.ts';
import type { Version } from '../version/version.ts';
import type { ManifestForm } from './model.ts';

/** Where manifests stand without a policy: as the known processes have it. */
const KNOWN: Readonly<Record<ManifestForm, string>> = {
  md: 'releases/RELEASE-MANIFEST-{version}.md',
  json: 'releases/{tag}/release_manifest.json',
};

/** The templates of the manifests' paths with their forms: the policy's, or the two known ones. */
export function manifestTemplates({
  path,
  forms,
}: ManifestPolicy): readonly { readonly form: ManifestForm; readonly path: string }[] {
  if (path === '') return (['md', 'json'] as const).map((form) => ({ form, path: KNOWN[form] }));
  const all = path.includes('{ext}') ? forms : ([path.toLowerCase().endsWith('.json') ? 'json' : 'md'] as const);
  return all.map((form) => ({ form, path: path.replaceAll('{ext}', form) }));
}

/** The path of a version's manifest in a form, relative to the policy's folder; null where the policy has no such form. */
export function manifestPath(policy: Policy, version: string, form: ManifestForm): string | null {
  const template = manifestTemplates(policy.manifest).find((each) => each.form === form);
  return template ? fillPath(template.path, policy, version) : null;
}

/** The paths of all records of a version: its manifests, and its list of digests. */
export function recordPaths(policy: Policy, version: string): readonly string[] {
  const manifests = (['md', 'json'] as const).flatMap((form) => manifestPath(policy, version, form) ?? []);
  return [...manifests, fillPath(policy.checksums.path, policy, version)];
}

/** What paths are filled by. */
type PathPolicy = Pick<Policy, 'tag' | 'own'>;

/**
 * Puts a version and its tag into a path; of one package or component among several its own tag, since others may have the version.
 * All records are written and read by this, so that none counts for another release.
 */
export function fillPath(template: string, { tag, own }: PathPolicy, version: string): string {
  if (!own) return fill(template, version, tag.name);
  const path = template.replace(/\{(?:version|tag)\}/g, () => own.prefix + version);
  return own.former.get(path) ?? path;
}

/** The same for what is not to be told apart from others. */
export function fill(template: string, version: string, tag: string): string {
  return template
    .replaceAll('{version}', () => version)
    .replaceAll('{tag}', () => tag.replaceAll('{version}', () => version));
}

/** The pattern that finds every manifest of a template. */
export function toGlob(template: string): string {
  return template.replace(/\{(?:version|tag)\}/g, '*');
}

/** The version whose path of a template this is; null for a path that is none of it. */
export function versionOfPath(policy: PathPolicy, template: string, path: string): Version | null {
  const [before = '', ...rest] = template.split(/\{(?:version|tag)\}/);
  const behind = rest.at(-1) ?? '';
  if (!path.startsWith(before) || !path.endsWith(behind)) return null;
  const written = path.slice(before.length, path.length - behind.length).split('/')[0] ?? '';
  const version = readVersion(written, policy.own?.prefix);
  return version && fillPath(template, policy, version.raw) === path ? version : null;
}

/** The form of a manifest by its path; null for a file that is none by the policy. */
export function manifestFormOf(policy: Policy, path: string): ManifestForm | null {
  const template = manifestTemplates(policy.manifest).find((each) =>
    policy.own ? versionOfPath(policy, each.path, path) !== null : matchesTemplate(path, each.path),
  );
  return template?.form ?? null;
}

function matchesTemplate(path: string, template: string): boolean {
  const pattern = template
    .split(/\{(?:version|tag)\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}
