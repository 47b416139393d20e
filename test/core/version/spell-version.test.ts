import { describe, expect, it } from 'vitest';
import { parseVersion, type Version } from '../../../src/core/index.ts';
import { spellVersion } from '../../../src/core/version/spell-version.ts';

describe('spellVersion', () => {
  it.each([
    ['1.2.0', 'semver', '1.1.0', '1.2.0'],
    ['1.2.0', 'semver', 'v1.1.0', 'v1.2.0'],
    ['1.2.0-rc.1', 'pep440', '1.1.0', '1.2.0rc1'],
    ['1.2.0-alpha.2', 'pep440', '1.1.0', '1.2.0a2'],
    ['1.2.0-beta', 'pep440', '1.1.0', '1.2.0b0'],
    ['1.2.0-rc1', 'pep440', '1.1.0', '1.2.0rc1'],
    ['1.2.0rc1', 'semver', '1.1.0', '1.2.0-rc.1'],
    ['1.2.0b2', 'semver', '1.1.0', '1.2.0-beta.2'],
    ['1.2.0-nightly.5', 'pep440', '1.1.0', '1.2.0-nightly.5'],
    ['1.2.0', 'gem', '1.1.0', '1.2.0'],
    ['1.2.0-rc.1', 'gem', '1.1.0', '1.2.0.rc1'],
    ['1.2.0-beta', 'gem', '1.1.0', '1.2.0.beta'],
    ['1.2.0.rc1', 'gem', '1.1.0', '1.2.0.rc1'],
    ['1.2.0-rc.1', 'numbers', '1.1.0', '1.2.0'],
    ['1.2', 'numbers', '1.1', '1.2'],
    ['2026.01.15', 'pep440', '2025.12.1', '2026.01.15'],
  ] as const)('%s in %s where %s stood is %s', (version, spelling, written, expected) => {
    expect(spellVersion(parseVersion(version) as Version, spelling, written)).toBe(expected);
  });
});
