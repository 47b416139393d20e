import { basename, join } from 'node:path';
import { type CheckEvidence, checkOutcomes, type ExpectedFile } from '../../core/checklist/check-outcomes.ts';
import type { Checklist } from '../../core/checklist/checklist.ts';
import { parseChecklist } from '../../core/checklist/parse-checklist.ts';
import type { CheckOutcomes } from '../../core/checklist/refresh-checklist.ts';
import { type ReleaseTraits, traitsOf } from '../../core/checklist/release-traits.ts';
import type { DocumentFacts } from '../../core/documents/document-values.ts';
import { gatherDocumentFacts } from '../../core/documents/gather-facts.ts';
import {
  type Changelog,
  checkRelease,
  type Policy,
  type Release,
  type TextFile,
  type Version,
} from '../../core/index.ts';
import { fillPath, manifestPath, toGlob, versionOfPath } from '../../core/manifest/paths.ts';
import { findRelease } from '../../core/rules/release/release-rule.ts';
import { compareVersions, isPrerelease } from '../../core/version/version.ts';
import { type LoadedLedger, loadLedger } from '../../host/gather-ledger.ts';
import { expandGlob } from '../../host/glob.ts';
import {
  printRefusal,
  type RequiredPolicy,
  requirePolicy,
  requireVersion,
  type Session,
  toDisplayPath,
} from '../session.ts';
import { openChangelog } from '../the-changelog.ts';

/** One version's checklist with everything that it is held against. */
export interface ChecklistSession {
  readonly policy: Policy;
  /** The folder of the policy. */
  readonly root: string;
  readonly version: Version;
  readonly changelog: Changelog;
  readonly release: Release | null;
  readonly traits: ReleaseTraits;
  readonly facts: DocumentFacts;
  /** Relative to the policy's folder, with `/`. */
  readonly path: string;
  /** The path as it is shown. */
  readonly name: string;
  readonly file: TextFile | null;
  readonly checklist: Checklist | null;
  /** What the checks say that tick items. */
  readonly outcomes: CheckOutcomes;
}

/** Which checklist: of a version, or of the highest one that has any. */
export interface ChecklistRequest {
  readonly version: string | null;
  /** The type of the release, where its version does not say it. */
  readonly type: string | null;
  /** How many errors the documentation checks find; null where they were not made. */
  readonly docsErrors: (policy: Policy, root: string) => Promise<number | null>;
}

/** Opens a checklist; null where that cannot be done, and then the reason was printed. */
export async function openChecklist(session: Session, request: ChecklistRequest): Promise<ChecklistSession | null> {
  const required = await requirePolicy(session);
  const opened = required && (await openChangelog(session, required));
  const version = opened && (await chooseVersion(session, required, request.version));
  if (!version) return null;
  const { policy, root, changelog } = opened;
  const { host } = session;
  const { files, openRepository } = host;
  const loaded = await loadLedger({ ...opened, path: opened.file.path, files, openRepository });
  const release = findRelease(changelog.releases, version);
  const facts = await factsOf(loaded, { changelog, release, version, policy, root, today: host.clock.today() });
  const path = fillPath(policy.checklists.path, policy, version.raw);
  const name = toDisplayPath(session.root, join(root, ...path.split('/')));
  const read = await files.readText({ path: join(root, ...path.split('/')), root, name });
  if (read.refusal && read.refusal.code !== 'missing') {
    printRefusal(session, read.refusal);
    return null;
  }
  const checklist = read.file ? parseChecklist(read.file.text) : null;
  const written = checklist?.fields.get('release type')?.value.toLowerCase();
  const type = request.type ?? (written === undefined || written === 'not known' ? facts.level : written);
  const has = release && traitsOf(changelog, release);
  const firstMajor = version.release[0] === '1' && version.release.slice(1).every((number) => number === '0');
  const traits: ReleaseTraits = { type, prerelease: isPrerelease(version), firstMajor, has };
  const shipping = checkRelease({ text: changelog.source, policy, today: facts.today }, version);
  const evidence: CheckEvidence = {
    ...{ ledger: loaded.ledger, policy, version, release, checklist },
    shippingErrors: shipping.problems.filter(({ severity }) => severity === 'error').length,
    manifests: await expectedManifests(session, policy, root, version.raw),
    checksums: await lookFor(session, root, fillPath(policy.checksums.path, policy, version.raw)),
    docsErrors: await request.docsErrors(policy, root),
  };
  const outcomes = checkOutcomes(evidence);
  return {
    policy,
    root,
    version,
    changelog,
    release,
    traits,
    facts,
    path,
    name,
    file: read.file ?? null,
    checklist,
    outcomes,
  };
}

interface FactsOf {
  readonly changelog: Changelog;
  readonly release: Release | null;
  readonly version: Version;
  readonly policy: Policy;
  readonly root: string;
  readonly today: string;
}

/** What is known of a version, and of one that has no section yet as far as its number tells. */
async function factsOf(
  { ledger, repository }: LoadedLedger,
  { release, version, policy, root, today }: FactsOf,
): Promise<DocumentFacts> {
  const facts = await gatherDocumentFacts(ledger, { release, version, policy, reader: repository, today });
  return { ...facts, product: facts.product ?? basename(root) };
}

async function chooseVersion(
  session: Session,
  { policy, root }: RequiredPolicy,
  wanted: string | null,
): Promise<Version | null> {
  if (wanted !== null) return requireVersion(session, wanted);
  const { paths } = await expandGlob(session.host.files, root, toGlob(policy.checklists.path));
  const versions = paths
    .flatMap((path) => versionOfPath(policy, policy.checklists.path, path) ?? [])
    .sort(compareVersions);
  const newest = versions.at(-1);
  if (newest) return newest;
  printRefusal(session, {
    message: 'there is no checklist yet',
    hint: 'Make one with “release-ledger checklist VERSION”',
  });
  return null;
}

async function expectedManifests(
  session: Session,
  policy: Policy,
  root: string,
  version: string,
): Promise<readonly ExpectedFile[]> {
  const paths = policy.manifest.forms.flatMap((form) => manifestPath(policy, version, form) ?? []);
  return Promise.all(paths.map((path) => lookFor(session, root, path)));
}

async function lookFor({ host }: Session, root: string, path: string): Promise<ExpectedFile> {
  const parts = path.split('/');
  const entries = await host.files.list(join(root, ...parts.slice(0, -1)));
  return { path, exists: entries.some(({ name, kind }) => name === parts.at(-1) && kind === 'file') };
}
