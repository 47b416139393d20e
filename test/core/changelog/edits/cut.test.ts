import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutSection } from '../../../../src/core/changelog/edits/cut.ts';
import { parseChangelog } from '../../../../src/core/changelog/parse.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/default-policy.ts';
import { mergeSettings } from '../../../../src/core/policy/merge-settings.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';

const cut = (text: string, over: Partial<Parameters<typeof cutSection>[1]> = {}, policy: Policy = DEFAULT_POLICY) =>
  cutSection(parseChangelog(text, policy.changelog), {
    version: '1.1.0',
    date: '2026-06-30',
    title: null,
    pattern: null,
    policy,
    ...over,
  });

const TO = 'https://github.com/o/r/compare/';
const LINKS =
  '[Unreleased]: https://github.com/o/r/compare/v1.0.0...HEAD\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n';

it('releases “None” in a category that the policy asks for in every release', () => {
  const changes = { changelog: { ...DEFAULT_POLICY.changelog, requiredCategories: ['Security'] } };
  const after = cut(
    '## [Unreleased]\n\n### Added\n\n- A\n\n### Fixed\n\n- None\n\n### Security\n\n- None\n',
    {},
    { ...DEFAULT_POLICY, ...changes },
  );
  expect(after).toContain('## [1.1.0] - 2026-06-30\n\n### Added\n\n- A\n\n### Security\n\n- None\n');
});

it('writes no date after a version that is a day, where the others have none', () => {
  const after = cut('## [Unreleased]\n\n- B\n\n## [2026-01-01]\n\n- A\n', { version: '2026-06-30' });
  expect(after).toContain('## [2026-06-30]\n\n- B\n\n## [2026-01-01]\n');
});

it('underlines the heading where the others are underlined', () => {
  const after = cut('## Unreleased\n\n- B\n\n1.0.0 (2026-01-01)\n------------------\n\n- A\n');
  expect(after).toBe(
    '## Unreleased\n\n1.1.0 (2026-06-30)\n------------------\n\n- B\n\n1.0.0 (2026-01-01)\n------------------\n\n- A\n',
  );
});

it('says which version comes next where that is not the one that is to be cut', () => {
  expect(cut('## 1.1.0-beta.1 (Unreleased)\n\n- B\n\n## 1.0.0 (2026-01-01)\n\n- A\n')).toMatchObject({
    code: 'no-unreleased',
    hint: 'Release that version, 1.1.0-beta.1, or call its section Unreleased',
  });
});

describe('a line that leads to all changes', () => {
  const line = (base: string, head: string) => `[Full diff](https://github.com/o/r/compare/${base}...${head})`;
  const rest = '## [1.0.0] - 2026-01-01\n\n- A\n';

  it.each([
    [
      'ends at the release and goes on under Unreleased',
      `## [Unreleased]\n\n${line('v1.0.0', 'main')}\n\n### Added\n\n- B\n\n${rest}`,
      `## [Unreleased]\n\n${line('v1.1.0', 'main')}\n\n## [1.1.0] - 2026-06-30\n\n${line('v1.0.0', 'v1.1.0')}\n\n### Added\n\n- B\n\n${rest}`,
    ],
    [
      'stands right below the heading where it did',
      `## [Unreleased]\n${line('v1.0.0', 'HEAD')}\n\n- B\n\n${rest}`,
      `## [Unreleased]\n${line('v1.1.0', 'HEAD')}\n\n## [1.1.0] - 2026-06-30\n${line('v1.0.0', 'v1.1.0')}\n\n- B\n\n${rest}`,
    ],
    [
      'is found behind the entries, and as a plain URL',
      `## [Unreleased]\n\n- B\n\n**Full Changelog**: ${TO}v1.0.0...HEAD\n\n${rest}`,
      `## [Unreleased]\n\n**Full Changelog**: ${TO}v1.1.0...HEAD\n\n## [1.1.0] - 2026-06-30\n\n- B\n\n**Full Changelog**: ${TO}v1.0.0...v1.1.0\n\n${rest}`,
    ],
    [
      'stays in an entry, and where it ends at a version',
      `## [Unreleased]\n\n- See ${TO}v0.9.0...HEAD\n\nSee ${TO}v0.9.0...v1.0.0\n\n${rest}`,
      `## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n- See ${TO}v0.9.0...HEAD\n\nSee ${TO}v0.9.0...v1.0.0\n\n${rest}`,
    ],
  ])('%s', (_name, before, after) => {
    expect(cut(before)).toBe(after);
  });
});

