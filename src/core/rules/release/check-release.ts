import type { Version } from '../../version/version.ts';
import type { NotChecked, Problem } from '../problem.ts';
import { type CheckInput, checkChangelog } from '../run.ts';
import { RELEASE_RULES } from './all.ts';
import { findRelease, type ShippingRule, toRule } from './release-rule.ts';

export interface ReleaseCheckResult {
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
  /** True for a problem of another rule that these problems say again, and more strongly. */
  readonly supersedes: (problem: Problem) => boolean;
}

/**
 * Checks that a changelog is ready for a version to ship: that its section is there, is the newest, is dated, says something
 * and is not yanked, and that nothing is left under Unreleased. Total, as `checkChangelog` is.
 */
export function checkRelease(
  input: CheckInput,
  version: Version,
  rules: readonly ShippingRule[] = RELEASE_RULES,
): ReleaseCheckResult {
  const { changelog, problems, notChecked } = checkChangelog(
    input,
    rules.map((rule) => toRule(rule, version)),
  );
  const release = findRelease(changelog.releases, version);
  const found = new Set(problems.map(({ rule }) => rule));
  const superseded = new Set(rules.flatMap(({ id, supersedes = [] }) => (found.has(id) ? supersedes : [])));
  return {
    problems,
    notChecked,
    supersedes: ({ rule, span }) =>
      release !== null && superseded.has(rule) && span.start >= release.start && span.start < release.end,
  };
}
