import { declare } from './declare.ts';
import { locateInToml } from './toml-version.ts';
import type { VersionFileKind } from './version-file.ts';

const atTop = (text: string) => locateInToml(text, ['version'], () => 'it has no version');

/** Manifests in TOML that say the version at their top. An environment of Julia has no `uuid`, a package has. */
export const TOML_KINDS: readonly VersionFileKind[] = [
  declare({ id: 'gleam', title: 'gleam.toml', name: /^gleam\.toml$/ }, atTop),
  declare({ id: 'julia', title: 'Project.toml', name: /^(?:Julia)?Project\.toml$/, when: /^uuid[ \t]*=/m }, atTop),
];
