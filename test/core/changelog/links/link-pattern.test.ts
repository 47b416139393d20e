import { describe, expect, it } from 'vitest';
import { gatherLinks, referenceOf } from '../../../../src/core/changelog/links/gather-links.ts';
import {
  compareUrl,
  compareWithHeadUrl,
  findLinkPattern,
  tagOf,
  tagUrl,
} from '../../../../src/core/changelog/links/link-pattern.ts';
import { parseChangelog } from '../../../../src/core/changelog/parse.ts';

const HEADINGS = '## [Unreleased]\n\n## [1.2.0] - 2020-03-01\n\n## [1.1.0] - 2020-02-01\n\n## [1.0.0] - 2020-01-01\n\n';

function patternAt(definitions: string, index = 0) {
  const links = gatherLinks(parseChangelog(HEADINGS + definitions));
  return { links, pattern: findLinkPattern(links, index) };
}

describe('findLinkPattern', () => {
  it.each([
    [
      '[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      [
        'https://github.com/o/r/compare/v1.1.0...v1.2.0',
        'https://github.com/o/r/compare/v1.2.0...HEAD',
        'https://github.com/o/r/releases/tag/v1.2.0',
      ],
    ],
    [
      '[1.0.0]: https://github.com/o/r/releases/tag/1.0.0\n',
      [
        'https://github.com/o/r/compare/1.1.0...1.2.0',
        'https://github.com/o/r/compare/1.2.0...HEAD',
        'https://github.com/o/r/releases/tag/1.2.0',
      ],
    ],
    [
      '[1.1.0]: https://gitlab.com/o/r/-/compare/pkg@1.0.0...pkg@1.1.0?from=x\n',
      [
        'https://gitlab.com/o/r/-/compare/pkg@1.1.0...pkg@1.2.0?from=x',
        'https://gitlab.com/o/r/-/compare/pkg@1.2.0...HEAD?from=x',
        'https://gitlab.com/o/r/-/tags/pkg@1.2.0',
      ],
    ],
    [
      '[1.1.0]: https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GTv1.0.0&targetVersion=GTv1.1.0\n',
      [
        'https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GTv1.1.0&targetVersion=GTv1.2.0',
        'https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GTv1.2.0&targetVersion=GBmain',
        'https://dev.azure.com/o/p/_git/r?version=GTv1.2.0',
      ],
    ],
    [
      '[1.1.0]: https://bitbucket.org/o/r/branches/compare/v1.1.0%0Dv1.0.0#diff\n',
      [
        'https://bitbucket.org/o/r/branches/compare/v1.2.0%0Dv1.1.0#diff',
        'https://bitbucket.org/o/r/branches/compare/main%0Dv1.2.0#diff',
        'https://bitbucket.org/o/r/src/v1.2.0',
      ],
    ],
  ])('makes the links that are missing by %j', (definitions, expected) => {
    const { links, pattern } = patternAt(definitions);
    if (!pattern) throw new Error('no pattern');
    const [, newest, before] = links;
    if (!newest || !before) throw new Error('no releases');
    const head = tagOf(newest, pattern);
    const base = tagOf(before, pattern);
    expect([compareUrl(pattern, base, head), compareWithHeadUrl(pattern, head), tagUrl(pattern, head)]).toEqual(
      expected,
    );
  });

  it('follows a repository that moved: the nearest link decides', () => {
    const definitions =
      '[1.2.0]: https://github.com/new/r/compare/v1.1.0...v1.2.0\n[1.0.0]: https://github.com/old/r/releases/tag/1.0.0\n';
    expect(patternAt(definitions, 0).pattern).toMatchObject({
      repository: 'https://github.com/new/r',
      tagPrefix: 'v',
      tag: null,
    });
    expect(patternAt(definitions, 2).pattern).toMatchObject({ repository: 'https://github.com/old/r', tagPrefix: '' });
  });

  it.each([
    '',
    '[1.1.0]: https://example.com/notes/1.1.0\n',
    '[1.1.0]: https://github.com/o/r/releases/tag/v9.9.9\n',
    '[1.1.0]: https://github.com/o/r/compare/...v1.1.0\n',
  ])('finds none in %j', (definitions) => {
    expect(patternAt(definitions).pattern).toBeNull();
  });
});

describe('referenceOf', () => {
  it.each([
    ['[1.0.0] - 2020-01-01', '1.0.0'],
    ['[1.0.0][] - 2020-01-01', '1.0.0'],
    ['[1.0.0][tag-1] - 2020-01-01', 'tag-1'],
    ['[1.0.0][YANKED] - 2020-01-01', '1.0.0'],
    ['[**1.0.0**] - 2020-01-01', '**1.0.0**'],
    ['[1.0.0](https://x.example) - 2020-01-01', null],
    ['1.0.0 - 2020-01-01', null],
    ['\\[1.0.0\\] - 2020-01-01', null],
  ])('reads the reference of “%s” as %s', (heading, expected) => {
    const changelog = parseChangelog(`## ${heading}\n`);
    const [release] = changelog.releases;
    if (!release) throw new Error('no release');
    expect(referenceOf(changelog.source.text, release)).toBe(expected);
  });
});
