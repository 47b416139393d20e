import { locateOwnPackage } from './lock-packages.ts';
import { locateInToml } from './toml-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** `Cargo.toml`: a package's version, or the one that a workspace gives to its packages. */
export const cargo: VersionFileKind = {
  id: 'cargo',
  title: 'Cargo.toml',
  detected: true,
  matches: (path) => baseName(path) === 'Cargo.toml',
  locate: (text) =>
    locateInToml(text, ['package.version', 'workspace.package.version'], (keys) =>
      keys.has('package.version.workspace') ? 'its version is that of the workspace' : 'it has no package.version',
    ),
  spelling: 'semver',
};

/** `Cargo.lock`: the one package in it that comes from nowhere else. Building with `--locked` fails where it is left behind. */
export const cargoLock: VersionFileKind = {
  id: 'cargo-lock',
  title: 'Cargo.lock',
  detected: true,
  matches: (path) => baseName(path) === 'Cargo.lock',
  locate: (text) => locateOwnPackage(text, ({ source }) => source === null),
  spelling: 'semver',
};
