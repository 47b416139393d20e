import type { RuleDocumentation } from '../core/index.ts';

/** One table row a rule: its id, what it reports, its severity, and whether it has a fix. */
export function ruleTable(rules: readonly RuleDocumentation[]): string {
  const rows = rules.map((rule) => {
    const link = `[\`${rule.id}\`](docs/rules.md#${anchorOf(rule)})`;
    return `| ${link} | ${cell(rule.summary)} | ${rule.severity} | ${fixOf(rule)} |`;
  });
  const fixable = rules.filter((rule) => rule.fixes).length;
  return [
    `${rules.length} rules, ${fixable} of them with a fix. Safe fixes are applied by fix-all; the others are offered one by one.`,
    '',
    '| Rule | Reports | Severity | Fix |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The page that the rules' diagnostics link to. */
export function ruleDocumentation(rules: readonly RuleDocumentation[]): string {
  const parts = rules.map(
    (rule) => `## ${rule.id}

${rule.summary} Severity: ${rule.severity}. Fix: ${fixOf(rule) || 'none'}.

${unwrap(rule.why)}

${rule.examples.slice(0, 1).map(exampleOf).join('')}
`,
  );
  return `# Rules

Every rule can be turned off or given another severity in the policy file (\`rules\`), in the editor's settings (\`releaseLedger.rules\`), or for one place with a comment: \`<!-- release-ledger: allow changelog/release-without-date -->\` above the block, \`allow-file\` for the whole file.

${parts.join('\n')}`;
}

/** The anchor that Markdown viewers make of a rule's heading. */
function anchorOf(rule: RuleDocumentation): string {
  return rule.id.replace('/', '');
}

function fixOf({ fixes }: RuleDocumentation): string {
  return fixes?.[0]?.safety ?? '';
}

function exampleOf({ bad, good }: RuleDocumentation['examples'][number]): string {
  return [`Reported between \`⟦\` and \`⟧\`:`, '', fenced(bad), '', 'Expected:', '', fenced(good)].join('\n');
}

/** A fence longer than any in the text, so that an example can show fences. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}markdown\n${text.replace(/\n$/, '')}\n${fence}`;
}

function unwrap(text: string): string {
  return text.replace(/([^\n])\n(?=[^\n\-*|#>\s])/g, '$1 ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
