import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { IRREGULAR_CHARACTERS, isHighSurrogate, isLowSurrogate } from '../support/irregular-characters.ts';
import { repairMojibake } from '../support/mojibake.ts';
import { gatherProse } from '../support/prose.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  /** What was meant, where the bytes still tell. */
  readonly meant: string | null;
}

/** What the first bytes of UTF-8 look like where a letter of Western Europe, or punctuation such as “ and –, was meant. */
const MOJIBAKE = ['Ã', 'â€', 'â\x80'] as const;

export default defineRule<Repeated<Found>>({
  id: 'changelog/wrongly-decoded-text',
  severity: 'warning',
  scope: 'any',
  summary: 'The text was decoded wrongly.',
  why: `U+FFFD stands where a program could not read a byte, and half a surrogate pair where one was cut in two: the
characters that stood there are lost. Sequences such as “â€™” or “Ã¼” are UTF-8 that was read as Windows-1252 and written
again. Changelogs are UTF-8: restore the text from an older commit, or write what was meant. What stands in code spans and
code blocks is taken as meant.`,
  check(context, report) {
    reportRepeated(find(context), report);
  },
  message: (state) => {
    const { written, meant } = state.one;
    const shown = written === '\ufffd' ? 'the replacement character U+FFFD' : `“${written}”`;
    const unexpected = meant === null && written !== '\ufffd' ? 'half a surrogate pair' : shown;
    const expected = meant === null ? 'the character that was lost' : show(meant);
    return `Unexpected ${unexpected}, expected ${expected}${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one, all }) =>
        all.length > 1 ? 'Read the text as the UTF-8 it was' : `Read “${one.written}” as “${one.meant}”`,
      edits: ({ all }) => {
        const edits = all.flatMap(({ span, meant }) => (meant === null ? [] : [{ ...span, text: meant }]));
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- The file ⟦â€œ⟧config" is read.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- The file “config" is read.\n',
      message: 'Unexpected “â€œ”, expected ““”',
    },
    { bad: '- F⟦Ã¼⟧r `Ã¼` and NÃO.\n', good: '- Für `Ã¼` and NÃO.\n' },
    { bad: '- A⟦â€‹⟧b.\n', good: '- A\u200bb.\n', message: 'Unexpected “â€‹”, expected U+200B' },
  ],
});

/** A character that cannot be seen is shown by its number. */
function show(meant: string): string {
  if (!/^[\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+$/u.test(meant)) return `“${meant}”`;
  return [...meant]
    .map((each) => `U+${(each.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

function find({ changelog, text, index }: RuleContext): readonly Found[] {
  const found: Found[] = [];
  for (const at of index.find(IRREGULAR_CHARACTERS)) {
    const unit = text.charCodeAt(at);
    const isLost = unit === 0xfffd || isLowSurrogate(unit);
    const isCut = isHighSurrogate(unit) && !isLowSurrogate(text.charCodeAt(at + 1));
    if (isLost || isCut) found.push({ span: { start: at, end: at + 1 }, written: text.charAt(at), meant: null });
  }
  for (const lead of MOJIBAKE) {
    for (const at of index.find(lead)) {
      const repaired = repairMojibake(text, at);
      if (repaired) {
        const span = { start: at, end: at + repaired.length };
        found.push({ span, written: text.slice(at, span.end), meant: repaired.meant });
      }
    }
  }
  if (found.length === 0) return found;
  const prose = index.once(gatherProse, changelog);
  return found.filter(({ span }) => prose.holds(span.start)).sort((a, b) => a.span.start - b.span.start);
}
