import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  isCalendarDate,
  isPrerelease,
  isSemver,
  parseVersion,
  type Version,
} from '../../../src/core/index.ts';
import { versionKey } from '../../../src/core/version/version-key.ts';

function parse(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new Error(`no version: ${text}`);
  return version;
}

describe('parseVersion (000-01, 002-01, 002-02, 003-02)', () => {
  it.each([
    ['1.2.3', 'semver', '1.2.3', '', null],
    ['0.7.2', 'semver', '0.7.2', '', null],
    ['1.0.0-alpha.1', 'semver', '1.0.0', 'alpha.1', null],
    ['3.7.0-rc1', 'semver', '3.7.0', 'rc.1', null],
    ['1.0.0-rc.10+build.5', 'semver', '1.0.0', 'rc.10', 'build.5'],
    ['1.0.0--x', 'semver', '1.0.0', '-x', null],
    ['99999999999999999999.0.0', 'semver', '99999999999999999999.0.0', '', null],
    ['01.2.3', 'loose', '1.2.3', '', null],
    ['1.2', 'loose', '1.2', '', null],
    ['1.2.3.4', 'loose', '1.2.3.4', '', null],
    ['42', 'loose', '42', '', null],
    ['1.2.0rc1', 'pep440', '1.2.0', 'rc.1', null],
    ['1.2.0.post1', 'pep440', '1.2.0', 'post.1', null],
    ['1.2.0.dev3', 'pep440', '1.2.0', 'dev.3', null],
    ['2024.01.15', 'calver', '2024.1.15', '', null],
    ['2024-01-15', 'calver', '2024.1.15', '', null],
    ['2024.1', 'calver', '2024.1', '', null],
    ['1.0.0.Final', 'loose', '1.0.0', 'Final', null],
    ['5-r.4', 'loose', '5.4', '', null],
    ['5-r.1-beta.2', 'loose', '5.1', 'beta.2', null],
    ['1.2-rc.1', 'loose', '1.2', 'rc.1', null],
  ])('%s is %s', (text, scheme, release, prerelease, build) => {
    const version = parse(text);
    expect([version.scheme, version.release.join('.'), version.prerelease.join('.'), version.build]).toEqual([
      scheme,
      release,
      prerelease,
      build,
    ]);
  });

  it.each([
    '',
    'v1.0.0',
    '1.0.0 ',
    ' 1.0.0',
    '1..0',
    '1.0.',
    '.1',
    'x',
    '１.0.0',
    '١.0.0',
    '1.0.0\n',
    '1.0.0-',
    '1.0.0; rm -rf ~',
    `1.0.0-${'a'.repeat(300)}`,
  ])('reads no version in %j (T034, T035, T063)', (text) => expect(parseVersion(text)).toBeNull());

  it('reads SemVer exactly where the reference implementation does', () => {
    const part = fc.constantFrom('0', '1', '10', '01', 'rc', 'rc1', '-', 'a-b', '');
    const text = fc
      .tuple(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 3 }), fc.array(part, { maxLength: 2 }))
      .map(
        ([release, prerelease, build]) =>
          `${release.join('.')}${prerelease.length ? `-${prerelease.join('.')}` : ''}${build.length ? `+${build.join('.')}` : ''}`,
      );
    fc.assert(
      fc.property(text, (written) => {
        const version = parseVersion(written);
        expect(version !== null && isSemver(version)).toBe(semver.parse(written) !== null);
      }),
      { numRuns: 3000 },
    );
  });

  it('ends quickly on long texts (T055, T056)', () => {
    for (const text of [
      `1.2.3${' '.repeat(100_000)}`,
      '1'.repeat(100_000),
      '1.'.repeat(50_000),
      `1.0.0-${'a.'.repeat(50_000)}`,
      '-'.repeat(100_000),
    ]) {
      expect(parseVersion(text)).toBeNull();
    }
  });
});

describe('compareVersions', () => {
  const ascending = [
    '0.9.9',
    '1.0.0.dev1',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-preview.2',
    '1.0.0-rc.1',
    '1.0.0rc2',
    '1.0.0-rc10',
    '1.0.0-RC11',
    '1.0.0',
    '1.0.0.post1',
    '1.0.1',
    '1.0.10',
    '1.2',
    '1.10',
    '2.0.0',
    '99999999999999999998.0.0',
    '99999999999999999999.0.0',
  ];

  it('orders by number, pre-releases before and post-releases behind their release', () => {
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries())
        expect(Math.sign(compareVersions(parse(a), parse(b))), `${a} and ${b}`).toBe(Math.sign(i - j));
    }
  });

  it.each([
    ['1.2', '1.2.0'],
    ['1.2.0rc1', '1.2.0-rc.1'],
    ['1.2.0a1', '1.2.0-alpha.1'],
    ['1.2.0-RC1', '1.2.0-rc.1'],
    ['1.2.0-Beta2', '1.2.0-beta.2'],
    ['1.0.0+a', '1.0.0+b'],
    ['2024.01.15', '2024.1.15'],
    ['1.2.0pre1', '1.2.0-rc.1'],
    ['1.2.0c1', '1.2.0rc1'],
  ])('finds %s and %s the same', (a, b) => {
    expect(compareVersions(parse(a), parse(b))).toBe(0);
    expect(versionKey(parse(a))).toBe(versionKey(parse(b)));
  });

  it('agrees with the reference implementation on SemVer', () => {
    const identifier = fc.constantFrom('alpha', 'beta', 'rc', '0', '1', '2', '11', 'x-y', '-', '-1');
    const text = fc
      .tuple(fc.nat(3), fc.nat(3), fc.nat(12), fc.array(identifier, { maxLength: 3 }))
      .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre.length ? `-${pre.join('.')}` : ''}`);
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareVersions(parse(a), parse(b)))).toBe(semver.compare(a, b));
      }),
      { numRuns: 3000 },
    );
  });

  it('tells pre-releases from what comes behind a release', () => {
    expect(['1.0.0', '1.0.0-rc.1', '1.0.0.dev1', '1.0.0.post1'].map((text) => isPrerelease(parse(text)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('isCalendarDate (T064)', () => {
  it.each(['2017-06-20', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (date) =>
    expect(isCalendarDate(date)).toBe(true),
  );
  it.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '0000-01-01',
    '10000-01-01',
    '2026-1-5',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-01T00:00',
    '2026-01-010',
    '2026/01-01',
    '2026-01/01',
    '２026-01-01',
    '',
  ])('%j does not', (date) => expect(isCalendarDate(date)).toBe(false));
});