describe('the tags in the links of a release', () => {
  const named = (...names: readonly string[]) => ({
    exists: (name: string) => names.includes(name),
    nameOf: ({ raw }: { readonly raw: string }) => (raw === '0.9.0' ? 'v0.9.0' : raw),
  });
  const text = `## [Unreleased]\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n${LINKS}`;

  it.each([
    ['are written as the others where those exist', named('v1.0.0', 'v1.1.0'), 'v1.0.0...v1.1.0', 'v1.1.0...HEAD'],
    ['are those that exist where the project has given up a prefix', named('1.0.0'), '1.0.0...1.1.0', '1.1.0...HEAD'],
    ['change only where they have to', named('v1.0.0'), 'v1.0.0...1.1.0', '1.1.0...HEAD'],
  ])('%s', (_name, tags, own, unreleased) => {
    const after = cut(text, { tags });
    expect(after).toContain(`[1.1.0]: https://github.com/o/r/compare/${own}\n`);
    expect(after).toContain(`[Unreleased]: https://github.com/o/r/compare/${unreleased}\n`);
  });

  it('are those of a version without a section where the one before was never tagged', () => {
    const newest = (version: { readonly raw: string }, end: { readonly raw: string }) =>
      version.raw === '1.0.0' && end.raw === '1.1.0' ? 'v1.0.5' : null;
    const after = cut(text, { tags: { ...named('v1.0.5', 'v1.1.0'), between: newest } });
    expect(after).toContain('[1.1.0]: https://github.com/o/r/compare/v1.0.5...v1.1.0\n');
    expect(after).toContain('[Unreleased]: https://github.com/o/r/compare/v1.1.0...HEAD\n');
  });

  it('of another component keep the name that it has', () => {
    const links = LINKS.replaceAll('v1.0.0', 'web@1.0.0');
    const after = cut(text.replace(LINKS, links), { tags: named('1.0.0') });
    expect(after).toContain('[1.1.0]: https://github.com/o/r/compare/web@1.0.0...web@1.1.0\n');
  });
});

