import { DEFAULT_POLICY } from '../../policy/default-policy.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { hasForm, type MaskedEntry, maskEntry, moveIdentifier, type SecurityIdForm } from '../support/security-ids.ts';
import { standardOf } from '../support/standard.ts';

interface Found {
  readonly span: Span;
  readonly id: string;
  readonly form: SecurityIdForm;
  readonly entry: MaskedEntry;
}

const PLACES: Readonly<Record<SecurityIdForm, (id: string) => string>> = {
  'prefix-colon': (id) => `at the start, as in “${id}: text”`,
  'prefix-brackets': (id) => `at the start, as in “[${id}] text”`,
  'suffix-parens': (id) => `at the end, as in “text (${id})”`,
};

export default defineRule<Repeated<Found>>({
  id: 'changelog/misplaced-security-id',
  severity: 'info',
  scope: 'format',
  summary: 'The identifier of a security entry stands in another place than usual.',
  why: `Keep a Changelog 2.0.0 leads an entry under Security with its identifier: \`- CVE-2024-12345: text\`. Whoever looks up an
advisory finds it at a glance, and so does a program. The policy can ask for another place (\`changelog.securityId\`). Files
that pin an older version of the standard are judged only where the policy asks.`,
  check(context, report) {
    const { securityId: form } = context.policy.changelog;
    const isAsked = form !== DEFAULT_POLICY.changelog.securityId || standardOf(context) === '2.0.0';
    if (form !== 'any' && isAsked) reportRepeated(find(context, form), report);
  },
  message: (state) =>
    `Unexpected place of “${state.one.id}”, expected it ${PLACES[state.one.form](state.one.id)}${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one }) => `Move “${one.id}”`,
      edits: ({ all }, { text }) => {
        const edits = all.flatMap(({ entry, form }) => moveIdentifier(entry, form, text) ?? []);
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Security\n\n- Escape the title (⟦CVE-2024-12345⟧).\n- CVE-2024-12346: Escape the text.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Security\n\n- CVE-2024-12345: Escape the title.\n- CVE-2024-12346: Escape the text.\n',
      message: 'Unexpected place of “CVE-2024-12345”, expected it at the start, as in “CVE-2024-12345: text”',
    },
    {
      bad: '## [1.0.0]\n\n### Security\n\n- **Breaking:** [⟦CVE-2024-12345⟧](https://example.com) Escape the title.\n',
      good: '## [1.0.0]\n\n### Security\n\n- **Breaking:** [CVE-2024-12345](https://example.com): Escape the title.\n',
    },
    {
      bad: '## [1.0.0]\n\n### Security\n\n- ⟦CVE-2024-12345⟧: Escape the title.\n',
      good: '## [1.0.0]\n\n### Security\n\n- Escape the title (CVE-2024-12345).\n',
      policy: { changelog: { securityId: 'suffix-parens' } },
    },
    {
      bad: '## [1.0.0]\n\n### Security\n\n- ⟦CVE-2024-12345⟧: Escape the title.\n- [CVE-2024-12346] Escape the text.\n',
      good: '## [1.0.0]\n\n### Security\n\n- [CVE-2024-12345] Escape the title.\n- [CVE-2024-12346] Escape the text.\n',
      policy: { changelog: { securityId: 'prefix-brackets' } },
    },
  ],
});

function find({ changelog, index, text }: RuleContext, form: SecurityIdForm): readonly Found[] {
  const found: Found[] = [];
  // Nearly no file names a vulnerability, and then nothing has to be read.
  if (!index.has('CVE-') && !index.has('GHSA-') && !index.has('SEC-')) return found;
  for (const { sections } of changelog.releases) {
    for (const { category, entries } of sections) {
      if (category !== 'Security') continue;
      for (const each of entries) {
        const entry = maskEntry(changelog, each);
        const [id] = entry?.ids ?? [];
        if (!entry || !id || hasForm(entry, form)) continue;
        const written = text.slice(id.start, id.end);
        const name = /[A-Z]+(?:-\w+)+/.exec(written) as RegExpExecArray;
        const start = id.start + name.index;
        found.push({ span: { start, end: start + name[0].length }, id: name[0], form, entry });
      }
    }
  }
  return found;
}
