import { GIT_STATE, GIT_STATE_FOLDERS } from './git-state.ts';

/**
 * What is watched: every Markdown file, because a policy may call any of them a changelog, what policies are made of, what
 * configures markdownlint, what version files are made of, and the refs of git.
 */
export const WATCHED: readonly string[] = [
  '**/*.{md,markdown}',
  '**/*.{json,jsonc}',
  '**/.markdownlint*',
  '**/*.{toml,yaml,yml,xml,csproj,fsproj,vbproj,props,gradle,kts,properties,cfg,gemspec,lock}',
  '**/*.{podspec,cabal,nimble,clj,sbt,psd1,app.src,zon,bazel}',
  '**/{setup.py,version.py,_version.py,__version__.py,__about__.py,__init__.py,version.rb,mix.exs,VERSION,version,VERSION.txt,version.txt}',
  '**/{DESCRIPTION,dune-project,metadata.rb,CMakeLists.txt,meson.build,conanfile.py,version.go}',
  `**/.git/{${GIT_STATE.join(',')}}`,
  ...GIT_STATE_FOLDERS.map((folder) => `**/.git/${folder}/**`),
];
