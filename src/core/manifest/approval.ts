import type { Approval } from './model.ts';

/** What stands in the place of a name until somebody has approved. */
export const PENDING = 'pending';

/** True where somebody has approved; a name that is missing or pending is nobody's. */
export function isGiven({ by }: Pick<Approval, 'by'>): boolean {
  const name = by.trim().toLowerCase();
  return name !== '' && name !== PENDING;
}
