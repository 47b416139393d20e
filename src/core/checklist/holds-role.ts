import type { ApprovalPolicy } from '../policy/policy.ts';

/**
 * True where somebody has the role of an approval: where the policy names people for it, it is one of them.
 *
 * @param who a name, an address, or both as mail programs write them: `Ada Lovelace <ada@example.com>`
 */
export function holdsRole({ people }: Pick<ApprovalPolicy, 'people'>, who: string): boolean {
  if (!people || people.length === 0) return true;
  const names = namesOf(who);
  return people.some((each) => namesOf(each).some((name) => names.includes(name)));
}

/** The name and the address of somebody, in lower case. */
function namesOf(who: string): readonly string[] {
  const [, name, address] = /^([^<>]*)<([^<>]+)>$/.exec(who.trim()) ?? [];
  return [name ?? who, address ?? ''].map((each) => each.replace(/\s+/g, ' ').trim().toLowerCase()).filter(Boolean);
}
