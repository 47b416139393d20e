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
import { runRules } from './run-rules.ts';
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
  const { document, facts, checklist, text } = context;
  const about = checklist === null ? 'documents' : 'checklists';
  const found = runRules(context, {
    rules: rules.filter((rule) => rule.about === about),
    suppressions: text.includes('release-ledger:') ? readSuppressions(document.changelog) : null,
    whyNot: ({ needs }) => needs.map((need) => facts[need]).find(isNotKnown)?.notKnown,
  });
  return { document, ...found };
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

function isNotKnown(fact: unknown): fact is { readonly notKnown: string } {
  return typeof fact === 'object' && fact !== null && 'notKnown' in fact;
}
