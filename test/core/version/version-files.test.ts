import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/index.ts';
import { VERSION_FILE_KINDS, versionFileKindOf } from '../../../src/core/version/files/all.ts';
import { locateByMarker } from '../../../src/core/version/files/marker.ts';
import { locateByTemplate } from '../../../src/core/version/files/pattern.ts';
import { editVersions, type Located } from '../../../src/core/version/files/version-file.ts';

/** Draws what was found as the text with every version put into brackets. */
function draw(text: string, located: Located): string {
  if (located.kind !== 'found') return `${located.kind}: ${located.reason}`;
  expect(located.places.map(({ span, version }) => text.slice(span.start, span.end) === version)).not.toContain(false);
  return applyEdits(
    text,
    located.places.map(({ span }) => ({ ...span, text: `⟦${text.slice(span.start, span.end)}⟧` })),
  );
}

const FOUND: readonly (readonly [path: string, drawn: string])[] = [
  ['package.json', '{\n\t"name": "a",\n\t"version":   "⟦1.2.0⟧", "x": { "version": "9" } }\n'],
  [
    'package-lock.json',
    '{ "version": "⟦1.2.0⟧", "packages": { "": { "version": "⟦1.2.0⟧" }, "node_modules/b": { "version": "3.0.0" } } }',
  ],
  ['packages/a/package.json', '\ufeff{ "version": "⟦1.2.0⟧" }'],
  ['composer.json', '{ "version": "⟦1.2.0⟧" }'],
  [
    'pyproject.toml',
    '[build-system]\nrequires = []\n\n[project] # the project\nname = "a"\nversion   = \'⟦1.2.0rc1⟧\' # keep\n',
  ],
  ['pyproject.toml', '[tool.poetry]\r\nversion = "⟦1.2.0⟧"\r\n[tool.poetry.dependencies]\r\nb = { version = "2" }\r\n'],
  ['Cargo.toml', '[package]\nversion = "⟦0.3.1⟧"\n[dependencies]\nversion = "9"\n[[bin]]\nname = "x"\n'],
  ['Cargo.toml', '[workspace.package]\nversion = "⟦0.3.1⟧"\n'],
  [
    'Cargo.lock',
    'version = 4\n\n[[package]]\nname = "adler2"\nversion = "2.0.1"\nsource = "registry+x"\n\n[[package]]\nname = "acme"\nversion = "⟦1.2.0⟧"\ndependencies = [\n "adler2",\n]\n',
  ],
  [
    'uv.lock',
    'version = 1\n\n[[package]]\nname = "acme"\nversion = "⟦1.2.0rc1⟧"\nsource = { editable = "." }\n\n[[package]]\nname = "anyio"\nversion = "4.0.0"\nsource = { registry = "x" }\nsdist = { url = "y" }\n\n[package.metadata]\nversion = "9"\n',
  ],
  [
    'setup.py',
    'from setuptools import setup\nsetup(\n    name="a",\n    version="⟦1.2.0⟧",\n    python_requires=">=3.9",\n)\n',
  ],
  ['setup.py', 'setup(version=\'⟦1.2.0⟧\', name="a")\n'],
  ['setup.cfg', '[metadata]\nname = a\nversion = ⟦1.2.0⟧\n\n[options]\nversion = 9\n'],
  ['src/a/__init__.py', '"""Doc."""\n__version__ = "⟦1.2.0⟧"  # kept\n'],
  ['a/version.py', "VERSION: str = '⟦1.2.0⟧'\n"],
  ['charts/web/Chart.yaml', 'apiVersion: v2\nname: web\nversion:   "0.4.0" # chart\nappVersion: "⟦v1.2.0⟧"\n'],
  [
    'docker-compose.prod.yml',
    "services:\n  web:\n    image: registry:5000/acme/web:⟦1.2.0⟧\n  db:\n    image: 'postgres:⟦16⟧'\n  own:\n    build: .\n  untagged:\n    image: registry:5000/acme/x\n",
  ],
  ['compose.yaml', 'services:\n  web:\n    image: acme/web:⟦v1.2.0⟧@sha256:abc\n'],
  [
    'pom.xml',
    '<?xml version="1.0"?>\n<project xmlns="x">\n  <!-- <version>0</version> -->\n  <parent><version>9</version></parent>\n  <version> ⟦1.2.0⟧ </version>\n  <dependencies><dependency><version>3</version></dependency></dependencies>\n</project>\n',
  ],
  [
    'App.csproj',
    '<Project Sdk="Microsoft.NET.Sdk">\r\n  <PropertyGroup>\r\n    <Version>⟦1.2.0⟧</Version>\r\n  </PropertyGroup>\r\n</Project>\r\n',
  ],
  ['Directory.Build.props', '<Project><PropertyGroup><VersionPrefix>⟦1.2.0⟧</VersionPrefix></PropertyGroup></Project>'],
  ['build.gradle', "plugins { id 'java' version '9' }\nversion '⟦1.2.0⟧'\n"],
  ['build.gradle.kts', 'group = "a"\nversion = "⟦1.2.0-SNAPSHOT⟧" // now\n'],
  ['gradle.properties', 'group=a\nversion=⟦1.2.0⟧\n'],
  ['pubspec.yaml', 'name: a\nversion: ⟦1.2.0+4⟧\n'],
  ['lib/acme/version.rb', 'module Acme\n  # @api public\n  VERSION = "⟦1.2.0.rc1⟧".freeze # kept\nend\n'],
  ['acme.gemspec', "Gem::Specification.new do |spec|\n  spec.name = 'acme'\n  spec.version = '⟦1.2.0⟧'\nend\n"],
  [
    'mix.exs',
    '  @version "⟦1.2.0⟧"\n  def project, do: [\n    version: @version,\n    deps: [{:a, version: "2"}]\n  ]\n',
  ],
  ['mix.exs', '    [\n      app: :a,\n      version: "⟦1.2.0-rc.1⟧",\n      elixir: "~> 1.15"\n    ]\n'],
  ['VERSION', '⟦1.2.0⟧\n'],
  ['openapi.yaml', 'openapi: 3.1.0\ninfo:\n  title: A\n  version: ⟦1.2.0⟧\n'],
  ['api/openapi.json', '{ "openapi": "3.1.0", "info": { "version": "⟦1.2.0⟧" } }'],
  ['gradle.properties', 'pluginGroup = com.acme\npluginVersion = ⟦1.2.0⟧\nplatformVersion = 2024.1\n'],
  ['gradle.properties', 'GROUP=com.acme\nVERSION_NAME=⟦1.2.0-SNAPSHOT⟧\nVERSION_CODE=9\n'],
  ['gradle.properties', 'minecraft_version=1.20.1\nmod_version=⟦1.2.0⟧\n'],
  [
    'Acme.podspec',
    "Pod::Spec.new do |s|\n  s.name = 'Acme'\n  s.version      = '⟦1.2.0⟧' # kept\n  s.swift_version = '5.9'\n  s.source = { :git => 'x', :tag => s.version.to_s }\n  s.dependency 'B', '2.0.0'\nend\n",
  ],
  ['Acme.podspec.json', '{ "name": "Acme", "version": "⟦1.2.0⟧", "source": { "tag": "1.0.0" } }'],
  ['deno.json', '{ "name": "@acme/a", "version": "⟦1.2.0⟧", "imports": { "b": "jsr:@b/b@2.0.0" } }'],
  ['jsr.jsonc', '{\n  // published\n  "name": "@acme/a",\n  "version": "⟦1.2.0⟧",\n}\n'],
  ['elm.json', '{ "type": "package", "version": "⟦1.2.0⟧", "elm-version": "0.19.0 <= v < 0.20.0" }'],
  ['info.json', '{ "name": "acme", "version": "⟦1.2.0⟧", "factorio_version": "1.1" }'],
  [
    'META.json',
    '{ "version": "⟦1.2.0⟧", "meta-spec": { "version": "1.0.0", "url": "https://pgxn.org/meta/spec.txt" } }',
  ],
  ['metadata.json', '{ "name": "acme-web", "version": "⟦1.2.0⟧", "operatingsystem_support": [] }'],
  ['manifest.json', '{ "manifest_version": 3, "name": "Acme", "version": "⟦1.2.0⟧" }'],
  ['custom_components/acme/manifest.json', '{ "domain": "acme", "requirements": ["b==2.0.0"], "version": "⟦1.2.0⟧" }'],
  ['manifest.json', '{ "id": "acme", "minAppVersion": "0.15.0", "version": "⟦1.2.0⟧" }'],
  ['app.json', '{ "expo": { "name": "Acme", "version": "⟦1.2.0⟧", "ios": { "buildNumber": "4" } } }'],
  ['src-tauri/tauri.conf.json', '{ "productName": "Acme", "version": "⟦1.2.0⟧" }'],
  ['src-tauri/tauri.conf.json', '{ "package": { "version": "⟦1.2.0⟧" } }'],
  ['galaxy.yml', 'namespace: acme\nname: web\nversion: ⟦1.2.0⟧\ndependencies:\n  a.b: "2.0.0"\n'],
  ['shard.yml', 'name: acme\nversion: ⟦1.2.0⟧\ndependencies:\n  b:\n    version: ~> 2.0\n'],
  ['package.yaml', "name: acme\nversion: '⟦1.2.0⟧'\n"],
  ['config.yaml', 'name: Acme\nversion: "⟦1.2.0⟧"\nslug: acme\narch:\n  - amd64\n'],
  ['gleam.toml', 'name = "acme"\nversion = "⟦1.2.0⟧"\n\n[dependencies]\nversion = "9"\n'],
  ['Project.toml', 'name = "Acme"\nuuid = "0-1"\nversion = "⟦1.2.0⟧"\n\n[compat]\njulia = "1.6"\n'],
  [
    'acme.cabal',
    'cabal-version:   2.4\nname:            acme\nversion:         ⟦1.2.0.1⟧\nlibrary\n  build-depends: base >= 4\n',
  ],
  ['DESCRIPTION', 'Package: acme\nVersion: ⟦1.2.0⟧\nDepends: R (>= 4.0)\nRoxygenNote: 7.3.1\n'],
  ['acme.nimble', 'version       = "⟦1.2.0⟧"\nrequires "nim >= 2.0.0"\n'],
  ['project.clj', '(defproject com.acme/web "⟦1.2.0-SNAPSHOT⟧"\n  :dependencies [[b "2.0.0"]])\n'],
  ['build.sbt', 'ThisBuild / version := "⟦1.2.0⟧"\nscalaVersion := "3.3.1"\n'],
  ['version.sbt', 'version in ThisBuild := "⟦1.2.0-SNAPSHOT⟧"\n'],
  ['dune-project', '(lang dune 3.0)\n(name acme)\n(version ⟦1.2.0⟧)\n'],
  ['metadata.rb', "name 'acme'\nversion '⟦1.2.0⟧'\nchef_version '>= 15'\ndepends 'b', '~> 2.0'\n"],
  [
    'Acme.psd1',
    "@{\r\n  RootModule = 'Acme.psm1'\r\n  ModuleVersion = '⟦1.2.0⟧'\r\n  PowerShellVersion = '5.1'\r\n}\r\n",
  ],
  ['library.properties', 'name=Acme\nversion=⟦1.2.0⟧\narchitectures=*\n'],
  ['src/acme.app.src', '{application, acme,\n [{description, "A"},\n  {vsn, "⟦1.2.0⟧"}]}.\n'],
  ['addons/acme/plugin.cfg', '[plugin]\n\nname="Acme"\nversion="⟦1.2.0⟧"\nscript="a.gd"\n'],
  ['build.zig.zon', '.{\n    .name = "acme",\n    .version = "⟦1.2.0⟧",\n    .minimum_zig_version = "0.13.0",\n}\n'],
  [
    'CMakeLists.txt',
    'cmake_minimum_required(VERSION 3.20)\nproject(Acme\n  VERSION ⟦1.2.0⟧\n  LANGUAGES CXX)\nfind_package(B VERSION 2.0)\n',
  ],
  [
    'meson.build',
    "project('acme', 'c',\n  meson_version: '>= 0.60',\n  version: '⟦1.2.0⟧')\ndependency('b', version: '>= 2.0')\n",
  ],
  [
    'MODULE.bazel',
    'module(\n    name = "acme",\n    version = "⟦1.2.0⟧",\n)\nbazel_dep(name = "b", version = "2.0.0")\n',
  ],
  [
    'conanfile.py',
    'from conan import ConanFile\n\nclass Acme(ConanFile):\n    name = "acme"\n    version = "⟦1.2.0⟧"\n    requires = "b/2.0.0"\n',
  ],
  [
    'internal/version/version.go',
    'package version\n\n// Version is that of the program.\nconst Version = "v⟦1.2.0⟧"\n',
  ],
];

