import { join } from 'node:path';
import { aboveDocumentation } from '../core/ledger/project-folder.ts';
import { toVersionFileFact, type VersionFileFact } from '../core/ledger/version-file-fact.ts';
import type { VersionFilePolicy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { locateByMarker } from '../core/version/files/marker.ts';
import { locateByTemplate } from '../core/version/files/pattern.ts';
import type { Located, VersionFileKind } from '../core/version/files/version-file.ts';
import { asSpelled } from '../core/version/spell-version.ts';
import { compareVersions } from '../core/version/version.ts';
import { expandGlob } from './glob.ts';

type Reading = Pick<VersionFileKind, 'title' | 'spelling' | 'locate' | 'counts'>;

/**
 * Reads the version files of a folder: those that the policy names, or, where it names none, the ones that are known by
 * their names and stand beside the changelog, or where such files stand in a project (`VersionFileKind.below`). Documentation
 * that has none is that of the folder above.
 *
 * @param folder the changelog's folder, relative to the root, with `/`; empty for the root itself.
 */
export async function readVersionFiles(
  files: Files,
  root: string,
  folder: string,
  policies: readonly VersionFilePolicy[],
): Promise<readonly VersionFileFact[]> {
  const isNamed = policies.length > 0;
  const read: ReadFile[] = [];
  for (const each of isNamed ? await namedFiles(files, root, policies) : await detectedFiles(files, root, folder))
    read.push({ reading: each.reading, fact: await readOne(files, root, each) });
  if (isNamed) return read.map(({ fact }) => fact);
  const counted = thoseThatCount([...read, ...(await readBelow(files, root, folder))]);
  const above = counted.length === 0 ? aboveDocumentation(folder) : null;
  return above === null ? counted : readVersionFiles(files, root, above, policies);
}

interface ReadFile {
  readonly reading: Reading;
  readonly fact: VersionFileFact;
}

/** The files that say the project's version as surely as their kinds ask for (`VersionFileKind.counts`). */
function thoseThatCount(read: readonly ReadFile[]): readonly VersionFileFact[] {
  const likely = read.filter(({ reading, fact }) => {
    if (reading.counts === undefined) return true;
    const beside = read.filter((each) => each.reading === reading);
    return fact.places.length > 0 && beside.every((each) => isAgreed(each.fact, fact));
  });
  const sure = likely.filter(({ reading, fact }) => reading.counts !== 'by-agreement' && fact.places.length > 0);
  const counted = likely.filter(({ reading, fact }) => {
    if (reading.counts !== 'by-agreement') return true;
    return sure.length > 0
      ? sure.some((each) => isAgreed(each.fact, fact))
      : likely.every((each) => isAgreed(each.fact, fact));
  });
  return counted.map(({ fact }) => fact);
}

/** True where two files say one version; what says none contradicts nothing. */
function isAgreed(one: VersionFileFact, other: VersionFileFact): boolean {
  const spelling = one.spelling === 'numbers' ? 'numbers' : other.spelling;
  return one.places.every(({ parsed: a }) =>
    other.places.every(
      ({ parsed: b }) => a && b && compareVersions(asSpelled(a, spelling), asSpelled(b, spelling)) === 0,
    ),
  );
}

async function readOne(files: Files, root: string, { path, reading }: WantedFile): Promise<VersionFileFact> {
  const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  if (file) return toVersionFileFact(path, file.text, reading);
  return {
    path,
    text: '',
    title: reading.title,
    spelling: reading.spelling,
    places: [],
    silent: { reason: refusal.message, broken: true, span: { start: 0, end: 0 } },
  };
}

/** Of several modules that say a version, which one speaks for the project is not known: then none of them does. */
async function readBelow(files: Files, root: string, folder: string): Promise<readonly ReadFile[]> {
  const found: ReadFile[] = [];
  for (const reading of await loadKinds()) {
    const facts: VersionFileFact[] = [];
    for (const pattern of reading.below ?? []) {
      const { paths } = await expandGlob(files, join(root, ...folder.split('/')), `${pattern}/*`);
      for (const name of paths.filter(reading.matches)) {
        const fact = await readOne(files, root, { path: folder === '' ? name : `${folder}/${name}`, reading });
        if (fact.places.length > 0) facts.push(fact);
      }
    }
    const [fact, second] = facts;
    if (fact && !second) found.push({ reading, fact });
  }
  return found;
}

/** They are many, and whoever checks a text alone needs none of them. */
async function loadKinds(): Promise<readonly VersionFileKind[]> {
  return (await import('../core/version/files/all.ts')).VERSION_FILE_KINDS;
}

interface WantedFile {
  readonly path: string;
  readonly reading: Reading;
}

async function detectedFiles(files: Files, root: string, folder: string): Promise<readonly WantedFile[]> {
  const entries = await files.list(join(root, ...folder.split('/')));
  const kinds = await loadKinds();
  const wanted: WantedFile[] = [];
  for (const { name, kind } of entries) {
    if (kind !== 'file') continue;
    const reading = kinds.find((each) => each.detected && each.matches(name));
    if (reading) wanted.push({ path: folder === '' ? name : `${folder}/${name}`, reading });
  }
  return wanted;
}

async function namedFiles(
  files: Files,
  root: string,
  policies: readonly VersionFilePolicy[],
): Promise<readonly WantedFile[]> {
  const kinds = await loadKinds();
  const wanted: WantedFile[] = [];
  for (const policy of policies) {
    const { paths } = await expandGlob(files, root, policy.path);
    // A file that is named and not there is reported when it is read.
    const missing = policy.presence === 'optional' ? [] : [policy.path];
    for (const path of paths.length > 0 ? paths : missing)
      wanted.push({ path, reading: readingOf(kinds, path, policy) });
  }
  return wanted;
}

function readingOf(
  kinds: readonly VersionFileKind[],
  path: string,
  { kind, pattern, image }: VersionFilePolicy,
): Reading {
  if (pattern !== '')
    return { title: 'version file', spelling: 'semver', locate: (text) => locateByTemplate(text, pattern) };
  if (kind === 'marker') return { title: 'version file', spelling: 'semver', locate: locateByMarker };
  const known = kind === 'auto' ? kinds.find((each) => each.matches(path)) : kinds.find(({ id }) => id === kind);
  if (!known) return { title: 'version file', spelling: 'semver', locate: locateByMarker };
  return image === '' ? known : { ...known, locate: async (text) => onlyImage(await known.locate(text), image) };
}

/** Of a compose file's images only the one that the policy calls the project's own. */
function onlyImage(located: Located, image: string): Located {
  if (located.kind !== 'found') return located;
  const places = located.places.filter(({ key }) => key === image || key.endsWith(`/${image}`));
  return places.length > 0 ? { kind: 'found', places } : { kind: 'none', reason: `it has no image “${image}”` };
}
