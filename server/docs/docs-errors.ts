import type { DocsQuestion } from '../../src/host/checklists/count-docs-errors.ts';

interface Counted {
  readonly parts: readonly unknown[];
  readonly count: Promise<number>;
}

/** How many errors the documentation of each folder has, counted once until a file may be another one. */
export class DocsErrors {
  readonly #counted = new Map<string, Counted>();

  /** Answers what a checklist asks. */
  readonly count = (question: DocsQuestion): Promise<number> => {
    const { root, policy, changelog, today } = question;
    const parts = [policy, changelog, today];
    const known = this.#counted.get(root);
    if (known?.parts.every((part, i) => part === parts[i])) return known.count;
    const count = countErrors(question);
    this.#counted.set(root, { parts, count });
    // What failed is asked again.
    count.catch(() => this.#counted.delete(root));
    return count;
  };

  /** @returns true where something was known, so that somebody may show it */
  forget(): boolean {
    const wasKnown = this.#counted.size > 0;
    this.#counted.clear();
    return wasKnown;
  }
}

/** Only checklists ask, and not before somebody sees one. */
async function countErrors(question: DocsQuestion): Promise<number> {
  const { countDocsErrors } = await import('../../src/host/checklists/count-docs-errors.ts');
  return countDocsErrors(question);
}
