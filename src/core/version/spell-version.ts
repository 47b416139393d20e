import type { VersionSpelling } from './files/version-file.ts';
import { isPrerelease, type Version } from './version.ts';

const PEP440: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  a: 'a',
  b: 'b',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/**
 * A version as a file spells it: `1.2.0rc1` where Python packages are described (PEP 440, "Public version identifiers"),
 * `1.2.0.rc1` in gems, where a hyphen is none of the version's (Gem::Version), `1.2.0-rc.1` elsewhere. A `v` in front is kept
 * where the file had one.
 */
export function spellVersion(version: Version, spelling: VersionSpelling, written: string): string {
  const prefix = /^v\d/.test(written) ? 'v' : '';
  return prefix + SPELL[spelling](version);
}

const SPELL: Readonly<Record<VersionSpelling, (version: Version) => string>> = {
  semver: toSemver,
  pep440: toPep440,
  gem: toGem,
  numbers: ({ release }) => release.join('.'),
};

/** What a file says that was told a version: one of numbers alone says nothing of a pre-release. */
export function asSpelled(version: Version, spelling: VersionSpelling): Version {
  return spelling === 'numbers' ? { ...version, raw: version.release.join('.'), prerelease: [] } : version;
}

function toGem(version: Version): string {
  if (!isPrerelease(version) || !version.raw.includes('-')) return version.raw;
  const [name = '', ...numbers] = version.prerelease;
  return `${version.release.join('.')}.${name}${numbers.join('.')}`;
}

function toPep440(version: Version): string {
  const [name, number] = version.prerelease;
  if (!isPrerelease(version) || name === undefined || !Object.hasOwn(PEP440, name) || version.prerelease.length > 2)
    return version.raw;
  return `${version.release.join('.')}${PEP440[name]}${number ?? '0'}`;
}

function toSemver(version: Version): string {
  if (version.scheme !== 'pep440' || !isPrerelease(version)) return version.raw;
  const [name = '', ...rest] = version.prerelease;
  const full = { a: 'alpha', b: 'beta', c: 'rc' }[name] ?? name;
  return `${version.release.join('.')}-${[full, ...rest].join('.')}`;
}
