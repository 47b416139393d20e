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

const npm = (version: string): string => `{ "version": "${version}" }`;
const cmake = (version: string): string => `project(Acme VERSION ${version})\n`;
const pod = (version: string): string => `Pod::Spec.new do |s|\n  s.version = '${version}'\nend\n`;
const extension = (version: string): string => `{ "manifest_version": 3, "version": "${version}" }`;

describe('version files of kinds that may say something else', () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'what says the same as another',
      { 'package.json': npm('1.2.0'), 'CMakeLists.txt': cmake('1.2') },
      ['CMakeLists.txt', 'package.json'],
    ],
    [
      'nothing that says another version',
      { 'package.json': npm('1.2.0'), 'CMakeLists.txt': cmake('0.9.0') },
      ['package.json'],
    ],
    ['what alone says one', { 'CMakeLists.txt': cmake('1.2.0') }, ['CMakeLists.txt']],
    [
      'what stands beside one that says none',
      { 'package.json': '{}', 'manifest.json': extension('1.2.0') },
      ['manifest.json', 'package.json'],
    ],
    [
      'two that agree',
      { 'CMakeLists.txt': cmake('1.2.0'), 'meson.build': "project('a', version: '1.2.0')\n" },
      ['CMakeLists.txt', 'meson.build'],
    ],
    [
      'none of two that do not',
      { 'CMakeLists.txt': cmake('1.2.0'), 'meson.build': "project('a', version: '1.3.0')\n" },
      [],
    ],
    [
      'what was left behind, of a kind that is sure',
      { 'package.json': npm('1.2.0'), 'Acme.podspec': pod('1.1.0') },
      ['Acme.podspec', 'package.json'],
    ],
    [
      'several of a kind that agree',
      { 'A.podspec': pod('1.2.0'), 'B.podspec': pod('1.2.0') },
      ['A.podspec', 'B.podspec'],
    ],
    ['none of several of a kind that do not', { 'A.podspec': pod('1.2.0'), 'B.podspec': pod('7.0.0') }, []],
    [
      'several of a kind beside one that says none',
      { 'A.podspec': pod('1.2.0'), 'B.podspec': "  s.version = package['version']\n" },
      ['A.podspec'],
    ],
    [
      'no file of that name of another kind',
      { 'manifest.json': '{ "version": [1, 0, 0], }', 'info.json': '{', 'config.yaml': 'a: [' },
      [],
    ],
    [
      'no placeholder',
      { 'MODULE.bazel': 'module(name = "a", version = "0.0.0")\n', 'package.json': npm('1.2.0') },
      ['package.json'],
    ],
    [
      'an integration of Home Assistant',
      { 'custom_components/acme/manifest.json': '{ "domain": "acme", "version": "1.2.0" }' },
      ['custom_components/acme/manifest.json'],
    ],
    ['a plugin of Godot', { 'addons/acme/plugin.cfg': '[plugin]\nversion="1.2.0"\n' }, ['addons/acme/plugin.cfg']],
    [
      'an application of Tauri',
      { 'package.json': npm('1.2.0'), 'src-tauri/tauri.conf.json': npm('1.2.0') },
      ['package.json', 'src-tauri/tauri.conf.json'],
    ],
    ['none that the policy has to name', { 'version.go': 'const Version = "1.2.0"\n' }, []],
  ])('%s', async (_name, files, expected) => {
    const disk = memoryDisk(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`/project/${path}`, text])),
    );
    const found = await readVersionFiles(disk.files, '/project', '', []);
    expect(found.map(({ path }) => path).sort()).toEqual(expected);
  });

  it.each<[name: string, text: string, versions: readonly string[], says: string | null]>([
    [
      'the image that is meant',
      'services:\n  a:\n    image: acme/a:1.0.0\n  b:\n    image: x/acme/web:v1.2.0\n',
      ['v1.2.0'],
      null,
    ],
    ['an image of a longer name', 'services:\n  a:\n    image: not-acme/web:1.2.0\n', [], 'it has no image “acme/web”'],
    ['no image at all', 'services:\n  a:\n    build: .\n', [], 'none of its services has an image with a tag'],
  ])('are read in a compose file with %s', async (_, text, versions, says) => {
    const policy = { path: 'compose.yml', kind: 'auto', pattern: '', image: 'acme/web', presence: 'required' } as const;
    const disk = memoryDisk({ '/project/compose.yml': text });
    const [file] = await readVersionFiles(disk.files, '/project', '', [policy]);
    expect(file?.places.map(({ version }) => version)).toEqual(versions);
    expect(file?.silent?.reason ?? null).toBe(says);
  });

  it('are read by marks where nothing else is known of their names', async () => {
    const text = 'const a = "9.9.9";\nconst b = "1.2.0"; // release-ledger: version\n';
    const disk = memoryDisk({ '/project/src/build.zig': text });
    const policy = { path: 'src/*.zig', kind: 'auto', pattern: '', image: '', presence: 'required' } as const;
    const [file] = await readVersionFiles(disk.files, '/project', '', [policy]);
    expect(file?.places.map(({ version }) => version)).toEqual(['1.2.0']);
  });

  it('count where the policy names them, whatever they say', async () => {
    const disk = memoryDisk({
      '/project/package.json': npm('1.2.0'),
      '/project/CMakeLists.txt': cmake('0.9.0'),
      '/project/version.go': 'const Version = "1.2.0"\n',
    });
    const named = ['CMakeLists.txt', 'version.go'].map(
      (path) => ({ path, kind: 'auto', pattern: '', image: '', presence: 'required' }) as const,
    );
    const found = await readVersionFiles(disk.files, '/project', '', named);
    expect(found.map(({ path, places }) => [path, places[0]?.version])).toEqual([
      ['CMakeLists.txt', '0.9.0'],
      ['version.go', '1.2.0'],
    ]);
  });
});
