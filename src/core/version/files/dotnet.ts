import type { VersionFileKind } from './version-file.ts';
import { locateInXml } from './xml-version.ts';

/** Project files of .NET (`.csproj`, `Directory.Build.props`): `Version`, else `VersionPrefix`. */
export const dotnet: VersionFileKind = {
  id: 'dotnet',
  title: '.NET project',
  detected: true,
  matches: (path) => /(?:\.(?:cs|fs|vb)proj|(?:^|\/)Directory\.Build\.props)$/.test(path),
  locate(text) {
    const own = locateInXml(text, ['Project/PropertyGroup/Version']);
    return own.kind === 'none' ? locateInXml(text, ['Project/PropertyGroup/VersionPrefix']) : own;
  },
  spelling: 'semver',
};
