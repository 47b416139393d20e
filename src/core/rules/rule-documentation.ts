import { CHANGELOG_RULES } from './all.ts';
import { LEDGER_RULES } from './all-ledger.ts';
import { MANIFEST_RULES } from './all-manifest.ts';
import { DOCS_RULES } from './docs/all.ts';
import type { LedgerRecords } from './ledger-rule.ts';
import { POLICY_RULES } from './policy/all.ts';
import { RELEASE_RULES } from './release/all.ts';
import type { Rule } from './rule.ts';

/** What there is to know about a rule, whichever records it looks at. */
export interface RuleDocumentation extends Pick<Rule, 'id' | 'severity' | 'summary' | 'why'> {
  readonly fixes?: readonly { readonly safety: 'safe' | 'unsafe' }[];
  readonly examples: readonly { readonly bad: string; readonly good: string }[];
  /** True for a rule that holds only under `check --release`. */
  readonly onlyWhileShipping?: boolean;
}

/**
 * Every rule of the product: those of the changelog alone, those across sources, those of a version about to ship. What is
 * shipped reads `why` and `examples` from a file of their own, when they are asked for: no copy of a rule has them by itself.
 */
export function documentRules(): readonly RuleDocumentation[] {
  return [
    ...CHANGELOG_RULES,
    ...LEDGER_RULES.map((rule) => ({
      ...rule,
      why: rule.why,
      examples: rule.examples.map(({ bad, good }) => ({ bad: markedFileOf(bad), good })),
    })),
    ...MANIFEST_RULES.map((rule) => ({ ...rule, why: rule.why, examples: rule.examples })),
    ...DOCS_RULES.map((rule) => ({ ...rule, why: rule.why, examples: rule.examples })),
    ...POLICY_RULES,
    ...RELEASE_RULES.map((rule) => ({
      ...rule,
      why: rule.why,
      examples: rule.examples,
      onlyWhileShipping: true,
    })),
  ];
}

/** Of the records of an example the one file in which the problem is marked. */
function markedFileOf({ changelog, files }: LedgerRecords): string {
  return [changelog, ...Object.values(files ?? {})].find((text) => text.includes('⟦')) ?? changelog;
}
