import { basename, join } from 'node:path';
import { BUILT_IN_TEMPLATES } from '../../core/documents/built-in-templates.ts';
import { type CreatedDocument, createDocument } from '../../core/documents/create-document.ts';
import { toDocumentValues } from '../../core/documents/document-values.ts';
import { gatherDocumentFacts } from '../../core/documents/gather-facts.ts';
import type { TemplateValue } from '../../core/documents/template/template.ts';
import { closest, nextVersion, type Policy, type Refusal, type Release, refusal } from '../../core/index.ts';
import { type Ledger, newestSection, taggedVersions } from '../../core/ledger/ledger.ts';
import { tagTemplateOf } from '../../core/ledger/tag-template.ts';
import { resolvePath } from '../../core/policy/resolve-path.ts';
import { findRecorded } from '../../core/release/component-facts.ts';
import { findRelease } from '../../core/rules/release/release-rule.ts';
import type { Version } from '../../core/version/version.ts';
import { EXIT, printRefusal, requirePolicy, type Session, toDisplayPath } from '../session.ts';
import { ofComponent, openLedger } from '../the-ledger.ts';

/** Which release a document is about. */
export type WantedRelease = 'latest' | 'unreleased' | { readonly version: string };

export interface DocumentRequest {
  readonly wanted: WantedRelease;
  /** The name of the template, given the policy. */
  readonly template: (policy: Policy) => string | Refusal;
  /** What placeholders stand for, before all else. */
  readonly values: Readonly<Record<string, string>>;
}

export interface ReleaseDocument {
  readonly version: string;
  readonly template: string;
  /** The file of the template as it is shown; its name for a built-in one. */
  readonly source: string;
  readonly document: CreatedDocument;
}

/** Writes a document about a release; the exit code where that cannot be begun, and then the reason was printed. */
export async function createReleaseDocument(
  session: Session,
  { wanted, template, values }: DocumentRequest,
): Promise<ReleaseDocument | number> {
  const required = await requirePolicy(session);
  const opened = required && (await openLedger(session, required));
  if (!opened) return EXIT.usage;
  const named = typeof wanted === 'string' ? opened : findRecorded(opened.ledger, wanted.version, true);
  const { policy, root, changelog, ledger, repository } = await ofComponent(session, opened, named.ledger);
  const release = chooseRelease(ledger, wanted, 'version' in named ? named.version : null);
  if ('code' in release) return refuse(session, release, EXIT.findings);
  const name = template(policy);
  const found = typeof name === 'string' ? await readTemplate(session, policy, root, name) : name;
  if ('code' in found) return refuse(session, found, EXIT.usage);
  const today = session.host.clock.today();
  const facts = await gatherDocumentFacts(ledger, { release, policy, reader: repository, today });
  const computed = {
    ...toDocumentValues(changelog, release, { ...facts, product: facts.product ?? basename(root) }),
    ...{ issues: facts.issues, fixVersion: facts.next },
    ...(release.unreleased ? previewOf(ledger, policy, today) : {}),
  };
  const all: Readonly<Record<string, TemplateValue>> = { ...computed, ...policy.documents.values, ...values };
  const document = createDocument(found.text, all, changelog);
  return { version: String(all.version), template: name as string, source: found.source, document };
}

function refuse(session: Session, why: Refusal, code: number): number {
  printRefusal(session, why);
  return code;
}

function chooseRelease(ledger: Ledger, wanted: WantedRelease, version: Version | null): Release | Refusal {
  const { changelog } = ledger;
  if (wanted === 'unreleased')
    return ledger.unreleased ?? refusal('missing', 'the changelog has no Unreleased section', 'Add an entry first');
  if (wanted === 'latest')
    return (
      newestSection(ledger)?.section ??
      refusal('missing', 'the changelog has no release yet', 'For what is not released, add --unreleased')
    );
  const found = version && findRelease(changelog.releases, version);
  if (found) return found;
  const hint = 'Run “release-ledger history” to see those there are';
  return refusal('missing', `the changelog has no section for ${wanted.version}`, hint);
}

/** What is not released yet is shown as it would be released today. */
function previewOf(ledger: Ledger, policy: Policy, today: string): Readonly<Record<string, string>> {
  const next = nextVersion(ledger.changelog, policy, { today, ...taggedVersions(ledger) });
  if (!('next' in next)) return { date: today };
  return { version: next.next, tag: tagTemplateOf(ledger).replace('{version}', () => next.next), date: today };
}

/** A template of the policy by its name, or a built-in one. */
async function readTemplate(
  { host, root: shownFrom }: Session,
  { documents }: Policy,
  root: string,
  name: string,
): Promise<{ readonly text: string; readonly source: string } | Refusal> {
  const own = Object.hasOwn(documents.templates, name) ? documents.templates[name] : undefined;
  if (own === undefined) {
    const text = BUILT_IN_TEMPLATES.get(name);
    if (text !== undefined) return { text, source: name };
    const names = [...BUILT_IN_TEMPLATES.keys(), ...Object.keys(documents.templates)];
    const guess = closest(name, names);
    const hint = `${guess === null ? '' : `Did you mean ${guess}? `}Templates: ${names.join(', ')}`;
    return refusal('missing', `there is no template “${name}”`, hint);
  }
  const path = resolvePath('release-ledger.jsonc', own);
  if (path === null)
    return refusal(
      'outside',
      `the template ${own} is not in the policy’s folder`,
      'See documents.templates in the policy',
    );
  const absolute = join(root, ...path.split('/'));
  const shown = toDisplayPath(shownFrom, absolute);
  const read = await host.files.readText({ path: absolute, root, name: shown });
  return read.file ? { text: read.file.text.replace(/^\ufeff/, ''), source: shown } : read.refusal;
}
