import type { Changelog, Release } from '../changelog/model.ts';
import { isNothing } from '../changelog/nothing.ts';
import { isKnown } from '../ledger/ledger.ts';
import { MANIFEST_VERSION } from './fields.ts';
import { fileGroupOf } from './file-group.ts';
import { breakingOf, changesOf, previousOf } from './from-changelog.ts';
import { deploymentOf, generateApprovals, migrationNeed, summaryOf, toLink } from './generate-parts.ts';
import { generateType } from './generate-type.ts';
import type { ManifestContent, ModifiedFile, TestResult } from './model.ts';
import type { ReleaseComparison, ReleaseFacts } from './release-facts.ts';
import { requiredFields } from './release-type.ts';

/** A manifest as it was made, and what nobody but a person can say in it. */
export interface GeneratedManifest {
  readonly content: ManifestContent;
  /** Sentences without a full stop: what could not be filled in, and why. */
  readonly open: readonly string[];
}

/** What only people know; what they wrote is kept. */
const PEOPLE_KNOW = [
  'scan',
  'verificationDate',
  'verifiedBy',
  'runtime',
  'components',
  'environment',
  'dataMigration',
  'rollback',
  'migrationGuide',
] as const satisfies readonly (keyof ManifestContent)[];

/**
 * Makes the manifest of a release from what its records say. The same facts give the same content.
 *
 * A file cannot name the commit that it is part of. Of a tagged release the manifest says what its tag names (`commit`); before
 * that it says the commit that the release was prepared from (`sourceCommit`), which becomes the parent of its own.
 *
 * @param path where the manifest is going to stand, relative to the policy's folder: its links are relative to it.
 */
export function generateManifest(facts: ReleaseFacts, path: string): GeneratedManifest {
  const { policy, changelog, release, tag, head, comparison, migrations, present, generatedAt } = facts;
  const open: string[] = [];
  const previous = previousOf(changelog, release);
  const type = generateType(facts, previous);
  if (type === null) {
    const known = policy.manifest.types.length > 0 ? ` (${policy.manifest.types.join(', ')})` : '';
    open.push(`the type of the release is not known: say it with --type${known}`);
  }
  if (!isKnown(comparison)) open.push(`files and dependencies are left out: ${comparison.notKnown}`);
  const kept = Object.fromEntries(
    PEOPLE_KNOW.flatMap((name) => (present[name] === undefined ? [] : [[name, present[name]]])),
  );
  const content: ManifestContent = {
    manifestVersion: MANIFEST_VERSION,
    ...(facts.name === '' ? {} : { name: facts.name }),
    version: release.version?.raw ?? release.label,
    ...(release.date === null ? {} : { date: release.date }),
    ...(tag ? { commit: tag.commit, tag: tag.name } : head === null ? {} : { sourceCommit: head }),
    ...(type === null ? {} : { type }),
    ...(previous?.version ? { previousVersion: previous.version.raw } : {}),
    ...(release.title === null ? {} : { title: release.title }),
    changelog: toLink(facts, path),
    ...optional('summary', present.summary ?? summaryOf(changelog, release)),
    changes: changesOf(changelog, release),
    breaking: breakingOf(changelog, release),
    ...migrationNeed(facts),
    ...(isKnown(migrations) ? { migrations: migrations.map((text) => ({ text })) } : {}),
    ...(isKnown(comparison)
      ? { files: comparison.files.map(toModifiedFile), dependencies: comparison.dependencies }
      : {}),
    ...deploymentOf(facts, previous),
    ...(facts.checksums.length > 0 ? { checksums: facts.checksums } : {}),
    ...kept,
    generatedAt,
  };
  const verified = verificationOf(facts, content, path);
  const { tests } = verified;
  open.push(...(facts.verification?.open ?? []));
  const asked = new Set(requiredFields(policy, content));
  const { version = '' } = content;
  return {
    content: {
      ...content,
      // The name of a tag is known before the tag is there.
      ...(asked.has('tag') && !tag ? { tag: policy.tag.name.replaceAll('{version}', () => version) } : {}),
      ...(tests.length > 0 ? { tests } : asked.has('tests') ? { tests: [notRun('Tests')] } : {}),
      ...optional('scan', verified.scan ?? content.scan ?? (asked.has('scan') ? 'not-run' : null)),
      ...optional('verificationDate', content.verificationDate ?? facts.verification?.date),
      ...optional('approvals', generateApprovals(facts, content)),
    },
    open,
  };
}

function toModifiedFile({ path, lines, added, deleted }: ReleaseComparison['files'][number]): ModifiedFile {
  return { group: fileGroupOf(path), path, lines, added, deleted };
}

/**
 * The tests and the scan of a release: results that were given, what gates recorded, and what people wrote of everything else. A
 * gate that has a record speaks for itself: what a manifest said of it before may be about other files. Behind the tag it may not.
 */
function verificationOf(
  { tests, verification, present, before, tag }: ReleaseFacts,
  content: ManifestContent,
  path: string,
): { readonly tests: readonly TestResult[]; readonly scan: ManifestContent['scan'] | null } {
  if (!verification) return { tests: tests.length > 0 ? tests : (present.tests ?? notRunYet(before)), scan: null };
  const isKept = (name: string): boolean => tag !== null || verification.unrecorded.has(name);
  const results = new Map<string, TestResult>();
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  for (const each of verification.tests) results.set(each.name, { ...each, evidence: within(folder, each.evidence) });
  for (const each of present.tests ?? [])
    if (!results.has(each.name) || isKept(each.name)) results.set(each.name, each);
  for (const each of tests) results.set(each.name, each);
  return {
    tests: [...results.values()],
    scan: isKept('scan') && content.scan !== undefined ? null : verification.scan,
  };
}

/** A path as a manifest in a folder names it; null for one that lies elsewhere, which no manifest names. */
function within(folder: string, path: string | null): string | null {
  return path?.startsWith(folder) ? path.slice(folder.length) : null;
}

/** The suites that the release before had, which this one is yet to pass. */
function notRunYet({ tests }: ManifestContent): readonly TestResult[] {
  return (tests ?? []).map(({ name }) => notRun(name));
}

function notRun(name: string): TestResult {
  return { name, state: 'not-run', passed: null, total: null, evidence: null };
}

function optional<Name extends keyof ManifestContent>(
  name: Name,
  value: ManifestContent[Name] | null,
): Pick<ManifestContent, Name> {
  return (value === null || value === undefined ? {} : { [name]: value }) as Pick<ManifestContent, Name>;
}

/** Why there is nothing to make a manifest of; null where there is. */
export function whyNothingToRelease(changelog: Changelog, release: Release): string | null {
  const hasChanges = changesOf(changelog, release).length > 0 || breakingOf(changelog, release).length > 0;
  const hasNotes = release.sections.some(({ kind, hasEntries, heading, end }) => {
    if (kind === 'change' && hasEntries) return false;
    const body = changelog.source.text.slice(heading.end, end).trim();
    return body !== '' && !isNothing(body.replace(/^[-*+][ \t]+/, ''));
  });
  return hasChanges || hasNotes ? null : `the section of ${release.label} has no entries`;
}
