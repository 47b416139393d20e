import { findFormatLink } from '../../changelog/format-link.ts';
import type { Policy } from '../../policy/policy.ts';
import type { RuleContext } from '../rule.ts';

const KNOWN: readonly Policy['standard'][] = ['1.0.0', '1.1.0', '2.0.0'];

/**
 * The version of Keep a Changelog by which a file is judged: the one that its preamble pins, else the policy's. Versions
 * before 1.0.0 are judged as 1.0.0, which was the first to be linked with its number.
 */
export function standardOf({ changelog, index, policy }: RuleContext): Policy['standard'] {
  const pinned = index.once(findFormatLink, changelog)?.version ?? null;
  if (pinned === null) return policy.standard;
  return KNOWN.find((version) => version === pinned) ?? (pinned.startsWith('0.') ? '1.0.0' : policy.standard);
}
