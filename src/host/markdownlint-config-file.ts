import { basename, dirname, join, resolve } from 'node:path';
import { type ParseError, parse } from 'jsonc-parser';
import type { Files } from '../core/ports.ts';
import { isInside } from './root.ts';

type Config = Readonly<Record<string, unknown>>;

export type ConfigReading =
  | { readonly config: Config; readonly reason?: undefined }
  | { readonly config?: undefined; readonly reason: string };

/** Nobody writes more than this by hand, and what parses it need not be quick. */
const LENGTH_LIMIT = 256 * 1024;
const CHAIN_LIMIT = 8;

/** Reads a configuration file by the format that its name tells. */
export async function readConfigFile(files: Files, root: string, path: string): Promise<ConfigReading> {
  const name = basename(path);
  if (/\.[cm]?js$/.test(name)) return { reason: `${name} is a program, and programs of the repository are not run` };
  const { file, refusal } = await files.readText({ path, root, name });
  if (refusal) return { reason: refusal.message };
  if (file.text.length > LENGTH_LIMIT) return { reason: `${name} is longer than ${LENGTH_LIMIT / 1024} KB` };
  const value = /\.ya?ml$/.test(name) ? await parseYamlLazily(file.text) : parseJson(file.text);
  if (value === undefined) return { reason: `${name} is not valid` };
  return { config: typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : {} };
}

/** Few projects write it in YAML, and the parser is large. */
async function parseYamlLazily(text: string): Promise<unknown> {
  const { parseYaml } = await import('./yaml.ts');
  return parseYaml(text);
}

function parseJson(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\ufeff/, ''), errors, { allowTrailingComma: true });
  return errors.length > 0 ? undefined : value;
}

/**
 * Merges a configuration over what its `extends` names: a file relative to the one that says so, or one of a package in
 * `node_modules`; never one outside of the root.
 */
export async function readExtendedConfig(
  files: Files,
  root: string,
  path: string,
  config: Config,
): Promise<ConfigReading> {
  let merged = config;
  let from = path;
  for (let length = 0; ; length++) {
    const { extends: base, ...rest } = merged;
    if (base === undefined || base === null) return { config: rest };
    if (typeof base !== 'string' || length === CHAIN_LIMIT) {
      return { reason: `the “extends” of ${basename(from)} cannot be followed` };
    }
    const found = await readBase(files, root, from, base);
    if (!found) return { reason: `${basename(from)} extends “${base}”, which cannot be read` };
    merged = { ...found.config, ...rest };
    if (!Object.hasOwn(found.config, 'extends')) delete (merged as Record<string, unknown>).extends;
    from = found.path;
  }
}

async function readBase(
  files: Files,
  root: string,
  from: string,
  base: string,
): Promise<{ readonly config: Config; readonly path: string } | null> {
  const direct = resolve(dirname(from), base);
  const packaged = foldersUpTo(dirname(from), root).map((folder) => join(folder, 'node_modules', base));
  const candidates = [direct, ...packaged, ...packaged.map((path) => `${path}.json`)];
  for (const path of candidates.filter((each) => isInside(root, each))) {
    const read = await readConfigFile(files, root, path);
    if (read.config) return { config: read.config, path };
  }
  return null;
}

function foldersUpTo(start: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === root || folder === dirname(folder)) return folders;
  }
}
