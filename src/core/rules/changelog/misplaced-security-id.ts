import type { Entry } from '../../changelog/model.ts';
import { DEFAULT_POLICY } from '../../policy/default-policy.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
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

/** What identifiers of vulnerabilities start with; the advisories of Python and Rust end their word with the same letters. */
const TRACES = ['CVE', 'GHSA', 'SEC-', 'GO-', 'OSV-'] as const;
/** An entry that has its identifier in front and no second one there. */
const LEADING = /(?:CVE|GHSA|PYSEC|RUSTSEC|GO|OSV)-[\w-]{1,40}:/y;

function find(context: RuleContext, form: SecurityIdForm): readonly Found[] {
  const { changelog, text } = context;
  const found: Found[] = [];
  for (const each of securityEntriesWithId(context, form === 'prefix-colon' ? LEADING : null)) {
    const entry = maskEntry(changelog, each);
    const [id] = entry?.ids ?? [];
    if (!entry || !id || hasForm(entry, form)) continue;
    const written = text.slice(id.start, id.end);
    const name = /[A-Z]+(?:-\w+)+/.exec(written) as RegExpExecArray;
    const start = id.start + name.index;
    found.push({ span: { start, end: start + name[0].length }, id: name[0], form, entry });
  }
  return found;
}

/**
 * Nearly no entry names a vulnerability, so the names are searched and not the entries. In the order of the text, without those
 * whose text starts as a sticky expression says that it should.
 */
function securityEntriesWithId({ changelog, index, text }: RuleContext, fine: RegExp | null): readonly Entry[] {
  const found = TRACES.map((trace) => index.find(trace)).filter((offsets) => offsets.length > 0);
  const offsets = found.length > 1 ? found.flat().sort((a, b) => a - b) : (found[0] ?? []);
  const table = index.once(gatherEntries, changelog);
  const entries: Entry[] = [];
  let last = -1;
  for (const at of offsets) {
    const i = table.indexAt(at);
    if (i < 0 || i === last) continue;
    last = i;
    if (fine) {
      fine.lastIndex = table.contentStart[i] as number;
      if (fine.test(text)) continue;
    }
    const entry = table.entryOf(i);
    if (entry.section?.category === 'Security') entries.push(entry);
  }
  return entries;
}
