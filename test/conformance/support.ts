import {
  BUILT_IN_PROFILES,
  checkChangelog,
  DEFAULT_POLICY,
  mergeSettings,
  type NextVersionRequest,
  nextVersion,
  type Policy,
  parseChangelog,
} from '../../src/core/index.ts';

/** A day after every date in the documents. */
export const TODAY = '2026-06-30';

/** The policy of a repository that has nothing in its policy file but the profile. */
export function policyOf(profile: string): Policy {
  const found = BUILT_IN_PROFILES.get(profile);
  if (!found) throw new Error(`There is no profile ${profile}`);
  return mergeSettings(DEFAULT_POLICY, found.settings) as Policy;
}

/** Every problem of a changelog under a profile that is worth an error or a warning: its rule and the text at its place. */
export function complaints(profile: string, text: string): readonly string[] {
  const { problems, notChecked } = checkChangelog({
    text,
    policy: policyOf(profile),
    path: 'CHANGELOG.md',
    today: TODAY,
  });
  if (notChecked.length > 0) throw new Error(JSON.stringify(notChecked));
  return problems.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ rule }) => rule);
}

/** One change of a document's example: the first text stands in it once and is replaced by the second. */
export function mutate(text: string, from: string, to: string): string {
  const at = text.indexOf(from);
  if (at < 0 || text.indexOf(from, at + 1) >= 0) throw new Error(`Expected “${from}” once in the example`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

/** The version that a changelog leads to under a profile. */
export function next(profile: string, text: string, request: NextVersionRequest = {}): string {
  const policy = policyOf(profile);
  const found = nextVersion(parseChangelog(text, policy.changelog), policy, { today: TODAY, ...request });
  return 'next' in found ? found.next : found.message;
}
