import { lineKind } from './declare.ts';
import type { VersionFileKind } from './version-file.ts';

/** Files of all languages in which one line says the version. Every expression is linear: what it repeats is bounded, or of one class. */
export const LINE_KINDS: readonly VersionFileKind[] = [
  lineKind({
    id: 'podspec',
    title: 'CocoaPods specification',
    name: /\.podspec$/,
    line: /^[ \t]*\w{1,40}\.version[ \t]*=[ \t]*["'](\d[^"'\r\n]*)["']/gm,
  }),
  lineKind({
    id: 'cabal',
    spelling: 'numbers',
    title: 'Cabal package',
    name: /\.cabal$/,
    line: /^version[ \t]*:[ \t]*(\d[\d.]*)[ \t]*$/gim,
  }),
  lineKind({
    id: 'r-package',
    spelling: 'numbers',
    title: 'DESCRIPTION',
    name: /^DESCRIPTION$/,
    when: /^Package[ \t]*:/m,
    line: /^Version[ \t]*:[ \t]*(\d[\w.-]*)[ \t]*$/gm,
  }),
  lineKind({
    id: 'nimble',
    title: 'Nimble package',
    name: /\.nimble$/,
    line: /^version[ \t]*=[ \t]*"(\d[^"\r\n]*)"/gm,
  }),
  lineKind({
    id: 'clojure',
    title: 'project.clj',
    name: /^project\.clj$/,
    line: /^\(defproject[ \t]+[^\s"]{1,200}\s{1,80}"(\d[^"\r\n]*)"/gm,
  }),
  lineKind({
    id: 'sbt',
    title: 'sbt build',
    name: /^(?:build|version)\.sbt$/,
    line: /^(?:ThisBuild[ \t]*\/[ \t]*)?version(?:[ \t]+in[ \t]+ThisBuild)?[ \t]*:=[ \t]*"(\d[^"\r\n]*)"/gm,
  }),
  lineKind({ id: 'dune', title: 'dune-project', name: /^dune-project$/, line: /^\(version[ \t]+(\d[^\s()]*)\)/gm }),
  lineKind({
    id: 'chef',
    title: 'metadata.rb',
    name: /^metadata\.rb$/,
    line: /^version[ \t]+["'](\d[^"'\r\n]*)["']/gm,
  }),
  lineKind({
    id: 'powershell',
    spelling: 'numbers',
    title: 'PowerShell module',
    name: /\.psd1$/i,
    line: /^[ \t]*ModuleVersion[ \t]*=[ \t]*["'](\d[^"'\r\n]*)["']/gim,
  }),
  lineKind({
    id: 'arduino',
    title: 'library.properties',
    name: /^library\.properties$/,
    line: /^version[ \t]*=[ \t]*(\d\S*)[ \t]*$/gm,
  }),
  lineKind({
    id: 'erlang',
    title: 'application resource',
    name: /\.app\.src$/,
    below: ['src'],
    line: /\{[ \t]*vsn[ \t]*,[ \t]*"(\d[^"\r\n]*)"[ \t]*\}/g,
  }),
  lineKind({
    id: 'godot',
    title: 'plugin.cfg',
    name: /^plugin\.cfg$/,
    when: /^\[plugin\]/m,
    below: ['addons/*'],
    line: /^version[ \t]*=[ \t]*"(\d[^"\r\n]*)"/gm,
  }),
  lineKind({
    id: 'zig',
    title: 'build.zig.zon',
    name: /^build\.zig\.zon$/,
    line: /^[ \t]*\.version[ \t]*=[ \t]*"(\d[^"\r\n]*)"/gm,
  }),
  lineKind({
    id: 'cmake',
    spelling: 'numbers',
    title: 'CMakeLists.txt',
    name: /^CMakeLists\.txt$/,
    counts: 'by-agreement',
    line: /^project[ \t]*\([^()#]{0,400}?\sVERSION\s{1,80}"?(\d[\d.]*)(?![\w.-])/gim,
  }),
  lineKind({
    id: 'meson',
    title: 'meson.build',
    name: /^meson\.build$/,
    counts: 'by-agreement',
    line: /^project[ \t]*\([^()]{0,400}?\bversion[ \t]*:[ \t]*'(\d[^'\r\n]*)'/gm,
  }),
  lineKind({
    id: 'bazel',
    title: 'MODULE.bazel',
    name: /^MODULE\.bazel$/,
    counts: 'by-agreement',
    line: /^module[ \t]*\([^()]{0,400}?\bversion[ \t]*=[ \t]*"(\d[^"\r\n]*)"/gm,
  }),
  lineKind({
    id: 'conan',
    title: 'conanfile.py',
    name: /^conanfile\.py$/,
    when: /\bConanFile\b/,
    counts: 'by-agreement',
    line: /^[ \t]{1,8}version[ \t]*=[ \t]*["'](\d[^"'\r\n]*)["']/gm,
  }),
  // What a build puts in by the linker stands here for builds without it.
  lineKind({
    id: 'go',
    title: 'version.go',
    name: /^version\.go$/,
    detected: false,
    line: /\bVersion\b[^\r\n="]{0,40}=[ \t]*"v?(\d{1,9}\.\d{1,9}\.\d[^"\r\n]*)"/g,
  }),
];
