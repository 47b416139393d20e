import { closest, documentRules, type RuleDocumentation } from '../../core/index.ts';
import { describeRule, listRules, toRuleJson } from '../report/rules.ts';
import { chooseFormat, EXIT, printRefusal, type Session } from '../session.ts';

/** `explain [RULE]`: the documentation of one rule, or the list of all of them. */
export async function explain(session: Session, [name]: readonly string[]): Promise<number> {
  const format = chooseFormat(session, ['text', 'json']);
  if (!format) return EXIT.usage;
  const rules = documentRules();
  const { out } = session;
  if (name === undefined) {
    if (format === 'json') out.json({ rules: rules.map(toRuleJson) });
    else listRules(out, rules);
    return EXIT.done;
  }
  const rule = rules.find(({ id }) => id === name) ?? rules.find(({ id }) => id.split('/')[1] === name);
  if (!rule) {
    refuseUnknown(session, name, rules);
    return EXIT.usage;
  }
  if (format === 'json') out.json(toRuleJson(rule));
  else describeRule(out, rule);
  return EXIT.done;
}

function refuseUnknown(session: Session, name: string, rules: readonly RuleDocumentation[]): void {
  const style = /^(?:markdownlint\/)?(md\d{3})$/i.exec(name)?.[1]?.toLowerCase();
  const ids = rules.map(({ id }) => id);
  const guess = closest(name, ids) ?? closest(`changelog/${name}`, ids) ?? closest(`ledger/${name}`, ids);
  const hint = guess === null ? 'Run “release-ledger explain” for a list of the rules' : `Did you mean ${guess}?`;
  printRefusal(session, {
    message: `there is no rule “${name}” here`,
    hint: style
      ? `It is one of markdownlint: https://github.com/DavidAnson/markdownlint/blob/main/doc/${style}.md`
      : hint,
  });
}
