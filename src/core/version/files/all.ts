import { cargo, cargoLock } from './cargo.ts';
import { composeImages } from './compose-images.ts';
import { composer } from './composer.ts';
import { dotnet } from './dotnet.ts';
import { elixir } from './elixir.ts';
import { gradle } from './gradle.ts';
import { helmApp, helmChart } from './helm-chart.ts';
import { JSON_KINDS } from './json-kinds.ts';
import { LINE_KINDS } from './line-kinds.ts';
import { maven } from './maven.ts';
import { npmLock } from './npm-lock.ts';
import { npmPackage } from './npm-package.ts';
import { openapi } from './openapi.ts';
import { pubspec } from './pubspec.ts';
import { pythonModule } from './python-module.ts';
import { pythonProject, uvLock } from './python-project.ts';
import { pythonSetup } from './python-setup.ts';
import { pythonSetupCfg } from './python-setup-cfg.ts';
import { rubyGem, rubyVersion } from './ruby.ts';
import { TOML_KINDS } from './toml-kinds.ts';
import type { VersionFileKind } from './version-file.ts';
import { versionText } from './version-text.ts';
import { YAML_KINDS } from './yaml-kinds.ts';

/** Every kind of version file that is known by its name. */
export const VERSION_FILE_KINDS: readonly VersionFileKind[] = [
  npmPackage,
  npmLock,
  pythonProject,
  uvLock,
  pythonSetup,
  pythonSetupCfg,
  pythonModule,
  cargo,
  cargoLock,
  helmApp,
  helmChart,
  composeImages,
  maven,
  gradle,
  dotnet,
  pubspec,
  composer,
  rubyVersion,
  rubyGem,
  elixir,
  versionText,
  openapi,
  ...JSON_KINDS,
  ...YAML_KINDS,
  ...TOML_KINDS,
  ...LINE_KINDS,
];

/** The kind of a file by its path, null where its name tells none. */
export function versionFileKindOf(path: string): VersionFileKind | null {
  return VERSION_FILE_KINDS.find((kind) => kind.matches(path)) ?? null;
}
