import { expect, it } from 'vitest';
import { packageNameOf } from '../../../src/core/version/files/package-name.ts';

it.each([
  ['packages/web/package.json', '{ "name": "@acme/web", "version": "1.0.0" }', '@acme/web'],
  ['package.json', '{ "dependencies": { "name": "1.0.0" } }', null],
  ['package.json', '{ "name": 5 }', null],
  ['package.json', '{ "name": ', null],
  ['package.json', '{ "name": "two words" }', null],
  ['composer.json', '{ "name": "acme/web" }', 'acme/web'],
  ['manifest.json', '{ "manifest_version": 3, "name": "Web" }', null],
  ['Cargo.toml', '[package]\r\nname = "web"\r\nversion = "1.0.0"\r\n', 'web'],
  ['pyproject.toml', "[build-system]\nrequires = []\n[project]\nname = 'acme-web'\n", 'acme-web'],
  ['pubspec.yaml', 'name: web # the app\nversion: 1.0.0\n', 'web'],
  ['Chart.yaml', 'apiVersion: v2\nname: "web"\n', 'web'],
  ['compose.yaml', 'name: project\n', null],
  ['web.gemspec', 'Gem::Specification.new do |s|\n  s.name = "web"\n', 'web'],
  ['mix.exs', 'def project do\n  [app: :web, version: "1.0.0"]\n', 'web'],
  ['setup.py', 'setup(\n    name="web",\n', 'web'],
  ['DESCRIPTION', 'Package: web\nVersion: 1.0.0\n', 'web'],
  ['CMakeLists.txt', 'project(web VERSION 1.0.0)\n', 'web'],
  ['meson.build', "project('web', version: '1.0.0')\n", 'web'],
  ['MODULE.bazel', 'module(\n    name = "web",\n', 'web'],
  ['pom.xml', '<project><artifactId>web</artifactId></project>', 'web'],
  ['pom.xml', '<project><parent><artifactId>all</artifactId></parent><artifactId>web</artifactId></project>', 'web'],
  ['src/Acme.Web.csproj', '<Project/>', 'Acme.Web'],
  ['VERSION', '1.0.0\n', null],
])('%s, %j is of %s', (path, text, name) => {
  expect(packageNameOf(path, text)).toBe(name);
});
