import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertSection } from '../../../../src/core/changelog/edits/insert-section.ts';
import { mergeChangelog } from '../../../../src/core/changelog/edits/merge-changelog.ts';
import { addPlaceholder } from '../../../../src/core/changelog/edits/placeholder.ts';
import { promoteSections } from '../../../../src/core/changelog/edits/promote.ts';
import { yankSection } from '../../../../src/core/changelog/edits/yank.ts';
import type { Release } from '../../../../src/core/changelog/model.ts';
import { parseChangelog } from '../../../../src/core/changelog/parse.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/default-policy.ts';
import { applyEdits } from '../../../../src/core/text/edit.ts';

const OPTIONS = { policy: DEFAULT_POLICY, pattern: null };
const read = (text: string) => parseChangelog(text, DEFAULT_POLICY.changelog);
const find = (text: string, label: string): Release =>
  read(text).releases.find((each) => each.label === label) as Release;

/** A text, the same with CRLF, and both behind a byte-order mark. */
const FORMS: readonly (readonly [string, (text: string) => string])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['BOM', (text) => `\ufeff${text}`],
  ['CRLF and BOM', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
];

describe.each(FORMS)('edits of sections (%s)', (_, form) => {
  it('yanks a release, and says why', () => {
    const text = form('## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n');
    const after = applyEdits(text, yankSection(read(text), find(text, '1.0.0'), '2026-06-30', 'It loses\n data'));
    expect(after).toBe(
      form('## [1.0.0] - 2026-01-01 [YANKED]\n\nYanked on 2026-06-30: It loses data\n\n### Added\n\n- A\n'),
    );
  });

  it('yanks a release without a reason by its mark alone', () => {
    const text = form('## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n');
    for (const reason of ['', ' \n'])
      expect(applyEdits(text, yankSection(read(text), find(text, '1.0.0'), '2026-06-30', reason))).toBe(
        form('## [1.0.0] - 2026-01-01 [YANKED]\n\n### Added\n\n- A\n'),
      );
  });

  it('puts a hotfix among the releases of its line (000-75)', () => {
    const main = form(
      '## [Unreleased]\n\n- D\n\n## [2.0.0] - 2026-03-01\n\n- C\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[2.0.0]: https://github.com/o/r/compare/v1.0.0...v2.0.0\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
    );
    const branch = '## [1.0.1] - 2026-04-01\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n';
    expect(insertSection(read(branch), find(branch, '1.0.1'), read(main), OPTIONS)).toBe(
      form(
        '## [Unreleased]\n\n- D\n\n## [2.0.0] - 2026-03-01\n\n- C\n\n## [1.0.1] - 2026-04-01\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n[2.0.0]: https://github.com/o/r/compare/v1.0.0...v2.0.0\n[1.0.1]: https://github.com/o/r/compare/v1.0.0...v1.0.1\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      ),
    );
  });

  it('puts a fix of the oldest line behind everything', () => {
    const main = form('## [2.0.0] - 2026-03-01\n\n- C\n');
    const branch = '## [1.0.1] - 2026-04-01\n\n- B\n';
    expect(insertSection(read(branch), find(branch, '1.0.1'), read(main), OPTIONS)).toBe(
      form('## [2.0.0] - 2026-03-01\n\n- C\n\n## [1.0.1] - 2026-04-01\n\n- B\n'),
    );
  });

  it('takes what a branch has released from what is unreleased on the main branch, and leaves the rest', () => {
    const main = form(
      '## [Unreleased]\n\n### Added\n\n- A\n- Later\n\n### Fixed\n\n- F\n\n## [1.0.0] - 2026-01-01\n\n- Z\n',
    );
    const branch =
      '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- A\n\n### Fixed\n\n- F\n\n## [1.0.0] - 2026-01-01\n\n- Z\n';
    expect(mergeChangelog(read(main), read(branch), find(branch, '1.1.0'), OPTIONS)).toBe(
      form(
        '## [Unreleased]\n\n### Added\n\n- Later\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- A\n\n### Fixed\n\n- F\n\n## [1.0.0] - 2026-01-01\n\n- Z\n',
      ),
    );
  });

  it('does so where nothing is in a category, and where the main branch has no unreleased section', () => {
    const old = '## [1.0.0] - 2026-01-01\n\n- Z\n';
    const own = '## [1.1.0] - 2026-06-30\n\n- A\n\n';
    const merge = (main: string) =>
      mergeChangelog(read(form(main)), read(own + old), find(own + old, '1.1.0'), OPTIONS);
    expect(merge(`## [Unreleased]\n\n- A\n- Later\n\n${old}`)).toBe(form(`## [Unreleased]\n\n- Later\n\n${own}${old}`));
    expect(merge(`## [Unreleased]\n\n- Later\n\n${old}`)).toBe(form(`## [Unreleased]\n\n- Later\n\n${own}${old}`));
    expect(merge(old)).toBe(form(own + old));
  });

  const CANDIDATES =
    '## [Unreleased]\n\n## [1.1.0-rc.2] - 2026-06-02\n\n### Fixed\n\n- C\n\n## [1.1.0-rc.1] - 2026-06-01\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n';
  const RELEASE = '## [1.1.0] - 2026-06-30\n\n### Added\n\n- B\n\n### Fixed\n\n- C\n\n';

  it('collapses the sections of candidates (002-02, 003-02)', () => {
    const request = { ...OPTIONS, version: '1.1.0', component: '', date: '2026-06-30' };
    expect(promoteSections(read(form(CANDIDATES)), { ...request, sections: 'collapse' })).toBe(
      form(`## [Unreleased]\n\n${RELEASE}## [1.0.0] - 2026-01-01\n\n- A\n`),
    );
    expect(promoteSections(read(form(CANDIDATES)), { ...request, sections: 'keep' })).toBe(
      form(CANDIDATES.replace('## [1.1.0-rc.2]', `${RELEASE}## [1.1.0-rc.2]`)),
    );
  });

  it('collapses the candidates of one component, and leaves those of another', () => {
    const web = '## [web@1.1.0-rc.1] - 2026-06-02\n\n### Fixed\n\n- Page\n\n';
    const mine = CANDIDATES.replaceAll('## [1.', '## [core@1.');
    const text = mine.replace('## [core@1.1.0-rc.1]', `${web}## [core@1.1.0-rc.1]`);
    const request = {
      ...OPTIONS,
      version: '1.1.0',
      component: 'core',
      date: '2026-06-30',
      sections: 'collapse',
    } as const;
    expect(promoteSections(read(form(text)), request)).toBe(
      form(`## [Unreleased]\n\n${RELEASE.replace('[1', '[core@1')}${web}## [core@1.0.0] - 2026-01-01\n\n- A\n`),
    );
  });

  it('makes room for what comes next', () => {
    const text = form('# Changelog\n\n## [1.0.0] - 2026-01-01\n\n- A\n');
    expect(addPlaceholder(read(text), null, OPTIONS)).toBe(
      form('# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n- A\n'),
    );
    expect(addPlaceholder(read(text), '1.1.0', OPTIONS)).toBe(
      form('# Changelog\n\n## [1.1.0] - Unreleased\n\n## [1.0.0] - 2026-01-01\n\n- A\n'),
    );
    const again = addPlaceholder(read(text), '1.1.0', OPTIONS);
    expect(addPlaceholder(read(again), '1.1.0', OPTIONS)).toBe(again);
  });
});

describe('edits of sections', () => {
  it('refuse to join candidates whose text has no place of its own', () => {
    const text =
      '## [1.1.0-rc.2] - 2026-06-02\n\n- C\n\n## [1.1.0-rc.1] - 2026-06-01\n\nA word on it.\n\n### Added\n\n- B\n';
    const request = { ...OPTIONS, version: '1.1.0', component: '', date: '2026-06-30', sections: 'collapse' } as const;
    expect(promoteSections(read(text), request)).toMatchObject({ code: 'candidate-with-text' });
    expect(promoteSections(read('## [1.0.0] - 2026-01-01\n'), request)).toMatchObject({ code: 'no-candidate-section' });
  });

  it('leave every other byte when a section is put in (property)', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((numbers) => numbers.join('.'));
    const releases = fc
      .uniqueArray(version, { minLength: 1, maxLength: 6 })
      .map((all) => all.sort((a, b) => b.localeCompare(a)));
    fc.assert(
      fc.property(
        releases,
        version,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\n'),
        (all, wanted, eol, end) => {
          const text =
            `# Changelog\n\n${all.map((each) => `## [${each}] - 2026-01-01\n\n- What ${each} has`).join('\n\n')}${end}`.replaceAll(
              '\n',
              eol,
            );
          const branch = `## [${wanted}] - 2026-04-01\n\n- The fix\n`;
          const after = insertSection(read(branch), find(branch, wanted), read(text), OPTIONS);
          if (all.includes(wanted)) {
            expect(after).toBe(text);
            return;
          }
          const lines = after.split(eol);
          const at = lines.indexOf(`## [${wanted}] - 2026-04-01`);
          expect(lines.filter((line, i) => line !== '' && i !== at && line !== '- The fix')).toEqual(
            text.split(eol).filter((line) => line !== ''),
          );
          const labels = read(after).releases.map(({ label }) => label);
          expect(labels).toEqual([...all, wanted].sort((a, b) => b.localeCompare(a)));
        },
      ),
      { numRuns: 300 },
    );
  });
});
