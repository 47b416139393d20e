import { found, type Located, none } from './version-file.ts';

/** A package of a lock file that is written in TOML. */
interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Where the version stands, without its quotes. */
  readonly start: number;
  /** Where it is taken from, as written; null where the file says nothing of it. */
  readonly source: string | null;
}

/**
 * Finds the version of the only package of a lock file that is the project's own. Of several, as a workspace has, nothing in the
 * file tells which versions go together.
 *
 * Programs write these files in one form, and large: they are read by lines, in which nothing else looks like it.
 */
export function locateOwnPackage(text: string, isOwn: (locked: LockedPackage) => boolean): Located {
  const [own, second] = readPackages(text).filter(isOwn);
  if (!own) return none('it has no package of this project');
  if (second) return none('it has several packages of this project');
  const { version, start, name } = own;
  return found({ span: { start, end: start + version.length }, version, key: `package ${name}` });
}

function readPackages(text: string): readonly LockedPackage[] {
  const packages: LockedPackage[] = [];
  for (const { index } of text.matchAll(/^\[\[package\]\][ \t]*$/gm)) {
    const next = text.indexOf('\n[', index);
    const block = text.slice(index, next < 0 ? text.length : next);
    const version = /^version = "([^"\r\n]*)"/m.exec(block);
    if (!version) continue;
    packages.push({
      name: /^name = "([^"\r\n]*)"/m.exec(block)?.[1] ?? '',
      version: version[1] as string,
      start: index + version.index + 'version = "'.length,
      source: /^source = ([^\r\n]*)/m.exec(block)?.[1]?.trim() ?? null,
    });
  }
  return packages;
}
