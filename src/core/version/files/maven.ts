import { baseName, none, type VersionFileKind } from './version-file.ts';
import { locateInXml } from './xml-version.ts';

/** `pom.xml`: the project's own version, not its parent's and not that of a dependency. */
export const maven: VersionFileKind = {
  id: 'maven',
  title: 'pom.xml',
  detected: true,
  matches: (path) => baseName(path) === 'pom.xml',
  locate(text) {
    const located = locateInXml(text, ['project/version']);
    const version = located.kind === 'found' ? located.places[0]?.version : undefined;
    return version?.startsWith('${') ? none(`its version is the property ${version}`) : located;
  },
  spelling: 'semver',
};
