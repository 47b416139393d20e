import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherDefinitions, gatherLinks } from '../../../../src/core/changelog/links/gather-links.ts';
import { parseReleaseLink, type ReleaseLink } from '../../../../src/core/changelog/links/release-link.ts';
import { parseChangelog } from '../../../../src/core/changelog/parse.ts';

/** What a link says, as plain data: parts may be read when they are asked for. */
function partsOf(link: ReleaseLink | null): unknown {
  if (link?.kind !== 'compare') return link;
  const { kind, host, repository, base, separator, head } = link;
  return { kind, host, repository, base, separator, head };
}

describe('gatherLinks', () => {
  it('finds what each heading links to', () => {
    const text =
      '## [Unreleased]\n\n## [1.1.0]\n\n## [1.0.1](https://github.com/o/r/releases/tag/v1.0.1)\n\n## [1.0.0][first]\n\n## 0.9.0\n\n' +
      '[unreleased]: https://github.com/o/r/compare/v1.1.0...HEAD\n[first]: <https://example.com>\n[0.9.0]: https://example.com/0.9.0\n';
    const links = gatherLinks(parseChangelog(text));
    expect(
      links.map(({ release, reference, url, link }) => [release.label, reference, url, link?.kind ?? null]),
    ).toEqual([
      ['Unreleased', 'Unreleased', 'https://github.com/o/r/compare/v1.1.0...HEAD', 'compare'],
      ['1.1.0', '1.1.0', '', null],
      ['1.0.1', null, 'https://github.com/o/r/releases/tag/v1.0.1', 'tag'],
      ['1.0.0', 'first', 'https://example.com', null],
      ['0.9.0', null, '', null],
    ]);
    for (const { urlSpan, url } of links) if (urlSpan) expect(text.slice(urlSpan.start, urlSpan.end)).toBe(url);
  });

  it('reads every URL as it would read it alone, whatever stood before it', () => {
    const repository = fc.constantFrom('https://github.com/o/r', 'https://github.com/o/rr', 'https://gitlab.com/o/r/-');
    const ref = fc.constantFrom('v1.0.0', 'v1.1.0', '', 'a/compare/b', '1.0.', '%40a', 'a.b', 'o:v1.0.0');
    const dots = fc.constantFrom('...', '..', '....', '', '%0D');
    const end = fc.constantFrom('', '/', '?w=1', '#diff', '...v3');
    const url = fc.tuple(repository, ref, dots, ref, end).map(([a, b, c, d, e]) => `${a}/compare/${b}${c}${d}${e}`);
    fc.assert(
      fc.property(fc.array(url, { minLength: 2, maxLength: 5 }), (urls) => {
        const headings = urls.map((_, i) => `## [${i}.0.0]\n`).join('\n');
        const definitions = urls.map((each, i) => `[${i}.0.0]: ${each}\n`).join('');
        const links = gatherLinks(parseChangelog(`${headings}\n${definitions}`));
        expect(links.map(({ link }) => partsOf(link))).toEqual(urls.map((each) => partsOf(parseReleaseLink(each))));
      }),
      { numRuns: 500 },
    );
  });
});

describe('gatherDefinitions', () => {
  it('takes the first definition of a label, whatever its case and white space', () => {
    const text = '[Go  1.18]: a\n[go 1.18]: b\n[v1.0.0]: c\n[V1.0.0]: d\n';
    const definitions = gatherDefinitions(parseChangelog(text));
    expect([...definitions.values()].map(({ url }) => text.slice(url.start, url.end))).toEqual(['a', 'c']);
  });
});
