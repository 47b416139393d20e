import { describe, expect, it } from 'vitest';
import { checkChangelog } from '../../../src/core/rules/run.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';
import { findings, fixed, places } from '../../support/findings.ts';

const HOST = 'https://github.com/o/r';

/** A changelog of these releases, with these definitions (`label url`, the URL without the repository) at its end. */
function changelog(headings: readonly string[], definitions: readonly string[]): string {
  const lines = definitions.map((each) => {
    const [label = '', url = ''] = each.split(' ');
    return `[${label}]: ${/^https?:/.test(url) ? url : `${HOST}/${url}`}\n`;
  });
  return `${headings.map((heading) => `## ${heading}\n`).join('\n')}\n### Added\n\n- One.\n\n${lines.join('')}`;
}

function compare(headings: readonly string[], definitions: readonly string[], rule: string): string[] {
  return places(`changelog/${rule}`, changelog(headings, definitions)).map((place) => place.replace(/^\d+: /, ''));
}

describe('changelog/link-definition-out-of-order', () => {
  const headings = ['[Unreleased]', '[1.4.0]', '[1.3.0]', '[1.2.0]', '[1.1.0]', '[1.0.0]'];
  const rising = headings.slice(1).reverse();
  const find = (labels: readonly string[]): string[] =>
    compare(
      headings,
      labels.map((label, i) => `${label.slice(1, -1)} releases/${i}`),
      'link-definition-out-of-order',
    );

  it.each<[string, readonly string[], readonly string[]]>([
    ['the oldest first throughout', rising, []],
    ['the oldest first below what is unreleased', ['[Unreleased]', ...rising], []],
    ['the oldest first of a few', ['[1.1.0]', '[1.2.0]', '[1.3.0]'], ['1.2.0']],
    ['one slip', ['[Unreleased]', '[1.4.0]', '[1.2.0]', '[1.3.0]', '[1.1.0]', '[1.0.0]'], ['1.2.0']],
    ['both ways', ['[1.0.0]', '[1.1.0]', '[1.4.0]', '[1.3.0]', '[1.2.0]'], ['1.1.0']],
  ])('judges %s', (_name, labels, expected) => expect(find(labels)).toEqual(expected));
});

