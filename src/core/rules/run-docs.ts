import { parseChecklist } from '../checklist/parse-checklist.ts';
import { type DocsFacts, NO_DOCS_FACTS } from '../docs/facts.ts';
import { type MarkdownDocument, toMarkdownDocument } from '../docs/markdown-document.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { Source } from '../text/source.ts';
import type { Version } from '../version/version.ts';
import { DOCS_RULES } from './docs/all.ts';
import type { DocsContext, DocsRule } from './docs-rule.ts';
import type { NotChecked, Problem } from './problem.ts';
import type { SeveritySetting } from './rule.ts';
import { readSuppressions } from './suppressions.ts';

export interface DocsCheckInput {
  readonly text: string | Source;
  /** Relative to the policy's folder, with `/`. */
  readonly path: string;
  /** The version that it is the checklist of; null for every other document. */
  readonly checklistOf?: Version | null;
  readonly policy?: Policy;
  /** What is not given is not known. */
  readonly facts?: Partial<DocsFacts>;
}

export interface DocsCheck {
  readonly document: MarkdownDocument;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
}

/** Checks a document or checklist with every rule that the policy leaves on. Total: any text has a result. */
export function checkDocument(input: DocsCheckInput, rules: readonly DocsRule[] = DOCS_RULES): DocsCheck {
  const context = toContext(input);
  const { document, policy, facts, checklist, text } = context;
  const suppressions = text.includes('release-ledger:') ? readSuppressions(document.changelog) : null;
  const problems: Problem[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, policy);
    if (severity === 'off' || (rule.about === 'checklists') !== (checklist !== null)) continue;
    const missing = rule.needs.map((need) => facts[need]).find(isNotKnown);
    if (missing) {
      notChecked.push({ rule: rule.id, reason: missing.notKnown });
      continue;
    }
    try {
      rule.check(context, (span, state) => {
        if (suppressions?.allows(rule.id, span)) return;
        problems.push({
          rule: rule.id,
          severity,
          span,
          message: rule.message(state),
          get fixes() {
            return (rule.fixes ?? []).flatMap(({ title, safety, edits: make }) => {
              const edits = make(state, context);
              return edits ? [{ title: title(state), safety, edits }] : [];
            });
          },
        });
      });
    } catch (error) {
      notChecked.push({ rule: rule.id, reason: `the rule failed: ${String(error)}` });
    }
  }
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { document, problems, notChecked };
}

function toContext({ text, path, checklistOf = null, policy = DEFAULT_POLICY, facts }: DocsCheckInput): DocsContext {
  const document = toMarkdownDocument(text);
  return {
    document,
    text: document.source.text,
    path,
    policy,
    facts: { ...NO_DOCS_FACTS, ...facts },
    checklist: checklistOf && parseChecklist(document.source),
    version: checklistOf,
  };
}

function severityOf(rule: DocsRule, { rules }: Policy): SeveritySetting {
  return Object.hasOwn(rules, rule.id) ? (rules[rule.id] as SeveritySetting) : rule.severity;
}

function isNotKnown(fact: unknown): fact is { readonly notKnown: string } {
  return typeof fact === 'object' && fact !== null && 'notKnown' in fact;
}
