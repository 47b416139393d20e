import type { RuleDocumentation, SeveritySetting } from '../../core/index.ts';
import { type Printer, type Style, styled } from '../printer.ts';
import { wrap } from './wrap.ts';

const STYLES: Readonly<Record<SeveritySetting, Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'cyan',
  off: 'dim',
};
const WIDTH = 100;

/** Prints one line for each rule. */
export function listRules(out: Printer, rules: readonly RuleDocumentation[]): void {
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, summary, fixes } of rules) {
    out.line(
      styled(id.padEnd(idWidth), 'bold'),
      '  ',
      styled(severity.padEnd(7), STYLES[severity]),
      `  ${summary}`,
      fixes ? styled(' *', 'green') : '',
    );
  }
  out.line();
  out.line(`${rules.length} rules; * can be fixed. Explain one with: release-ledger explain ${rules[0]?.id ?? ''}`);
}

/** Prints everything that there is to know about a rule. */
export function describeRule(out: Printer, rule: RuleDocumentation): void {
  const { id, severity, summary, why, examples } = rule;
  const width = Math.min(out.columns ?? WIDTH, WIDTH);
  out.line(styled(id, 'bold'));
  out.line(summary);
  out.line();
  out.line('Severity: ', styled(severity, STYLES[severity]), severity === 'off' ? ' (turn it on in the policy)' : '');
  out.line(`Fix:      ${describeFixes(rule)}`);
  if (rule.onlyWhileShipping) out.line('Checked:  only while a version ships (check --release VERSION)');
  out.line();
  for (const line of wrap(why, width)) out.line(line);
  for (const { bad, good } of examples) {
    printExample(out, 'Reported, where ⟦ ⟧ stand around it:', bad);
    printExample(out, rule.fixes ? 'What the fix makes of it:' : 'Accepted:', good);
  }
  out.line();
  out.line(`Allow it in one place, in a line of its own above:  <!-- release-ledger: allow ${id} -->`);
  out.line(`Change its severity in release-ledger.jsonc:        "rules": { "${id}": "off" }`);
}

function printExample(out: Printer, title: string, text: string): void {
  out.line();
  out.line(styled(title, 'underline'));
  for (const line of text.replace(/\n$/, '').split('\n')) out.line(line === '' ? '' : `    ${line}`);
}

function describeFixes({ fixes }: RuleDocumentation): string {
  if (!fixes) return 'none; somebody has to decide';
  return fixes.some(({ safety }) => safety === 'safe')
    ? 'safe; --fix makes it'
    : 'offered in editors, because it may change what the document says';
}

/** The documentation of a rule as JSON. */
export function toRuleJson(rule: RuleDocumentation): object {
  const { id, severity, summary, why, fixes, examples } = rule;
  return {
    id,
    severity,
    summary,
    why,
    fix: fixes ? (fixes.some(({ safety }) => safety === 'safe') ? 'safe' : 'unsafe') : null,
    onlyWhileShipping: rule.onlyWhileShipping === true,
    examples: examples.map(({ bad, good }) => ({ bad, good })),
  };
}
