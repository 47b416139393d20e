import { join } from 'node:path';
import { type DataReading, nodeAt } from '../core/dependencies/data-node.ts';
import { readJson } from '../core/dependencies/read-json.ts';
import type { Files } from '../core/ports.ts';
import { matchesGlob } from '../core/text/matches-glob.ts';
import { isOwnPackage } from './changelogs-below.ts';
import { expandGlob } from './glob.ts';

/** Where the root of a project says which packages it has: paths and patterns, `!` before what is none. */
const DECLARATIONS: Readonly<Record<string, (text: string) => readonly string[] | Promise<readonly string[]>>> = {
  'package.json': (text) => listIn(readJson(text), 'workspaces'),
  'lerna.json': (text) => listIn(readJson(text), 'packages'),
  'deno.json': (text) => listIn(readJson(text), 'workspace'),
  'pnpm-workspace.yaml': async (text) => listIn(await inYaml(text), 'packages'),
  'pubspec.yaml': async (text) => listIn(await inYaml(text), 'workspace'),
  'Cargo.toml': (text) => inToml(text, 'workspace'),
  'pyproject.toml': (text) => inToml(text, 'tool', 'uv', 'workspace'),
  'go.work': (text) => [...text.matchAll(/^(?:use)?[ \t]+"?(\.\/[^\s")]+)/gm)].map(([, path = '']) => path),
};

/** The changelogs of the packages that the root of a project declares as its own. */
export async function findDeclared(files: Files, root: string): Promise<readonly string[]> {
  const declared: string[] = [];
  for (const { name, kind } of await files.list(root)) {
    const read = kind === 'file' && Object.hasOwn(DECLARATIONS, name) ? DECLARATIONS[name] : undefined;
    const text = read && (await files.readText({ path: join(root, name), root, name })).file?.text;
    if (read && text !== undefined) declared.push(...(await read(text)).map(toFolder));
  }
  const excluded = declared.filter((each) => each.startsWith('!')).map((each) => toFolder(each.slice(1)));
  const paths = new Set<string>();
  for (const pattern of declared.filter((each) => each !== '' && !each.startsWith('!')))
    for (const path of (await expandGlob(files, root, `${pattern}/CHANGELOG.md`)).paths) paths.add(path);
  if (paths.size === 0) return [];
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

/** The list behind keys, or at `packages` in it, as Yarn has it. */
function listIn({ root }: DataReading, ...keys: readonly string[]): readonly string[] {
  const found = nodeAt(root, ...keys);
  const list = found.list ?? nodeAt(found, 'packages').list ?? [];
  return list.flatMap(({ text }) => text ?? []);
}

async function inYaml(text: string): Promise<DataReading> {
  const { readYaml } = await import('../core/dependencies/read-yaml.ts');
  return readYaml(text);
}

async function inToml(text: string, ...table: readonly string[]): Promise<readonly string[]> {
  // Most projects are one package, and nothing is loaded for those.
  if (!text.includes('workspace')) return [];
  const { readToml } = await import('../core/dependencies/read-toml.ts');
  const reading = await readToml(text);
  return [...listIn(reading, ...table, 'members'), ...listIn(reading, ...table, 'exclude').map((each) => `!${each}`)];
}
