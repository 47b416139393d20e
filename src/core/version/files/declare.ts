import { type JsonKey, locateInJson } from './json-version.ts';
import { locateByPattern } from './text-version.ts';
import { baseName, type Located, none, type VersionFileKind } from './version-file.ts';
import { locateInYaml } from './yaml-version.ts';

/** What kinds of version files differ in that are told by their name and read by one key or line. */
interface Declared extends Pick<VersionFileKind, 'id' | 'title' | 'counts' | 'below'> {
  readonly spelling?: VersionFileKind['spelling'];
  readonly name: RegExp;
  /** What stands in such a file, and in no other of the name. */
  readonly when?: RegExp;
  /** False where it counts only when the policy names it. */
  readonly detected?: boolean;
}

/** A file of JSON that says a version at one of some keys. Comments and trailing commas are allowed where its name says so. */
export function jsonKind(kind: Declared & { readonly keys?: readonly [JsonKey, ...JsonKey[]] }): VersionFileKind {
  const { keys = [['version']] } = kind;
  return declare(kind, (text) => locateInJson(text, keys, /jsonc/.test(kind.name.source)));
}

/** A file of YAML that says a version at its top. */
export function yamlKind(kind: Declared): VersionFileKind {
  return declare(kind, (text) => locateInYaml(text, [['version']]));
}

/** A file in which one line says the version: the first group of an expression. Several lines like it say nothing. */
export function lineKind(kind: Declared & { readonly line: RegExp }): VersionFileKind {
  return declare(kind, (text) => {
    const located = locateByPattern(text, kind.line, 'version');
    return located.kind === 'unreadable' ? none(located.reason) : located;
  });
}

/** The same with another reader. */
export function declare(
  { name, when, ...kind }: Declared,
  locate: (text: string) => Located | Promise<Located>,
): VersionFileKind {
  return {
    counts: 'by-content',
    detected: true,
    spelling: 'semver',
    ...kind,
    matches: (path) => name.test(baseName(path)),
    async locate(text) {
      if (when && !when.test(text)) return none('it is of another kind');
      const located = await locate(text);
      // A path, a command, a placeholder: the version is taken from elsewhere.
      const other = located.kind === 'found' && located.places.find(({ version }) => !/^v?\d/.test(version));
      return other ? none(`its version is taken from ${other.version}`) : located;
    },
  };
}
