import { lineAt, lineText, type Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { codePointName, IRREGULAR_CHARACTERS } from '../support/irregular-characters.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly code: string;
}

const NAMES: Readonly<Record<string, string>> = {
  'U+202A': 'left-to-right embedding',
  'U+202B': 'right-to-left embedding',
  'U+202C': 'pop directional formatting',
  'U+202D': 'left-to-right override',
  'U+202E': 'right-to-left override',
  'U+2066': 'left-to-right isolate',
  'U+2067': 'right-to-left isolate',
  'U+2068': 'first strong isolate',
  'U+2069': 'pop directional isolate',
};
const OVERRIDE = /[\u202d\u202e]/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

export default defineRule<Repeated<Found>>({
  id: 'changelog/bidirectional-character',
  severity: 'error',
  scope: 'any',
  summary: 'Invisible characters change the order in which a line is shown.',
  why: `Bidirectional controls make a line look different from what it says: a version, a link or a command can be shown
reversed, and what a reviewer reads is not what a tool does (“Trojan Source”, CVE-2021-42574; Unicode UAX #9). Delete them.
Isolates and embeddings in a line of Arabic, Hebrew or another right-to-left script are what they are made for and are
accepted; overrides are not.`,
  check(context, report) {
    reportRepeated(find(context), report);
  },
  message: (state) =>
    `Unexpected bidirectional control ${state.one.code} (${NAMES[state.one.code]}), expected visible text${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Delete all bidirectional controls' : 'Delete the bidirectional control'),
      edits: ({ all }) => all.map(({ span }) => ({ ...span, text: '' })),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Read ⟦\u202e⟧gpj.exe.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Read gpj.exe.\n',
      message: 'Unexpected bidirectional control U+202E (right-to-left override), expected visible text',
    },
    { bad: '- One ⟦\u2067⟧two.\n\n- סמל \u2068one\u2069.\n', good: '- One two.\n\n- סמל \u2068one\u2069.\n' },
  ],
});

function find({ changelog: { source }, text, index }: RuleContext): readonly Found[] {
  const found: Found[] = [];
  const accepted = new Map<number, boolean>();
  for (const at of index.find(IRREGULAR_CHARACTERS)) {
    const unit = text.charCodeAt(at);
    if (!((unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069))) continue;
    const line = lineAt(source, at);
    if (!accepted.has(line)) {
      const written = lineText(source, line);
      accepted.set(line, RIGHT_TO_LEFT.test(written) && !OVERRIDE.test(written));
    }
    if (!accepted.get(line)) found.push({ span: { start: at, end: at + 1 }, code: codePointName(text, at) });
  }
  return found;
}
