import { locateInJson } from './json-version.ts';
import { baseName, type VersionFileKind } from './version-file.ts';
import { locateInYaml } from './yaml-version.ts';

/** An OpenAPI description, JSON or YAML: `info.version`. */
export const openapi: VersionFileKind = {
  id: 'openapi',
  title: 'OpenAPI description',
  detected: true,
  matches: (path) => /^(?:openapi|swagger)\.(?:ya?ml|json)$/.test(baseName(path)),
  locate: (text) =>
    /^\s*\{/.test(text) ? locateInJson(text, [['info', 'version']]) : locateInYaml(text, [['info', 'version']]),
  spelling: 'semver',
};
