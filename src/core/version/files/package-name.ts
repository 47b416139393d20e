import { isRefName } from '../ref-name.ts';
import { baseName } from './version-file.ts';

/** Where a version file says what it is of, by the file's name. Every expression is linear; the first name counts. */
const NAMES: readonly (readonly [RegExp, RegExp])[] = [
  [/\.toml$/, /^name[ \t]*=[ \t]*["']([^"'\r\n]+)["']/m],
  [/(?:^(?:pubspec|Chart|galaxy|shard|package)\.ya?ml|\.cabal)$/, /^name[ \t]*:[ \t]*["']?([^\s"'#]+)/im],
  [/^DESCRIPTION$/, /^Package[ \t]*:[ \t]*(\S+)/m],
  [/\.(?:gem|pod)spec$/, /\.name[ \t]*=[ \t]*["']([^"'\r\n]+)["']/],
  [/^mix\.exs$/, /\bapp:[ \t]*:(\w+)/],
  [/^setup\.(?:cfg|py)$/, /^[ \t]*name[ \t]*=[ \t]*["']?([^\s"',]+)/m],
  [
    /^(?:CMakeLists\.txt|meson\.build|MODULE\.bazel)$/,
    /^(?:project|module)[ \t]*\(\s*(?:name[ \t]*=)?[ \t"']*([\w.-]+)/m,
  ],
  [/^dune-project$/, /^\(name[ \t]+([^\s()]+)\)/m],
  [/^pom\.xml$/, /^[\s\S]{0,5000}?<\/parent>[\s\S]{0,2000}?<artifactId>\s*([^\s<]+)|<artifactId>\s*([^\s<]+)/],
];

/** In the others `name` is a title for people. */
const JSON_FILES = /^(?:package|deno|jsr|composer|elm|metadata|info|META|.*\.podspec)\.jsonc?$/;
/** `Acme.Web.csproj` is of `Acme.Web`, whatever stands in it. */
const BY_FILE = /^(.+)\.(?:[cfv]sproj|nimble|psd1)$/i;

/**
 * What a version file calls the package that it is of: `@acme/web` of a `package.json`.
 *
 * @returns null where it says no name, or one that no tag may have
 */
export function packageNameOf(path: string, text: string): string | null {
  const file = baseName(path);
  const name = BY_FILE.exec(file)?.[1] ?? (JSON_FILES.test(file) ? nameInJson(text) : nameInText(file, text));
  return name && isRefName(name) ? name : null;
}

function nameInText(file: string, text: string): string | null {
  const [, expression] = NAMES.find(([names]) => names.test(file)) ?? [];
  const found = expression?.exec(text);
  return found?.[1] ?? found?.[2] ?? null;
}

function nameInJson(text: string): string | null {
  try {
    const { name } = JSON.parse(text);
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
}
