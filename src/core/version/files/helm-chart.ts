import { baseName, type VersionFileKind } from './version-file.ts';
import { locateInYaml } from './yaml-version.ts';

/** `Chart.yaml` of a Helm chart: what it deploys (`appVersion`) is the project's version; its own may follow other numbers. */
export const helmChart: VersionFileKind = {
  id: 'helm-chart',
  title: 'Chart.yaml',
  matches: (path) => /^Chart\.ya?ml$/.test(baseName(path)),
  locate: (text) => locateInYaml(text, [['version'], ['appVersion']]),
  spelling: 'semver',
};
