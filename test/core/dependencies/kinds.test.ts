import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dependency } from '../../../src/core/dependencies/dependency-file.ts';
import {
  DEPENDENCY_FILE_KINDS,
  dependencyFileKindOf,
  isKnownDependencyFile,
} from '../../../src/core/dependencies/kinds/all.ts';

/** `name version|(range)`, and what else there is to say of it. */
function draw({ name, version, range, direct, dev, hashed, loose }: Dependency): string {
  const words = [name, version ?? `(${range})`];
  if (direct === null) words.push('direct?');
  if (direct === false) words.push('transitive');
  if (dev) words.push('dev');
  if (hashed) words.push('hashed');
  if (loose !== null) words.push(`! ${loose}`);
  return words.join(' ');
}

async function parse(path: string, text: string) {
  const kind = dependencyFileKindOf(path);
  expect(kind, path).not.toBeNull();
  return kind?.parse(text) ?? { dependencies: [], problems: [] };
}

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const DIGEST = 'ab'.repeat(32);

const FILES: readonly (readonly [path: string, text: string, expected: readonly string[]])[] = [
  [
    'package.json',
    `\ufeff{ "dependencies": { "a": "1.2.3", "@o/b": "^1.0.0", "own": "workspace:*", "l": "npm:x@1.0.0", "__proto__": "1.0.0" },
      "devDependencies": { "c": "github:o/r#${COMMIT}", "d": "o/r#main" }, "peerDependencies": { "p": "1" } }`,
    [
      'a 1.2.3',
      '@o/b (^1.0.0) ! has no exact version',
      'l 1.0.0',
      '__proto__ 1.0.0',
      `c (github:o/r#${COMMIT}) dev`,
      'd (o/r#main) dev ! comes from a URL without commit or hash',
    ],
  ],
  [
    'package-lock.json',
    '{ "lockfileVersion": 1, "dependencies": { "a": { "version": "1.0.0", "integrity": "sha512-x", "dependencies": { "b": { "version": "2.0.0", "dev": true } } } } }',
    ['a 1.0.0 direct? hashed', 'b 2.0.0 direct? dev'],
  ],
  [
    'npm-shrinkwrap.json',
    '{ "lockfileVersion": 3, "packages": { "": { "dependencies": { "a": "^1" } }, "packages/w": { "devDependencies": { "c": "1" } }, "node_modules/w": { "link": true }, "node_modules/a": { "version": "1.0.0" }, "node_modules/a/node_modules/@o/b": { "version": "2.0.0" }, "node_modules/c": { "version": "3.0.0", "dev": true, "integrity": "sha512-x" } } }',
    ['a 1.0.0', '@o/b 2.0.0 transitive', 'c 3.0.0 dev hashed'],
  ],
  [
    'yarn.lock',
    '# yarn lockfile v1\n\n\n"@o/a@^1.0.0", "@o/a@^1.1.0":\n  version "1.2.0"\n  resolved "https://example.com/a.tgz#x"\n  integrity sha512-x\n  dependencies:\n    version "9"\n\nb@1:\r\n  version "1.0.0"\r\n',
    ['@o/a 1.2.0 direct? hashed', 'b 1.0.0 direct?'],
  ],
  [
    'yarn.lock',
    '__metadata:\n  version: 8\n\n"@o/a@npm:^1.0.0":\n  version: 1.2.0\n  resolution: "@o/a@npm:1.2.0"\n  checksum: 10/ab\n  languageName: node\n\n"own@workspace:.":\n  version: 0.0.0-use.local\n  languageName: unknown\n',
    ['@o/a 1.2.0 direct? hashed'],
  ],
  [
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      '@o/a':\n        specifier: ^1\n        version: 1.10.0(b@2.0.0)\n    devDependencies:\n      c:\n        specifier: ^3\n        version: 3.0.0\npackages:\n  '@o/a@1.10.0':\n    resolution: {integrity: sha512-x}\n  b@2.0.0:\n    resolution: {}\n  c@3.0.0: {}\n",
    ['@o/a 1.10.0 hashed', 'b 2.0.0 transitive', 'c 3.0.0 dev'],
  ],
  [
    'pnpm-lock.yaml',
    'lockfileVersion: 5.4\ndependencies:\n  a: 1.0.0_b@2.0.0\npackages:\n  /a/1.0.0_b@2.0.0:\n    resolution: {integrity: sha512-x}\n    dev: false\n  /@o/b/2.0.0:\n    dev: true\n',
    ['a 1.0.0 hashed', '@o/b 2.0.0 transitive dev'],
  ],
  [
    'requirements.txt',
    [
      '# A comment with == in it',
      '',
      '-r base.txt',
      '--index-url https://example.com/simple',
      'Flask_Login == 1.0  # why',
      'uvicorn[standard]>=0.20,<1 ; python_version < "3.12"',
      'bare',
      'star==1.*',
      'compatible ~= 2.1',
      `hashed==2.0 \\\r\n    --hash=sha256:${DIGEST} \\\r\n    --hash=sha256:${DIGEST}`,
      'by-url @ https://example.com/a.whl',
      `by-hash @ https://example.com/a.whl#sha256=${DIGEST}`,
      `by-commit @ git+https://example.com/o/r@${COMMIT} ; python_version > "3"`,
      `-e git+https://example.com/o/r@main#egg=Edit_Able`,
      './local',
      '-e .',
      '??? what',
    ].join('\n'),
    [
      'flask-login 1.0',
      'uvicorn (>=0.20,<1) ! has no exact version',
      'bare () ! has no exact version',
      'star (==1.*) ! has no exact version',
      'compatible (~= 2.1) ! has no exact version',
      'hashed 2.0 hashed',
      'by-url (https://example.com/a.whl) ! comes from a URL without commit or hash',
      `by-hash (https://example.com/a.whl#sha256=${DIGEST})`,
      `by-commit (git+https://example.com/o/r@${COMMIT})`,
      'edit-able (git+https://example.com/o/r@main#egg=Edit_Able) ! comes from a URL without commit or hash',
      'problem: it has a line that is no requirement',
    ],
  ],
  [
    'pyproject.toml',
    '[project]\ndependencies = ["Fast.API>=0.1", "b==1.0"]\n[project.optional-dependencies]\nx = ["c"]\n[dependency-groups]\ndev = ["d==2.0", {include-group = "x"}]\n',
    ['fast-api (>=0.1) ! has no exact version', 'b 1.0', 'c () ! has no exact version', 'd 2.0 dev'],
  ],
  [
    'pyproject.toml',
    `[tool.poetry.dependencies]\npython = "^3.11"\na = "1.2.3"\nb = { version = "^2", extras = ["x"] }\nc = { git = "https://example.com/r", rev = "${COMMIT}" }\nown = { path = "../own" }\n[tool.poetry.group.test.dependencies]\nd = "*"\n`,
    [
      'a 1.2.3',
      'b (^2) ! has no exact version',
      `c (https://example.com/r@${COMMIT})`,
      'd (*) dev ! has no exact version',
    ],
  ],
  [
    'poetry.lock',
    '[[package]]\nname = "A_b"\nversion = "1.0"\ngroups = ["main"]\nfiles = [\n  {file = "a.whl", hash = "sha256:x"},\n]\n\n[package.dependencies]\nc = "*"\n\n[[package]]\nname = "c"\nversion = "2.0"\ngroups = ["dev"]\nfiles = []\n',
    ['a-b 1.0 direct? hashed', 'c 2.0 direct? dev'],
  ],
  [
    'uv.lock',
    'version = 1\n[[package]]\nname = "own"\nversion = "0.1.0"\nsource = { virtual = "." }\ndependencies = [{ name = "a" }]\n[package.dev-dependencies]\ndev = [{ name = "t" }]\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "https://example.com" }\nsdist = { url = "x", hash = "sha256:x" }\n[[package]]\nname = "b"\nversion = "2.0"\n[[package]]\nname = "t"\nversion = "3.0"\n',
    ['a 1.0 hashed', 'b 2.0 transitive', 't 3.0 dev'],
  ],
  [
    'Pipfile.lock',
    '{ "default": { "A.b": { "version": "==1.0", "hashes": ["sha256:x"] } }, "develop": { "c": { "ref": "abc", "git": "x" } } }',
    ['a-b 1.0 direct? hashed', 'c abc direct? dev'],
  ],
  [
    'Cargo.toml',
    `[package]\nname = "x"\n[dependencies]\na = "1.0"\nb = { version = "=1.2.3" }\nc = { git = "https://example.com/r", rev = "abc" }\nrenamed = { package = "real", version = "1" }\nown = { path = "own" }\nd.workspace = true\n[dev-dependencies.e]\nversion = "2"\n[target.'cfg(unix)'.dependencies]\nf = "=0.1.0"\n`,
    [
      'a (1.0) ! has no exact version',
      'b 1.2.3',
      'c (https://example.com/r#abc)',
      'real (1) ! has no exact version',
      'e (2) dev ! has no exact version',
      'f 0.1.0',
    ],
  ],
  [
    'Cargo.lock',
    'version = 3\n\n[[package]]\nname = "own"\nversion = "0.1.0"\ndependencies = [\n "a",\n "b 2.0.0",\n]\n\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+x"\nchecksum = "ab"\n\n[[package]]\nname = "b"\nversion = "1.0.0"\nsource = "registry+x"\n\n[[package]]\nname = "b"\nversion = "2.0.0"\nsource = "registry+x"\n',
    ['a 1.0.0 hashed', 'b 1.0.0 transitive', 'b 2.0.0'],
  ],
  [
    'go.mod',
    'module example.com/m\n\ngo 1.22\n\nrequire example.com/one v1.0.0\n\nrequire (\n\texample.com/two v1.2.3-0.20200101000000-abcdefabcdef // indirect\n\texample.com/three/v2 v2.0.0 // why\n)\n\nreplace (\n\texample.com/four v1.0.0 => ../four\n)\n',
    [
      'example.com/one v1.0.0',
      'example.com/two v1.2.3-0.20200101000000-abcdefabcdef transitive',
      'example.com/three/v2 v2.0.0',
    ],
  ],
  [
    'composer.json',
    '{ "require": { "php": ">=8", "ext-json": "*", "o/a": "^1.0" }, "require-dev": { "o/b": "1.2.3" } }',
    ['o/a (^1.0) ! has no exact version', 'o/b 1.2.3 dev'],
  ],
  [
    'composer.lock',
    '{ "packages": [{ "name": "o/a", "version": "v1.0.0", "dist": { "shasum": "ab" } }], "packages-dev": [{ "name": "o/b", "version": "2.0.0", "dist": { "shasum": "" } }] }',
    ['o/a v1.0.0 direct? hashed', 'o/b 2.0.0 direct? dev'],
  ],
  [
    'Gemfile.lock',
    'GEM\n  remote: https://example.com/\n  specs:\n    rails (7.0.1)\n      rack (>= 2)\n    rack (2.2.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rails (~> 7.0)\n\nCHECKSUMS\n  rails (7.0.1) sha256=ab\n',
    ['rails 7.0.1 hashed', 'rack 2.2.0 transitive'],
  ],
  [
    'pom.xml',
    '<project xmlns="x"><parent><groupId>p</groupId><artifactId>q</artifactId><version>1</version></parent>\n<properties><v.a>1.2.0</v.a></properties>\n<dependencies><!-- <dependency> --><dependency><groupId>g</groupId><artifactId>a</artifactId><version>$\u007bv.a}</version><exclusions><exclusion><groupId>no</groupId><artifactId>no</artifactId></exclusion></exclusions></dependency>\n<dependency><groupId>g</groupId><artifactId>b</artifactId><version>[1,2)</version><scope>test</scope></dependency><dependency><groupId>g</groupId><artifactId>managed</artifactId></dependency></dependencies></project>',
    ['p:q 1', 'g:a 1.2.0', 'g:b ([1,2)) dev ! has no exact version'],
  ],
  [
    'build.gradle.kts',
    'dependencies {\n    implementation("g:a:1.0")\n    testImplementation(\'g:b:2.+\')\n    api(platform("g:c:3.0@jar"))\n    // implementation("g:no:1")\n}\n',
    ['g:a 1.0', 'g:b (2.+) dev ! has no exact version', 'g:c 3.0'],
  ],
  [
    'src/App.csproj',
    '<Project><ItemGroup>\r\n<PackageReference Include="A" Version="1.0.0" />\r\n<PackageReference Include="B"><Version>2.*</Version></PackageReference>\r\n<PackageReference Include="Central" />\r\n</ItemGroup></Project>',
    ['A 1.0.0', 'B (2.*) ! has no exact version'],
  ],
  [
    'Directory.Packages.props',
    '<Project><ItemGroup><PackageVersion Include="A" Version="[1.0.0]"/></ItemGroup></Project>',
    ['A 1.0.0'],
  ],
  [
    'Dockerfile',
    `ARG BASE=node:22\nFROM --platform=linux/amd64 $BASE AS Build\nFROM registry:5000/o/a\nFROM b:latest\nFROM c:1@sha256:${DIGEST}\nFROM build\nFROM scratch\nFROM \${UNKNOWN}\n`,
    ['node 22', 'registry:5000/o/a () ! has no tag', 'b (latest) ! is tagged “latest”', 'c 1 hashed'],
  ],
  [
    'deploy/docker-compose.prod.yml',
    'services:\n  a:\n    image: postgres:16.1\n  b:\n    image: redis\n  own:\n    build: .\n    image: acme/own:latest\n  v:\n    image: $\u007bIMAGE}\n',
    ['postgres 16.1', 'redis () ! has no tag'],
  ],
];

