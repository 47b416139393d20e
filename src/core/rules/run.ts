import { detectConvention } from '../changelog/convention.ts';
import type { Changelog } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { Source } from '../text/source.ts';
import { CHANGELOG_RULES } from './all.ts';
import type { Fix, NotChecked, Problem } from './problem.ts';
import type { FixOffer, Rule, RuleContext, Severity, SeveritySetting } from './rule.ts';
import { readSuppressions } from './suppressions.ts';
import { toTextIndex } from './text-index.ts';

export interface CheckInput {
  readonly text: string | Source;
  /** Relative to the folder of the policy, with `/`; null for a text that has no file. */
  readonly path?: string | null;
  readonly policy?: Policy;
  /** Today's date in UTC, `YYYY-MM-DD`. */
  readonly today?: string | null;
}

export interface CheckResult {
  readonly changelog: Changelog;
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
  const changelog = parseChangelog(input.text, policy.changelog);
  const { text } = changelog.source;
  const context: RuleContext = {
    changelog,
    text,
    policy,
    today: input.today ?? null,
    path: input.path ?? null,
    index: toTextIndex(text),
    convention: detectConvention(changelog),
  };
  const suppressions = readSuppressions(changelog);
  const problems: Problem[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, policy);
    if (severity === 'off' || (rule.scope === 'format' && context.convention !== 'keep-a-changelog')) continue;
    if (rule.needsToday && context.today === null) {
      notChecked.push({ rule: rule.id, reason: 'the date of today is not known' });
      continue;
    }
    try {
      rule.check(context, (span, state) => {
        if (!suppressions.allows(rule.id, span)) problems.push(toProblem(rule, severity, span, state, context));
      });
    } catch (error) {
      notChecked.push({ rule: rule.id, reason: `the rule failed: ${String(error)}` });
    }
  }
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { changelog, problems, notChecked };
}

/** The severity that a rule has under a policy. */
export function severityOf(rule: Rule, policy: Policy): SeveritySetting {
  return Object.hasOwn(policy.rules, rule.id) ? (policy.rules[rule.id] as SeveritySetting) : rule.severity;
}

/** Fixes are computed when somebody asks: an editor asks for the few problems at the caret, not for all of them. */
class FoundProblem implements Problem {
  readonly #rule: Rule;
  readonly #state: unknown;
  readonly #context: RuleContext;
  readonly severity: Severity;
  readonly span: Problem['span'];

  constructor(rule: Rule, severity: Severity, span: Problem['span'], state: unknown, context: RuleContext) {
    this.#rule = rule;
    this.#state = state;
    this.#context = context;
    this.severity = severity;
    this.span = span;
  }

  get rule(): string {
    return this.#rule.id;
  }

  get message(): string {
    return this.#rule.message(this.#state);
  }

  get fixes(): readonly Fix[] {
    return (this.#rule.fixes ?? []).flatMap((offer) => toFix(offer, this.#state, this.#context));
  }
}

function toProblem(
  rule: Rule,
  severity: Severity,
  span: Problem['span'],
  state: unknown,
  context: RuleContext,
): Problem {
  return new FoundProblem(rule, severity, span, state, context);
}

function toFix(offer: FixOffer<unknown>, state: unknown, context: RuleContext): readonly Fix[] {
  const edits = offer.edits(state, context);
  return edits ? [{ title: offer.title(state), safety: offer.safety, edits }] : [];
}
