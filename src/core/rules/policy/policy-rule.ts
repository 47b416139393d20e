import type { Node } from 'jsonc-parser';
import type { Policy } from '../../policy/policy.ts';
import type { Edit } from '../../text/edit.ts';
import type { Rule, Safety } from '../rule.ts';
import { removeNode } from './remove-node.ts';

/** The keys that lead to a setting: `['changelog', 'categories', 2, 'name']`. */
export type SettingPath = readonly (string | number)[];

/** What a rule about a policy may look at. */
export interface PolicyContext {
  /** The policy as it is in effect: all files and profiles merged. */
  readonly policy: Policy;
  /** Paths that the policy names and that are not there. */
  readonly missing: ReadonlySet<string>;
}

/** Where a problem was located: the file's text, the setting's keys and its node. */
export interface PolicyPlace {
  readonly text: string;
  readonly path: SettingPath;
  readonly node: Node;
}

/** In `bad`, `⟦` and `⟧` stand around what is reported; `good` is what the first fix makes of it, or has no such problem. */
export interface PolicyExample {
  readonly bad: string;
  readonly good: string;
  readonly message?: string;
}

/** A rule about a policy file. Without `check` it documents what reading the file finds by itself. */
export interface PolicyRule<State = unknown> extends Pick<Rule, 'id' | 'severity' | 'summary' | 'why'> {
  /** Reports at the first of the paths that a file has. */
  readonly check?: (context: PolicyContext, report: (paths: readonly SettingPath[], state: State) => void) => void;
  readonly message: (state: State) => string;
  readonly fixes?: readonly {
    readonly safety: Safety;
    readonly title: (state: State) => string;
    readonly edits: (state: State, place: PolicyPlace) => readonly Edit[] | null;
  }[];
  readonly examples: readonly [PolicyExample, ...PolicyExample[]];
}

/** Keeps a rule's state type inside its file, as `defineRule` does. */
export function definePolicyRule<State>(rule: PolicyRule<State>): PolicyRule {
  return rule as PolicyRule;
}

/**
 * Documents a defect that reading a policy file finds: of its syntax, its keys, its values or its bases. The very object is
 * completed, not copied: what is shipped has `why` and `examples` from the object's prototype.
 */
export function definePolicyDefectRule(
  rule: Pick<PolicyRule, 'id' | 'summary' | 'why' | 'examples'> & { readonly fixable?: boolean },
): PolicyRule {
  const fixes: PolicyRule['fixes'] = [
    { safety: 'unsafe', title: () => 'Change it to what was meant', edits: () => null },
  ];
  return Object.assign(rule, {
    severity: 'error' as const,
    message: () => rule.summary,
    ...(rule.fixable ? { fixes } : {}),
  });
}

/** The edits that take a list's item, or a key with its value, out of a policy file; comments stay where they are. */
export function removeSetting({ text, node }: PolicyPlace): readonly Edit[] {
  return removeNode(text, node);
}

/** The edits that give the reported setting another value. */
export function changeSetting({ node }: PolicyPlace, value: unknown): readonly Edit[] {
  return [{ start: node.offset, end: node.offset + node.length, text: JSON.stringify(value) }];
}
