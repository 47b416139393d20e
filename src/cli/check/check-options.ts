import { closest, type Policy, type Refusal, refusal, type SeveritySetting } from '../../core/index.ts';

/** The options of `check`, read and valid. */
export interface CheckOptions {
  readonly fix: boolean;
  /** The version about to ship, as it was written. */
  readonly release: string | null;
  readonly maxWarnings: number | null;
  /** Severities that differ from the policy's. */
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  /** The name of the text on standard input; null where files are checked. */
  readonly stdin: string | null;
}

const SEVERITIES: readonly string[] = ['off', 'hint', 'info', 'warning', 'error'] satisfies readonly SeveritySetting[];

/** Any rule of markdownlint; which there are, only its own code knows. */
const MARKDOWNLINT_RULE = /^markdownlint\/MD\d{3}$/;

/** Reads the options of `check`, or says which of them cannot be what was meant. */
export function readCheckOptions(
  options: Readonly<Record<string, unknown>>,
  files: readonly string[],
  ruleIds: readonly string[],
): CheckOptions | Refusal {
  const usesStdin = options.stdin === true;
  const name = typeof options.stdinFilename === 'string' ? options.stdinFilename : null;
  if (usesStdin && files.length > 0) {
    return refusal('usage', '--stdin and FILES exclude each other', 'Name the text with --stdin-filename');
  }
  if (name !== null && !usesStdin) return refusal('usage', '--stdin-filename needs --stdin', 'Add --stdin');
  const rules: Record<string, SeveritySetting> = {};
  for (const setting of (options.rule ?? []) as readonly string[]) {
    const read = readRuleSetting(setting, ruleIds);
    if ('code' in read) return read;
    rules[read.id] = read.severity;
  }
  return {
    fix: options.fix === true,
    release: typeof options.release === 'string' ? options.release : null,
    maxWarnings: typeof options.maxWarnings === 'number' ? options.maxWarnings : null,
    rules,
    stdin: usesStdin ? (name ?? '<stdin>') : null,
  };
}

function readRuleSetting(
  setting: string,
  ruleIds: readonly string[],
): { readonly id: string; readonly severity: SeveritySetting } | Refusal {
  const at = setting.indexOf('=');
  const id = setting.slice(0, Math.max(0, at));
  const severity = setting.slice(at + 1);
  if (at < 0) return refusal('usage', `--rule ${setting} has no severity`, `Write --rule ${setting}=warning`);
  if (!ruleIds.includes(id) && !MARKDOWNLINT_RULE.test(id)) {
    const guess = closest(id, ruleIds);
    const hint = guess === null ? 'Run “release-ledger explain” for a list of the rules' : `Did you mean ${guess}?`;
    return refusal('usage', `--rule ${setting} names no rule`, hint);
  }
  if (SEVERITIES.includes(severity)) return { id, severity: severity as SeveritySetting };
  const guess = closest(severity, SEVERITIES);
  const hint = guess === null ? `Severities: ${SEVERITIES.join(', ')}` : `Did you mean ${guess}?`;
  return refusal('usage', `--rule ${setting} names no severity`, hint);
}

/** The policy with the severities of the command line over its own. */
export function withRules(policy: Policy, rules: CheckOptions['rules']): Policy {
  return { ...policy, rules: { ...policy.rules, ...rules } };
}
