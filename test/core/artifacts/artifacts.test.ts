import { describe, expect, it } from 'vitest';
import { checkArtifacts } from '../../../src/core/artifacts/check-artifacts.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/index.ts';
import { policyOf } from '../../conformance/support.ts';

type Artifacts = Partial<Policy['artifacts']>;

/** What is said of version 1.1.0: “file:line message”. */
async function check(
  given: Artifacts | string,
  texts: Readonly<Record<string, string>>,
  paths: readonly string[] = [],
) {
  const policy =
    typeof given === 'string'
      ? policyOf(given)
      : { ...DEFAULT_POLICY, artifacts: { ...DEFAULT_POLICY.artifacts, ...given } };
  const facts = { paths, texts: new Map(Object.entries(texts)) };
  const found = await checkArtifacts(policy, '1.1.0', facts);
  return found.map(({ file, line, message }) => `${file}${line === null ? '' : `:${line}`} ${message}`);
}

describe('the files of a release', () => {
  const files = ['dist/acme-{version}.tar.gz', 'releases/{tag}/*.json'];

  it.each<[string, readonly string[], readonly string[]]>([
    ['are there', ['dist/acme-1.1.0.tar.gz', 'releases/v1.1.0/scan.json'], []],
    ['are not there', [], ['dist/acme-1.1.0.tar.gz it is not there', 'releases/v1.1.0/*.json it is not there']],
    [
      'carry another version',
      ['dist/acme-1.0.0.tar.gz', 'releases/v1.1.0/scan.json'],
      ['dist/acme-1.1.0.tar.gz it is not there; dist/acme-1.0.0.tar.gz is, which does not carry the version'],
    ],
  ])('%s', async (_, paths, expected) => {
    expect(await check({ files }, {}, paths)).toEqual(expected);
  });
});

describe('the images of a release', () => {
  const images = [{ name: 'ghcr.io/*/api', tags: ['{tag}', 'stable'], platforms: [] }];

  it.each<[written: string, wrong: string | null]>([
    ['image: ghcr.io/acme/api:v1.1.0', null],
    ['image: "ghcr.io/acme/api:stable"', null],
    ['image: ghcr.io/acme/api:latest', 'latest'],
    ['image: ghcr.io/acme/api:1.1.0', '1.1.0'],
    ['image: ghcr.io/acme/api:v1.0.0@sha256:ab', 'v1.0.0'],
    ['# image: ghcr.io/acme/api:latest', null],
    ['image: ghcr.io/acme/other:latest', null],
    ['image: xghcr.io/acme/api:latest', null],
    ['tags: ghcr.io/acme/api:latest,ghcr.io/acme/api:v1.1.0', 'latest'],
    [`run: docker push ghcr.io/\${{ github.repository_owner }}/api:\${{ github.ref_name }}`, null],
    [`run: docker push ghcr.io/acme/api:\${TAG}`, null],
    [`run: docker push ghcr.io/\${OWNER}/api:edge`, 'edge'],
  ])('%s', async (written, wrong) => {
    const expected = /image|run|tags/.test(written) && wrong !== null ? [wrong] : [];
    const found = await check({ images }, { 'compose.yml': `services:\n  ${written}\n` });
    expect(found.map((each) => /tagged (\S+), expected v1\.1\.0 or stable$/.exec(each)?.[1])).toEqual(expected);
    expect(found.every((each) => each.startsWith('compose.yml:2 '))).toBe(true);
  });

  it('are looked at only in the files that the policy names', async () => {
    expect(await check({ images }, { 'README.md': 'ghcr.io/acme/api:latest' })).toEqual([]);
  });
});

