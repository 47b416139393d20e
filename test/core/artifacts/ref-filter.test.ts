import { expect, it } from 'vitest';
import { matchesRefFilter } from '../../../src/core/artifacts/ref-filter.ts';

it.each<[ref: string, filters: readonly string[], expected: boolean]>([
  ['v1.0.0', ['v*'], true],
  ['v1.0.0', ['v*.*.*'], true],
  ['v1.0.0', ['v[0-9]+.[0-9]+.[0-9]+'], true],
  ['v1.0.0-rc.1', ['v[0-9]+.[0-9]+.[0-9]+'], false],
  ['v1.0.0-rc.1', ['v[0-9]+.[0-9]+.[0-9]+-rc.[0-9]'], true],
  ['1.0.0', ['v*'], false],
  ['v1.0.0', [], false],
  ['v1.0.0-rc.1', ['v*', '!v*-*'], false],
  ['v1.0.0', ['v*', '!v*-*'], true],
  ['web/v1.0.0', ['*'], false],
  ['web/v1.0.0', ['**'], true],
  ['web/v1.0.0', ['**/v*'], true],
  ['v1x0', ['v1.0'], false],
  ['v1.0', ['v1\\.0'], true],
  ['v', ['v1?'], true],
  ['v[', ['v['], true],
  [`${'a'.repeat(40)}b`, [`${'a+'.repeat(200)}`], false],
])('%s by %j: %s', (ref, filters, expected) => {
  expect(matchesRefFilter(ref, filters)).toBe(expected);
});
