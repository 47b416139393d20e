import { describe, expect, it } from 'vitest';
import { dependencyFileKindOf } from '../../../src/core/dependencies/kinds/all.ts';
import { toPackageUrl } from '../../../src/core/dependencies/purl.ts';
import { nameSbom, type SbomComponent, toSbom } from '../../../src/core/dependencies/sbom.ts';

async function bill(texts: Readonly<Record<string, string>>) {
  const files = Object.entries(texts).map(async ([path, text]) => {
    const kind = dependencyFileKindOf(path);
    if (!kind) throw new Error(`${path} is of no kind`);
    return { path, kind, ...(await kind.parse(text)) };
  });
  return toSbom({
    name: 'tidewater',
    version: '1.0.0',
    timestamp: '2026-01-01T12:00:00.000Z',
    tool: { name: 'release-ledger', version: '0.1.0' },
    files: await Promise.all(files),
  });
}

function draw({ type, purl, version, scope, properties }: SbomComponent): string {
  return [type, purl, version ?? '-', scope, ...properties.map(({ name, value }) => `${name.slice(15)}=${value}`)].join(
    ' ',
  );
}

describe('toPackageUrl', () => {
  it.each([
    ['npm', '@o/a', '1.0.0', 'pkg:npm/%40o/a@1.0.0'],
    ['python', 'flask-login', '1.0+local', 'pkg:pypi/flask-login@1.0%2Blocal'],
    ['go', 'example.com/m/v2', 'v2.0.0', 'pkg:golang/example.com/m/v2@v2.0.0'],
    ['maven', 'g.x:a', '1.0', 'pkg:maven/g.x/a@1.0'],
    ['image', 'node', '22', 'pkg:docker/node@22'],
    ['image', 'acme/web', null, 'pkg:docker/acme/web'],
    ['image', 'registry:5000/acme/web', '1', 'pkg:docker/acme/web@1?repository_url=registry:5000'],
    ['image', 'ghcr.io/o/x', 'sha256:ab', 'pkg:docker/o/x@sha256:ab?repository_url=ghcr.io'],
    ['rubygems', "a'b", '1', 'pkg:gem/a%27b@1'],
  ] as const)('%s %s %s', (ecosystem, name, version, expected) => {
    expect(toPackageUrl(ecosystem, name, version)).toBe(expected);
  });
});

describe('toSbom', () => {
  it('lists what is locked once, and what is only asked for with its range', async () => {
    const { components, dependencies } = await bill({
      'package.json': '{ "dependencies": { "a": "^1.0.0" }, "devDependencies": { "t": "1.0.0" } }',
      'package-lock.json':
        '{ "packages": { "": { "dependencies": { "a": "^1.0.0" }, "devDependencies": { "t": "1.0.0" } }, "node_modules/a": { "version": "1.4.0" }, "node_modules/b": { "version": "2.0.0" }, "node_modules/a/node_modules/b": { "version": "1.0.0" }, "node_modules/t": { "version": "1.0.0", "dev": true } } }',
      'requirements.txt': 'x>=1\n',
      Dockerfile: 'FROM node:22\n',
    });
    expect(components.map(draw)).toEqual([
      'container pkg:docker/node@22 22 required file=Dockerfile',
      'library pkg:npm/a@1.4.0 1.4.0 required file=package-lock.json file=package.json',
      'library pkg:npm/b@1.0.0 1.0.0 required file=package-lock.json',
      'library pkg:npm/b@2.0.0 2.0.0 required file=package-lock.json',
      'library pkg:npm/t@1.0.0 1.0.0 excluded file=package-lock.json file=package.json',
      'library pkg:pypi/x - required file=requirements.txt requested=>=1',
    ]);
    expect(dependencies).toEqual([
      {
        ref: 'tidewater@1.0.0',
        dependsOn: ['pkg:docker/node@22', 'pkg:npm/a@1.4.0', 'pkg:npm/t@1.0.0', 'pkg:pypi/x'],
      },
    ]);
  });

  it('says what it is of, and names each component once', async () => {
    const made = await bill({ 'a/requirements.txt': 'x==1\n', 'b/requirements.txt': 'x==1\nx==2\n' });
    const refs = made.components.map((component) => component['bom-ref']);
    expect(refs).toEqual(['pkg:pypi/x@1', 'pkg:pypi/x@2']);
    expect(made).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        timestamp: '2026-01-01T12:00:00.000Z',
        component: { type: 'application', name: 'tidewater', version: '1.0.0', 'bom-ref': 'tidewater@1.0.0' },
      },
      compositions: [{ aggregate: 'incomplete', dependencies: ['tidewater@1.0.0'] }],
    });
  });

  it('is the same whichever file is read first', async () => {
    const texts = { 'requirements.txt': 'b==1\na==1\n', 'go.mod': 'require e.com/x v1.0.0\n' };
    const turned = Object.fromEntries(Object.entries(texts).reverse());
    expect(JSON.stringify(await bill(turned))).toBe(JSON.stringify(await bill(texts)));
  });

  it.each(['00'.repeat(32), 'ff'.repeat(32), '0123456789abcdef'.repeat(4)])('is named by %s', async (digest) => {
    const named = nameSbom(await bill({}), digest);
    expect(named.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(Object.keys(named).slice(0, 4)).toEqual(['$schema', 'bomFormat', 'specVersion', 'serialNumber']);
  });
});
