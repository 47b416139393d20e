import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, checkChangelog, type Edit } from '../../../src/core/index.ts';
import { readCorpus } from '../../support/corpus.ts';

const TITLE = 'Repair all compare links';
const HOSTS = {
  github: [
    'https://github.com/o/r',
    '/compare/1.1.0...1.2.0',
    '/compare/1.0.0...1.1.0',
    '/releases/tag/1.0.0',
    '/compare/1.2.0...HEAD',
  ],
  gitlab: [
    'https://gitlab.com/o/r',
    '/-/compare/1.1.0...1.2.0',
    '/-/compare/1.0.0...1.1.0',
    '/-/tags/1.0.0',
    '/-/compare/1.2.0...HEAD',
  ],
  gitea: [
    'https://codeberg.org/o/r',
    '/compare/1.1.0...1.2.0',
    '/compare/1.0.0...1.1.0',
    '/releases/tag/1.0.0',
    '/compare/1.2.0...HEAD',
  ],
  bitbucket: [
    'https://bitbucket.org/o/r',
    '/branches/compare/1.2.0%0D1.1.0',
    '/branches/compare/1.1.0%0D1.0.0',
    '/src/1.0.0',
    '/branches/compare/main%0D1.2.0',
  ],
  azure: [
    'https://dev.azure.com/o/p/_git/r',
    '/branchCompare?baseVersion=GT1.1.0&targetVersion=GT1.2.0',
    '/branchCompare?baseVersion=GT1.0.0&targetVersion=GT1.1.0',
    '?version=GT1.0.0',
    '/branchCompare?baseVersion=GT1.2.0&targetVersion=GBmain',
  ],
} as const;
const LABELS = ['1.2.0', '1.1.0', '1.0.0', 'Unreleased'] as const;

function blockOf(host: keyof typeof HOSTS): readonly string[] {
  const [page, ...paths] = HOSTS[host];
  const lines = LABELS.map((label, i) => `[${label}]: ${page}${paths[i]}`);
  return [lines[3] as string, ...lines.slice(0, 3)];
}

const BODY =
  '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-03\n\n### Added\n\n- A [reference] and `[1.0.0]: code`\n  - nested\n\n## [1.1.0] - 2026-01-02\n\n### Fixed\n\n- B\n\n```\n[1.1.0]: https://github.com/o/r/compare/v0...v9\n```\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- C\n\n';

function repairOf(text: string): readonly Edit[] | null {
  const fixes = checkChangelog({ text }).problems.flatMap(({ fixes }) => fixes);
  return fixes.find(({ title }) => title === TITLE)?.edits ?? null;
}

function repair(text: string): string {
  return applyEdits(text, repairOf(text) ?? []);
}

