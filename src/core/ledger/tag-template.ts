import { toTagWord } from '../changelog/links/ref-component.ts';
import { packageNameOf } from '../version/files/package-name.ts';
import type { VersionFileFact } from './version-file-fact.ts';

/** What the tags of a changelog are to be called after. */
export interface TagOwner {
  /** The folder of the project, relative to the repository; empty for its root. */
  readonly folder: string;
  /** What the changelog's headings name (`componentOf`), empty where they name nothing. */
  readonly component: string;
  /** What the package calls itself; null where no version file says it. */
  readonly name: string | null;
}

/** True where the policy's name for tags says whose they are. */
export function namesOwner(template: string): boolean {
  return template.includes('{name}');
}

/**
 * What a package calls itself by the version files of its folder; of a component that the headings name, only what is called so.
 *
 * @param versionFiles with paths relative to the policy's folder, which may be the package's own or one above
 */
export function ownNameOf(
  { folder, component }: Pick<TagOwner, 'folder' | 'component'>,
  versionFiles: readonly Pick<VersionFileFact, 'path' | 'text'>[],
): string | null {
  const beside = versionFiles
    .map(({ path, text }) => ({ path, text, own: path.slice(0, Math.max(0, path.lastIndexOf('/'))) }))
    .filter(({ own }) => own === '' || `/${folder}`.endsWith(`/${own}`))
    .sort((a, b) => b.own.length - a.own.length);
  for (const { path, text } of beside) {
    const name = packageNameOf(path, text);
    if (name !== null && (component === '' || toTagWord(name) === toTagWord(component))) return name;
  }
  return null;
}

/**
 * Puts the name of whose tags they are into the policy's name for tags: what the version file calls the package, else the component
 * or the folder. Where a slash follows it is all of the folder, as Go's modules have it. What lies in the root and has no name
 * is called nothing: `{name}@{version}` is `{version}` there.
 *
 * @returns a name in which `{version}` alone is left to be filled
 */
export function fillOwner(template: string, { folder, component, name }: TagOwner): string {
  if (!namesOwner(template)) return template;
  const last = folder.slice(folder.lastIndexOf('/') + 1);
  const called = name ?? (component || (template.includes('{name}/') ? folder : last));
  if (called === '') return template.replace(/\{name\}[-_@/:.+]*/g, '');
  return template.replaceAll('{name}', () => called);
}

/** The name of a ledger's tags, of which `{version}` alone is left: the policy's, unless the tags that are there are called otherwise. */
export function tagTemplateOf({
  tagPrefix,
  tagTemplate,
}: {
  readonly tagPrefix: string;
  readonly tagTemplate: string;
}): string {
  const own = tagTemplate.slice(0, Math.max(0, tagTemplate.indexOf('{version}')));
  return tagPrefix === own ? tagTemplate : `${tagPrefix}{version}`;
}