describe('what is pinned', () => {
  it('says which image of a compose file moves (004-38)', async () => {
    const prod =
      'services:\n  api:\n    image: solvereign-api:v1.1.0\n  db:\n    image: postgres:latest\n  cache:\n    image: redis\n';
    const profile = policyOf('regulated-saas').artifacts;
    expect(await check({ pinned: profile.pinned }, { 'docker-compose.prod.yml': prod })).toEqual([
      'docker-compose.prod.yml:5 postgres is tagged “latest” (latest)',
      'docker-compose.prod.yml:7 redis has no tag',
    ]);
    expect(await check({ pinned: profile.pinned }, { 'docker-compose.yml': prod })).toEqual([]);
  });

  it('says which requirement has no hash, even where none has (004-36)', async () => {
    const { hashed } = policyOf('regulated-saas').artifacts;
    const digest = `--hash=sha256:${'ab'.repeat(32)}`;
    expect(await check({ hashed }, { 'requirements.txt': 'a==1.0\nb==2.0\n' })).toEqual([
      'requirements.txt:1 a has no hash',
      'requirements.txt:2 b has no hash',
    ]);
    expect(await check({ hashed }, { 'requirements.txt': `a==1.0 \\\n    ${digest}\n` })).toEqual([]);
  });

  it('says so where it cannot be read', async () => {
    expect(await check({ pinned: ['*.yml'] }, { 'compose.yml': 'services: [' })).toEqual([
      expect.stringMatching(/^compose\.yml:1 it is no valid YAML/),
    ]);
  });
});

const PYTHON = `name: Release
on:
  push:
    tags: ['v*']
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: '3.11'
      - run: pip install build twine
      - run: pip install -r requirements.txt
      - run: pytest
      - run: python -m build
      - run: twine check dist/*
      - uses: actions/upload-artifact@v4
        with:
          path: dist
          retention-days: 30
      - run: python scripts/notes.py CHANGELOG.md > notes.md
      - uses: softprops/action-gh-release@v2
        with:
          draft: true
          body_path: notes.md
          files: dist/*
`;

describe('the workflow that makes a release', () => {
  const { workflows } = policyOf('python-package').artifacts;
  const path = '.github/workflows/release.yml';

  it.each<[string, (text: string) => string, readonly string[]]>([
    ['has its ten steps (001-23)', (text) => text, []],
    [
      'is started by other tags (001-23)',
      (text) => text.replace("['v*']", 'release-*'),
      ['pushing the tag v1.1.0 does not start it: it names release-* under “on.push.tags”'],
    ],
    [
      'is started by no tag (001-23)',
      (text) => text.replace("    tags: ['v*']", '    branches: [main]'),
      ['pushing the tag v1.1.0 does not start it: it names no tags under “on.push.tags”'],
    ],
    [
      'does not look at what was built (001-23)',
      (text) => text.replace('      - run: twine check dist/*\n', ''),
      ['none of its steps says “twine check”'],
    ],
    [
      'keeps what was built for another time (001-23)',
      (text) => text.replace('retention-days: 30', 'retention-days: 5'),
      ['none of its steps says “retention-days: 30”'],
    ],
    [
      'publishes at once (001-23)',
      (text) => text.replace('draft: true', 'draft: false'),
      ['none of its steps says “draft: true | --draft”'],
    ],
    [
      'builds before it tests (001-23)',
      (text) => text.replace('pytest', 'SWAP').replace('python -m build', 'pytest').replace('SWAP', 'python -m build'),
      ['the step that says “python -m build” stands before the one that has to go ahead of it'],
    ],
    ['is no YAML', () => 'on: [', [expect.stringMatching(/^it is no valid YAML/) as unknown as string]],
  ])('%s', async (_, change, expected) => {
    const found = await check({ workflows }, { [path]: change(PYTHON) });
    expect(found.map((each) => each.slice(path.length + 1))).toEqual(expected);
  });

  it('is not there', async () => {
    expect(await check({ workflows }, {})).toEqual([`${path} no such workflow is there`]);
  });

  it('builds an image for each of its platforms (002-19)', async () => {
    const { images } = policyOf('container-platform').artifacts;
    const text = `on: { push: { tags: ['v*'] } }
jobs:
  images:
    steps:
      - uses: docker/build-push-action@v6
        with:
          platforms: linux/amd64,linux/arm64
          tags: ghcr.io/acme/quasim-api:\${{ github.ref_name }}
`;
    const own = { images, workflows: [{ path, steps: [] }] };
    expect(await check(own, { [path]: text })).toEqual([]);
    expect(await check(own, { [path]: text.replace(',linux/arm64', '') })).toEqual([
      `${path} it does not build ghcr.io/*/quasim-api for linux/arm64`,
    ]);
    expect(await check(own, { [path]: text.replace(/\$\{\{.*\}\}/, 'edge') })).toEqual([
      `${path}:8 the image ghcr.io/acme/quasim-api is tagged edge, expected v1.1.0`,
    ]);
  });
});
