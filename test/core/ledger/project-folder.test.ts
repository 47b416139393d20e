import { expect, it } from 'vitest';
import { projectFolder } from '../../../src/core/ledger/project-folder.ts';

it.each<[string, string[], string]>([
  ['CHANGELOG.md', ['package.json'], ''],
  ['packages/web/CHANGELOG.md', ['packages/web/package.json'], 'packages/web'],
  ['docs/CHANGELOG.md', ['package.json'], ''],
  ['docs/CHANGELOG.md', [], ''],
  ['.github/CHANGELOG.md', [], ''],
  ['packages/web/doc/changelog.md', ['packages/web/package.json'], 'packages/web'],
  ['docs/CHANGELOG.md', ['docs/package.json'], 'docs'],
  ['apps/docs/CHANGELOG.md', ['apps/docs/package.json', 'apps/docs/package-lock.json'], 'apps/docs'],
  ['docs/CHANGELOG.md', ['package.json', 'docs/conf.py'], ''],
  ['mydocs/CHANGELOG.md', [], 'mydocs'],
])('%s beside %j tells of “%s”', (path, versionFiles, expected) => {
  expect(projectFolder({ path, versionFiles: versionFiles.map((each) => ({ path: each })) })).toBe(expected);
});
