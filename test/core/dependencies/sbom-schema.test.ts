import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { dependencyFileKindOf } from '../../../src/core/dependencies/kinds/all.ts';
import { nameSbom, type SbomComponent, toSbom } from '../../../src/core/dependencies/sbom.ts';

/** The schema of the standard itself, in its strict form, with the lists of licences and formats that it refers to. */
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

async function bill(texts: Readonly<Record<string, string>>) {
  const files = Object.entries(texts).map(async ([path, text]) => {
    const kind = dependencyFileKindOf(path);
    if (!kind) throw new Error(`${path} is of no kind`);
    return { path, kind, ...(await kind.parse(text)) };
  });
  const sbom = toSbom({
    name: 'tidewater',
    version: '1.0.0',
    timestamp: '2026-01-01T12:00:00.000Z',
    tool: { name: 'release-ledger', version: '0.1.0' },
    files: await Promise.all(files),
  });
  return nameSbom(sbom, '0123456789abcdef'.repeat(4));
}

const LOCKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nothing: {},
  npm: {
    'package.json': '{ "dependencies": { "@o/a": "^1.0.0" } }',
    'package-lock.json':
      '{ "packages": { "": { "dependencies": { "@o/a": "^1.0.0" } }, "node_modules/@o/a": { "version": "1.4.0" }, "node_modules/b": { "version": "2.0.0-rc.1+5", "dev": true } } }',
  },
  Python: {
    'requirements.txt': 'flask>=3 ; python_version < "4"\nx==1.0+local --hash=sha256:ab\n',
    'poetry.lock': '[[package]]\nname = "requests"\nversion = "2.31.0"\n',
  },
  Cargo: { 'Cargo.lock': '[[package]]\nname = "serde"\nversion = "1.0.0"\nsource = "registry+x"\n' },
  Go: { 'go.mod': 'module example.com/m\n\nrequire example.com/x/v2 v2.1.0\n' },
  images: { Dockerfile: 'FROM ghcr.io/o/x@sha256:ab\n', 'compose.yml': 'services:\n  web:\n    image: node:22\n' },
  'names of every shape': { 'requirements.txt': 'A.b_C==1\nä==2\n"q"==3\n' },
};

describe('a bill of materials by the official schema of CycloneDX 1.6 (002-08)', () => {
  it.each(Object.entries(LOCKS))('%s', async (_, texts) => {
    expect(await validator.validate(JSON.stringify(await bill(texts)))).toBeNull();
  });

  it.each([
    ['a key of our own', { made: 'here' }],
    ['another type of component', { components: [{ type: 'package', name: 'a' }] }],
    ['a number that is no URN', { serialNumber: '123' }],
    ['the same component twice', { components: Array(2).fill({ type: 'library', name: 'a' }) }],
  ])('would not allow %s', async (_, change) => {
    expect(await validator.validate(JSON.stringify({ ...(await bill({})), ...change }))).not.toBeNull();
  });
});

describe('a bill of materials beside the one that the CycloneDX library makes', () => {
  it.each(Object.entries(LOCKS))('%s', async (_, texts) => {
    const ours = await bill(texts);
    const theirs = JSON.parse(writeWithLibrary(ours.components));
    const { $schema, bomFormat, specVersion, version, serialNumber, metadata, components } = ours;
    expect({ $schema, bomFormat, specVersion, version, serialNumber, metadata, components }).toEqual({
      ...theirs,
      components: theirs.components ?? [],
      dependencies: undefined,
    });
  });
});

/** The same parts as models of the library, in the words of its serializer. */
function writeWithLibrary(parts: readonly SbomComponent[]): string {
  const { ComponentScope, ComponentType } = Enums;
  const components = parts.map(
    ({ type, name, version, scope, purl, properties, 'bom-ref': bomRef }) =>
      new Models.Component(type === 'library' ? ComponentType.Library : ComponentType.Container, name, {
        bomRef,
        purl,
        version,
        scope: scope === 'required' ? ComponentScope.Required : ComponentScope.Excluded,
        properties: new Models.PropertyRepository(properties.map((each) => new Models.Property(each.name, each.value))),
      }),
  );
  const application = (name: string, version: string, bomRef?: string) =>
    new Models.Component(ComponentType.Application, name, { version, bomRef });
  const bom = new Models.Bom({
    serialNumber: 'urn:uuid:01234567-89ab-8def-8123-456789abcdef',
    metadata: new Models.Metadata({
      timestamp: new Date('2026-01-01T12:00:00.000Z'),
      tools: new Models.Tools({ components: new Models.ComponentRepository([application('release-ledger', '0.1.0')]) }),
      component: application('tidewater', '1.0.0', 'tidewater@1.0.0'),
    }),
    components: new Models.ComponentRepository(components),
  });
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true });
}