describe('cutting a section (000-19, 000-39)', () => {
  it.each([
    {
      name: 'dates what is unreleased, and leaves an empty section above it',
      before: '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      after:
        '# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    },
    {
      name: 'writes the heading as the others are written',
      before: '## Unreleased\n- B\n\n## v1.0.0 (2026-01-01)\n- A\n',
      after: '## Unreleased\n\n## v1.1.0 (2026-06-30)\n- B\n\n## v1.0.0 (2026-01-01)\n- A\n',
    },
    {
      name: 'names the definition of the version as the others are named, behind the last of a list that starts with the oldest',
      before:
        '## Unreleased\n\n- C\n\n## [`1.0.0`][1.0.0]\n\n- B\n\n## [`0.9.0`][0.9.0]\n\n- A\n\n[0.9.0]: https://github.com/o/r/releases/tag/0.9.0\n[1.0.0]: https://github.com/o/r/releases/tag/1.0.0\n[#1]: https://github.com/o/r/issues/1\n',
      after:
        '## Unreleased\n\n## [`1.1.0`][1.1.0] - 2026-06-30\n\n- C\n\n## [`1.0.0`][1.0.0]\n\n- B\n\n## [`0.9.0`][0.9.0]\n\n- A\n\n[0.9.0]: https://github.com/o/r/releases/tag/0.9.0\n[1.0.0]: https://github.com/o/r/releases/tag/1.0.0\n[1.1.0]: https://github.com/o/r/releases/tag/1.1.0\n[#1]: https://github.com/o/r/issues/1\n',
    },
    {
      name: 'encloses the URL as those of the others are enclosed',
      before:
        '## [Unreleased]\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[Unreleased]: <https://github.com/o/r/compare/v1.0.0...HEAD>\n[1.0.0]: <https://github.com/o/r/releases/tag/v1.0.0>\n',
      after:
        '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[Unreleased]: <https://github.com/o/r/compare/v1.1.0...HEAD>\n[1.1.0]: <https://github.com/o/r/compare/v1.0.0...v1.1.0>\n[1.0.0]: <https://github.com/o/r/releases/tag/v1.0.0>\n',
    },
    {
      name: 'leaves “Nothing yet!” behind, and writes it where entries were',
      before:
        '## [Unreleased]\n\n### Added\n- Nothing yet!\n\n### Changed\n- A\n- B\n\n### Fixed\n- Nothing yet!\n\n\n## [1.0.0] - 2026-01-01\n\n### Added\n- A\n',
      after:
        '## [Unreleased]\n\n### Added\n- Nothing yet!\n\n### Changed\n- Nothing yet!\n\n### Fixed\n- Nothing yet!\n\n## [1.1.0] - 2026-06-30\n\n### Changed\n- A\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n- A\n',
    },
    {
      name: 'links the version, and compares what is unreleased with it',
      before: `## [Unreleased]\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n${LINKS}`,
      after: `## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n${LINKS.replace('v1.0.0...HEAD\n', 'v1.1.0...HEAD\n[1.1.0]: https://github.com/o/r/compare/v1.0.0...v1.1.0\n')}`,
    },
    {
      name: 'leaves categories without entries behind as the outline of what comes next (004-20)',
      before: '## [Unreleased]\n\n### Added\n\n- B\n\n### Fixed\n\n### Security\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      after:
        '## [Unreleased]\n\n### Added\n\n### Fixed\n\n### Security\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    },
    {
      name: 'dates a section whose date was still to come, and puts Unreleased above it',
      before: '## [1.1.0] - TBD\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      after: '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    },
    {
      name: 'puts Unreleased above a section that it stood below',
      before:
        '## [1.1.0] - TBD\n\n- B\n\n## [Unreleased]\n\n### Added\n\n- Nothing.\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      after:
        '## [Unreleased]\n\n### Added\n\n- Nothing.\n\n## [1.1.0] - 2026-06-30\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    },
    {
      name: 'takes what came under Unreleased into a section that was begun (001-05)',
      before:
        '## [Unreleased]\n\n### Fixed\n\n- C\n\n## [1.1.0] - TBD\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      after:
        '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- B\n\n### Fixed\n\n- C\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    },
    {
      name: 'leaves the link of Unreleased where the file keeps it, below its heading',
      before: `## [Unreleased]\n\n[unreleased]: ${TO}v1.0.0...HEAD\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n[1.0.0]: ${TO}v0.9.0...v1.0.0\n\n### Added\n\n- A\n`,
      after: `## [Unreleased]\n\n[unreleased]: ${TO}v1.1.0...HEAD\n\n## [1.1.0] - 2026-06-30\n\n[1.1.0]: ${TO}v1.0.0...v1.1.0\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n[1.0.0]: ${TO}v0.9.0...v1.0.0\n\n### Added\n\n- A\n`,
    },
    {
      name: 'takes the link of Unreleased along where the file keeps it at the end of the section',
      before: `## [Unreleased]\n\n- B\n\n[Unreleased]: ${TO}v1.0.0...HEAD\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[1.0.0]: ${TO}v0.9.0...v1.0.0\n\n## 0.9.0\n\n- Z\n`,
      after: `## [Unreleased]\n\n[Unreleased]: ${TO}v1.1.0...HEAD\n\n## [1.1.0] - 2026-06-30\n\n- B\n\n[1.1.0]: ${TO}v1.0.0...v1.1.0\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[1.0.0]: ${TO}v0.9.0...v1.0.0\n\n## 0.9.0\n\n- Z\n`,
    },
    {
      name: 'writes a version as those with another form of date',
      before: '## [UNRELEASED]\n\n- B\n\n## 1.0.0 (6th December, 2024)\n\n- A\n',
      after: '## [UNRELEASED]\n\n## 1.1.0 (2026-06-30)\n\n- B\n\n## 1.0.0 (6th December, 2024)\n\n- A\n',
    },
    {
      name: 'writes a version as those without a date are written',
      before: '# unreleased\n\n- B\n\n# v1.0.0\n\n- A\n\n# v0.9.0\n',
      after: '# unreleased\n\n# v1.1.0 - 2026-06-30\n\n- B\n\n# v1.0.0\n\n- A\n\n# v0.9.0\n',
    },
    {
      name: 'cuts the first release in the standard’s form',
      before: '# Changelog\n\n## [Unreleased]\n\n- B\n',
      after: '# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n- B\n',
    },
  ])('$name', ({ before, after }) => {
    expect(cut(before)).toBe(after);
    expect(cut(before.replaceAll('\n', '\r\n'))).toBe(after.replaceAll('\n', '\r\n'));
    expect(cut(`\ufeff${before}`)).toBe(`\ufeff${after}`);
  });

  const pattern = {
    ...({ host: 'github', repository: 'https://github.com/o/r', tagPrefix: 'v' } as const),
    compare: null,
    tag: null,
  };

  it.each([
    ['one other version', '## [1.0.0] - 2026-01-01\n\n- A\n'],
    ['others', '## [1.0.0] - 2026-01-02\n\n- A\n\n## [0.9.0] - 2026-01-01\n\n- Z\n'],
  ])('adds no link where %s did without', (_name, older) => {
    const after = cut(`## [Unreleased]\n\n- B\n\n${older}`, { pattern });
    expect(after).toContain('## [1.1.0] - 2026-06-30\n\n- B\n\n');
    expect(after).not.toContain(']: ');
  });

  it('writes a link into the heading where the others have theirs there', () => {
    const after = cut('## [Unreleased]\n\n- B\n\n## [1.0.0](https://example.com/a) - 2026-01-01\n\n- A\n', { pattern });
    expect(after).toContain('## [1.1.0](https://github.com/o/r/compare/v1.0.0...v1.1.0) - 2026-06-30\n');
  });

  it('links the first release of a changelog by the remote', () => {
    expect(cut('## [Unreleased]\n\n- B\n', { pattern })).toBe(
      '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n- B\n\n[Unreleased]: https://github.com/o/r/compare/v1.1.0...HEAD\n[1.1.0]: https://github.com/o/r/releases/tag/v1.1.0\n',
    );
  });

  it('writes a title where the policy asks for one (000-40)', () => {
    const policy = mergeSettings(DEFAULT_POLICY, {
      changelog: { releaseTitle: 'required', categoryLevel: 4 },
    }) as Policy;
    expect(cut('## [Unreleased]\n\n#### Added\n\n- B\n', { title: 'Faster' }, policy)).toContain(
      '## [1.1.0] - 2026-06-30\n\n### Faster\n\n#### Added',
    );
  });

  it.each([
    ['no-unreleased', '## [1.0.0] - 2026-01-01\n\n- A\n'],
    ['empty-unreleased', '## [Unreleased]\n\n### Added\n\n## [1.0.0] - 2026-01-01\n\n- A\n'],
    ['empty-unreleased', '## [Unreleased]\n\n### Added\n\n- Nothing yet!\n\n## [1.0.0] - 2026-01-01\n\n- A\n'],
    ['unreleased-beside-section', '## [Unreleased]\n\n- C\n\n## [1.1.0] - TBD\n\n- B\n'],
    ['unreleased-beside-section', '## [Unreleased]\n\n### Added\n\n- C\n\n## [1.1.0] - 2026-01-02\n\n- B\n'],
  ])('refuses: %s', (code, text) => {
    expect(cut(text)).toMatchObject({ code });
  });

  it('takes nothing away but headings that say nothing, and changes no line but those of links (property)', () => {
    const entry = fc.stringMatching(/^[A-Za-z0-9 `*_#.,:;!?()-]{1,40}$/).map((text) => `- x${text}`);
    const category = fc.tuple(
      fc.constantFrom('Added', 'Changed', 'Fixed', 'Security'),
      fc.array(entry, { minLength: 1, maxLength: 4 }),
    );
    const section = fc
      .array(category, { minLength: 1, maxLength: 3 })
      .map((all) => all.map(([name, entries]) => `### ${name}\n\n${entries.join('\n')}\n\n`).join(''));
    const document = fc
      .tuple(section, section, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff'), fc.boolean())
      .map(([next, last, eol, bom, linked]) => ({
        eol,
        text:
          bom +
          `# Changelog\n\n## [Unreleased]\n\n${next}## [1.0.0] - 2026-01-01\n\n${last}${linked ? LINKS : ''}`.replaceAll(
            '\n',
            eol,
          ),
      }));
    fc.assert(
      fc.property(document, ({ text, eol }) => {
        const after = cut(text);
        if (typeof after !== 'string') throw new Error(after.message);
        const isLink = (line: string): boolean => /^\[[^\]]+\]: /.test(line);
        const left = after.split(eol).filter((line) => !isLink(line) && line !== '## [1.1.0] - 2026-06-30');
        const before = text.split(eol).filter((line) => !isLink(line));
        expect(left.filter((line) => line !== '')).toEqual(before.filter((line) => line !== ''));
        expect(after.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
        expect(after.split('\r\n').length).toBe(eol === '\n' ? 1 : after.split('\n').length);
        const { releases } = parseChangelog(after);
        expect(releases.map(({ label, date }) => [label, date])).toEqual([
          ['Unreleased', null],
          ['1.1.0', '2026-06-30'],
          ['1.0.0', '2026-01-01'],
        ]);
        expect(releases[0]?.sections).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
