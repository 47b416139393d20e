import type { DependencyFile } from './compare.ts';
import type { Dependency, Ecosystem } from './dependency-file.ts';
import { toPackageUrl } from './purl.ts';

export interface SbomRequest {
  readonly name: string;
  readonly version: string;
  /** When the version was made, ISO 8601. */
  readonly timestamp: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly files: readonly DependencyFile[];
}

/** A software bill of materials as CycloneDX 1.6 JSON, as far as it is filled here. */
export interface Sbom {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  /** `urn:uuid:…`; not there until `nameSbom` has named it. */
  readonly serialNumber?: string;
  readonly version: 1;
  readonly metadata: object;
  readonly components: readonly SbomComponent[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  readonly compositions: readonly object[];
}

export interface SbomComponent {
  readonly type: 'library' | 'container';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version?: string;
  readonly scope: 'required' | 'excluded';
  readonly purl: string;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Makes the bill of materials of a version from its dependency files (CycloneDX 1.6, “JSON Reference”): what lock files
 * resolved, and what manifests ask for where no lock file says more. The same files give the same text.
 *
 * Which dependency needs which is not read: only what the project asks for itself is related, and the bill says that its
 * relations are incomplete.
 */
export function toSbom({ name, version, timestamp, tool, files }: SbomRequest): Sbom {
  const root = `${name}@${version}`;
  const parts = gatherParts(files);
  const components = parts.map(toComponent);
  const asked = parts.flatMap(({ uses }, i) =>
    uses.some(({ direct }) => direct) ? [components[i]?.['bom-ref'] as string] : [],
  );
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp,
      tools: { components: [{ type: 'application', ...tool }] },
      component: { type: 'application', 'bom-ref': root, name, version },
    },
    components,
    dependencies: [{ ref: root, ...(asked.length > 0 ? { dependsOn: asked } : {}) }],
    compositions: [{ aggregate: 'incomplete', dependencies: [root] }],
  };
}

/** The same bill under a name of its own. @param digest hexadecimal digits of a digest of what it says, 32 or more */
export function nameSbom(sbom: Sbom, digest: string): Sbom {
  // RFC 9562, version 8: a UUID whose bits are made in a way of one's own.
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  const groups = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  const { $schema, bomFormat, specVersion, ...rest } = sbom;
  return { $schema, bomFormat, specVersion, serialNumber: `urn:uuid:${groups.join('-')}`, ...rest };
}

/** One package in one version, and all that is said of it. */
interface Part {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string | null;
  readonly uses: Dependency[];
  readonly paths: Set<string>;
}

function gatherParts(files: readonly DependencyFile[]): readonly Part[] {
  const locks = files.filter(({ kind }) => kind.role === 'lock');
  const parts = new Map<string, Part>();
  const named = new Map<string, Part[]>();
  for (const file of [...locks, ...files.filter(({ kind }) => kind.role !== 'lock')]) {
    for (const dependency of file.dependencies) addPart(file, dependency, parts, named);
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

function addPart(
  { path, kind: { ecosystem, role } }: DependencyFile,
  dependency: Dependency,
  parts: Map<string, Part>,
  named: Map<string, Part[]>,
): void {
  const { name, version } = dependency;
  const own = `${ecosystem} ${name}`;
  const known = named.get(own) ?? [];
  // A manifest only tells that what was resolved is asked for; of several versions it does not tell which.
  const resolved = role === 'lock' ? [] : known.filter((part) => part.version === version || version === null);
  if (resolved.length > 0) {
    for (const part of resolved) {
      if (resolved.length === 1) part.uses.push(dependency);
      part.paths.add(path);
    }
    return;
  }
  const key = `${own} ${version ?? ''}`;
  const part = parts.get(key) ?? { ecosystem, name, version, uses: [], paths: new Set<string>() };
  part.uses.push(dependency);
  part.paths.add(path);
  if (!parts.has(key)) named.set(own, [...known, part]);
  parts.set(key, part);
}

function toComponent({ ecosystem, name, version, uses, paths }: Part): SbomComponent {
  const purl = toPackageUrl(ecosystem, name, version);
  const ranges = version === null ? [...new Set(uses.map(({ range }) => range))].filter((range) => range !== '') : [];
  return {
    type: ecosystem === 'image' ? 'container' : 'library',
    'bom-ref': purl,
    name,
    ...(version === null ? {} : { version }),
    // What only development needs is not part of what is delivered.
    scope: uses.every(({ dev }) => dev) ? 'excluded' : 'required',
    purl,
    properties: [
      ...[...paths].sort().map((value) => ({ name: 'release-ledger:file', value })),
      ...ranges.sort().map((value) => ({ name: 'release-ledger:requested', value })),
    ],
  };
}
