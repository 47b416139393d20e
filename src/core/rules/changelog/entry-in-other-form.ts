import { matchesForm } from '../../changelog/entry-form.ts';
import { foldEntry } from '../../changelog/entry-text.ts';
import { isNothing } from '../../changelog/nothing.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly category: string;
  readonly forms: readonly string[];
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/entry-in-other-form',
  severity: 'warning',
  scope: 'format',
  summary: 'An entry is in none of the forms that the policy has for its category.',
  why: `Where entries of a category are always written in the same form, readers find what they look for, and programs can read it:
which dependency went from which version to which, what a benchmark gained, how to live with a known issue. The policy has the
forms of a category in \`changelog.categories[].forms\`, with \`{text}\`, \`{version}\` and \`{number}\`; without forms every entry is
right. Behind the form, references to issues may stand.`,
  check({ changelog, text, policy }, report) {
    const formsOf = new Map(
      policy.changelog.categories.flatMap(({ name, forms }) => (forms?.length ? [[name, forms] as const] : [])),
    );
    if (formsOf.size === 0) return;
    const found: Found[] = [];
    for (const { category, entries } of changelog.releases.flatMap(({ sections }) => sections)) {
      const forms = category === null ? undefined : formsOf.get(category);
      if (category === null || !forms) continue;
      for (const entry of entries) {
        const written = foldEntry(text, entry);
        if (isNothing(written) || forms.some((form) => matchesForm(written, form))) continue;
        found.push({ span: restOfLine(changelog, entry.contentStart), category, forms });
      }
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected form of an entry under ${state.one.category}, expected ${state.one.forms.map((form) => `“${form}”`).join(' or ')}${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0] - 2026-01-31\n\n### Dependencies\n\n- Updated dependency numpy from v1.26 to v2.0 (#12)\n- ⟦Bumped scipy to 1.12⟧\n- None\n',
      good: '## [1.0.0] - 2026-01-31\n\n### Dependencies\n\n- Updated dependency scipy from 1.11.0 to 1.12.0-rc.1\n- Added dependency uvloop v0.19 for feature batches\n',
      policy: policyOf(
        'Dependencies',
        'Updated dependency {text} from {version} to {version}',
        'Added dependency {text} {version} for feature {text}',
      ),
      message:
        'Unexpected form of an entry under Dependencies, expected “Updated dependency {text} from {version} to {version}” or “Added dependency {text} {version} for feature {text}”',
    },
    {
      bad: '## [1.0.0] - 2026-01-31\n\n### Known Issues\n\n- ⟦Large batches time out⟧\n- Slow start (workaround: warm it up)\n',
      good: '## [1.0.0] - 2026-01-31\n\n### Known Issues\n\n- Large batches time out (workaround: split them)\n',
      policy: policyOf('Known Issues', '{text} (workaround: {text})'),
    },
    {
      bad: '## [1.0.0] - 2026-01-31\n\n### Performance\n\n- **[Bench]** 12.5% improvement in throughput\n- ⟦**[Bench]** Much faster⟧\n',
      good: '## [1.0.0] - 2026-01-31\n\n### Performance\n\n- **[Bench]** 3% reduction in latency\n',
      policy: policyOf('Performance', '**[{text}]** {number}% {text}'),
    },
  ],
});

function policyOf(name: string, ...forms: readonly string[]): object {
  return { changelog: { categories: [{ name, aliases: [], bump: 'none', kind: 'change', forms }] } };
}
