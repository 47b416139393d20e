import { describe, expect, it } from 'vitest';
import { endsInVersion, isMovingRef, readRef } from '../../../../src/core/changelog/links/ref.ts';

describe('readRef', () => {
  it.each([
    ['1.0.0', '', '1.0.0'],
    ['v1.0.0', 'v', '1.0.0'],
    ['V1.0.0-rc.1', 'V', '1.0.0-rc.1'],
    ['@metamask/network-controller@35.0.1', '@metamask/network-controller@', '35.0.1'],
    ['%40scope%2Fpkg%401.0.0', '@scope/pkg@', '1.0.0'],
    ['sdk/metric/v0.24.0', 'sdk/metric/v', '0.24.0'],
    ['release-1.2.3', 'release-', '1.2.3'],
    ['maven/2.44.0.BETA4', 'maven/', '2.44.0.BETA4'],
    ['refs/tags/v2', 'v', '2'],
    ['owner:v1.0.0', 'owner:v', '1.0.0'],
    ['2024-01-15', '', '2024-01-15'],
    ['attoparsec-iso8601-1.0.2.0', 'attoparsec-iso8601-', '1.0.2.0'],
    ['log4j-2.17.0', 'log4j-', '2.17.0'],
    ['s3-v1.2.3-rc.1', 's3-v', '1.2.3-rc.1'],
    ['sdk/base64-v0.13.1', 'sdk/base64-v', '0.13.1'],
    ['v2-1.0', 'v', '2-1.0'],
    ['2024b1', '', '2024b1'],
    ['123456', '', '123456'],
    ['v1.0.0-beta1-2.0.0', 'v', '1.0.0-beta1-2.0.0'],
    ['release-1-2', 'release-', '1-2'],
  ])('reads %s', (ref, prefix, version) => {
    const read = readRef(ref);
    expect(read && [read.prefix, read.version.raw]).toEqual([prefix, version]);
  });

  it.each([
    '',
    'HEAD',
    'main',
    '1.x',
    'v2.0.x',
    'release/2.x',
    'deadbeef',
    '1234567',
    '658250a96d3c',
    '457b14',
    'v',
    'feature/x1-',
    '%E0%A4%A',
    'a'.repeat(100_000),
    'a/'.repeat(100_000),
  ])('takes “%s” for no tag of a version', (ref) => {
    expect(readRef(ref)).toBeNull();
  });
});

describe('endsInVersion', () => {
  it.each([
    ['v1.0.0', '1.0.0', true],
    ['1.0.0', '1.0.0', true],
    ['v11.0.0', '1.0.0', false],
    ['v0.1.0.0', '1.0.0', false],
    ['pkg@1.0.0', '1.0.0', true],
    ['v1.0.0-rc.1', '1.0.0', false],
  ])('%s ends in %s: %s', (ref, version, expected) => {
    expect(endsInVersion(ref, version)).toBe(expected);
  });
});

describe('isMovingRef', () => {
  it.each(['HEAD', 'head', 'main', 'master', 'develop', 'trunk'])('knows %s', (ref) => {
    expect(isMovingRef(ref)).toBe(true);
  });

  it.each(['v1.0.0', '', 'mainline-2', '1.x'])('does not take “%s” for one', (ref) => {
    expect(isMovingRef(ref)).toBe(false);
  });
});
