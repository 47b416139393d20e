import { locateByPattern } from './text-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** The module of a gem that says `VERSION = "1.2.0"`. */
export const rubyVersion: VersionFileKind = {
  id: 'ruby-version',
  title: 'VERSION of the gem',
  detected: true,
  below: ['lib/*', 'lib/*/*'],
  matches: (path) => baseName(path) === 'version.rb',
  locate: (text) =>
    locateByPattern(
      text,
      /^[ \t]*VERSION[ \t]*=[ \t]*["'](\d[^"'\r\n]*)["'](?:\.freeze)?[ \t]*(?:#[^\r\n]*)?$/gm,
      'VERSION',
    ),
  spelling: 'gem',
};

/** A gem's specification that says the version itself; most take it from the module. */
export const rubyGem: VersionFileKind = {
  id: 'ruby-gem',
  title: 'gem specification',
  detected: true,
  matches: (path) => path.endsWith('.gemspec'),
  locate: (text) =>
    locateByPattern(
      text,
      /^[ \t]*\w+\.version[ \t]*=[ \t]*["'](\d[^"'\r\n]*)["'](?:\.freeze)?[ \t]*(?:#[^\r\n]*)?$/gm,
      'version',
    ),
  spelling: 'gem',
};
