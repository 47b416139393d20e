import type { DependencyFileKind } from '../dependency-file.ts';
import { cargoLock } from './cargo-lock.ts';
import { cargoManifest } from './cargo-manifest.ts';
import { compose } from './compose.ts';
import { composerLock } from './composer-lock.ts';
import { composerManifest } from './composer-manifest.ts';
import { dockerfile } from './dockerfile.ts';
import { dotnet } from './dotnet.ts';
import { gemfileLock } from './gemfile-lock.ts';
import { goMod } from './go-mod.ts';
import { gradle } from './gradle.ts';
import { maven } from './maven.ts';
import { npmLock } from './npm-lock.ts';
import { npmPackage } from './npm-package.ts';
import { pipfileLock } from './pipfile-lock.ts';
import { pnpmLock } from './pnpm-lock.ts';
import { poetryLock } from './poetry-lock.ts';
import { pythonProject } from './python-project.ts';
import { requirements } from './requirements.ts';
import { uvLock } from './uv-lock.ts';
import { yarnLock } from './yarn-lock.ts';

/** Every kind of file whose dependencies are read. */
export const DEPENDENCY_FILE_KINDS: readonly DependencyFileKind[] = [
  npmPackage,
  npmLock,
  yarnLock,
  pnpmLock,
  requirements,
  pythonProject,
  poetryLock,
  uvLock,
  pipfileLock,
  cargoManifest,
  cargoLock,
  goMod,
  composerManifest,
  composerLock,
  gemfileLock,
  maven,
  gradle,
  dotnet,
  dockerfile,
  compose,
];

/** What is brought along or made for tests says nothing of what the project itself depends on. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third_party|testdata|__?fixtures__?|fixtures)\//;

/** The kind of a file by its path, null where its name tells none. */
export function dependencyFileKindOf(path: string): DependencyFileKind | null {
  return DEPENDENCY_FILE_KINDS.find((kind) => kind.matches(path)) ?? null;
}

/** True for a file that is read where the policy names none. */
export function isKnownDependencyFile(path: string): boolean {
  return !FOREIGN.test(path) && dependencyFileKindOf(path) !== null;
}
