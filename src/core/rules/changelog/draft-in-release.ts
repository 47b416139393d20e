import { BlockKind } from '../../markdown/blocks.ts';
import type { Span } from '../../text/source.ts';
import { lineAt, lineText } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { blockAt } from '../support/block-at.ts';
import { isReleased } from '../support/is-released.ts';
import { gatherProse } from '../support/prose.ts';
import { releaseAt } from '../support/release-at.ts';
import { removeLines } from '../support/remove-lines.ts';

interface State {
  readonly span: Span;
  readonly written: string;
  readonly label: string;
}

const COMMENT = /^<!--\s*(?:release-ledger:\s*)?draft\s*-->/i;
/** `DRAFT:` and its like in front of a text; in the middle of a sentence it is what the sentence is about. */
const MARK =
  /^(?:\*\*|__|\[|\()?DRAFT(?:\*\*|__|\]|\))?:(?:\*\*|__)?[ \t]*|^(?:\[DRAFT\]|\(DRAFT\)|\*\*DRAFT\*\*)[ \t]+/;

export default defineRule<State>({
  id: 'changelog/draft-in-release',
  severity: 'error',
  scope: 'format',
  summary: 'A release contains what is marked as a draft.',
  why: `Keep a Changelog 2.0.0 lets machines draft a changelog and asks people to curate it. \`<!-- draft -->\` and \`DRAFT:\`
say that nobody has done so yet: in a section that is released, either the text or the mark is wrong. Read the text, then
delete the mark. Under Unreleased drafts are what the section is for.`,
  check(context, report) {
    for (const state of find(context)) report(state.span, state);
  },
  message: ({ written, label }) => `Unexpected draft mark “${written}” in ${label}, expected a finished text`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Delete the draft mark',
      edits: ({ span }, { changelog: { source } }) => {
        const line = lineAt(source, span.start);
        const written = lineText(source, line);
        if (written.trim().length === span.end - span.start) return [removeLines(source, line, line)];
        const from = source.lineStarts[line] as number;
        const before = /[ \t]*$/.exec(written.slice(0, span.start - from))?.[0].length ?? 0;
        const behind = /^[ \t]*/.exec(written.slice(span.end - from))?.[0].length ?? 0;
        // The mark takes the blanks along that parted it from the text: those behind it, at the end of a line those in front.
        const isLast = span.end + behind === from + written.length;
        return [{ start: isLast ? span.start - before : span.start, end: span.end + behind, text: '' }];
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n⟦<!-- release-ledger: draft -->⟧\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      message: 'Unexpected draft mark “<!-- release-ledger: draft -->” in 1.0.0, expected a finished text',
    },
    {
      bad: '## [Unreleased]\n\n### Added\n\n- DRAFT: One.\n\n## [1.0.0]\n\n### Added\n\n- ⟦DRAFT: ⟧Two.\n- Add a DRAFT: state, and `DRAFT:`.\n',
      good: '## [Unreleased]\n\n### Added\n\n- DRAFT: One.\n\n## [1.0.0]\n\n### Added\n\n- Two.\n- Add a DRAFT: state, and `DRAFT:`.\n',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n- One. ⟦<!-- draft -->⟧\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n- ⟦<!-- draft -->⟧ One.\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n',
    },
  ],
});

function* find(context: RuleContext): Generator<State> {
  for (const at of context.index.find('<!--')) yield* toState(context, at, COMMENT, !isInCode(context, at));
  for (const word of context.index.find('DRAFT')) {
    const start = textStart(context, word);
    if (start !== null)
      yield* toState(context, start, MARK, context.index.once(gatherProse, context.changelog).holds(word));
  }
}

function* toState({ changelog, text }: RuleContext, at: number, mark: RegExp, counts: boolean): Generator<State> {
  const release = counts ? releaseAt(changelog, at) : null;
  if (!release || !isReleased(release)) return;
  const match = mark.exec(text.slice(at, at + 80));
  if (match) yield { span: { start: at, end: at + match[0].length }, written: match[0].trim(), label: release.label };
}

function isInCode({ changelog, index }: RuleContext, at: number): boolean {
  return index.once(gatherProse, changelog).isCode(at);
}

/** The start of the paragraph that a word opens, but for emphasis and brackets in front of it; null for any other word. */
function textStart({ changelog: { blocks }, text }: RuleContext, word: number): number | null {
  const block = blockAt(blocks.table, word);
  if (block < 0 || blocks.table.kind[block] !== BlockKind.Paragraph) return null;
  const start = blocks.table.start[block] as number;
  return word - start <= 2 && /^[*_[(]*$/.test(text.slice(start, word)) ? start : null;
}
