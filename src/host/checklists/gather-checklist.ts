import { basename, join } from 'node:path';
import { checkOutcomes, type ExpectedFile } from '../../core/checklist/check-outcomes.ts';
import type { Checklist } from '../../core/checklist/checklist.ts';
import { parseChecklist } from '../../core/checklist/parse-checklist.ts';
import { planItems } from '../../core/checklist/plan-items.ts';
import type { CheckOutcomes } from '../../core/checklist/refresh-checklist.ts';
import { type ReleaseTraits, traitsOf, typeTraits } from '../../core/checklist/release-traits.ts';
import type { DocumentFacts } from '../../core/documents/document-values.ts';
import { gatherDocumentFacts } from '../../core/documents/gather-facts.ts';
import { checkRelease } from '../../core/index.ts';
import { textOf } from '../../core/ledger/alone.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import { fillPath, manifestPath } from '../../core/manifest/paths.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { FileRefusal, Files, TextFile } from '../../core/ports.ts';
import { findRelease } from '../../core/rules/release/release-rule.ts';
import { isPrerelease, type Version } from '../../core/version/version.ts';
import type { DocsQuestion } from './count-docs-errors.ts';

export interface ChecklistQuestion {
  readonly files: Files;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly policy: Policy;
  readonly ledger: Ledger;
  readonly version: Version;
  /** The type of the release; null for what the checklist or the version's number says. */
  readonly type: string | null;
  readonly today: string;
  /** Counts the errors of the documentation; asked where the policy has an item that waits for none. Null not to be asked. */
  readonly docsErrors: ((question: DocsQuestion) => Promise<number>) | null;
}

/** One version's checklist with everything that it is held against. */
export interface GatheredChecklist {
  readonly version: Version;
  readonly traits: ReleaseTraits;
  readonly facts: DocumentFacts;
  /** The day of its section; null where it has none. */
  readonly date: string | null;
  /** Relative to the policy's folder, with `/`. */
  readonly path: string;
  /** Null where it is not there, like the checklist. */
  readonly file: TextFile | null;
  readonly checklist: Checklist | null;
  /** What the checks say that tick items. */
  readonly outcomes: CheckOutcomes;
}

/** Reads the checklist of a version, and what its checks say now; a refusal where something is there that cannot be read. */
export async function gatherChecklist(question: ChecklistQuestion): Promise<GatheredChecklist | FileRefusal> {
  const { files, root, policy, ledger, version, today } = question;
  const { changelog } = ledger;
  const release = findRelease(changelog.releases, version);
  // Nothing in a checklist says who has contributed: git is not asked.
  const reader = { notKnown: 'not asked for' };
  const facts = await gatherDocumentFacts(ledger, { release, version, policy, reader, today });
  const path = fillPath(policy.checklists.path, policy, version.raw);
  const read = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  if (read.refusal && read.refusal.code !== 'missing') return read.refusal;
  const checklist = read.file ? parseChecklist(read.file.text) : null;
  const written = checklist?.fields.get('release type')?.value.toLowerCase();
  const title = (release ?? changelog.releases.find(({ unreleased }) => unreleased))?.title ?? null;
  const traits: ReleaseTraits = {
    ...typeTraits(policy, question.type ?? (written === 'not known' ? null : (written ?? null)), title, facts.level),
    prerelease: isPrerelease(version),
    firstMajor: version.release[0] === '1' && version.release.slice(1).every((number) => number === '0'),
    has: release && traitsOf(changelog, release),
  };
  const isAsked = planItems(policy).some(({ check }) => check === 'docs');
  const docsErrors = isAsked ? await question.docsErrors?.({ files, root, policy, changelog, today }) : null;
  const shipping = checkRelease({ text: textOf(changelog), policy, today }, version);
  const outcomes = checkOutcomes({
    ...{ ledger, policy, version, release, checklist },
    docsErrors: docsErrors ?? null,
    shippingErrors: shipping.problems.filter(({ severity }) => severity === 'error').length,
    manifests: await expectedManifests(question),
    checksums: await lookFor(question, fillPath(policy.checksums.path, policy, version.raw)),
  });
  return {
    ...{ version, traits, path, checklist, outcomes },
    facts: { ...facts, product: facts.product ?? basename(root) },
    date: release?.date ?? null,
    file: read.file ?? null,
  };
}

async function expectedManifests(question: ChecklistQuestion): Promise<readonly ExpectedFile[]> {
  const { policy, version } = question;
  const paths = policy.manifest.forms.flatMap((form) => manifestPath(policy, version.raw, form) ?? []);
  return Promise.all(paths.map((path) => lookFor(question, path)));
}

async function lookFor({ files, root }: ChecklistQuestion, path: string): Promise<ExpectedFile> {
  const parts = path.split('/');
  const entries = await files.list(join(root, ...parts.slice(0, -1)));
  return { path, exists: entries.some(({ name, kind }) => name === parts.at(-1) && kind === 'file') };
}