describe('the kinds of dependency files (000-32, X30, D8)', () => {
  it.each(FILES)('%s', async (path, text, expected) => {
    const { dependencies, problems } = await parse(path, text);
    expect([...dependencies.map(draw), ...problems.map(({ message }) => `problem: ${message}`)]).toEqual(expected);
    for (const { span } of dependencies) {
      expect(text.slice(span.start, span.end)).not.toBe('');
    }
  });

  it('has an example of each kind', () => {
    const shown = new Set(FILES.map(([path]) => dependencyFileKindOf(path)?.id));
    expect(DEPENDENCY_FILE_KINDS.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it.each([
    ['package.json', '{ "dependencies": ', 'it is no valid JSON (ValueExpected)'],
    ['package-lock.json', `${'{"a":'.repeat(50_000)}`, /nested too deeply|no valid JSON/],
    ['poetry.lock', '[[package]]\nname = \n', /^it is no valid TOML/],
    ['compose.yml', 'services: [', /^it is no valid YAML/],
    ['pom.xml', '<project></other>', 'it is no well-formed XML'],
    ['App.csproj', '<Project', 'it is no well-formed XML'],
    ['yarn.lock', '<<<<<<< ours\n', 'it has a line that Yarn does not write'],
  ] as const)('says what is wrong with a broken %s', async (path, text, message) => {
    const { dependencies, problems } = await parse(path, text);
    expect(dependencies).toEqual([]);
    expect(problems[0]?.message).toMatch(message);
  });

  it.each(FILES)('takes every truncation of %s', async (path, text) => {
    const cuts = [0, 0.13, 0.31, 0.5, 0.71, 0.97].map((part) => Math.floor(text.length * part));
    for (const cut of cuts) {
      const { problems } = await parse(path, text.slice(0, cut));
      for (const { span } of problems) expect(span.end).toBeLessThanOrEqual(Math.max(cut, 1));
    }
  });

  it('takes any text', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\n',
      '  ',
      '=',
      '#',
      '<a',
      '/>',
      '</',
      '@',
      '==',
      'a',
      '1.0',
      '- ',
      '\\',
      '\ufeff',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...DEPENDENCY_FILE_KINDS), text, async (kind, any) => {
        const { dependencies, problems } = await kind.parse(any);
        expect(dependencies.length + problems.length).toBeLessThanOrEqual(any.length + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('reads what others would take too long for', async () => {
    const long = [
      ['requirements.txt', `a${' '.repeat(200_000)}b`],
      ['pom.xml', '<!--'.repeat(100_000)],
      ['pom.xml', '<a "'.repeat(100_000)],
      ['build.gradle', `implementation ${' '.repeat(100_000)}x`],
      ['go.mod', `require ${' '.repeat(50_000)}x`],
      ['Dockerfile', `FROM ${'--a=b '.repeat(30_000)}`],
    ] as const;
    for (const [path, text] of long) expect((await parse(path, text)).dependencies.length).toBeLessThan(2);
  }, 20_000);
});

describe('the names of dependency files', () => {
  it.each([
    ['requirements-dev.txt', true],
    ['requirements/prod.txt', true],
    ['dev_requirements.txt', true],
    ['requirements.lock.txt', true],
    ['docs/requirements.in', true],
    ['requirements.md', false],
    ['node_modules/a/package.json', false],
    ['test/fixtures/package.json', false],
    ['api.Dockerfile', true],
    ['Dockerfile.dev', true],
    ['Dockerfile.md/x', false],
    ['compose.override.yaml', true],
  ] as const)('%s: %s', (path, expected) => expect(isKnownDependencyFile(path)).toBe(expected));
});
