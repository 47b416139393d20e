import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../src/core/index.ts';
import { findings, fixed, places } from '../../support/findings.ts';

const DECLARED =
  '# Changelog\n\nThe format is that of [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org).\n\n';

function patches(count: number): string {
  const sections = Array.from(
    { length: count },
    (_, i) => `## [1.0.${count - i}] - 2017-07-17\n\n### Added\n\n- One.\n`,
  );
  return `${DECLARED}${sections.join('\n')}\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n`;
}

function linked(count: number): string {
  const text = sections(count, '### Added\n\n- One.');
  return text.replaceAll(/\[(1\.\d+\.0)\]/g, '[$1](https://github.com/o/r/releases/tag/v9.0.0)');
}

/** A release for each of some numbers, with the same content. */
function sections(count: number, content: string): string {
  return Array.from({ length: count }, (_, i) => `## [1.${count - i}.0] - 2017-07-17\n\n${content}\n`).join('\n');
}

/** The same with what stands behind the version. */
function headings(count: number, behind: string): string {
  return sections(count, '### Added\n\n- One.').replaceAll(' - 2017-07-17', behind);
}

describe('what a file does throughout is a decision', () => {
  it.each([
    ['category-spelling', '### 🚀 Added\n\n- One.', '### Added\n\n- One.'],
    ['breaking-marker-form', '### Changed\n\n- BREAKING: One.', '### Changed\n\n- **Breaking:** One.'],
    ['date-in-parentheses', ' (2017-07-17)', ' - 2017-07-17'],
    ['wrong-date-separator', ' – 2017-07-17', ' - 2017-07-17'],
  ])('that Fix All leaves alone, and that its own fix changes in all places (%s)', (id, written, mended) => {
    const rule = `changelog/${id}`;
    const releases = written.startsWith(' ') ? headings : sections;
    const often = releases(12, written);
    const policy = { [rule]: 'hint' };
    expect(fixAll({ text: often, today: '2026-06-30' }).text).toContain(written);
    expect(fixed(rule, often, { rules: policy })).toBe(releases(12, mended));
    expect(fixed(rule, releases(1, written), { rules: policy })).toBe(releases(1, mended));
  });
});

describe('what stands in very many places is told once', () => {
  it.each([
    ['empty-category', sections(6, '### Added\n\n- One.\n\n### Fixed'), sections(6, '### Added\n\n- One.')],
    ['empty-entry', sections(6, '### Added\n\n- One.\n-'), sections(6, '### Added\n\n- One.')],
    [
      'duplicate-entry',
      sections(11, '### Added\n\n- Read empty files (#12).\n- Read empty files (#12).'),
      sections(11, '### Added\n\n- Read empty files (#12).'),
    ],
    ['category-alias', DECLARED + sections(6, '### New\n\n- One.'), DECLARED + sections(6, '### Added\n\n- One.')],
  ])('and mended in all of them (%s)', (id, text, mended) => {
    expect(places(`changelog/${id}`, text)).toHaveLength(1);
    expect(fixed(`changelog/${id}`, text)?.replaceAll(/\n\n+/g, '\n\n').trimEnd()).toBe(mended.trimEnd());
  });

  it.each([
    ['mismatched-reference', sections(11, '### Added\n\n- One ([#1](https://github.com/o/r/pull/2)).'), 11],
    ['bump-too-small', patches(4), 4],
    ['entry-outside-category', sections(4, '- One.'), 4],
    ['link-to-other-version', linked(11), 11],
  ])('with the number of places (%s)', (id, text, count) => {
    expect(findings(`changelog/${id}`, text)).toEqual([
      expect.stringMatching(new RegExp(`\\(and in ${count - 1} other places\\)$`)),
    ]);
  });

  it('several kinds of headings of its own as one', () => {
    const text =
      DECLARED + sections(2, ['Docs', 'API', 'CLI', 'Web'].map((name) => `### ${name}\n\n- One.\n`).join('\n'));
    expect(findings('changelog/unknown-category', text).map((each) => each.split(' → ')[1])).toEqual([
      'Unexpected categories “Docs”, “API”, “CLI” and 1 more in 8 places, expected one of Added, Changed, Deprecated, Removed, Fixed, Security',
    ]);
  });
});
