import { describe, expect, it } from 'vitest';
import { MANIFEST } from '../support/manifest.ts';
import { readSources } from '../support/sources.ts';

/**
 * What no command mends: the answer to a dialog was not fit, or somebody has to decide. Most of them lead to their place in a
 * file all the same.
 */
const DECIDED_BY_PEOPLE = new Set([
  'breaking-forbidden',
  'bump-too-small',
  'feature-freeze',
  'last-good',
  'no-base',
  'no-candidate',
  'no-main-branch',
  'no-reason',
  'no-section',
  'no-version',
  'not-dated',
  'not-released',
  'nothing-to-undo',
  'other-component',
  'record-missing',
  'record-short',
  'recorded',
  'ref-moved',
  'rollback-open',
  'several-components',
  'tag-exists',
  'tag-name',
  'unknown-severity',
  'version-file-ahead',
  'unknown-type',
  'unreleased-entries',
  'version-exists',
  'version-file-unreadable',
  'version-files-disagree',
  'version-not-higher',
  'yanked',
]);

const codes = new Set(
  readSources('src/core/release').flatMap(({ text }) =>
    [...text.matchAll(/\bblocker\(\s*'([a-z-]+)'/g)].map(([, code]) => code as string),
  ),
);
const table = readSources('client').find(({ path }) => path === 'client/operations/mending.ts')?.text ?? '';
const mended = new Set([...table.matchAll(/^ {2}'?([a-z-]+)'?: (?:to|[a-z]+[A-Z]|recover)/gm)].map(([, code]) => code));

describe('what stands in the way of an operation', () => {
  it('has a button that mends it, or is left to people on purpose', () => {
    expect(codes.size).toBeGreaterThan(20);
    expect([...codes].filter((code) => !mended.has(code) && !DECIDED_BY_PEOPLE.has(code))).toEqual([]);
  });

  it('is not left to people where a button mends it', () => {
    expect([...DECIDED_BY_PEOPLE].filter((code) => mended.has(code))).toEqual([]);
  });

  it('is mended by commands that there are', () => {
    const ours = MANIFEST.contributes.commands.map(({ command }) => command);
    const named = [...table.matchAll(/'(releaseLedger\.\w+)'/g)].map(([, command]) => command as string);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((command) => !ours.includes(command))).toEqual([]);
  });
});
