import { closest, documentRules, type RuleDocumentation } from '../../src/core/index.ts';
import type { AnswerDto, RuleDocumentationDto } from '../../src/protocol/dto.ts';
import { refuse } from './answers.ts';

/** A rule's documentation as Markdown; all of it is ours, nothing comes from a file of the user. */
export function documentRule(id: string): AnswerDto<RuleDocumentationDto> {
  const rules = documentRules();
  const rule = rules.find((each) => each.id === id);
  if (rule) return { value: { rule: id, markdown: toMarkdown(rule) } };
  const guess = closest(
    id,
    rules.map((each) => each.id),
  );
  return refuse('unknown-rule', `There is no rule “${id}”`, guess === null ? null : `Did you mean ${guess}?`);
}

function toMarkdown({ id, summary, severity, why, fixes, examples }: RuleDocumentation): string {
  const [{ bad, good } = { bad: '', good: '' }] = examples;
  return [
    `# ${id}`,
    summary,
    `Severity: ${severity}. ${fixes ? 'It can be fixed.' : 'Only a person can mend it.'}`,
    why,
    'Reported, where ⟦ and ⟧ stand around it:',
    toFence(bad),
    fixes ? 'What the fix makes of it:' : 'Accepted:',
    toFence(good),
    `Allow it in one place, in a line of its own above: \`<!-- release-ledger: allow ${id} -->\``,
  ].join('\n\n');
}

function toFence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}markdown\n${text.trimEnd()}\n${fence}`;
}
