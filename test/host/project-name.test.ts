import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../src/core/index.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { nameOfAddress, projectName } from '../../src/host/project-name.ts';
import { TestRepository } from '../support/repository.ts';

describe('a project is called', () => {
  const nameIn = async (
    config: readonly (readonly [key: string, value: string])[],
    text = '# Changelog\n',
  ): Promise<string> => {
    const repo = new TestRepository();
    try {
      for (const [key, value] of config) repo.git('config', key, value);
      const root = join(repo.folder, 'clone');
      mkdirSync(root);
      return await projectName(parseChangelog(text), await openRepository(repo.folder, process.env), root);
    } finally {
      repo.remove();
    }
  };

  it.each<[string, [string, string][], string, string]>([
    [
      'as its changelog says',
      [['remote.origin.url', 'https://example.com/o/fork.git']],
      '[1.0.0]: https://github.com/o/boats/releases/tag/v1.0.0\n',
      'boats',
    ],
    ['as its remote', [['remote.origin.url', 'git@example.com:o/boats.git']], '', 'boats'],
    [
      'not as the settings of something else have it',
      [['submodule.x.url', 'https://example.com/o/other.git']],
      '',
      'clone',
    ],
    ['as its folder', [], '', 'clone'],
  ])('%s', async (_, config, link, expected) => {
    expect(await nameIn(config, `# Changelog\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n${link}`)).toBe(expected);
  });
});

it.each([
  ['https://example.com/o/boats.git', 'boats'],
  ['https://example.com/o/boats/', 'boats'],
  ['ssh://git@example.com:2222/o/boats', 'boats'],
  ['', null],
])('the address %s names %s', (address, expected) => {
  expect(nameOfAddress(address)).toBe(expected);
});