describe('the repair of a whole block of links', () => {
  it.each<[name: string, host: keyof typeof HOSTS, bad: readonly string[]]>([
    [
      'a wrong base, a missing definition and another order',
      'github',
      [
        '[1.0.0]: https://github.com/o/r/releases/tag/1.0.0',
        '[1.2.0]: https://github.com/o/r/compare/1.0.0...1.2.0',
        '[Unreleased]: https://github.com/o/r/compare/1.0.0...HEAD',
      ],
    ],
    [
      'refs the wrong way round, four dots and two',
      'gitlab',
      [
        '[Unreleased]: https://gitlab.com/o/r/-/compare/1.1.0...HEAD',
        '[1.2.0]: https://gitlab.com/o/r/-/compare/1.2.0...1.1.0',
        '[1.1.0]: https://gitlab.com/o/r/-/compare/1.0.0....1.1.0',
        '[1.0.0]: https://gitlab.com/o/r/-/tags/1.0.0',
      ],
    ],
    ['one comparison to learn from', 'gitea', ['[1.1.0]: https://codeberg.org/o/r/compare/1.0.0..1.1.0']],
    [
      'an older base of Bitbucket’s own form',
      'bitbucket',
      [
        '[Unreleased]: https://bitbucket.org/o/r/branches/compare/main%0D1.1.0',
        '[1.1.0]: https://bitbucket.org/o/r/branches/compare/1.1.0%0D1.0.0',
        '[1.0.0]: https://bitbucket.org/o/r/src/1.0.0',
      ],
    ],
    [
      'a query that names the version itself',
      'azure',
      [
        '[1.2.0]: https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GT1.1.0&targetVersion=GT1.2.0',
        '[1.1.0]: https://dev.azure.com/o/p/_git/r/branchCompare?baseVersion=GT1.1.0&targetVersion=GT1.1.0',
        '[1.0.0]: https://dev.azure.com/o/p/_git/r?version=GT1.0.0',
      ],
    ],
  ])('mends %s', (_, host, bad) => {
    const good = `${BODY}${blockOf(host).join('\n')}\n`;
    const text = `${BODY}${bad.join('\n')}\n`;
    expect(repair(text)).toBe(good);
    const crlf = (each: string) => `\ufeff${each.replaceAll('\n', '\r\n')}`;
    expect(repair(crlf(text))).toBe(crlf(good));
    expect(repair(text.trimEnd())).toBe(good.trimEnd());
  });

  it('leaves other definitions and whatever stands between them where they are', () => {
    const [unreleased, ...others] = blockOf('github');
    const text = `${BODY}${others[0]}\n[reference]: https://example.com\n\n<!-- older -->\n\n${unreleased}\n${others[1]}\n${others[2]}\n`;
    expect(repair(text)).toBe(
      `${BODY}${unreleased}\n[reference]: https://example.com\n\n<!-- older -->\n\n${others.join('\n')}\n`,
    );
  });

  it('offers nothing where every link is right', () => {
    expect(repairOf(`${BODY}${blockOf('azure').join('\n')}\n`)).toBeNull();
  });

  it('leaves commits and branches to their author', () => {
    const text = `${BODY}[Unreleased]: https://github.com/o/r/compare/1.1.0...next\n[1.2.0]: https://github.com/o/r/compare/1f2e3d4c...1.2.0\n[1.1.0]: https://github.com/o/r/compare/1.0.0...1.1.0\n[1.0.0]: https://github.com/o/r/releases/tag/1.0.0\n`;
    expect(repair(text)).toBe(text.replace('1.1.0...next', '1.2.0...next'));
  });

  it('keeps every byte outside of the definitions, whatever they say', () => {
    const url = fc.oneof(
      fc.constantFrom(...Object.values(HOSTS).flatMap(([page, ...paths]) => paths.map((path) => page + path))),
      fc
        .constantFrom('v1.0.0', '1.2.0', 'HEAD', '', '1.1.0', 'abcdef01', '9.9.9')
        .chain((base) =>
          fc
            .constantFrom('v1.0.0', '1.2.0', 'HEAD', '', '1.1.0')
            .chain((head) =>
              fc
                .constantFrom('...', '..', '....', '%0D')
                .map((dots) => `https://github.com/o/r/compare/${base}${dots}${head}`),
            ),
        ),
      fc.webUrl(),
    );
    const definition = fc
      .tuple(fc.constantFrom(...LABELS, 'reference', 'other'), url)
      .map(([label, to]) => `[${label}]: ${to}`);
    const line = fc.oneof(
      { weight: 5, arbitrary: definition },
      { weight: 1, arbitrary: fc.constantFrom('', '<!-- x -->') },
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (lines, eol, final) => {
          const text = (BODY + lines.join('\n') + (final ? '\n' : '')).replaceAll('\n', eol);
          const mended = repair(text);
          const rest = (each: string) =>
            each.split(eol).filter((row) => row.trim() !== '' && !/^\[[\w.]+\]: /.test(row));
          expect(rest(mended)).toEqual(rest(text));
          expect(mended.startsWith(BODY.replaceAll('\n', eol).trimEnd())).toBe(true);
          if (eol === '\r\n') expect(mended).not.toMatch(/[^\r]\n/);
          expect(repair(mended)).toBe(mended);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps every line of real changelogs that is no definition', () => {
    for (const { name, text } of readCorpus()) {
      const mended = repair(text);
      const rest = (each: string) =>
        each.split(/\r\n|\r|\n/).filter((row) => row.trim() !== '' && !/^ {0,3}\[[^\]]+\]:/.test(row));
      expect(rest(mended), name).toEqual(rest(text));
    }
  });
});
