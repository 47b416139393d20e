import { join } from 'node:path';
import { listComponents } from '../core/changelog/component.ts';
import type { Changelog } from '../core/changelog/model.ts';
import type { VersionFileFact } from '../core/ledger/version-file-fact.ts';
import type { VersionFilePolicy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { withOwnVersion } from './chart-version.ts';
import { readVersionFiles } from './version-files.ts';

/** The version files of everything that a changelog has releases of. */
export interface ComponentFiles {
  /** Those of what most releases are of. */
  readonly versionFiles: readonly VersionFileFact[];
  /** Those of the other components whose folder is known. */
  readonly componentFiles: ReadonlyMap<string, readonly VersionFileFact[]>;
}

/** Packages stand below the changelog, or below a folder of packages; one of these is looked into for each. */
const FOLDER_LIMIT = 200;

/**
 * Reads the version files of a changelog (`readVersionFiles`), those of each component from its own folder.
 *
 * A component's folder is the only one of its name beside the changelog or one level below: `web`, `packages/web`. Where there is
 * none, or more than one, which files are the component's is not known, and it has none; what most releases are of then has
 * the files beside the changelog, as a changelog has that names no component.
 *
 * @param folder the changelog's folder, relative to the root, with `/`; empty for the root itself.
 */
export async function readComponentFiles(
  files: Files,
  root: string,
  folder: string,
  policies: readonly VersionFilePolicy[],
  { releases }: Pick<Changelog, 'releases'>,
): Promise<ComponentFiles> {
  const [main = '', ...others] = listComponents(releases);
  const read = await readVersionFiles(files, root, folder, policies);
  // What a policy names it means as it is.
  const beside = policies.length > 0 ? read : await Promise.all(read.map((fact) => withOwnVersion(fact, releases)));
  const named = [main, ...others].filter((each) => each !== '');
  const folders = others.length === 0 ? new Map<string, string>() : await findFolders(files, root, folder, named);
  if (folders.size === 0) return { versionFiles: beside, componentFiles: new Map() };
  const all = new Map<string, readonly VersionFileFact[]>();
  for (const [component, own] of folders) {
    // Where the policy names the files, it has named those of every component.
    const found = policies.length > 0 ? within(beside, own) : await readVersionFiles(files, root, own, []);
    all.set(component, found);
  }
  const taken = new Set([...all.values()].flat().map(({ path }) => path));
  const rest = beside.filter(({ path }) => !taken.has(path));
  return { versionFiles: all.get(main) ?? rest, componentFiles: all };
}

function within(facts: readonly VersionFileFact[], folder: string): readonly VersionFileFact[] {
  return facts.filter(({ path }) => path.startsWith(`${folder}/`));
}

/** The folders of components, relative to the root. */
async function findFolders(
  files: Files,
  root: string,
  folder: string,
  components: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<string, string[]>(components.map((each) => [toFolderName(each), []]));
  const parents = await listFolders(files, root, folder);
  const below = await Promise.all(
    parents
      .slice(0, FOLDER_LIMIT)
      .map((parent) => (wanted.has(nameOf(parent)) ? [] : listFolders(files, root, parent))),
  );
  for (const path of [...parents, ...below.flat()]) wanted.get(nameOf(path))?.push(path);
  return new Map(
    components.flatMap((component): readonly [string, string][] => {
      const [only, second] = wanted.get(toFolderName(component)) ?? [];
      return only !== undefined && second === undefined ? [[component, only]] : [];
    }),
  );
}

async function listFolders(files: Files, root: string, folder: string): Promise<readonly string[]> {
  const entries = await files.list(join(root, ...folder.split('/')));
  return entries
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.') && name !== 'node_modules')
    .map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
}

/** `core` for `@acme/core`; folders are written with hyphens where names have spaces. */
function toFolderName(component: string): string {
  return component.slice(component.lastIndexOf('/') + 1).replace(/\s+/g, '-');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}