describe('changelog/wrong-compare-base', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['the release below', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/v1.0.0...v1.1.0']],
    [
      'the release below by its date, where the project has an order of its own',
      ['[1.0.0-beta.1] - 2020-02-01', '[1.0.0-milestone.2] - 2020-01-01'],
      ['1.0.0-beta.1 compare/v1.0.0-milestone.2...v1.0.0-beta.1'],
    ],
    [
      'the letters of a patch',
      ['[2.8d] - 2020-03-01', '[2.8c] - 2020-02-01', '[2.8b] - 2020-01-01'],
      ['2.8d compare/v2.8c...v2.8d', '2.8c compare/v2.8b...v2.8c'],
    ],
    ['the build below', ['[1.7.0+10]', '[1.7.0+9]'], ['1.7.0+10 compare/v1.7.0+9...v1.7.0+10']],
    [
      'the next lower version of the same line',
      ['[1.9.1] - 2020-03-01', '[2.0.0] - 2020-02-01', '[1.9.0] - 2020-01-01'],
      ['1.9.1 compare/v1.9.0...v1.9.1', '2.0.0 compare/v1.9.0...v2.0.0'],
    ],
    [
      'the last release before candidates',
      ['[2.0.0]', '[2.0.0-rc.1]', '[1.0.0]'],
      ['2.0.0 compare/v1.0.0...v2.0.0', '2.0.0-rc.1 compare/v1.0.0...v2.0.0-rc.1'],
    ],
    [
      'what was out at the time',
      ['[2.0.0] - 2020-02-01', '[1.9.2] - 2020-04-01', '[1.9.1] - 2020-03-01', '[1.9.0] - 2020-01-01'],
      ['2.0.0 compare/v1.9.0...v2.0.0'],
    ],
    [
      'a yanked release left out',
      ['[1.2.0]', '[1.1.0] - 2020-01-01 [YANKED]', '[1.0.0]'],
      ['1.2.0 compare/v1.0.0...v1.2.0'],
    ],
    [
      'what the line before began with, for the first candidate',
      ['[1.3.0-rc.1]', '[1.2.2]', '[1.2.1]', '[1.2.0]', '[1.2.0-rc.1]'],
      ['1.3.0-rc.1 compare/v1.2.0...v1.3.0-rc.1'],
    ],
    ['a tag that is not listed, between', ['[1.2.0]', '[1.0.0]'], ['1.2.0 compare/v1.1.0...v1.2.0']],
    ['an older tag before the oldest', ['[1.0.0]'], ['1.0.0 compare/v0.9.0...v1.0.0']],
    [
      'releases without links left out',
      ['[1.2.0]', '1.1.0', '[1.0.0]'],
      ['1.2.0 compare/v1.0.0...v1.2.0', '1.0.0 releases/tag/v1.0.0'],
    ],
    ['a commit', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/1a2b3c4d...v1.1.0']],
    ['a branch', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/stable...v1.1.0', '1.0.0 compare/0.9...v1.0.0']],
    ['tags of a package', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/@a/b@1.0.0...@a/b@1.1.0']],
    ['encoded tags', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/%40a%2Fb%401.0.0...%40a%2Fb%401.1.0']],
    ['a link that is malformed, which is told by itself', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/...v1.1.0']],
    [
      'either order where Bitbucket has had both',
      ['[1.1.0]', '[1.0.0]'],
      [
        '1.1.0 https://bitbucket.org/o/r/compare/v1.1.0..v1.0.0',
        '1.0.0 https://bitbucket.org/o/r/compare/v0.9.0..v1.0.0',
      ],
    ],
  ])('accepts %s', (_, headings, definitions) => {
    expect(compare(headings, definitions, 'wrong-compare-base')).toEqual([]);
    expect(compare(headings, definitions, 'wrong-compare-head')).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'a release left out',
      ['[1.2.0]', '[1.1.0]', '[1.0.0]'],
      ['1.2.0 compare/v1.0.0...v1.2.0', '1.1.0 compare/v1.0.0...v1.1.0'],
      ['v1.0.0'],
    ],
    ['itself', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/v1.1.0...v1.1.0'], ['v1.1.0']],
    ['a later version', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/v1.2.0...v1.1.0'], ['v1.2.0']],
    ['a version below all', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/v0.5.0...v1.1.0'], ['v0.5.0']],
    [
      'a wrong one in the heading',
      [
        '[1.2.0](https://github.com/o/r/compare/v1.0.0...v1.2.0)',
        '[1.1.0](https://github.com/o/r/compare/v1.0.0...v1.1.0)',
        '1.0.0',
      ],
      [],
      ['v1.0.0'],
    ],
    ['itself as the oldest', ['[1.0.0]'], ['1.0.0 compare/v1.0.0...v1.0.0'], ['v1.0.0']],
  ])('reports %s', (_, headings, definitions, expected) => {
    expect(compare(headings, definitions, 'wrong-compare-base')).toEqual(expected);
  });
});

describe('changelog/wrong-compare-head', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['HEAD for a version to come', ['[1.1.0] - TBD', '[1.0.0]'], ['1.1.0 compare/v1.0.0...HEAD'], []],
    ['HEAD for a release', ['[1.1.0] - 2020-01-01', '[1.0.0]'], ['1.1.0 compare/v1.0.0...HEAD'], ['HEAD']],
    ['another release', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/v1.0.0...v1.0.1'], ['v1.0.1']],
    ['a longer version', ['[1.1.0]', '[1.0.0]'], ['1.1.0 compare/v1.0.0...v11.1.0'], ['v11.1.0']],
    ['another spelling of a candidate', ['[1.1.0-rc1]', '[1.0.0]'], ['1.1.0-rc1 compare/v1.0.0...v1.1.0-rc.1'], []],
    ['a branch for what is unreleased', ['[Unreleased]', '[1.6.7]'], ['Unreleased compare/1.6.7...1.6'], []],
    ['a tag for what is unreleased', ['[Unreleased]', '[1.6.7]'], ['Unreleased compare/1.6.6...1.6.7'], ['1.6.7']],
    [
      'both ends, told once',
      ['[1.1.0]', '[1.0.0]'],
      ['1.1.0 compare/v1.1.0...main', '1.0.0 releases/tag/v1.0.0'],
      ['main'],
    ],
  ])('looks at %s', (_, headings, definitions, expected) => {
    expect(compare(headings, definitions, 'wrong-compare-head')).toEqual(expected);
    if (expected.length > 0) expect(compare(headings, definitions, 'wrong-compare-base')).toEqual([]);
  });
});

/** The topmost release is not of what most releases are of. */
const TWO = ['[Unreleased]', '[web@2.0.0]', '[core@1.1.0]', '[core@1.0.0]', '[web@1.0.0]', '[core@0.9.0]'];

describe('changelog/wrong-unreleased-base', () => {
  it.each<[string, readonly string[], string, readonly string[]]>([
    ['the newest release', ['[Unreleased]', '[1.1.0]', '[1.0.0]'], 'v1.1.0...HEAD', []],
    ['a forgotten one', ['[Unreleased]', '[1.1.0]', '[1.0.0]'], 'v1.0.0...main', ['v1.0.0']],
    ['the highest version below a backport', ['[Unreleased]', '[1.9.1]', '[2.0.0]'], 'v2.0.0...HEAD', []],
    ['the newest release below a candidate', ['[Unreleased]', '[2.0.0-rc.1]', '[1.0.0]'], 'v1.0.0...HEAD', []],
    ['the newest release below a version to come', ['[Unreleased]', '[2.0.0] - TBD', '[1.0.0]'], 'v1.0.0...HEAD', []],
    ['a tag without a section', ['[Unreleased]', '[1.1.0]'], 'v1.2.0...HEAD', []],
    ['a commit', ['[Unreleased]', '[1.1.0]'], '1a2b3c4d...HEAD', []],
    ['what most releases are of', TWO, 'core@1.1.0...HEAD', []],
    ['an older release of that', TWO, 'core@1.0.0...HEAD', ['core@1.0.0']],
    ['what the link starts at', TWO, 'web@2.0.0...HEAD', []],
    ['an older release of what the link starts at', TWO, 'packages/web@1.0.0...HEAD', ['packages/web@1.0.0']],
    ['another component’s newest version', [...TWO, '[core@0.9.0]'], 'core@2.0.0...HEAD', []],
    ['a tag that tells no component', TWO, 'v2.0.0...HEAD', []],
  ])('looks at %s', (_, headings, refs, expected) => {
    expect(compare(headings, [`Unreleased compare/${refs}`], 'wrong-unreleased-base')).toEqual(expected);
  });

  it.each([
    ['core@1.0.0', 'core@1.1.0'],
    ['web@1.0.0', 'web@2.0.0'],
  ])('compares %s with the newest of its own component', (from, to) => {
    const text = (base: string): string => changelog(TWO, [`Unreleased compare/${base}...HEAD`]);
    expect(fixed('changelog/wrong-unreleased-base', text(from))).toBe(text(to));
  });
});

describe('changelog/missing-link-definition', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['full and collapsed references', ['[1.1.0][tag]', '[1.0.0][]'], ['tag x', '1.0.0 y'], []],
    ['a full reference without its definition', ['[1.1.0][tag]', '[1.0.0]'], ['1.1.0 x', '1.0.0 y'], ['1.1.0']],
    ['another case and white space', ['[Unreleased]', '[1.0.0]'], ['UNRELEASED x', '1.0.0 y'], []],
    ['no brackets', ['1.1.0', '1.0.0'], [], []],
    ['a link in the heading', ['[1.1.0](https://x.example)', '1.0.0'], [], []],
    ['none at all, once', ['[1.1.0]', '[1.0.0]', '[0.9.0]'], [], ['1.1.0']],
    ['some, each', ['[1.2.0]', '[1.1.0]', '[1.0.0]'], ['1.0.0 x'], ['1.2.0', '1.1.0']],
  ])('looks at %s', (_, headings, definitions, expected) => {
    expect(compare(headings, definitions, 'missing-link-definition')).toEqual(expected);
  });

  it('proposes a comparison with HEAD, with the release before, or the tag', () => {
    const headings = ['[Unreleased]', '[1.1.0]', '[1.0.0]', '[0.9.0]'];
    const one = changelog(headings, ['1.0.0 compare/v0.9.0...v1.0.0']);
    const added = [...[0, 1, 2].map((i) => i)].reduce(
      (text) => fixed('changelog/missing-link-definition', text) ?? text,
      one,
    );
    expect(added).toBe(
      changelog(headings, [
        'Unreleased compare/v1.1.0...HEAD',
        '1.1.0 compare/v1.0.0...v1.1.0',
        '1.0.0 compare/v0.9.0...v1.0.0',
        '0.9.0 releases/tag/v0.9.0',
      ]),
    );
  });

  it('links to tags where the file links to tags', () => {
    const headings = ['[1.2.0]', '[1.1.0]', '[1.0.0]'];
    const text = changelog(headings, ['1.1.0 releases/tag/v1.1.0', '1.0.0 releases/tag/v1.0.0']);
    expect(fixed('changelog/missing-link-definition', text)).toBe(
      changelog(headings, ['1.2.0 releases/tag/v1.2.0', '1.1.0 releases/tag/v1.1.0', '1.0.0 releases/tag/v1.0.0']),
    );
  });

  it('proposes nothing where no link tells the repository', () => {
    expect(fixed('changelog/missing-link-definition', changelog(['[1.1.0]', '[1.0.0]'], []))).toBeNull();
    expect(
      fixed('changelog/missing-link-definition', changelog(['[1.1.0]', '[1.0.0]'], ['1.0.0 https://x.example/1.0.0'])),
    ).toBeNull();
  });
});

