import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isReleased } from '../support/is-released.ts';
import { gatherProse } from '../support/prose.ts';
import { releaseAt } from '../support/release-at.ts';

interface State {
  readonly written: string;
  readonly label: string;
}

const LETTERS = '(?:[Xx]{2,9}|N{2,9}|\\?{1,9}|#{2,9}|TBD|TODO)';
/** Nothing but zeros: `CVE-2021-10000` is a number like any other. */
const BLANK = `(?:${LETTERS}|0{4,9})`;
const CVE = new RegExp(
  `CVE-(?:(?:\\d{4}|YYYY|yyyy)-(?:\\d{0,4}${LETTERS}|0{4,9})|YYYY|${BLANK}(?:-${BLANK})?)(?!\\w)`,
  'y',
);
const GHSA = /GHSA-(?:x{2,4}|X{2,4}|\?{2,4}|TBD|TODO)(?:-(?:x{2,4}|X{2,4}|\?{2,4})){0,2}(?!\w)/y;

export default defineRule<State>({
  id: 'changelog/placeholder-security-id',
  severity: 'error',
  scope: 'format',
  summary: 'A release names a vulnerability by a placeholder.',
  why: `\`CVE-2024-XXXXX\` stands where an identifier is reserved and not yet known. In a release it tells readers that there is a
vulnerability and keeps from them which: Keep a Changelog 2.0.0 leads a security entry with its identifier. Write the
identifier, or leave it out until there is one. Under Unreleased, and in code spans, placeholders are accepted.`,
  check(context, report) {
    for (const { span, state } of find(context)) report(span, state);
  },
  message: ({ written, label }) => `Unexpected placeholder “${written}” in ${label}, expected an identifier`,
  examples: [
    {
      bad: '## [Unreleased]\n\n### Security\n\n- CVE-XXXX: One.\n\n## [1.0.0] - 2017-07-17\n\n### Security\n\n- ⟦CVE-2024-XXXXX⟧: Escape the title.\n',
      good: '## [Unreleased]\n\n### Security\n\n- CVE-XXXX: One.\n\n## [1.0.0] - 2017-07-17\n\n### Security\n\n- CVE-2024-12345: Escape the title.\n',
      message: 'Unexpected placeholder “CVE-2024-XXXXX” in 1.0.0, expected an identifier',
    },
    {
      bad: '## [1.0.0]\n\n### Security\n\n- CVE-2021-10000: Escape the text.\n- [⟦CVE-XXXX⟧] Escape the title, not `CVE-XXXX`.\n',
      good: '## [1.0.0]\n\n### Security\n\n- CVE-2021-10000: Escape the text.\n- [CVE-2024-12345] Escape the title, not `CVE-XXXX`.\n',
    },
  ],
});

function* find({ changelog, index, text }: RuleContext): Generator<{ readonly span: Span; readonly state: State }> {
  for (const [needle, form] of [['CVE', CVE] as const, ['GHSA', GHSA] as const]) {
    for (const at of index.find(needle)) {
      form.lastIndex = at;
      const written = form.exec(text)?.[0];
      if (written === undefined || /[\w/=-]/.test(text.charAt(at - 1))) continue;
      const release = releaseAt(changelog, at);
      if (!release || !isReleased(release) || !index.once(gatherProse, changelog).holds(at)) continue;
      yield { span: { start: at, end: at + written.length }, state: { written, label: release.label } };
    }
  }
}
