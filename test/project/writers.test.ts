import { describe, expect, it } from 'vitest';
import { readSources } from '../support/sources.ts';

/** What changes a repository, with the only places that may do it. */
const WRITERS: readonly (readonly [what: RegExp, where: RegExp])[] = [
  [/\bopenWritingGit\(/, /^src\/host\/(?:release\/|git\/write\.ts$)/],
  [/\brunTransaction\(/, /^src\/host\/(?:release\/|git\/write-transaction\.ts$)/],
  [/\b(?:moveRefs|turnHead|applyIndex|applyFile|makeObjects|openJournal|closeJournal)\(/, /^src\/host\/release\//],
];

describe('writers', () => {
  const sources = readSources('src', 'server', 'client');

  it.each(WRITERS)('%s stands in %s alone', (what, where) => {
    const users = sources.filter(({ text }) => what.test(text));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ path }) => !where.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('no release resets, checks out or forces', () => {
    const release = sources.filter(({ path }) => /^src\/host\/(?:release\/|git\/writ)/.test(path));
    expect(release.length).toBeGreaterThan(20);
    const forces = release.filter(({ text }) => /['"](?:reset|checkout|--hard|--force)['"]/.test(text));
    expect(forces.map(({ path }) => path)).toEqual([]);
  });
});