describe('link definitions', () => {
  it.each<[string, string, readonly string[]]>([
    ['one in a quote', '> [1.0.0]: https://x.example\n\n## [1.0.0]\n\n### Added\n', []],
    [
      'several in a row, told once',
      '## [1.0.0]\n\n### Added\n\n- One.\n[1.0.0]: https://x.example/1\n[a]: https://x.example/2\n',
      ['6: 1.0.0'],
    ],
    ['one behind a paragraph', '## [1.0.0]\n\n### Added\n\nText.\n[1.0.0]: <https://x.example/1>\n', ['6: 1.0.0']],
    ['code', '## [1.0.0]\n\n### Added\n\n```\na\n[1.0.0]: https://x.example/1\n```\n', []],
    ['prose', '## [1.0.0]\n\n### Added\n\nSee\n[1.0.0]: it is fine\n', []],
    ['a footnote', '## [1.0.0]\n\n### Added\n\nSee\n[^1]: https://x.example\n', []],
  ])('hidden: %s', (_, text, expected) => {
    expect(places('changelog/hidden-link-definition', text)).toEqual(expected);
  });

  it.each<[string, string, readonly string[]]>([
    ['a reference in another case', 'See [FOO].\n\n[foo]: x\n', []],
    ['a reference over two lines', 'See [foo\nbar].\n\n[Foo Bar]: x\n', []],
    ['a reference over two lines of a quote', '> See [foo\n> bar].\n\n[Foo Bar]: x\n', []],
    ['an image', '![foo]\n\n[foo]: x\n', []],
    ['a reference in a heading', '#### [foo]\n\n[foo]: x\n', []],
    ['a nested bracket', '[a [foo] b]\n\n[foo]: x\n', []],
    ['a mention in code, to be careful', '`[foo]`\n\n[foo]: x\n', []],
    ['an escaped bracket', 'See [a\\]b].\n\n[a\\]b]: x\n', []],
    ['comments and footnotes', '[//]: # (a)\n[comment]: <> (b)\n[^1]: c\n', []],
    ['a part of a label', 'See [foobar] and [foo bar].\n\n[foo]: x\n', ['3: foo']],
  ])('unused: %s', (_, text, expected) => {
    expect(places('changelog/unused-link-definition', text)).toEqual(expected);
  });

  it('are removed only where nothing grows together', () => {
    const text = '- One\n\n[foo]: x\n\n- Two\n';
    expect(places('changelog/unused-link-definition', text)).toEqual(['3: foo']);
    const offers = findings('changelog/unused-link-definition', text);
    expect(offers).toHaveLength(1);
    expect(fixed('changelog/unused-link-definition', text)).toBe('- One\n\n\n- Two\n');
    expect(fixed('changelog/unused-link-definition', '[foo]: x')).toBe('');
    expect(fixed('changelog/unused-link-definition', '# A\n\n[foo]: x')).toBe('# A\n');
  });

  it.each<[string, string, readonly string[]]>([
    ['in another case', '[Foo]: a\n[foo]: b\n', ['2: foo']],
    ['with other white space', '[a b]: a\n[a\n b]: b\n', ['2: a\n b']],
    ['of comments', '[//]: # (a)\n[//]: # (b)\n', []],
    ['three times', '[a]: a\n[a]: a\n[A]: b\n', ['2: a', '3: A']],
    [
      'one that another release keeps below its own text, too',
      '## [1.1.0]\n\n### Added\n\n- [a]\n\n[a]: https://e.example/1\n\n## [1.0.0]\n\n- [a]\n\n[a]: https://e.example/1\n\n## 0.9.0\n\n- B\n',
      [],
    ],
    [
      'another place there',
      '## [1.1.0]\n\n### Added\n\n- [a]\n\n[a]: https://e.example/1\n\n## [1.0.0]\n\n- [a]\n\n[a]: https://e.example/2\n\n## 0.9.0\n\n- B\n',
      ['13: a'],
    ],
  ])('twice: %s', (_, text, expected) => {
    expect(places('changelog/duplicate-link-definition', text)).toEqual(expected);
  });
});

