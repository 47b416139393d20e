import { detectConvention } from '../changelog/convention.ts';
import type { Changelog } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { findChange } from '../text/find-change.ts';
import { type Source, toSource } from '../text/source.ts';
import { CHANGELOG_RULES } from './all.ts';
import type { NotChecked, Problem } from './problem.ts';
import type { Rule, RuleContext } from './rule.ts';
import { runRules } from './run-rules.ts';
import { readSuppressions } from './suppressions.ts';
import { type TextIndex, toTextIndex } from './text-index.ts';

export interface CheckInput {
  readonly text: string | Source;
  /** Relative to the folder of the policy, with `/`; null for a text that has no file. */
  readonly path?: string | null;
  readonly policy?: Policy;
  /** Today's date in UTC, `YYYY-MM-DD`. */
  readonly today?: string | null;
  /** What came of an earlier version of the text. It makes the check of a small change faster, and nothing else. */
  readonly earlier?: CheckResult | null;
}

export interface CheckResult {
  readonly changelog: Changelog;
  readonly index: TextIndex;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
}

/**
 * Checks a changelog with every rule that the policy leaves on.
 *
 * Total: any text has a result. A rule that fails is a bug; its failure is told in `notChecked` and the other rules go on.
 */
export function checkChangelog(input: CheckInput, rules: readonly Rule[] = CHANGELOG_RULES): CheckResult {
  const policy = input.policy ?? DEFAULT_POLICY;
  const source = typeof input.text === 'string' ? toSource(input.text) : input.text;
  const { text } = source;
  const { earlier } = input;
  const change = earlier ? findChange(earlier.changelog.source.text, text) : null;
  const changelog = parseChangelog(
    source,
    policy.changelog,
    change && earlier ? { changelog: earlier.changelog, change } : null,
  );
  // Of what was before, the index keeps only what was found: who kept more would keep every version that there ever was.
  const index = toTextIndex(text, change && earlier ? { found: earlier.index.found, change } : null);
  const context: RuleContext = {
    changelog,
    text,
    policy,
    today: input.today ?? null,
    path: input.path ?? null,
    index,
    convention: detectConvention(changelog),
  };
  const isFormat = context.convention === 'keep-a-changelog';
  const found = runRules(context, {
    rules: isFormat ? rules : rules.filter(({ scope }) => scope !== 'format'),
    suppressions: readSuppressions(changelog),
    whyNot: ({ needsToday }) => (needsToday && context.today === null ? 'the date of today is not known' : undefined),
  });
  return { changelog, index, ...found };
}
