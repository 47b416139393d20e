import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultHead,
  type Host,
  hostByName,
  printCompareUrl,
  printTagUrl,
} from '../../../../src/core/changelog/links/host.ts';
import { parseReleaseLink, withRefs } from '../../../../src/core/changelog/links/release-link.ts';

/** `host repository base separator head`, or `host repository tag`. */
function describeLink(url: string): string | null {
  const link = parseReleaseLink(url);
  if (!link) return null;
  const refs = link.kind === 'compare' ? [link.base, link.separator, link.head] : [link.tag];
  for (const ref of refs) expect(url.slice(ref.start, ref.end)).toBe(ref.text);
  return [link.host, link.repository, ...refs.map(({ text }) => text || '∅')].join(' ');
}

const COMPARISONS: readonly (readonly [string, string])[] = [
  ['https://github.com/o/r/compare/v1.0.0...v1.1.0', 'github https://github.com/o/r v1.0.0 ... v1.1.0'],
  ['https://github.com/o/r/compare/v1.1.0...HEAD', 'github https://github.com/o/r v1.1.0 ... HEAD'],
  ['https://github.com/o/r/compare/v1.0.0..v1.1.0', 'github https://github.com/o/r v1.0.0 .. v1.1.0'],
  ['https://github.com/o/r/compare/v1.0.0....v1.1.0', 'github https://github.com/o/r v1.0.0 .... v1.1.0'],
  ['https://github.com/o/r/compare/v1.0.0', 'github https://github.com/o/r v1.0.0 ∅ ∅'],
  ['https://github.com/o/r/compare/...v1.0.0', 'github https://github.com/o/r ∅ ... v1.0.0'],
  ['https://github.com/o/r/compare/', 'github https://github.com/o/r ∅ ∅ ∅'],
  ['https://github.com/o/r/compare/v1...v2?w=1#files', 'github https://github.com/o/r v1 ... v2'],
  ['https://github.com/o/r/compare/o:v1...acme:v2', 'github https://github.com/o/r v1 ... v2'],
  ['https://github.com/o/r/compare/v1...v2/', 'github https://github.com/o/r v1 ... v2'],
  ['https://github.com/o/r/compare/@a/b@1.0.0...@a/b@1.1.0', 'github https://github.com/o/r @a/b@1.0.0 ... @a/b@1.1.0'],
  ['https://gitlab.com/g/s/r/-/compare/v1.0.0...v1.1.0', 'gitlab https://gitlab.com/g/s/r v1.0.0 ... v1.1.0'],
  ['https://git.acme.example/g/r/-/compare/v1...v2', 'gitlab https://git.acme.example/g/r v1 ... v2'],
  ['https://gitlab.acme.example/g/r/compare/v1...v2', 'gitlab https://gitlab.acme.example/g/r v1 ... v2'],
  ['https://codeberg.org/o/r/compare/v1...v2', 'gitea https://codeberg.org/o/r v1 ... v2'],
  ['https://bitbucket.org/o/r/branches/compare/v2%0Dv1', 'bitbucket https://bitbucket.org/o/r v1 %0D v2'],
  ['https://bitbucket.org/o/r/branches/compare/v2..v1#diff', 'bitbucket https://bitbucket.org/o/r v1 .. v2'],
  ['https://bitbucket.org/o/r/compare/v1..v2', 'bitbucket https://bitbucket.org/o/r v1 .. v2'],
  [
    'https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GTv1&targetVersion=GTv2&_a=commits',
    'azure https://dev.azure.com/o/p/_git/r v1 &targetVersion=GT v2',
  ],
  [
    'https://dev.azure.com/o/p/_git/r/branchCompare?_a=files&baseVersion=GTv1&targetVersion=GBmain',
    'azure https://dev.azure.com/o/p/_git/r v1 &targetVersion=GB main',
  ],
  [
    'https://bb.acme.example/projects/P/repos/r/compare/commits?targetBranch=refs%2Ftags%2Fv1&sourceBranch=refs%2Ftags%2Fv2',
    'bitbucket-server https://bb.acme.example/projects/P/repos/r v1 &sourceBranch=refs%2Ftags%2F v2',
  ],
];

