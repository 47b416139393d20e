import { locateByPattern } from './text-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** `mix.exs`: `@version "1.2.0"`, or the project's `version:` where it is written out. */
export const elixir: VersionFileKind = {
  id: 'elixir',
  title: 'mix.exs',
  detected: true,
  matches: (path) => baseName(path) === 'mix.exs',
  locate: (text) =>
    locateByPattern(
      text,
      /^[ \t]*(?:@version[ \t]+|version:[ \t]*)"(\d[^"\r\n]*)"[ \t]*,?[ \t]*(?:#[^\r\n]*)?$/gm,
      'version',
    ),
  spelling: 'semver',
};
