import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChangelog } from '../../src/core/index.ts';
import { runCli } from '../support/cli.ts';

const TODAY = '2026-06-30';
const PLANTED = 'changelog/wrong-date-separator';

/** Pieces of changelogs, among them what only looks like a heading, and what a careless tool would mend on its way. */
const PIECES = [
  '# Changelog',
  '## [Unreleased]',
  '## [1.1.0]§2026-02-01',
  '## [1.0.0]§2026-01-01',
  '### Added',
  '### Fixed',
  '- One.',
  '-   Two,  with   blanks.',
  '* Three\twith a tab.',
  '  - Nested.',
  '  continued  ',
  'Text with trailing blanks.  ',
  '```md',
  '## [9.9.9] – 2020-01-01',
  '```',
  '<!-- ## [8.8.8] – 2020-01-01 -->',
  '> ## [7.7.7] – 2020-01-01',
  '[1.0.0]: https://example.com/1.0.0',
  '日本語 🎉 e\u0301',
  '\ttab',
  '',
  '',
  '',
];

const document = fc.record({
  lines: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 20 }),
  eols: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 3 }),
  mark: fc.boolean(),
  finalNewline: fc.boolean(),
});

function write(
  { lines, eols, mark, finalNewline }: typeof document extends fc.Arbitrary<infer T> ? T : never,
  separator: string,
): string {
  const text = lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    return line.replace('§', separator) + (isLast && !finalNewline ? '' : (eols[index % eols.length] as string));
  });
  return (mark ? '\ufeff' : '') + text.join('');
}

/** The rules that have something to mend without asking. */
function rulesToFix(text: string): readonly string[] {
  const { problems } = checkChangelog({ text, path: 'CHANGELOG.md', today: TODAY });
  return problems.filter(({ fixes }) => fixes.some(({ safety }) => safety === 'safe')).map(({ rule }) => rule);
}

/** The text with the separators mended that are one, and not only look like it. */
function withSeparators(text: string): string {
  const { problems } = checkChangelog({ text, path: 'CHANGELOG.md', today: TODAY });
  return problems
    .filter(({ rule }) => rule === PLANTED)
    .reduceRight((mended, { span }) => `${mended.slice(0, span.start)} - ${mended.slice(span.end)}`, text);
}

describe('check --fix', () => {
  it('changes the planned bytes and no others, whatever the line endings and the rest of the file are (T059, T060, T061)', async () => {
    let mended = 0;
    await fc.assert(
      fc.asyncProperty(document, async (parts) => {
        const text = write(parts, ' – ');
        fc.pre(rulesToFix(text).every((rule) => rule === PLANTED));
        const expected = withSeparators(text);
        fc.pre(rulesToFix(expected).length === 0);
        if (expected !== text) mended++;
        const { stdout } = await runCli(['check', '--stdin', '--fix'], { stdin: text, today: TODAY });
        expect(stdout).toBe(expected);
      }),
      { numRuns: 200 },
    );
    expect(mended).toBeGreaterThan(20);
  });

  it('leaves nothing to fix, and then changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (parts) => {
        const world = { files: { 'CHANGELOG.md': write(parts, ' – ') }, today: TODAY };
        const { disk } = await runCli(['check', '--fix'], world);
        const fixed = disk.textOf('/project/CHANGELOG.md') as string;
        expect(rulesToFix(fixed)).toEqual([]);
        const again = await runCli(['check', '--fix'], { ...world, files: { 'CHANGELOG.md': fixed } });
        expect(again.changed).toEqual({});
      }),
      { numRuns: 100 },
    );
  });

  it('writes what it prints', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (parts) => {
        const text = write(parts, ' – ');
        const { stdout } = await runCli(['check', '--stdin', '--stdin-filename', 'CHANGELOG.md', '--fix'], {
          stdin: text,
          today: TODAY,
        });
        const { disk } = await runCli(['check', '--fix'], { files: { 'CHANGELOG.md': text }, today: TODAY });
        expect(disk.textOf('/project/CHANGELOG.md')).toBe(stdout);
      }),
      { numRuns: 50 },
    );
  });
});
