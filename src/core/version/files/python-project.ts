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
