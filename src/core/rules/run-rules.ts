import type { Policy } from '../policy/policy.ts';
import type { Severity, SeveritySetting } from '../severity.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/source.ts';
import type { Fix, NotChecked, Problem } from './problem.ts';
import type { Report, Safety } from './rule.ts';
import type { Suppressions } from './suppressions.ts';

/** What the rules of every kind of text have in common. See `Rule` for what the fields are. */
interface TextRule<Context> {
  readonly id: string;
  readonly severity: SeveritySetting;
  readonly check: (context: Context, report: Report<unknown>) => void;
  readonly message: (state: unknown) => string;
  readonly fixes?: readonly {
    readonly safety: Safety;
    readonly title: (state: unknown, context: Context) => string;
    readonly edits: (state: unknown, context: Context) => readonly Edit[] | null;
  }[];
}

export interface RuleRun<Rule> {
  readonly rules: readonly Rule[];
  readonly suppressions: Suppressions | null;
  /** Why a rule cannot be run, which is told; undefined where it can. */
  readonly whyNot: (rule: Rule) => string | undefined;
}

/**
 * Runs rules over one text. A rule that fails is a bug; its failure is told in `notChecked` and the other rules go on.
 *
 * @returns the problems in the order of the text
 */
export function runRules<Context extends { readonly policy: Policy }, Rule extends TextRule<Context>>(
  context: Context,
  { rules, suppressions, whyNot }: RuleRun<Rule>,
): { readonly problems: readonly Problem[]; readonly notChecked: readonly NotChecked[] } {
  const problems: Problem[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, context.policy);
    if (severity === 'off') continue;
    const reason = whyNot(rule);
    if (reason !== undefined) {
      notChecked.push({ rule: rule.id, reason });
      continue;
    }
    try {
      rule.check(context, (span, state) => {
        if (!suppressions?.allows(rule.id, span)) problems.push(new FoundProblem(rule, severity, span, state, context));
      });
    } catch (error) {
      notChecked.push({ rule: rule.id, reason: `the rule failed: ${String(error)}` });
    }
  }
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { problems: problems.filter((_, place) => !wasTold(problems, place)), notChecked };
}

/** True where a problem in front of it says the very same of the same place, as of what two sections of a version have in common. */
function wasTold(problems: readonly Problem[], place: number): boolean {
  const problem = problems[place] as Problem;
  const { start, end } = problem.span;
  for (let i = place - 1; i >= 0; i--) {
    const other = problems[i] as Problem;
    if (other.span.start !== start || other.span.end !== end) return false;
    if (other.rule === problem.rule && other.message === problem.message) return true;
  }
  return false;
}

/** The severity that a rule has under a policy. */
export function severityOf(
  { id, severity }: Pick<TextRule<never>, 'id' | 'severity'>,
  { rules }: Pick<Policy, 'rules'>,
): SeveritySetting {
  return Object.hasOwn(rules, id) ? (rules[id] as SeveritySetting) : severity;
}

/** Fixes are computed when somebody asks: an editor asks for the few problems at the caret, not for all of them. */
class FoundProblem<Context> implements Problem {
  readonly #rule: TextRule<Context>;
  readonly #state: unknown;
  readonly #context: Context;
  readonly severity: Severity;
  readonly span: Span;

  constructor(rule: TextRule<Context>, severity: Severity, span: Span, state: unknown, context: Context) {
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
    return (this.#rule.fixes ?? []).flatMap(({ title, safety, edits: make }) => {
      const edits = make(this.#state, this.#context);
      return edits ? [{ title: title(this.#state, this.#context), safety, edits }] : [];
    });
  }
}
