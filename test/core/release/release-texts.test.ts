import { describe, expect, it } from 'vitest';
import type { ReleaseFacts } from '../../../src/core/release/facts.ts';
import { planCut } from '../../../src/core/release/operations/cut.ts';
import { checkAgreement, checkVersionFiles } from '../../../src/core/release/release-texts.ts';
import { parseVersion, type Version } from '../../../src/core/version/version.ts';
import { type FactsWorld, releaseFacts } from '../../support/release-facts.ts';

const COMPARE = 'https://github.com/o/r/compare/';
const section = (version: string) => `## [${version}] - 2026-01-01\n\n### Added\n\n- A\n\n`;

/** The definitions of links in what a cut of 1.2.0 leaves, each “label: end of its URL”. */
async function linksOf(links: string, tags: readonly string[], more: Partial<FactsWorld> = {}) {
  const changelog = `## [Unreleased]\n\n### Added\n\n- B\n\n${section('1.1.0')}${section('1.0.0')}${links}`;
  const facts = await releaseFacts({ changelog, tags, ...more });
  return linesOf(facts).flatMap((line) => {
    const [, label, url] = /^\[(.+)\]: https:\/\/github\.com\/o\/r\/(.*)$/.exec(line) ?? [];
    return label === undefined ? [] : [`${label}: ${url}`];
  });
}

function linesOf(facts: ReleaseFacts): readonly string[] {
  const options = { wanted: '1.2.0', pre: null, type: null, title: null, summary: null, sign: false };
  const [commit] = planCut(facts, options).steps;
  const change = commit?.kind === 'commit' ? commit.changes.find(({ path }) => path === 'CHANGELOG.md') : undefined;
  return change?.text?.split('\n') ?? [];
}

describe('the links of a cut', () => {
  const own = `[Unreleased]: ${COMPARE}v1.1.0...HEAD\n[1.1.0]: ${COMPARE}v1.0.0...v1.1.0\n`;
  const old = own.replaceAll('/v1', '/1').replaceAll('...v1', '...1');

  it.each<[name: string, links: string, tags: readonly string[], expected: readonly string[]]>([
    [
      'go on as they are',
      own,
      ['v1.0.0', 'v1.1.0'],
      ['Unreleased: compare/v1.2.0...HEAD', '1.2.0: compare/v1.1.0...v1.2.0', '1.1.0: compare/v1.0.0...v1.1.0'],
    ],
    [
      'name tags that are there, where others are written',
      old,
      ['v1.0.0', 'v1.1.0'],
      ['Unreleased: compare/v1.2.0...HEAD', '1.2.0: compare/v1.1.0...v1.2.0', '1.1.0: compare/1.0.0...1.1.0'],
    ],
    [
      'leave out a version without a tag, for the newest tag between',
      own,
      ['v1.0.0', 'v1.1.1', 'v1.1.2'],
      ['Unreleased: compare/v1.2.0...HEAD', '1.2.0: compare/v1.1.2...v1.2.0', '1.1.0: compare/v1.0.0...v1.1.0'],
    ],
    ['are not begun where earlier releases have none', '', ['v1.0.0', 'v1.1.0'], []],
  ])('%s', async (_, links, tags, expected) => {
    expect(await linksOf(links, tags)).toEqual(expected);
  });

  const first = '## [Unreleased]\n\n### Added\n\n- B\n';
  it.each([
    ['error', 2],
    ['warning', 2],
    ['hint', 0],
    ['off', 0],
  ])('of a first release where a missing one is “%s”: %d', async (severity, count) => {
    const policy = { rules: { 'changelog/missing-link-definition': severity } };
    const lines = linesOf(await releaseFacts({ changelog: first, policy }));
    expect(lines.filter((line) => line.startsWith('['))).toHaveLength(count);
  });
});

describe('the version files of a release', () => {
  const told = async (files: Readonly<Record<string, string>>, of: 'agreement' | 'reading') => {
    const facts = await releaseFacts({ changelog: '# Changelog\n', files });
    const found = of === 'reading' ? checkVersionFiles(facts) : checkAgreement(facts, parseVersion('1.1.0') as Version);
    return found.map(({ message, place }) => `${place?.path}:${place?.line} ${message}`);
  };
  const npm = '{ "version": "1.0.0-rc.1" }\n';

  it.each<[name: string, files: Readonly<Record<string, string>>, says: readonly string[]]>([
    ['that agree', { 'package.json': npm, 'pyproject.toml': '[project]\nname = "a"\nversion = "1.0.0rc1"\n' }, []],
    [
      'that do not',
      { 'package.json': npm, 'pyproject.toml': '[project]\nname = "a"\nversion = "1.0.0"\n' },
      ['pyproject.toml:3 package.json says 1.0.0-rc.1, and pyproject.toml says 1.0.0'],
    ],
    [
      'of numbers alone beside a candidate',
      { 'CMakeLists.txt': 'project(A VERSION 1.0.0)\n', 'package.json': npm },
      [],
    ],
    [
      'of other numbers beside a candidate',
      { 'CMakeLists.txt': 'project(A VERSION 0.9.0)\n', 'package.json': npm },
      ['CMakeLists.txt:1 package.json says 1.0.0-rc.1, and CMakeLists.txt says 0.9.0'],
    ],
    ['that say none', { 'package.json': '{ "private": true }\n', 'CMakeLists.txt': 'project(A)\n' }, []],
  ])('%s', async (_, files, says) => {
    expect(await told(files, 'agreement')).toEqual(says);
  });

  it('are refused where they cannot be read, and not where they say nothing', async () => {
    const [broken, ...more] = await told({ 'package.json': '{\n "version": \n' }, 'reading');
    expect(broken).toMatch(/^package\.json:\d package\.json says no version that can be read: /);
    expect(more).toEqual([]);
    expect(await told({ 'package.json': '{ "private": true }\n' }, 'reading')).toEqual([]);
  });
});

describe('what is wrong in the section of a release', () => {
  it('is told at its line as the file is', async () => {
    const changelog = `# Changelog\n\n## [Unreleased]\n\n### Added\n\n- TODO\n\n${section('1.0.0')}`;
    const options = { wanted: '1.1.0', pre: null, type: null, title: null, summary: null, sign: false };
    const { blockers } = planCut(await releaseFacts({ changelog, tags: ['v1.0.0'] }), options);
    expect(blockers.map(({ place }) => place?.line)).toEqual([7]);
  });

  it('is told where there is nothing to cut', async () => {
    const changelog = `# Changelog\n\n## [Unreleased]\n\n${section('1.0.0')}`;
    const options = { wanted: '1.1.0', pre: null, type: null, title: null, summary: null, sign: false };
    const { blockers } = planCut(await releaseFacts({ changelog, tags: ['v1.0.0'] }), options);
    expect(blockers.map(({ message, place }) => [message, place?.line])).toEqual([
      ['nothing stands under Unreleased', 3],
    ]);
  });
});
