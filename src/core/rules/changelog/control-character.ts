import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { codePointName, IRREGULAR_CHARACTERS } from '../support/irregular-characters.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly code: string;
}

const NAMES: Readonly<Record<string, string>> = {
  'U+0000': 'null',
  'U+0007': 'bell',
  'U+0008': 'backspace',
  'U+000B': 'vertical tab',
  'U+001B': 'escape',
  'U+007F': 'delete',
};
/** A colour or cursor command (ECMA-48, 5.4) as terminals print it. */
const TERMINAL_COMMAND = /^\x1b\[[0-9;?]{0,20}[A-Za-z]/;

export default defineRule<Repeated<Found>>({
  id: 'changelog/control-character',
  severity: 'error',
  scope: 'any',
  summary: 'The text contains a control character.',
  why: `Control characters other than tab, line feed, carriage return and form feed mean nothing in Markdown. CommonMark 0.31
(section 2.3) reads the null character as U+FFFD, other tools end the file there, and terminals obey the escape character.
They come from copied terminal output, or from a file that is not text at all. Delete them.`,
  check({ text, index }, report) {
    const found: Found[] = [];
    for (const at of index.find(IRREGULAR_CHARACTERS)) {
      const unit = text.charCodeAt(at);
      if (unit >= 0x20 && unit !== 0x7f) continue;
      const length = TERMINAL_COMMAND.exec(text.slice(at, at + 30))?.[0].length ?? 1;
      found.push({ span: { start: at, end: at + length }, code: codePointName(text, at) });
    }
    reportRepeated(found, report);
  },
  message: (state) => {
    const { code } = state.one;
    const name = Object.hasOwn(NAMES, code) ? ` (${NAMES[code]})` : '';
    return `Unexpected control character ${code}${name}, expected text${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Delete all control characters' : 'Delete the control character'),
      edits: ({ all }) => all.map(({ span }) => ({ ...span, text: '' })),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Read⟦␀⟧ files.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Read files.\n',
      message: 'Unexpected control character U+0000 (null), expected text',
    },
    { bad: '- ⟦\x1b[31m⟧red\n', good: '- red\n' },
    { bad: '- „one“⟦\x08⟧ two\n', good: '- „one“ two\n' },
  ],
});