describe('changelog/mismatched-reference', () => {
  it.each<[string, readonly string[]]>([
    ['[#12](https://github.com/o/r/issues/12)', []],
    ['[#12](https://github.com/o/r/pull/112)', ['1: #12']],
    ['[#12](https://github.com/o/r/pull/12#discussion_r99)', []],
    ['[#12](https://github.com/o/r/pull/12/files)', []],
    ['[#12](https://gitlab.com/o/r/-/issues/13?a=1)', ['1: #12']],
    ['[#12](https://github.com/o/r/commit/1234567)', []],
    ['[#12](https://jira.example/browse/ABC-13)', []],
    ['[o/r#12](https://github.com/o/r/pull/13)', []],
    ['[1](https://github.com/o/r/pull/13)', []],
    ['`[#12](https://github.com/o/r/pull/13)`', []],
    ['[#12](', []],
  ])('%s', (text, expected) => {
    expect(places('changelog/mismatched-reference', `${text}\n`)).toEqual(expected);
  });
});

describe('changelog/unsafe-link', () => {
  it.each<[string, number]>([
    ['[a](javascript:alert(1))', 1],
    ['[a]( <JavaScript:x>)', 1],
    ['[a](java&#x73;cript:x)', 1],
    ['[a](&#0000106avascript:x)', 0],
    ['[a](javascript&colon;x)', 1],
    ['[a]: javascript:x', 1],
    ['[a]: <vbscript:x>', 1],
    ['[a](data:text/html,x)', 1],
    ['![a](data:image/png;base64,AAAA)', 0],
    ['![a](data:image/svg+xml,x)', 1],
    ['[a](file:///etc/passwd)', 1],
    ['[a](command:workbench.action.quit)', 1],
    ['[a](vscode://x)', 1],
    ['<javascript:x>', 1],
    ['<a href="javascript:x">a</a>', 1],
    ["<a href='data:text/html,x'>a</a>", 1],
    ['[a](https://example.com/javascript:x)', 0],
    ['[a](docs/file:1.md)', 0],
    ['[a](commands.md)', 0],
    ['Handle javascript: and data: in links.', 0],
    ['`[a](javascript:x)`', 0],
    ['    [a](javascript:x)', 0],
    ['<!-- [a](javascript:x) -->', 0],
    ['Array<file: string>', 0],
  ])('%s', (text, count) => {
    expect(places('changelog/unsafe-link', `${text}\n`)).toHaveLength(count);
  });
});

