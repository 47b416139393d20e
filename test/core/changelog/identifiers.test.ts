import { describe, expect, it } from 'vitest';
import { findIdentifiers, identifiersOf } from '../../../src/core/changelog/identifiers.ts';
import type { Entry } from '../../../src/core/index.ts';
import { parseChangelog } from '../../../src/core/index.ts';

function read(entry: string) {
  const changelog = parseChangelog(`## [1.0.0]\n\n### Fixed\n\n- ${entry}\n`);
  return { changelog, entry: changelog.releases[0]?.sections[0]?.entries[0] as Entry };
}

describe('the identifiers of an entry', () => {
  it.each<[entry: string, identifiers: string[]]>([
    ['One.', []],
    ['One (#12)', ['#12']],
    ['One (#12, #13, #12)', ['#12', '#13']],
    ['#12: one', ['#12']],
    ['* \\#12 one', ['#12']],
    ['GH-12 one', ['GH-12']],
    ['acme/widget#12 one', ['acme/widget#12']],
    ['one.two/three_four-5#12', ['one.two/three_four-5#12']],
    ['One !12', ['!12']],
    ['One! 12, a != b, !important', []],
    ['PROJ-12: one', ['PROJ-12']],
    ['UTF-8, SHA-256, ISO-8601, RFC-2119, HTTP-2 and X-1', []],
    ['CVE-2024-12345: one', ['CVE-2024-12345']],
    ['One (GHSA-2c4m-59x9-fr2g)', ['GHSA-2c4m-59x9-fr2g']],
    ['RUSTSEC-2024-0001 and PYSEC-2024-12', ['RUSTSEC-2024-0001', 'PYSEC-2024-12']],
    ['[#12](https://github.com/acme/widget/pull/12)', ['#12']],
    ['[one](https://github.com/acme/widget/pull/12)', ['acme/widget#12']],
    ['https://gitlab.com/acme/widget/-/merge_requests/12', ['acme/widget!12']],
    [
      '[#12](https://github.com/acme/widget/pull/12) https://github.com/acme/widget/issues/13',
      ['#12', 'acme/widget#13'],
    ],
    ['`#12` and `PROJ-12`', []],
    ['#000 #fff page#12 &#123; a/#12', []],
    ['One\n  that goes on (#12)\n  - and on (#13)', ['#12', '#13']],
    ['https://example.com/CVE-2024-12345', []],
    ['See [CVE-2024-12345](https://nvd.nist.gov/vuln/detail/CVE-2024-12345)', ['CVE-2024-12345']],
  ])('%j are %j', (text, identifiers) => {
    const { changelog, entry } = read(text);
    expect(identifiersOf(changelog, entry)).toEqual(identifiers);
  });

  it('have places', () => {
    const { changelog, entry } = read(
      'One (acme/widget#12), CVE-2024-12345 and https://github.com/acme/widget/pull/7.',
    );
    const { text } = changelog.source;
    expect(findIdentifiers(changelog, entry).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['issue', 'acme/widget#12'],
      ['vulnerability', 'CVE-2024-12345'],
      ['link', 'https://github.com/acme/widget/pull/7'],
    ]);
  });

  it.each(['#1', 'a/', 'A', '-', '!', 'CVE-', 'https://a/', '[#1]('])('are found in a line full of %j', (piece) => {
    const { changelog, entry } = read(`One ${piece.repeat(50_000)}`);
    expect(identifiersOf(changelog, entry).length).toBeLessThan(10);
  });
});
