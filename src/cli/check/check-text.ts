import {
  type CheckInput,
  checkChangelog,
  checkRelease,
  type NotChecked,
  type Policy,
  type Problem,
  type Source,
  type Version,
} from '../../core/index.ts';
import type { MarkdownLinter } from '../../host/markdown-style.ts';
import { rootOf } from '../session.ts';
import type { Target } from './targets.ts';

/** What every text of one run is checked by. */
export interface Checks {
  readonly root: string;
  /** The folder that the policy's paths are relative to. */
  readonly policyRoot: string;
  readonly policy: Policy;
  readonly today: string;
  /** The version about to ship, null outside of a release. */
  readonly release: Version | null;
  readonly linter: MarkdownLinter | null;
}

export interface CheckedText {
  readonly source: Source;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
}

/** Checks one text with everything that the policy asks for. */
export async function checkText(target: Target, checks: Checks): Promise<CheckedText> {
  const input = toInput(target, checks);
  const { changelog, problems, notChecked } = checkChangelog(input);
  const release = checks.release && checkRelease({ ...input, text: changelog.source }, checks.release);
  const style = await lintText(target, checks);
  const all = [
    ...(release ? problems.filter((problem) => !release.supersedes(problem)) : problems),
    ...(release?.problems ?? []),
    ...style.problems,
  ];
  return {
    source: changelog.source,
    problems: all.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    notChecked: [...notChecked, ...(release?.notChecked ?? []), ...style.notChecked],
  };
}

/** The part of the checks that needs no thread. */
export function toInput({ name, text }: Target, { policy, today }: Checks): CheckInput & { readonly text: string } {
  return { text, path: name, policy, today };
}

/** The findings of markdownlint, none where it is off. */
export async function lintText(
  { path, text }: Target,
  { root, policy, linter }: Checks,
): Promise<Awaited<ReturnType<MarkdownLinter['lint']>>> {
  const { enabled } = policy.markdownlint;
  if (!linter || enabled === 'off') return { problems: [], notChecked: [] };
  return linter.lint({
    text,
    path,
    root: rootOf(root, path),
    when: enabled === 'on' ? 'always' : 'configured',
    rules: policy.rules,
  });
}
