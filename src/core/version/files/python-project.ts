import { locateOwnPackage } from './lock-packages.ts';
import { locateInToml } from './toml-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';

/** `pyproject.toml`: PEP 621's `project.version`, or Poetry's own. */
export const pythonProject: VersionFileKind = {
  id: 'python-project',
  title: 'pyproject.toml',
  detected: true,
  matches: (path) => baseName(path) === 'pyproject.toml',
  locate: (text) =>
    locateInToml(text, ['project.version', 'tool.poetry.version', 'tool.flit.metadata.version'], (keys) =>
      keys.has('project.dynamic')
        ? 'its version is dynamic: the build takes it from elsewhere'
        : 'it has no project.version',
    ),
  spelling: 'pep440',
};

/** `uv.lock`: the package that is taken from the project's own folder. */
export const uvLock: VersionFileKind = {
  id: 'uv-lock',
  title: 'uv.lock',
  detected: true,
  matches: (path) => baseName(path) === 'uv.lock',
  locate: (text) =>
    locateOwnPackage(text, ({ source }) => source !== null && /^\{ (?:editable|virtual) = "\." \}$/.test(source)),
  spelling: 'pep440',
};
