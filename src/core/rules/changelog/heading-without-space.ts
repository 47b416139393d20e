import { plainHeading } from '../../changelog/category-reader.ts';
import { readReleaseHeading } from '../../changelog/release-heading.ts';
import { foldTerm, lookUpTerms } from '../../changelog/vocabulary.ts';
import { Char, isSpace } from '../../markdown/characters.ts';
import { lineEnd, type Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherParagraphs } from '../support/paragraphs.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly written: string;
  readonly expected: string;
  /** What stands where the space is expected: nothing, or another kind of space. */
  readonly gap: Span;
}

const OTHER_SPACE = /^[\u00a0\u2000-\u200b\u202f\u3000]+/;

export default defineRule<State>({
  id: 'changelog/heading-without-space',
  severity: 'warning',
  scope: 'format',
  summary: 'A line was meant as a heading, but no space follows its number signs.',
  why: `“The opening sequence of \`#\` characters must be followed by spaces or tabs, or by the end of line” (CommonMark 0.31,
section 4.2). Without a space \`##[1.0.0]\` is text: the release is no part of the changelog, and its entries belong to the one
above. A no-break space, which some keyboards write by accident, looks like a space and is none.`,
  check(context, report) {
    const { changelog, index, text } = context;
    const { source } = changelog;
    for (const { line } of index.once(gatherParagraphs, changelog).numberSigns) {
      const start = line === 0 ? source.contentStart : (source.lineStarts[line] as number);
      let behind = start + 1;
      while (text.charCodeAt(behind) === Char.NumberSign) behind++;
      const code = text.charCodeAt(behind);
      if (isSpace(code) || behind - start > 6) continue;
      const end = lineEnd(source, line);
      const gap = { start: behind, end: behind + (OTHER_SPACE.exec(text.slice(behind, end))?.[0].length ?? 0) };
      if (!wasMeantAsHeading({ start: gap.end, end }, behind - start, context)) continue;
      report({ start, end }, { written: text.slice(start, end), expected: '#'.repeat(behind - start), gap });
    }
  },
  message: ({ written, expected }) =>
    `Expected a space after “${expected}”, since “${shorten(written)}” is no heading without it`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Insert the space',
      edits: ({ gap }) => [{ ...gap, text: ' ' }],
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n- One.\n⟦##[1.0.0] - 2017-07-17⟧\n\n- Two.\n',
      good: '# Changelog\n\n## [1.1.0] - 2017-07-18\n\n- One.\n## [1.0.0] - 2017-07-17\n\n- Two.\n',
      message: 'Expected a space after “##”, since “##[1.0.0] - 2017-07-17” is no heading without it',
    },
    {
      bad: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n⟦###Added⟧\n\n- One.\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
    },
    {
      bad: '# Changelog\n\n⟦##\u00a0[1.0.0] - 2017-07-17⟧\n\n- One.\n\n#123 is no heading.\n\n```\n##[0.1.0]\n```\n',
      good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n- One.\n\n#123 is no heading.\n\n```\n##[0.1.0]\n```\n',
    },
    { bad: '⟦#Changelog⟧\n\n## [1.0.0] - 2017-07-17\n', good: '# Changelog\n\n## [1.0.0] - 2017-07-17\n' },
  ],
});

/** `#123` is an issue and `#define` is code: only what names a release, a category or the title was meant as a heading. */
function wasMeantAsHeading(span: Span, level: number, { changelog, policy, text }: RuleContext): boolean {
  const written = text.slice(span.start, span.end).trimEnd();
  if (written === '' || written.length > 200) return false;
  if (level === 1) {
    const folded = foldTerm(written);
    return (
      changelog.title === null &&
      [...policy.changelog.titles, ...changelog.vocabulary.title].some((title) => foldTerm(title) === folded)
    );
  }
  const reading = readReleaseHeading(text, { start: span.start, end: span.start + written.length });
  if (reading && (reading.unreleased || reading.form.bracketed || reading.version?.release.length !== 1)) return true;
  const name = foldTerm(plainHeading(written));
  return (
    lookUpTerms(name).some(({ category }) => category !== null) ||
    policy.changelog.categories.some((category) => foldTerm(category.name) === name)
  );
}
