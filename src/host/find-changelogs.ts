import { join } from 'node:path';
import type { Files } from '../core/ports.ts';
import { expandGlob, isGlob } from './glob.ts';

export interface FoundChangelogs {
  /** Relative to the root, with `/`, each once: in the order of the policy's patterns. */
  readonly paths: readonly string[];
  /** Patterns of the policy that lead nowhere, each with the reason; empty where nothing at all was found. */
  readonly unmatched: readonly { readonly pattern: string; readonly reason: string }[];
}

/** The names that changelogs go by, the standard's own first (Keep a Changelog 2.0.0, “What should the file be named?”). */
const WELL_KNOWN = /^(?:change[-_ ]?log|changes|history|news|releases)(?:\.(?:md|markdown))?$/i;

/**
 * Finds the changelogs of a folder: the files that the policy names, and where none of them is there the first file at the
 * root that goes by another name for a changelog, else the one among the documentation, else those of the packages below.
 */
export async function findChangelogs(
  files: Files,
  root: string,
  patterns: readonly string[],
): Promise<FoundChangelogs> {
  const paths = new Set<string>();
  const unmatched: { pattern: string; reason: string }[] = [];
  for (const pattern of patterns) {
    const found = isGlob(pattern) ? await expandGlob(files, root, pattern) : await findLiteral(files, root, pattern);
    for (const path of found.paths) paths.add(path);
    if (!found.complete) unmatched.push({ pattern, reason: 'there are more folders than are searched' });
    else if (found.paths.length === 0) unmatched.push({ pattern, reason: 'no file matches it' });
  }
  if (paths.size > 0) return { paths: [...paths], unmatched };
  const other = await findWellKnown(files, root);
  if (other !== null) return { paths: [other], unmatched: [] };
  const { findChangelogsBelow } = await import('./changelogs-below.ts');
  return { paths: await findChangelogsBelow(files, root), unmatched: [] };
}

async function findLiteral(files: Files, root: string, path: string): Promise<{ paths: string[]; complete: true }> {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  const name = segments.pop();
  if (name === undefined || segments.includes('..')) return { paths: [], complete: true };
  const entries = await files.list(join(root, ...segments));
  // Whatever goes by that name is the one that is meant; if it is no file, reading it says so.
  const isThere = entries.some((entry) => entry.name === name);
  return { paths: isThere ? [[...segments, name].join('/')] : [], complete: true };
}

async function findWellKnown(files: Files, root: string): Promise<string | null> {
  const names = (await files.list(root))
    .filter(({ kind }) => kind === 'file' || kind === 'link')
    .map(({ name }) => name);
  const candidates = names.filter((name) => WELL_KNOWN.test(name));
  for (const name of candidates.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)))
    if (MARKDOWN_NAME.test(name) || (await hasHeading(files, root, name))) return name;
  return null;
}

const MARKDOWN_NAME = /\.(?:md|markdown)$/i;

/** The first file at the root that goes by a name for a changelog and is no Markdown: `CHANGES.rst`; null where there is none. */
export async function findOtherFormat(files: Files, root: string): Promise<string | null> {
  const found = (await files.list(root)).filter(({ name, kind }) => kind === 'file' && OTHER_FORMAT.test(name));
  return found.map(({ name }) => name).sort()[0] ?? null;
}

const OTHER_FORMAT = /^(?:change[-_ ]?log|changes|history|news|releases)(?:\.(?:rst|txt|adoc|asciidoc|org|textile))?$/i;

/** A file without an extension may be Markdown, or GNU's ChangeLog, YAML or plain text, which say nothing in headings. */
async function hasHeading(files: Files, root: string, name: string): Promise<boolean> {
  const { file } = await files.readText({ path: join(root, name), root, name });
  return file !== undefined && /^#{1,6}[ \t]|^[^\r\n]+\r?\n(?:=+|-{3,})[ \t]*$/m.test(file.text);
}

const RANKS = ['changelog', 'change', 'changes', 'history', 'news', 'releases'] as const;

/** Changelogs before histories, Markdown before plain text. */
function rank(name: string): number {
  const lower = name.toLowerCase();
  const byName = RANKS.findIndex((prefix) => lower.replace(/[-_ ]/, '').startsWith(prefix));
  return byName * 2 + (MARKDOWN_NAME.test(lower) ? 0 : 1);
}
