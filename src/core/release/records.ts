import type { Changelog } from '../changelog/model.ts';
import { manifestFormOf, manifestPath, manifestTemplates } from '../manifest/paths.ts';
import type { Policy } from '../policy/policy.ts';
import { checkManifest } from '../rules/run-manifest.ts';
import { lineAt } from '../text/source.ts';
import { isPrerelease, type Version } from '../version/version.ts';
import { blocker } from './compose.ts';
import type { FactQuestions, ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';
import { checkFiles } from './readiness.ts';
import type { ReleaseTexts } from './release-texts.ts';
import { checkRequiredRecords, requiredFiles } from './required-records.ts';

/** True where the policy says where manifests stand: then each release leaves one. */
export function keepsManifests({ manifest }: Policy): boolean {
  return manifest.path !== '';
}

/** Asks for the records that are made along with a release; nothing where the policy wants none. */
export function askRecords(
  facts: ReleaseFacts,
  version: Version,
  type: string | null,
  { texts, section }: ReleaseTexts,
): FactQuestions {
  const { policy } = facts;
  const files = requiredFiles(facts, version);
  const wanted = keepsManifests(policy) || policy.checksums.include.length > 0;
  return wanted && section ? { files, records: { version, type, texts } } : { files };
}

/** A release with its records among the files that it writes. */
export interface RecordedRelease extends ReleaseTexts {
  /** What the manifest does not say yet, although the policy asks for it. A tag would keep that for good. */
  readonly incomplete: readonly Blocker[];
  readonly notes: readonly string[];
}

/** Puts the manifests and the list of digests beside what else a release writes. */
export function withRecords(facts: ReleaseFacts, release: ReleaseTexts, version: Version): RecordedRelease {
  const { records } = facts;
  if (!records || !release.section) return { ...release, incomplete: [], notes: [] };
  return {
    ...release,
    texts: new Map([...release.texts, ...records.texts]),
    blockers: [...release.blockers, ...records.blockers],
    incomplete: checkManifests(facts, records.texts, version, release.changelog),
    notes: records.notes,
  };
}

/** A draft of a record that git does not know yet is what the record is made from; whatever git knows has to be committed. */
export function checkReleaseFiles(facts: ReleaseFacts, paths: Iterable<string>): readonly Blocker[] {
  const isDraft = (path: string): boolean => {
    const state = facts.files.get(path);
    return facts.records?.texts.has(path) === true && state?.committed === null && state.staged === null;
  };
  return checkFiles(
    facts,
    [...paths].filter((path) => !isDraft(path)),
  );
}

/** Asks for the records of a version that is tagged as it stands: its manifests, and what else the policy needs. */
export function askTagged(facts: ReleaseFacts, version: Version | null): FactQuestions {
  if (version === null) return {};
  const { policy, folder } = facts;
  const manifests = keepsManifests(policy) ? pathsOf(policy, version).map((path) => folder + path) : [];
  return { files: [...manifests, ...requiredFiles(facts, version)] };
}

/** What stands in the way of tagging a version as it stands in its records. */
export function checkTagged(facts: ReleaseFacts, version: Version): readonly Blocker[] {
  return [...checkPresentManifests(facts, version), ...checkRequiredRecords(facts, version, true)];
}

/** That its manifests are not there, or not complete. */
function checkPresentManifests(facts: ReleaseFacts, version: Version): readonly Blocker[] {
  const { policy, folder, files, ledger } = facts;
  if (!keepsManifests(policy) || isPrerelease(version)) return [];
  const paths = pathsOf(policy, version).map((path) => folder + path);
  const missing = paths.filter((path) => !files.get(path)?.committed);
  if (missing.length > 0)
    return missing.map((path) =>
      blocker(
        'no-manifest',
        `the manifest ${path} is not there, or not committed`,
        `Make it, fill it in and commit it: release-ledger manifest create ${version.raw}`,
      ),
    );
  const texts = new Map(paths.map((path) => [path, files.get(path)?.present?.text ?? '']));
  return checkManifests(facts, texts, version, ledger.changelog);
}

function pathsOf(policy: Policy, { raw }: Version): readonly string[] {
  return manifestTemplates(policy.manifest).flatMap(({ form }) => manifestPath(policy, raw, form) ?? []);
}

/** What `check` would find in the manifests of a release. A candidate may leave open what its release has to say. */
function checkManifests(
  { policy, folder, today, ledger, files }: ReleaseFacts,
  texts: ReadonlyMap<string, string>,
  version: Version,
  changelog: Changelog,
): readonly Blocker[] {
  if (isPrerelease(version)) return [];
  const path = ledger.path.slice(folder.length);
  return [...texts].flatMap(([full, text]) => {
    const name = full.slice(folder.length);
    const form = full.startsWith(folder) ? manifestFormOf(policy, name) : null;
    if (form === null) return [];
    const { problems, manifest } = checkManifest({
      ...{ text, form, path: name, policy },
      facts: { today, changelog: { path, changelog } },
    });
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (files.get(full)?.present)
      return errors.map(({ message, span }) => {
        const place = { path: full, line: lineAt(manifest.source, span.start) + 1 };
        return blocker('manifest-incomplete', message, 'Fill it in there, and run it again', place);
      });
    if (errors.length === 0) return [];
    const missing = errors.map(({ message }) => message).join('; ');
    const hint = `Make a draft, and fill it in: release-ledger manifest create ${version.raw}`;
    return [blocker('manifest-incomplete', `${full} would not be complete: ${missing}`, hint)];
  });
}
