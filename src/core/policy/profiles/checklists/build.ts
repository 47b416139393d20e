import type { ChecklistGroup, ChecklistItem, ChecklistPhase } from '../../documents-policy.ts';

/** An item that every release has and somebody ticks, but for what is said otherwise. */
export const task = (text: string, more: Partial<ChecklistItem> = {}): ChecklistItem => ({
  text,
  level: 1,
  when: 'always',
  check: 'none',
  ...more,
});

/** Items of which all but the first stand under it. */
export const nested = (
  first: string | ChecklistItem,
  ...parts: readonly (string | ChecklistItem)[]
): readonly ChecklistItem[] => [toItem(first), ...parts.map((part) => ({ ...toItem(part), level: 2 }))];

export const group = (name: string, items: readonly (string | ChecklistItem)[], owner = ''): ChecklistGroup => ({
  name,
  owner,
  items: items.map(toItem),
});

/** A phase with the days that it takes, counted from the day of the release. */
export const phase = (
  name: string,
  [from, to]: readonly [from: number, to: number],
  blocks: ChecklistPhase['blocks'],
  ...groups: readonly ChecklistGroup[]
): ChecklistPhase => ({ name, from, to, blocks, groups });

function toItem(item: string | ChecklistItem): ChecklistItem {
  return typeof item === 'string' ? task(item) : item;
}
