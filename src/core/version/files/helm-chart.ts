import { baseName, type VersionFileKind } from './version-file.ts';
import { locateInYaml } from './yaml-version.ts';

const matches = (path: string): boolean => /^Chart\.ya?ml$/.test(baseName(path));

/** `Chart.yaml` of a Helm chart: the version of what it deploys. */
export const helmApp: VersionFileKind = {
  id: 'helm-app',
  title: 'Chart.yaml',
  detected: true,
  matches,
  locate: (text) => locateInYaml(text, [['appVersion']]),
  spelling: 'semver',
};

/** The chart's own version, which may follow other numbers than the project's. */
export const helmChart: VersionFileKind = {
  id: 'helm-chart',
  title: 'Chart.yaml',
  detected: false,
  matches,
  locate: (text) => locateInYaml(text, [['version'], ['appVersion']]),
  spelling: 'semver',
};
