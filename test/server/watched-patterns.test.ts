import { describe, expect, it } from 'vitest';
import { WATCHED } from '../../server/watched-patterns.ts';
import { matchesGlob } from '../../src/core/text/matches-glob.ts';
import { VERSION_FILE_KINDS } from '../../src/core/version/files/all.ts';

/** A path of each kind of version file, by the kind's name. */
const PATHS: Readonly<Record<string, string>> = {
  'npm-package': 'package.json',
  'npm-lock': 'package-lock.json',
  'python-project': 'pyproject.toml',
  'uv-lock': 'uv.lock',
  'python-setup': 'setup.py',
  'python-setup-cfg': 'setup.cfg',
  'python-module': 'src/a/__init__.py',
  cargo: 'Cargo.toml',
  'cargo-lock': 'Cargo.lock',
  'helm-app': 'Chart.yaml',
  'helm-chart': 'Chart.yaml',
  compose: 'docker-compose.prod.yml',
  maven: 'pom.xml',
  gradle: 'gradle.properties',
  dotnet: 'A.csproj',
  pubspec: 'pubspec.yaml',
  composer: 'composer.json',
  'ruby-version': 'lib/a/version.rb',
  'ruby-gem': 'a.gemspec',
  elixir: 'mix.exs',
  'version-text': 'VERSION',
  openapi: 'openapi.yaml',
  'podspec-json': 'A.podspec.json',
  deno: 'deno.json',
  elm: 'elm.json',
  factorio: 'info.json',
  pgxn: 'META.json',
  puppet: 'metadata.json',
  tauri: 'tauri.conf.json',
  'manifest-json': 'manifest.json',
  expo: 'app.json',
  'ansible-galaxy': 'galaxy.yml',
  crystal: 'shard.yml',
  hpack: 'package.yaml',
  'home-assistant-app': 'config.yaml',
  gleam: 'gleam.toml',
  julia: 'Project.toml',
  podspec: 'A.podspec',
  cabal: 'a.cabal',
  'r-package': 'DESCRIPTION',
  nimble: 'a.nimble',
  clojure: 'project.clj',
  sbt: 'build.sbt',
  dune: 'dune-project',
  chef: 'metadata.rb',
  powershell: 'A.psd1',
  arduino: 'library.properties',
  erlang: 'src/a.app.src',
  godot: 'plugin.cfg',
  zig: 'build.zig.zon',
  cmake: 'CMakeLists.txt',
  meson: 'meson.build',
  bazel: 'MODULE.bazel',
  conan: 'conanfile.py',
  go: 'version.go',
};

function isWatched(path: string): boolean {
  const patterns = WATCHED.flatMap((pattern) => {
    const [, start = pattern, names = '', end = ''] = /^(.*)\{(.*)\}(.*)$/.exec(pattern) ?? [];
    return names.split(',').map((name) => start + name + end);
  });
  return patterns.some((pattern) => matchesGlob(path, pattern));
}

describe('a version file that changes on disk is told of', () => {
  it.each(VERSION_FILE_KINDS.map((kind) => [kind.id, kind] as const))('%s', (id, kind) => {
    const path = PATHS[id];
    expect(path, 'name a path of this kind in this test').toBeDefined();
    expect(kind.matches(String(path))).toBe(true);
    expect(isWatched(`packages/a/${path}`)).toBe(true);
    expect(isWatched(String(path))).toBe(true);
  });
});

it('what says nothing of versions is not watched', () => {
  expect(['src/main.ts', 'README.txt', 'a.rb', 'b.py', 'c.src'].filter(isWatched)).toEqual([]);
});
