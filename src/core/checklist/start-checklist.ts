import type { DocumentFacts } from '../documents/document-values.ts';
import type { Policy } from '../policy/policy.ts';
import { applyEdits } from '../text/edit.ts';
import type { Version } from '../version/version.ts';
import type { Checklist } from './checklist.ts';
import { parseChecklist } from './parse-checklist.ts';
import { type CheckOutcomes, refreshChecklist } from './refresh-checklist.ts';
import type { ReleaseTraits } from './release-traits.ts';
import { writeChecklist } from './write-checklist.ts';

export interface ChecklistStart {
  readonly policy: Policy;
  readonly version: Version;
  readonly facts: DocumentFacts;
  readonly traits: ReleaseTraits;
  readonly outcomes: CheckOutcomes;
  /** The day of the release; null where it is not set yet. */
  readonly date: string | null;
  /** Who sees to the release; null for the one that the policy names. */
  readonly manager: string | null;
}

/** A version's checklist as it starts, with everything ticked that checks show to be done already. */
export function startChecklist({ policy, version, facts, traits, outcomes, date, manager }: ChecklistStart): Checklist {
  const text = writeChecklist({
    ...{ policy, traits, product: facts.product, version: version.raw, tag: facts.tag },
    previous: facts.previous?.version ?? null,
    date,
    manager: manager ?? policy.documents.values.manager ?? null,
  });
  const edits = refreshChecklist(parseChecklist(text), { policy, traits, outcomes, today: facts.today });
  return parseChecklist(applyEdits(text, edits));
}
