import { join } from 'node:path';
import { DEFAULT_POLICY } from '../core/policy/default-policy.ts';
import type { Files } from '../core/ports.ts';
import { matchesGlob } from '../core/text/matches-glob.ts';
import { type FoundChangelogs, findChangelogs } from './find-changelogs.ts';
import { expandGlob } from './glob.ts';

/** Where the root of a project says which packages it has, and what reads their folders: paths and patterns, `!` before what is none. */
const DECLARATIONS: Readonly<Record<string, (text: string) => readonly string[]>> = {
  'package.json': (text) => inJson(text, 'workspaces'),
  'lerna.json': (text) => inJson(text, 'packages'),
  'deno.json': (text) => inJson(text, 'workspace'),
  'pnpm-workspace.yaml': (text) => inYaml(text, 'packages'),
  'pubspec.yaml': (text) => inYaml(text, 'workspace'),
  'Cargo.toml': (text) => inToml(text, '[workspace]'),
  'pyproject.toml': (text) => inToml(text, '[tool.uv.workspace]'),
  'go.work': (text) => [...text.matchAll(/^(?:use)?[ \t]+"?(\.\/[^\s")]+)/gm)].map(([, path = '']) => path),
};

/**
 * Finds the changelogs that are checked: those of `findChangelogs`, and beside one at the root those of the packages that the root
 * declares as its own (npm, pnpm, Yarn, Lerna, Deno, Dart, Cargo, uv, Go). A policy that names changelogs has named them all.
 */
export async function findAllChangelogs(
  files: Files,
  root: string,
  patterns: readonly string[],
): Promise<FoundChangelogs> {
  const found = await findChangelogs(files, root, patterns);
  const [first] = found.paths;
  if (patterns !== DEFAULT_POLICY.changelog.files || first === undefined || first.includes('/')) return found;
  return { ...found, paths: [first, ...(await findDeclared(files, root))] };
}

async function findDeclared(files: Files, root: string): Promise<readonly string[]> {
  const declared: string[] = [];
  for (const { name, kind } of await files.list(root)) {
    const read = kind === 'file' && Object.hasOwn(DECLARATIONS, name) ? DECLARATIONS[name] : undefined;
    const text = read && (await files.readText({ path: join(root, name), root, name })).file?.text;
    if (read && text !== undefined) declared.push(...read(text).map(toFolder));
  }
  const excluded = declared.filter((each) => each.startsWith('!')).map((each) => toFolder(each.slice(1)));
  const paths = new Set<string>();
  for (const pattern of declared.filter((each) => each !== '' && !each.startsWith('!')))
    for (const path of (await expandGlob(files, root, `${pattern}/CHANGELOG.md`)).paths) paths.add(path);
  if (paths.size === 0) return [];
  const { isOwnPackage } = await import('./changelogs-below.ts');
  const own: string[] = [];
  for (const path of [...paths].sort()) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (excluded.some((pattern) => matchesGlob(folder, pattern))) continue;
    if (isOwnPackage(path, await files.list(join(root, ...folder.split('/'))))) own.push(path);
  }
  return own;
}

function toFolder(pattern: string): string {
  return pattern.replace(/^\.\//, '').replace(/\/+$/, '');
}

/** A list at a key, or at `packages` in it, as Yarn has it. */
function inJson(text: string, key: string): readonly string[] {
  try {
    const value = JSON.parse(text)[key];
    const list: unknown = Array.isArray(value) ? value : value?.packages;
    return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

function inYaml(text: string, key: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const listed: string[] = [];
  for (const line of lines.slice(lines.findIndex((each) => each.startsWith(`${key}:`)) + 1)) {
    const item = /^[ \t]*-[ \t]+(['"]?)([^'"#\s]+)\1/.exec(line)?.[2];
    if (item !== undefined) listed.push(item);
    else if (/^[^\s#]/.test(line)) break;
  }
  return lines.some((each) => each.startsWith(`${key}:`)) ? listed : [];
}

function inToml(text: string, table: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(?:^|[ \t])#.*$/, '').trim());
  const start = lines.indexOf(table);
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\[+[\w."-]+\]+$/.test(line));
  const body = rest.slice(0, end < 0 ? undefined : end).join('\n');
  const listAt = (key: string): readonly string[] => {
    const list = new RegExp(`^${key}\\s*=\\s*\\[([^\\]]*)\\]`, 'm').exec(body)?.[1] ?? '';
    return [...list.matchAll(/["']([^"'\n]+)["']/g)].map(([, item = '']) => item);
  };
  return [...listAt('members'), ...listAt('exclude').map((each) => `!${each}`)];
}
