import { describe, expect, it } from 'vitest';
import { isLedgerFile, toChangelogSelector, toDocumentSelector } from '../../client/changelog-files.ts';
import { isChangelogPath } from '../../server/changelog-paths.ts';

const CHANGELOGS = [
  'CHANGELOG.md',
  'changelog.md',
  'ChangeLog.markdown',
  'CHANGELOG.ja.md',
  'CHANGELOG-1.13.md',
  'change_log.md',
  'Change Log.md',
  'CHANGES.md',
  'HISTORY.md',
  'NEWS.md',
  'RELEASES.md',
];
const OTHERS = ['README.md', 'changelog.txt', 'exchange-log.md', 'unchanged.md', 'changelog', 'CONTRIBUTING.md', '.md'];

describe('the files that the server is started for', () => {
  it.each(CHANGELOGS)('%s is one', (name) => {
    expect(isLedgerFile(`/some/folder/${name}`)).toBe(true);
  });

  it.each(['release-ledger.jsonc', '.release-ledger.jsonc'])('%s is one, being a policy', (name) => {
    expect(isLedgerFile(`/some/folder/${name}`)).toBe(true);
  });

  it.each(OTHERS)('%s is none', (name) => {
    expect(isLedgerFile(`/changelog/folder/${name}`)).toBe(false);
  });

  it('are all that the server takes for a changelog by its name', () => {
    const taken = [...CHANGELOGS, ...OTHERS].filter((name) => isChangelogPath(name, []));
    expect(taken.length).toBeGreaterThan(5);
    expect(taken.filter((name) => !isLedgerFile(name))).toEqual([]);
  });
});

describe('document selectors', () => {
  it('name a scheme in every filter: the old side of a comparison is not checked', () => {
    for (const filter of [...toDocumentSelector(['ftp']), ...toChangelogSelector(['ftp'])]) {
      expect(['file', 'untitled', 'vscode-vfs', 'vscode-test-web', 'memfs', 'ftp']).toContain(filter.scheme);
    }
  });

  it('take a folder’s own file system in, once', () => {
    const schemes = toDocumentSelector(['ftp', 'file']).flatMap((filter) =>
      'language' in filter ? [filter.scheme] : [],
    );
    expect(schemes).toEqual(['file', 'untitled', 'vscode-vfs', 'vscode-test-web', 'memfs', 'ftp']);
  });
});