describe('changelog/insecure-link', () => {
  it.each<[string, number]>([
    ['http://github.com/o/r', 1],
    ['[a](http://github.com)', 1],
    ['http://localhost:3000 http://127.0.0.1 http://example.com http://a.test/ http://10.0.0.1', 0],
    ['`http://github.com`', 0],
    ['http://', 0],
  ])('%s', (text, count) => {
    expect(places('changelog/insecure-link', `${text}\n`)).toHaveLength(count);
  });
});

describe('changelog/link-to-other-repository', () => {
  it('says once for each repository where a project came from, and takes no side where there is no majority', () => {
    const headings = ['[1.4.0]', '[1.3.0]', '[1.2.0]', '[1.1.0]', '[1.0.0]'];
    const links = [
      '1.4.0 releases/tag/v1.4.0',
      '1.3.0 releases/tag/v1.3.0',
      '1.2.0 http://www.github.com/O/R/releases/tag/v1.2.0',
    ];
    const old = [
      '1.1.0 https://github.com/old/r/releases/tag/v1.1.0',
      '1.0.0 https://github.com/old/r/releases/tag/v1.0.0',
    ];
    expect(compare(headings, [...links, ...old], 'link-to-other-repository')).toEqual(['https://github.com/old/r']);
    expect(compare(headings, [...links.slice(0, 2), ...old], 'link-to-other-repository')).toEqual([]);
  });
});

describe('two sections of one version', () => {
  const releases = Array.from({ length: 12 }, (_, i) => `1.${11 - i}.0`);
  const headings = [...releases, '1.0.0', '1.0.0', '1.4.0'];
  const text = [
    ...headings.map((label) => `## [${label}] - 2017-07-17\n\n### Added\n\n- One.\n`),
    ...releases.map((label, i) => `[${label}]: http://github.com/o/r/compare/v1.${9 - i}.0..v${label}`),
  ].join('\n');
  const { problems } = checkChangelog({ text, today: '2026-01-01' });

  it('are told of the definition that they have in common once', () => {
    const told = problems.map(({ rule, span, message }) => `${rule} ${span.start} ${message}`);
    expect(told.filter((each, i) => told.indexOf(each) !== i)).toEqual([]);
    expect(told.some((each) => each.startsWith('changelog/two-dot-compare-link'))).toBe(true);
  });

  it('have fixes that can be made', () => {
    for (const { fixes } of problems)
      for (const { edits } of fixes) expect(() => applyEdits(text, edits)).not.toThrow();
  });
});
