import { ledgersOf } from '../src/core/ledger/components.ts';
import type { GatheredLedger, LedgerFacts } from '../src/core/ledger/gather.ts';
import { newestTagged } from '../src/core/ledger/ledger.ts';
import type { ComponentFiles } from '../src/host/component-files.ts';

/** The tags whose texts released sections are compared with; which ones those are depends on the changelog's versions. */
export function newestOf(ledger: GatheredLedger): string {
  return JSON.stringify(ledgersOf(ledger).flatMap((each) => newestTagged(each)?.tags[0]?.name ?? []));
}

/** What the changelog has releases of. */
export function componentsOf(ledger: GatheredLedger): string {
  return JSON.stringify(ledgersOf(ledger).map(({ component }) => component));
}

/** What an edit of the changelog does not change. */
export function toFacts({
  path,
  repository,
  reference,
  pending,
  besideMain,
  besideHead,
  documents,
  versionFiles,
  others,
}: GatheredLedger): LedgerFacts {
  const ofOthers = others.map((each) => ({
    component: each.component,
    reference: each.reference,
    versionFiles: each.versionFiles,
  }));
  return { path, repository, reference, pending, besideMain, besideHead, documents, versionFiles, others: ofOthers };
}

/** The same with the version files as they are now. */
export function replaceFiles(facts: LedgerFacts, { versionFiles, componentFiles }: ComponentFiles): LedgerFacts {
  const references = new Map(facts.others.map(({ component, reference }) => [component, reference]));
  const components = new Set([...references.keys(), ...componentFiles.keys()]);
  const others = [...components].map((component) => ({
    component,
    reference: references.get(component) ?? { notKnown: 'no tag names a version of it' },
    versionFiles: componentFiles.get(component) ?? [],
  }));
  return { ...facts, versionFiles, others };
}
