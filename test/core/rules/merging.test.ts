import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, checkChangelog, parseChangelog } from '../../../src/core/index.ts';

const CATEGORIES = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'] as const;

/** Mends the first problem of a rule by its fix of a title, again and again until none is left. */
function mend(text: string, rule: string): string {
  let current = text;
  for (let pass = 0; pass < 20; pass++) {
    const problem = checkChangelog({ text: current }).problems.find((each) => each.rule === rule);
    const fix = problem?.fixes.find(({ title }) => /merge|move/i.test(title)) ?? problem?.fixes[0];
    if (!fix) return current;
    current = applyEdits(current, fix.edits);
  }
  return current;
}

/** The entries of every release by its label, their white space folded, in the order of their words. */
function entriesByRelease(text: string): Record<string, readonly string[]> {
  const found: Record<string, Set<string>> = {};
  for (const { label, sections } of parseChangelog(text).releases) {
    const entries = found[label] ?? new Set();
    found[label] = entries;
    for (const { category, entries: own } of sections) {
      for (const { contentStart, end } of own) {
        entries.add(`${category}: ${text.slice(contentStart, end).replace(/\s+/g, ' ').trim()}`);
      }
    }
  }
  return Object.fromEntries(Object.entries(found).map(([label, entries]) => [label, [...entries].sort()]));
}

const entry = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map((n) => `- Change number ${n} (#${n})\n`),
  fc.integer({ min: 1, max: 6 }).map((n) => `- Change ${n} (#${n})\n  goes on\n\n  - with a nested ${n}\n`),
  fc.integer({ min: 1, max: 6 }).map((n) => `* Starred ${n}.0\n\n  \`\`\`md\n  ## [1.0.0]\n  \`\`\`\n`),
);
const section = fc
  .tuple(fc.constantFrom(...CATEGORIES), fc.array(entry, { maxLength: 3 }))
  .map(([name, entries]) => `### ${name}\n\n${entries.join('')}${entries.length > 0 ? '\n' : ''}`);
const release = fc
  .tuple(
    fc.constantFrom('1.2.0', '1.1.0'),
    fc.uniqueArray(section, { maxLength: 3, selector: (text) => text.slice(0, 8) }),
  )
  .map(([version, sections]) => `## [${version}] - 2026-01-0${version.charAt(2)}\n\n${sections.join('')}`);
const changelog = fc
  .tuple(fc.array(release, { minLength: 2, maxLength: 4 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean())
  .map(([releases, eol, bom, final]) => {
    const text = `# Changelog\n\n${releases.join('')}## [1.0.0] - 2026-01-01\n\n### Added\n\n- First\n`;
    return (bom ? '\ufeff' : '') + (final ? text : text.trimEnd()).replaceAll('\n', eol);
  });

describe('what a union merge left twice', () => {
  it('is merged with every entry kept, once, in one section per version', () => {
    fc.assert(
      fc.property(changelog, (text) => {
        const mended = mend(text, 'changelog/duplicate-release');
        const labels = parseChangelog(mended).releases.map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
        expect(entriesByRelease(mended)).toEqual(entriesByRelease(text));
        if (text.includes('\r\n')) expect(mended).not.toMatch(/[^\r]\n/);
        expect(mended.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
        const { releases } = parseChangelog(mended);
        for (const { sections, label } of releases) {
          const names = sections.map(({ name }) => name);
          expect(new Set(names).size, `${label}: ${names}`).toBe(names.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      'three headings of one category with an entry in two of them',
      '## [1.0.0]\n\n### Fixed\n\n- A crash on start (#1)\n\n### Added\n\n- B\n\n### Fixed\n\n- A crash on start (#1)\n- C\n\n### Fixed\n\n- D\n',
      '## [1.0.0]\n\n### Fixed\n\n- A crash on start (#1)\n- C\n- D\n\n### Added\n\n- B\n',
    ],
    [
      'a repetition and nothing else',
      '## [1.0.0]\n\n### Fixed\n\n- A crash on start (#1)\n\n### Fixed\n\n- A crash on start (#1)\n\n## [0.9.0]\n',
      '## [1.0.0]\n\n### Fixed\n\n- A crash on start (#1)\n\n## [0.9.0]\n',
    ],
    [
      'short texts, which may stand for two changes',
      '## [1.0.0]\n\n### Fixed\n\n- Typos\n\n### Fixed\n\n- Typos\n',
      '## [1.0.0]\n\n### Fixed\n\n- Typos\n- Typos\n',
    ],
    [
      'a nested list that differs',
      '## [1.0.0]\n\n### Fixed\n\n- One (#1)\n  - a\n\n### Fixed\n\n- One (#1)\n  - b\n',
      '## [1.0.0]\n\n### Fixed\n\n- One (#1)\n  - a\n- One (#1)\n  - b\n',
    ],
  ])('is merged: %s', (_, text, expected) => {
    expect(mend(text, 'changelog/duplicate-category')).toBe(expected);
    const crlf = (each: string) => `\ufeff${each.replaceAll('\n', '\r\n')}`;
    expect(mend(crlf(text), 'changelog/duplicate-category')).toBe(crlf(expected));
  });

  it.each([
    ['text of its own', '## [1.0.0]\n\n### Added\n\n- A\n\n## [1.0.0]\n\nA theme.\n\n### Added\n\n- B\n'],
    [
      'a definition',
      '## [1.0.0]\n\n### Added\n\n- A\n\n## [1.0.0]\n\n### Added\n\n- [B]\n\n[B]: https://example.com\n\n## [0.9.0]\n',
    ],
    [
      'headings below its categories',
      '## [1.0.0]\n\n### Added\n\n- A\n\n## [1.0.0]\n\n### Added\n\n#### core\n\n- B\n',
    ],
  ])('is left to a person where the second section has %s', (_, text) => {
    expect(mend(text, 'changelog/duplicate-release')).toBe(text);
  });
});
