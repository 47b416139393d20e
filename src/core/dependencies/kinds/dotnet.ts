import {
  type Dependency,
  type DependencyFileKind,
  type DependencyProblem,
  NO_EXACT_VERSION,
  toDependency,
} from '../dependency-file.ts';
import { readXmlElements } from '../xml-elements.ts';

/** Project files of .NET and `Directory.Packages.props`: `PackageReference` and `PackageVersion`. */
export const dotnet: DependencyFileKind = {
  id: 'dotnet',
  ecosystem: 'nuget',
  role: 'pins',
  matches: (path) => /(?:\.(?:cs|fs|vb)proj|(?:^|\/)Directory\.(?:Build|Packages)\.props)$/.test(path),
  parse(text) {
    const dependencies: Dependency[] = [];
    const problems: DependencyProblem[] = [];
    let child: string | null = null;
    const broken = (span: DependencyProblem['span']): unknown =>
      problems.push({ message: 'it is no well-formed XML', span });
    for (const { path, attributes, text: value, span } of readXmlElements(text, broken)) {
      if (/\/Package(?:Reference|Version)\/Version$/.test(path)) child = value;
      if (!/\/Package(?:Reference|Version)$/.test(path)) continue;
      const name = attributes.get('Include') ?? attributes.get('Update');
      const range = child ?? attributes.get('Version') ?? attributes.get('VersionOverride');
      child = null;
      // Without a version the packages' versions are kept in one place for all projects.
      if (name === undefined || range === undefined) continue;
      const moves = /[*,()]/.test(range);
      const version = moves || range.includes('$(') ? null : range.replace(/^\[([^,]+)\]$/, '$1');
      dependencies.push(toDependency({ name, version, range, loose: moves ? NO_EXACT_VERSION : null, span }));
    }
    return { dependencies, problems };
  },
};
