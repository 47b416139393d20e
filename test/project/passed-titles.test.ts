import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isFresh } from '../support/passed-titles.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the report of a test run', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  const write = (name: string, second: number): string => {
    const file = path.join(folder, name);
    writeFileSync(file, '');
    utimesSync(file, second, second);
    return file;
  };

  it.each([
    ['is fresh behind the last change', 20, true],
    ['is not fresh before the last change', 5, false],
    ['is not fresh in the moment of the last change', 10, false],
  ])('%s', (_, second, expected) => {
    expect(isFresh(write('unit.json', second), [write('a.ts', 1), write('b.ts', 10)])).toBe(expected);
  });

  it('is not fresh where a file is gone, or where there is none', () => {
    const report = write('unit.json', 20);
    const source = write('a.ts', 1);
    rmSync(source);
    expect(isFresh(report, [source])).toBe(false);
    rmSync(report);
    expect(isFresh(report, [write('a.ts', 1)])).toBe(false);
  });
});
