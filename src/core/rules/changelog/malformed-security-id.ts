import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherProse } from '../support/prose.ts';

interface State {
  readonly written: string;
  readonly span: Span;
  /** What was meant, where year and number are there. */
  readonly meant: string | null;
  readonly form: string;
}

const DASHES = '\\-_\u2010-\u2015\u2212';
/** A year and a number, however they are joined. "CVE-2024" and "CVE 2024" alone may be a year's worth of them. */
const CVE = new RegExp(`^CVE[${DASHES} ]?(\\d{1,6})[${DASHES}:/](\\d{1,19})(?![\\w?-])`);
const VALID_CVE = /CVE-\d{4}-\d{4,19}(?![\w?])/y;
const GHSA = /^GHSA[-_ ](?=[a-z0-9]*[-_\d])[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*/;
const VALID_GHSA = /^GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}$/i;
const PLACEHOLDER_GHSA = /^GHSA(?:[-_](?:x+|X+|0+))+$/;

export default defineRule<State>({
  id: 'changelog/malformed-security-id',
  severity: 'warning',
  scope: 'format',
  summary: 'The identifier of a vulnerability is malformed.',
  why: `A CVE identifier is \`CVE-\`, the year in four digits, and a number of at least four digits (CVE Program, “CVE ID syntax”); a
GitHub advisory is \`GHSA-\` and three groups of four characters. With anything else, nobody finds the advisory that
Keep a Changelog 2.0.0 wants a security entry to lead with. Code spans and addresses are not judged.`,
  check(context, report) {
    for (const state of find(context)) report(state.span, state);
  },
  message: ({ written, meant, form }) =>
    `Unexpected identifier “${written}”, expected ${meant === null ? form : `“${meant}”`}`,
  fixes: [
    {
      safety: 'safe',
      title: ({ meant }) => `Write “${meant}”`,
      edits: ({ span, meant }) => (meant === null ? null : [{ ...span, text: meant }]),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Security\n\n- ⟦CVE2024-12345⟧: Escape the title, see `CVE-1-2`.\n- CVE-2024-1234: Escape the text.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Security\n\n- CVE-2024-12345: Escape the title, see `CVE-1-2`.\n- CVE-2024-1234: Escape the text.\n',
      message: 'Unexpected identifier “CVE2024-12345”, expected “CVE-2024-12345”',
    },
    {
      bad: '## [1.0.0]\n\n### Security\n\n- ⟦CVE‑2024‑12345⟧: Escape the title of CVE reports.\n',
      good: '## [1.0.0]\n\n### Security\n\n- CVE-2024-12345: Escape the title of CVE reports.\n',
    },
  ],
});

function* find({ changelog, index, text }: RuleContext): Generator<State> {
  for (const at of index.find('CVE')) {
    VALID_CVE.lastIndex = at;
    const match = VALID_CVE.test(text) ? null : CVE.exec(text.slice(at, at + 40));
    const [written, year = '', number = ''] = match ?? [];
    if (written === undefined || !isFree(text, at) || !index.once(gatherProse, changelog).holds(at)) continue;
    const meant = /^(?:19|20)\d\d$/.test(year) && number.length >= 4 ? `CVE-${year}-${number}` : null;
    const form = 'CVE-, the year and at least four digits';
    yield { written, span: { start: at, end: at + written.length }, meant, form };
  }
  for (const at of index.find('GHSA')) {
    const written = GHSA.exec(text.slice(at, at + 60))?.[0];
    if (written === undefined || VALID_GHSA.test(written) || PLACEHOLDER_GHSA.test(written)) continue;
    if (!isFree(text, at) || !index.once(gatherProse, changelog).holds(at)) continue;
    const form = 'GHSA- and three groups of four characters';
    yield { written, span: { start: at, end: at + written.length }, meant: null, form };
  }
}

/** Not inside a word or an address. */
function isFree(text: string, at: number): boolean {
  return !/[\w/=%.-]/.test(text.charAt(at - 1));
}
