import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { POLICY_RULES } from '../rules/policy/all.ts';
import type { PolicyContext, PolicyRule, SettingPath } from '../rules/policy/policy-rule.ts';
import type { Fix, Problem } from '../rules/problem.ts';
import type { Severity } from '../severity.ts';

/** A policy file with its tree, in which settings are found again. */
export interface ParsedPolicyFile {
  readonly path: string;
  readonly text: string;
  readonly root: Node | null;
}

/**
 * Finds what contradicts itself in a policy that is valid piece by piece.
 *
 * @param files the nearest first; a problem is reported in the first one that has one of the settings it is about. What
 * stands in built-in profiles alone is not reported: nobody could mend it there.
 * @returns the problems of each file, by its path.
 */
export function checkPolicy(
  context: PolicyContext,
  files: readonly ParsedPolicyFile[],
  rules: readonly PolicyRule[] = POLICY_RULES,
): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const rule of rules) {
    const severity = severityOf(rule, context);
    if (severity === null) continue;
    rule.check?.(context, (paths, state) => {
      const place = locate(paths, files);
      if (!place) return;
      const { file, node, path } = place;
      const fixes = (rule.fixes ?? []).flatMap(({ title, safety, edits }): readonly Fix[] => {
        const made = edits(state, { text: file.text, path, node });
        return made ? [{ title: title(state), safety, edits: made }] : [];
      });
      const problems = found.get(file.path) ?? [];
      found.set(file.path, problems);
      problems.push({
        rule: rule.id,
        severity,
        span: { start: node.offset, end: node.offset + node.length },
        message: rule.message(state),
        fixes,
      });
    });
  }
  return found;
}

function severityOf({ id, severity }: PolicyRule, { policy }: PolicyContext): Severity | null {
  const chosen = Object.hasOwn(policy.rules, id) ? policy.rules[id] : severity;
  return chosen === undefined || chosen === 'off' ? null : chosen;
}

function locate(
  paths: readonly SettingPath[],
  files: readonly ParsedPolicyFile[],
): { readonly file: ParsedPolicyFile; readonly node: Node; readonly path: SettingPath } | null {
  for (const path of paths) {
    for (const file of files) {
      const node = file.root ? findNodeAtLocation(file.root, [...path]) : undefined;
      if (node) return { file, node, path };
    }
  }
  return null;
}
