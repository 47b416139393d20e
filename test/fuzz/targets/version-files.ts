import { applyEdits } from '../../../src/core/index.ts';
import { VERSION_FILE_KINDS, versionFileKindOf } from '../../../src/core/version/files/all.ts';
import { editVersions } from '../../../src/core/version/files/version-file.ts';
import { type FuzzTarget, hold } from '../target.ts';

/** One file of each syntax, and the name under which it is read. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': '{\n  "name": "a",\n  "version": "1.2.0"\n}\n',
  'package-lock.json': '{ "version": "1.2.0", "packages": { "": { "version": "1.2.0" } } }',
  'pyproject.toml': '[project] # p\nname = "a"\nversion = \'1.2.0rc1\'\n[tool.poetry]\nversion = "1.2.0"\n',
  'Cargo.toml': '[package]\nversion = "0.3.1"\n[workspace.package]\nversion = "0.3.1"\n',
  'setup.py': 'from setuptools import setup\nsetup(\n    name="a",\n    version="1.2.0",\n)\n',
  'setup.cfg': '[metadata]\nname = a\nversion = 1.2.0\n\n[options]\nversion = 9\n',
  'version.py': '__version__ = "1.2.0"  # kept\nVERSION: str = \'1.2.0\'\n',
  'Chart.yaml': 'apiVersion: v2\nversion:   "0.4.0" # chart\nappVersion: "v1.2.0"\n',
  'compose.yaml': 'services:\n  web:\n    image: acme/web:v1.2.0@sha256:abc\n  db:\n    image: "postgres:16"\n',
  'pom.xml': '<project><!-- <version>0</version> --><version> 1.2.0 </version></project>\n',
  'App.csproj': '<Project><PropertyGroup><Version>1.2.0</Version></PropertyGroup></Project>\r\n',
  'build.gradle': "plugins { id 'java' version '9' }\nversion '1.2.0'\n",
  'gradle.properties': 'group=a\nversion=1.2.0\n',
  'pubspec.yaml': 'name: a\nversion: 1.2.0+4\n',
  'composer.json': '{ "version": "1.2.0" }',
  'openapi.yaml': 'openapi: 3.1.0\ninfo:\n  title: a\n  version: 1.2.0\npaths: {}\n',
  VERSION: '1.2.0\n',
  'a.podspec': "Pod::Spec.new do |s|\n  s.name = 'a'\n  s.version = '1.2.0'\nend\n",
  'deno.jsonc': '{ // c\n  "version": "1.2.0",\n}\n',
  'a.cabal': 'name: a\nversion:        1.2.0\n',
  DESCRIPTION: 'Package: a\nVersion: 1.2.0\n',
  'Project.toml': 'name = "A"\nuuid = "0"\nversion = "1.2.0"\n',
  'galaxy.yml': 'namespace: a\nname: b\nversion: 1.2.0\n',
  'project.clj': '(defproject a/b "1.2.0"\n  :description "c")\n',
  'build.sbt': 'ThisBuild / version := "1.2.0"\n',
  'CMakeLists.txt': 'project(a VERSION 1.2.0 LANGUAGES C)\n',
  'meson.build': "project('a', 'c', version: '1.2.0')\n",
  'MODULE.bazel': 'module(name = "a", version = "1.2.0")\n',
  'conanfile.py': 'class A(ConanFile):\n    version = "1.2.0"\n',
  'a.psd1': "@{ ModuleVersion = '1.2.0' }\n",
  'app.json': '{ "expo": { "version": "1.2.0" } }',
};

const NAMES = [...Object.keys(FILES), ...VERSION_FILE_KINDS.map(({ id }) => id)];

/** Every kind of version file: where the version stands, and a change of it that leaves every other byte. */
export const versionFiles: FuzzTarget = {
  name: 'version-files',
  seeds: Object.values(FILES),
  words: [
    ...[
      'version',
      '"version"',
      'version = ',
      'version: ',
      '<version>',
      '</version>',
      '[project]\n',
      '[package]\n',
      '"""',
    ],
    ...["'''", '&anchor ', '*anchor', '!!binary ', '- ', '? ', '| \n', '>-\n', '{project.version}', '__version__ = '],
    ...['<![CDATA[', ']]>', '<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', 'image: ', 'appVersion: ', '%YAML 9.9\n', '---\n'],
  ],
  async check(text, random) {
    const kind = versionFileKindOf(random.pick(NAMES));
    if (!kind) return;
    const located = await kind.locate(text);
    if (located.kind === 'unreadable') {
      const { start, end } = located.span;
      hold(0 <= start && start <= end && end <= text.length, `${kind.id} says where it cannot be read`);
    }
    if (located.kind !== 'found') return;
    for (const { span, version } of located.places)
      hold(text.slice(span.start, span.end) === version, `${kind.id} says where the version stands`);
    const length = located.places.reduce((sum, { version }) => sum - version.length + 5, text.length);
    hold(applyEdits(text, editVersions(located.places, '9.8.7')).length === length, `${kind.id} changes only versions`);
  },
};
