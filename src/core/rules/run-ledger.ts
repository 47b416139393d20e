import { ledgersOf } from '../ledger/components.ts';
import type { GatheredLedger } from '../ledger/gather.ts';
import { isKnown } from '../ledger/ledger.ts';
import { whyNoTags } from '../ledger/why-no-tags.ts';
import type { Policy } from '../policy/policy.ts';
import type { Severity, SeveritySetting } from '../severity.ts';
import type { Span } from '../text/source.ts';
import { parseVersion } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { LEDGER_RULES } from './all-ledger.ts';
import type { LedgerContext, LedgerRule, Need } from './ledger-rule.ts';
import type { NotChecked, Problem } from './problem.ts';
import { readSuppressions } from './suppressions.ts';

/** A problem with the file that it stands in. */
export interface LocatedProblem extends Problem {
  /** The path of a version file, as its fact has it; null for the changelog. */
  readonly file: string | null;
}

export interface LedgerCheck {
  readonly problems: readonly LocatedProblem[];
  readonly notChecked: readonly NotChecked[];
}

export interface LedgerCheckInput {
  readonly ledger: GatheredLedger;
  readonly policy: Policy;
  readonly today: string | null;
  readonly releasing: string | null;
}

/** Checks a ledger with every rule across sources that the policy leaves on. What lacks its facts is named, never passed over. */
export function checkLedger(input: LedgerCheckInput, rules: readonly LedgerRule[] = LEDGER_RULES): LedgerCheck {
  const { ledger } = input;
  const found = ledgersOf(ledger).map((each) => {
    const isMain = each === ledger;
    const part: LedgerContext = {
      ...input,
      ledger: isMain ? { ...each, others: [] } : each,
      whole: ledger,
      text: ledger.changelog.source.text,
      releasing: isMain ? input.releasing : null,
    };
    return checkComponent(part, isMain ? rules : rules.filter(({ once }) => !once));
  });
  return {
    problems: found.flatMap(({ problems }) => problems),
    notChecked: toDistinct(found.flatMap(({ notChecked }) => notChecked)),
  };
}

/** What several components lack is said once. */
function toDistinct(all: readonly NotChecked[]): readonly NotChecked[] {
  return [...new Map(all.map((each) => [`${each.rule} ${each.reason}`, each])).values()];
}

function checkComponent(context: LedgerContext, rules: readonly LedgerRule[]): LedgerCheck {
  const { ledger, policy } = context;
  const suppressions = readSuppressions(ledger.changelog);
  const problems: LocatedProblem[] = [];
  const notChecked: NotChecked[] = [];
  // A changelog that has no versions yet has nothing that could be compared.
  if (ledger.releases.length === 0) return { problems, notChecked };
  if (!isKnown(ledger.repository)) {
    const lacking = rules.some((rule) => rule.needs.length > 0 && severityOf(rule, policy) !== 'off');
    if (lacking) notChecked.push({ rule: 'ledger/*', reason: ledger.repository.notKnown });
  }
  const isShipping = shippingTest(ledger, context.releasing);
  for (const rule of rules) {
    const severity = severityOf(rule, policy);
    if (severity === 'off') continue;
    const missing = rule.needs.map((need) => whyMissing(need, ledger)).find((reason) => reason !== null);
    if (missing !== undefined) {
      // Without a repository nothing of it is known, which is said once for all.
      if (isKnown(ledger.repository)) notChecked.push({ rule: rule.id, reason: missing });
      continue;
    }
    try {
      rule.check(context, ({ file, span }, state) => {
        if (file === undefined && suppressions.allows(rule.id, span)) return;
        const own = rule.shipping && isShipping(file, span) && !Object.hasOwn(policy.rules, rule.id);
        problems.push(toProblem(rule, own ? rule.shipping : severity, file ?? null, span, state, context));
      });
    } catch (error) {
      notChecked.push({ rule: rule.id, reason: `the rule failed: ${String(error)}` });
    }
  }
  return { problems, notChecked };
}

/** Tells the places that are a matter of the version that is about to ship: its section, and every version file. */
function shippingTest({ releases }: GatheredLedger, releasing: string | null) {
  const version = releasing === null ? null : parseVersion(releasing);
  const key = version && versionKey(version);
  const section = releases.find((release) => release.key === key)?.section;
  return (file: string | undefined, { start }: Span): boolean =>
    version !== null && (file !== undefined || (!!section && start >= section.start && start < section.end));
}

/** The severity that a rule has under a policy. */
export function severityOf(rule: LedgerRule, policy: Policy): SeveritySetting {
  return Object.hasOwn(policy.rules, rule.id) ? (policy.rules[rule.id] as SeveritySetting) : rule.severity;
}

/** Why a rule that needs a fact cannot be run; null where the fact is there. */
export function whyMissing(
  need: Need,
  { repository, reference, pending, besideMain, documents }: GatheredLedger,
): string | null {
  if (need === 'migrations') {
    const { migrations } = documents;
    return migrations === null || isKnown(migrations) ? null : migrations.notKnown;
  }
  if (!isKnown(repository)) return repository.notKnown;
  switch (need) {
    case 'tags':
      return whyNoTags(repository);
    case 'reference':
      return isKnown(reference) ? null : reference.notKnown;
    case 'commits':
      return isKnown(pending) ? null : pending.notKnown;
    case 'dependencies':
      return isKnown(pending) && pending.bumps && !isKnown(pending.bumps) ? pending.bumps.notKnown : null;
    case 'main':
      return besideMain === null || isKnown(besideMain) ? null : besideMain.notKnown;
    case 'remote':
      return repository.remotes.length > 0 ? null : 'the repository has no remote';
  }
}

function toProblem(
  rule: LedgerRule,
  severity: Severity,
  file: string | null,
  span: Problem['span'],
  state: unknown,
  context: LedgerContext,
): LocatedProblem {
  return {
    rule: rule.id,
    severity,
    file,
    span,
    message: rule.message(state),
    get fixes() {
      return (rule.fixes ?? []).flatMap((offer) => {
        const edits = offer.edits(state, context);
        return edits ? [{ title: offer.title(state), safety: offer.safety, edits }] : [];
      });
    },
  };
}
