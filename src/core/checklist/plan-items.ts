import type { ChecklistGroup, ChecklistItem, ChecklistPhase } from '../policy/documents-policy.ts';
import type { Policy } from '../policy/policy.ts';

/** An item of the policy, with the name that the file knows it by. */
export interface PlannedItem extends ChecklistItem {
  readonly id: string;
  readonly phase: ChecklistPhase;
  readonly group: ChecklistGroup;
}

/** The items of the policy in their order. Each is known by its words; of several with the same ones, the later by a number. */
export function planItems({ checklists }: Policy): readonly PlannedItem[] {
  const seen = new Map<string, number>();
  return checklists.phases.flatMap((phase) =>
    phase.groups.flatMap((group) =>
      group.items.map((item) => {
        const name = toItemId(item.text);
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        return { ...item, id: count === 1 ? name : `${name}-${count}`, phase, group };
      }),
    ),
  );
}

/** The name of an item: its first words, which stay what they are when a version is filled in. */
export function toItemId(text: string): string {
  const words = text
    .replace(/\{\w+\}/g, ' ')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? ['item']).slice(0, 8).join('-').slice(0, 60);
}