const TAGS: readonly (readonly [string, string])[] = [
  ['https://github.com/o/r/releases/tag/v1.0.0', 'github https://github.com/o/r v1.0.0'],
  ['https://github.com/o/r/tree/v1.0.0', 'github https://github.com/o/r v1.0.0'],
  ['https://github.com/o/r/commits/v0.1.0', 'github https://github.com/o/r v0.1.0'],
  ['https://gitlab.com/o/r/-/tags/v1.0.0', 'gitlab https://gitlab.com/o/r v1.0.0'],
  ['https://gitlab.com/o/r/-/releases/v1.0.0', 'gitlab https://gitlab.com/o/r v1.0.0'],
  ['https://gitlab.com/o/r/tags/v1.0.0', 'gitlab https://gitlab.com/o/r v1.0.0'],
  ['https://codeberg.org/o/r/releases/tag/v1.0.0', 'gitea https://codeberg.org/o/r v1.0.0'],
  ['https://git.acme.example/o/r/src/tag/v1.0.0', 'gitea https://git.acme.example/o/r v1.0.0'],
  ['https://bitbucket.org/o/r/src/v1.0.0/', 'bitbucket https://bitbucket.org/o/r v1.0.0'],
  ['https://bitbucket.org/o/r/commits/tag/v1.0.0', 'bitbucket https://bitbucket.org/o/r v1.0.0'],
  ['https://dev.azure.com/o/p/_git/r?version=GTv1.0.0', 'azure https://dev.azure.com/o/p/_git/r v1.0.0'],
  [
    'https://bb.acme.example/projects/P/repos/r/browse?at=refs%2Ftags%2Fv1.0.0',
    'bitbucket-server https://bb.acme.example/projects/P/repos/r v1.0.0',
  ],
];

const NEITHER: readonly string[] = [
  '',
  '#',
  'https://github.com/o/r',
  'https://github.com/o/r/issues/12',
  'https://github.com/o/r/releases',
  'https://www.npmjs.com/package/r/v/1.0.0',
  'compare/v1...v2',
];

describe('parseReleaseLink', () => {
  it.each([...COMPARISONS, ...TAGS])('reads %s', (url, expected) => {
    expect(describeLink(url)).toBe(expected);
  });

  it.each(NEITHER)('takes “%s” for neither', (url) => {
    expect(describeLink(url)).toBeNull();
  });

  it('never fails and names only places in the URL', () => {
    const piece = fc.constantFrom(
      'https://',
      'github.com',
      '/compare/',
      '/branches',
      '/-',
      '...',
      '..',
      '%0D',
      'v1.0.0',
      '/releases/tag/',
      '/branchCompare?baseVersion=GT',
      '&targetVersion=GT',
      '?',
      '#',
      '/',
      'commits?targetBranch=',
      '&sourceBranch=',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => void describeLink(pieces.join(''))));
  });

  it.each([
    ['slashes', '/'],
    ['dots', '.'],
    ['comparisons', '/compare/'],
    ['queries', '/branchCompare?'],
    ['parameters', '&baseVersion=GT'],
    ['tags', '/releases/tag/'],
  ])('reads a URL of a million %s', (_, unit) => {
    const url = `https://github.com/o/r/branchCompare?${unit.repeat(1_000_000 / unit.length)}`;
    expect(() => describeLink(url)).not.toThrow();
  });
});

describe('withRefs', () => {
  it.each(COMPARISONS.filter(([, expected]) => !expected.includes('∅')))(
    'keeps all but the refs of %s',
    (url, expected) => {
      const link = parseReleaseLink(url);
      if (link?.kind !== 'compare') throw new Error('no comparison');
      const next = withRefs(url, link, { base: 'BASE', head: 'TIP' });
      expect(describeLink(next)).toBe(expected.replace(link.base.text, 'BASE').replace(link.head.text, 'TIP'));
      expect(
        withRefs(next, parseReleaseLink(next) as typeof link, { base: link.base.text, head: link.head.text }),
      ).toBe(url);
    },
  );

  it.each(TAGS)('keeps all but the tag of %s', (url, expected) => {
    const link = parseReleaseLink(url);
    if (link?.kind !== 'tag') throw new Error('no tag');
    expect(describeLink(withRefs(url, link, { head: 'TAG' }))).toBe(expected.replace(link.tag.text, 'TAG'));
  });
});

const REPOSITORIES: Readonly<Record<Host, string>> = {
  github: 'https://github.com/o/r',
  gitlab: 'https://gitlab.com/o/r',
  bitbucket: 'https://bitbucket.org/o/r',
  'bitbucket-server': 'https://bb.acme.example/projects/P/repos/r',
  azure: 'https://dev.azure.com/o/p/_git/r',
  gitea: 'https://codeberg.org/o/r',
};

describe('printing', () => {
  it.each(Object.entries(REPOSITORIES) as [Host, string][])('is read back for %s', (host, repository) => {
    const compare = parseReleaseLink(printCompareUrl(host, repository, 'v1.0.0', 'v1.1.0'));
    expect(compare).toMatchObject({
      kind: 'compare',
      host,
      repository,
      base: { text: 'v1.0.0' },
      head: { text: 'v1.1.0' },
    });
    const moving = parseReleaseLink(printCompareUrl(host, repository, 'v1.0.0', defaultHead(host), true));
    expect(moving).toMatchObject({ base: { text: 'v1.0.0' }, head: { text: defaultHead(host) } });
    const tag = parseReleaseLink(printTagUrl(host, repository, 'v1.0.0'));
    expect(tag).toMatchObject({ kind: 'tag', host, repository, tag: { text: 'v1.0.0' } });
    if (host !== 'bitbucket-server') expect(hostByName(repository)).toBe(host);
  });
});
