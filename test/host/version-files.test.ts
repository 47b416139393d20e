import { describe, expect, it } from 'vitest';
import { memoryDisk } from '../../src/host/memory.ts';
import { readVersionFiles } from '../../src/host/version-files.ts';

const SAYS = '__version__ = "1.2.0"\n';

describe('version files that no policy names', () => {
  it.each<[string, Record<string, string>, string, readonly string[]]>([
    [
      'beside the changelog',
      { 'package.json': '{ "version": "1.2.0" }', 'a/package.json': '{}' },
      '',
      ['package.json'],
    ],
    ['a module in its folder', { 'acme/__init__.py': SAYS, 'tests/__init__.py': '' }, '', ['acme/__init__.py']],
    ['a module below src', { 'src/acme/__about__.py': SAYS, 'docs/conf.py': SAYS }, '', ['src/acme/__about__.py']],
    ['none of two modules', { 'acme/__init__.py': SAYS, 'vendored/__init__.py': SAYS }, '', []],
    ['no module further down', { 'src/acme/sub/__init__.py': SAYS }, '', []],
    ['no module of what is installed', { 'node_modules/acme/__init__.py': SAYS, '.venv/__init__.py': SAYS }, '', []],
    [
      'a gem',
      { 'lib/acme/version.rb': 'VERSION = "1.2.0"\n', 'acme.gemspec': '' },
      '',
      ['acme.gemspec', 'lib/acme/version.rb'],
    ],
    ['a gem with a hyphen', { 'lib/acme/web/version.rb': "  VERSION = '1.2.0'\n" }, '', ['lib/acme/web/version.rb']],
    [
      'a package of several',
      { 'web/acme/__init__.py': SAYS, 'api/acme/__init__.py': SAYS },
      'web',
      ['web/acme/__init__.py'],
    ],
  ])('are found: %s', async (_name, files, folder, expected) => {
    const disk = memoryDisk(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`/project/${path}`, text])),
    );
    const found = await readVersionFiles(disk.files, '/project', folder, []);
    expect(found.map(({ path }) => path).sort()).toEqual(expected);
  });
});
