import { dirname, join, relative, sep } from 'node:path';
import type { Files } from '../core/ports.ts';
import { matchesGlob } from './glob.ts';
import { type ConfigReading, readConfigFile, readExtendedConfig } from './markdownlint-config-file.ts';
import { IGNORE_FILE, isIgnoredByFile } from './markdownlint-ignore.ts';

type Config = Readonly<Record<string, unknown>>;

/** How markdownlint is to look at one file. */
export interface MarkdownlintSettings {
  readonly config: Config;
  readonly frontMatter: string | null;
  readonly noInlineConfig: boolean;
}

export type MarkdownlintChoice =
  /** Nothing configures markdownlint for this file. */
  | { readonly kind: 'none' }
  /** Its configuration leaves this file out. */
  | { readonly kind: 'ignored' }
  /** There is a configuration, but not one that can be followed. */
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'found'; readonly settings: MarkdownlintSettings };

/** In the order in which markdownlint-cli2 looks for them in a folder. */
const OPTIONS_FILES = [
  '.markdownlint-cli2.jsonc',
  '.markdownlint-cli2.yaml',
  '.markdownlint-cli2.cjs',
  '.markdownlint-cli2.mjs',
] as const;
const CONFIG_FILES = [
  '.markdownlint.jsonc',
  '.markdownlint.json',
  '.markdownlint.yaml',
  '.markdownlint.yml',
  '.markdownlint.cjs',
  '.markdownlint.mjs',
] as const;

/**
 * Finds the configuration that markdownlint's own tools use for a file: the nearest one between the file and the root, in a
 * folder `.markdownlint.*` before `.markdownlint-cli2.*`, at the root also the key of `package.json`. What has to be run to be
 * read is not run. What a `.markdownlintignore` names is left out.
 *
 * @param path absolute, inside of `root`
 */
export async function findMarkdownlintConfig(files: Files, root: string, path: string): Promise<MarkdownlintChoice> {
  let settings: MarkdownlintSettings | null = null;
  let options: Config | null = null;
  for (const folder of foldersBetween(path, root)) {
    const names = new Set((await files.list(folder)).map(({ name }) => name));
    const optionsName = OPTIONS_FILES.find((name) => names.has(name));
    const read = optionsName
      ? await readConfigFile(files, root, join(folder, optionsName))
      : folder === root && names.has('package.json')
        ? await readPackage(files, root)
        : null;
    if (read?.reason !== undefined) return { kind: 'unusable', reason: read.reason };
    const own = read?.config ?? null;
    if (own && isIgnored(own, folder, path)) return { kind: 'ignored' };
    if (names.has(IGNORE_FILE) && (await isIgnoredByFile(files, root, folder, within(folder, path)))) {
      return { kind: 'ignored' };
    }
    options ??= own;
    if (settings) continue;
    const configName = CONFIG_FILES.find((name) => names.has(name));
    const config = configName
      ? await readExtended(files, root, join(folder, configName))
      : own
        ? await configOf(files, root, own, folder, path)
        : null;
    if (config?.reason !== undefined) return { kind: 'unusable', reason: config.reason };
    if (config?.config) settings = { config: config.config, frontMatter: null, noInlineConfig: false };
  }
  if (!settings && !options) return { kind: 'none' };
  return {
    kind: 'found',
    settings: {
      config: settings?.config ?? {},
      frontMatter: typeof options?.frontMatter === 'string' ? options.frontMatter : null,
      noInlineConfig: options?.noInlineConfig === true,
    },
  };
}

async function readExtended(files: Files, root: string, path: string): Promise<ConfigReading> {
  const read = await readConfigFile(files, root, path);
  return read.config ? readExtendedConfig(files, root, path, read.config) : read;
}

async function readPackage(files: Files, root: string): Promise<ConfigReading | null> {
  const read = await readConfigFile(files, root, join(root, 'package.json'));
  const options = read.config?.['markdownlint-cli2'];
  return isObject(options) ? { config: options } : null;
}

/** The `config` of markdownlint-cli2's options, with the `overrides` that name the file. */
async function configOf(
  files: Files,
  root: string,
  options: Config,
  folder: string,
  path: string,
): Promise<ConfigReading | null> {
  let config: Config | null = isObject(options.config) ? options.config : null;
  for (const override of listOf(options.overrides).filter(isObject)) {
    const applies = textsOf(override.filter).some((pattern) => matchesGlob(within(folder, path), pattern));
    if (!applies || !isObject(override.config)) continue;
    config = override.combine === 'replace' ? override.config : { ...config, ...override.config };
  }
  return config && readExtendedConfig(files, root, join(folder, '.markdownlint-cli2.jsonc'), config);
}

/** markdownlint-cli2 leaves out what `ignores` names, and what `globs` takes back with `!` or `#`. */
function isIgnored(options: Config, folder: string, path: string): boolean {
  const negated = textsOf(options.globs).flatMap((glob) => (/^[!#]/.test(glob) ? [glob.slice(1)] : []));
  return [...textsOf(options.ignores), ...negated].some((pattern) => matchesGlob(within(folder, path), pattern));
}

function within(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The folders of a file, the nearest first, up to and with the root. */
function foldersBetween(path: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === root || folder === dirname(folder)) return folders;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === 'string');
}

function isObject(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