const NOT_FOUND: readonly (readonly [path: string, text: string, answer: string])[] = [
  ['package.json', '{ "private": true }', 'none: it has no “version”'],
  ['package.json', '{ "version": 1 }', 'unreadable: its “version” is no string'],
  [
    'package.json',
    '{ "version": "1.2.0\\u002d1" }',
    'unreadable: its “version” is written with escapes, which no version needs',
  ],
  ['package.json', '{ "version": ', 'unreadable: it is no valid JSON (ValueExpected)'],
  ['package.json', '', 'unreadable: it is no valid JSON (ValueExpected)'],
  [
    'pyproject.toml',
    '[project]\ndynamic = ["version"]\n',
    'none: its version is dynamic: the build takes it from elsewhere',
  ],
  ['Cargo.toml', '[package]\nversion.workspace = true\n', 'none: its version is that of the workspace'],
  ['setup.py', 'setup(version=read("VERSION"))\n', 'none: it has no version="…"'],
  [
    'setup.py',
    'x(\n    version="1",\n)\ny(\n    version="2",\n)\n',
    'unreadable: it has 2 places like version="…", expected exactly one',
  ],
  ['setup.cfg', '[metadata]\nversion = attr: a.__version__\n', 'none: its version is taken from attr: a.__version__'],
  ['setup.cfg', '[options]\nversion = 1\n', 'none: it has no [metadata]'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Maven's properties are written so
  ['pom.xml', '<project><version>${revision}</version></project>', 'none: its version is the property ${revision}'],
  ['pom.xml', '<project></version></project>', 'unreadable: it is no well-formed XML (</version> closes <project>)'],
  ['pom.xml', '<project><version>1.0', 'unreadable: it is no well-formed XML (<version> is not closed)'],
  ['pom.xml', '<project><version>1.0</version>', 'unreadable: it is no well-formed XML (<project> is not closed)'],
  ['Chart.yaml', 'appVersion: [1, 2]\n', 'unreadable: its “appVersion” is no single value'],
  ['Chart.yaml', 'a: &a [*a]\n', 'none: it has no “appVersion”'],
  ['compose.yaml', 'services:\n  web:\n    build: .\n', 'none: none of its services has an image with a tag'],
  [
    'Cargo.lock',
    '[[package]]\nname = "a"\nversion = "1.0.0"\n\n[[package]]\nname = "b"\nversion = "2.0.0"\n',
    'none: it has several packages of this project',
  ],
  ['Cargo.lock', '[[package]]\nname = "a"\n', 'none: it has no package of this project'],
  ['lib/acme/version.rb', '  VERSION = File.read("VERSION").strip\n', 'none: it has no VERSION'],
  ['acme.gemspec', '  spec.version = Acme::VERSION\n', 'none: it has no version'],
  ['mix.exs', '  version: File.read!("VERSION"),\n', 'none: it has no version'],
  ['VERSION', '1.2.0\nand more\n', 'unreadable: it has more than a version in it'],
  ['VERSION', '\n', 'none: it is empty'],
  ['Acme.podspec', "  s.version = package['version']\n", 'none: it has no version'],
  [
    'Acme.podspec',
    "  a.version = '1.0.0'\n  b.version = '2.0.0'\n",
    'none: it has 2 places like version, expected exactly one',
  ],
  ['deno.json', '{ "imports": {} , }', 'none: it is of another kind'],
  ['elm.json', '{ "type": "application", "elm-version": "0.19.1" }', 'none: it is of another kind'],
  ['info.json', '{ "version": "1.0.0" }', 'none: it is of another kind'],
  ['META.json', '{ "version": "1.0.0", "generated_by": "Dist::Zilla" }', 'none: it is of another kind'],
  ['metadata.json', '{ "uuid": "a@b", "version": 12 }', 'none: it is of another kind'],
  ['manifest.json', '{ "name": "An app of the web", "version": "1.0.0", }', 'none: it is of another kind'],
  ['app.json', '{ "expo": { "name": "Acme" } }', 'none: it has no “expo.version”'],
  ['tauri.conf.json', '{ "version": "../package.json" }', 'none: its version is taken from ../package.json'],
  ['config.yaml', 'version: 1.0.0\nsite: x\n', 'none: it is of another kind'],
  ['Project.toml', '[deps]\nDocumenter = "e30172f5"\n', 'none: it is of another kind'],
  ['gleam.toml', 'name = "acme"\n', 'none: it has no version'],
  ['DESCRIPTION', 'Version: 1.0.0\n', 'none: it is of another kind'],
  ['CMakeLists.txt', 'cmake_minimum_required(VERSION 3.20)\nproject(Acme)\n', 'none: it has no version'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CMake's variables are written so
  ['CMakeLists.txt', 'project(Acme VERSION ${ACME_VERSION})\n', 'none: it has no version'],
  [
    'CMakeLists.txt',
    'project(A VERSION 1.0)\nproject(B VERSION 2.0)\n',
    'none: it has 2 places like version, expected exactly one',
  ],
  ['MODULE.bazel', 'module(name = "acme")\nbazel_dep(name = "b", version = "2.0.0")\n', 'none: it has no version'],
  ['conanfile.py', 'class A:\n    version = "1.0.0"\n', 'none: it is of another kind'],
  ['src/acme.app.src', '{vsn, git}', 'none: it has no version'],
  ['version.go', 'var Version = "dev"\nconst APIVersion = "1.2.3"\n', 'none: it has no version'],
];

describe('version files (000-19, 001-03, 002-06, 003-08)', () => {
  it.each(FOUND)('%s: %s', async (path, drawn) => {
    const text = drawn.replace(/[⟦⟧]/g, '');
    const kind = versionFileKindOf(path);
    const located = await kind?.locate(text);
    expect(located && draw(text, located)).toBe(drawn);
    if (located?.kind === 'found') {
      const edited = applyEdits(text, editVersions(located.places, '7.8.9'));
      expect(edited).toBe(drawn.replace(/⟦[^⟧]*⟧/g, '7.8.9'));
    }
  });

  it.each(NOT_FOUND)('%s without one: %s', async (path, text, answer) => {
    const located = await versionFileKindOf(path)?.locate(text);
    expect(located && draw(text, located)).toBe(answer);
  });

  it.each(['Chart.yaml', 'compose.yaml', 'pubspec.yaml'])(
    '%s that ends too early is broken at a place in it',
    async (path) => {
      for (const text of ['{\n  ', '"a', 'a: [1,']) {
        const located = await versionFileKindOf(path)?.locate(text);
        expect(located).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(/^it is no valid YAML/) });
        expect((located as { readonly span: { readonly end: number } }).span.end).toBeLessThanOrEqual(text.length);
      }
    },
  );

  it('have names of their own', () => {
    expect(new Set(VERSION_FILE_KINDS.map(({ id }) => id)).size).toBe(VERSION_FILE_KINDS.length);
    expect(versionFileKindOf('README.md')).toBeNull();
  });

  it('never fail, and what they find lies in the text', async () => {
    const kinds = fc.constantFrom(...VERSION_FILE_KINDS);
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.stringMatching(/^[\s{}[\]<>/"'=:#.a-z0-9-]*$/),
      fc.constantFrom(...FOUND.map(([, drawn]) => drawn)),
    );
    await fc.assert(
      fc.asyncProperty(kinds, text, fc.nat(), async (kind, written, cut) => {
        const partial = written.slice(0, cut % (written.length + 1));
        const located = await kind.locate(partial);
        if (located.kind === 'found') {
          for (const { span, version } of located.places) expect(partial.slice(span.start, span.end)).toBe(version);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('locateByTemplate', () => {
  it.each([
    ['image: acme/web:{version}', 'image: acme/web:⟦1.2.0⟧\nimage: acme/db:9.0.0\n'],
    ['const VERSION = "{version}";', 'const   VERSION = "⟦1.2.0-rc.1⟧";'],
    ['badge/v{version}-blue', 'see badge/v⟦1.2.0⟧-blue'],
    ['a.b({version})', 'axb(1.0.0) a.b(⟦1.2.0⟧)'],
  ])('%s', (template, drawn) => {
    const text = drawn.replace(/[⟦⟧]/g, '');
    expect(draw(text, locateByTemplate(text, template))).toBe(drawn);
  });

  it('wants exactly one match, and {version} exactly once', () => {
    expect(locateByTemplate('v: 1.0.0\nv: 1.0.1\n', 'v: {version}').kind).toBe('unreadable');
    expect(locateByTemplate('v: 1.0.0', 'w: {version}').kind).toBe('none');
    expect(locateByTemplate('v: 1.0.0', 'v:').kind).toBe('none');
  });
});

describe('locateByMarker', () => {
  it('finds the version of each marked line', () => {
    const drawn =
      'A = "⟦1.2.0⟧" # release-ledger: version\r\nB = "9.9.9"\r\n<x v="⟦1.2.0⟧"/> <!-- release-ledger: version -->\r\n';
    const text = drawn.replace(/[⟦⟧]/g, '');
    expect(draw(text, locateByMarker(text))).toBe(drawn);
  });
});
