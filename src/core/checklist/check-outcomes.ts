import type { Release } from '../changelog/model.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { currentVersion, isKnown } from '../ledger/ledger.ts';
import { whyNoTags } from '../ledger/why-no-tags.ts';
import { breakingOf } from '../manifest/from-changelog.ts';
import type { Policy } from '../policy/policy.ts';
import { asSpelled } from '../version/spell-version.ts';
import { compareVersions, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import type { Checklist } from './checklist.ts';
import type { CheckOutcome, CheckOutcomes } from './refresh-checklist.ts';
import { traitsOf } from './release-traits.ts';

/** What checks are made from; what is not given is not known, and its check is not made. */
export interface CheckEvidence {
  readonly ledger: Ledger;
  readonly policy: Policy;
  readonly version: Version;
  /** Its section; null where there is none. */
  readonly release: Release | null;
  /** How many errors stand in the way of shipping it, by `check --release`. */
  readonly shippingErrors: number;
  /** The paths of its manifests and of its list of digests, each with whether it is there. */
  readonly manifests: readonly ExpectedFile[];
  readonly checksums: ExpectedFile;
  /** How many errors the documentation checks find; null where they were not made. */
  readonly docsErrors: number | null;
  /** The checklist itself; null while it is not there yet. */
  readonly checklist: Checklist | null;
}

export interface ExpectedFile {
  readonly path: string;
  readonly exists: boolean;
}

const passed = (evidence: string): CheckOutcome => ({ state: 'passed', evidence });
const failed = (evidence: string): CheckOutcome => ({ state: 'failed', evidence });
const notChecked = (evidence: string): CheckOutcome => ({ state: 'not-checked', evidence });

/** What each check that can tick an item says of a release, with what shows it. */
export function checkOutcomes(evidence: CheckEvidence): CheckOutcomes {
  const { ledger, release, version, docsErrors, shippingErrors } = evidence;
  const name = ledger.path.slice(ledger.path.lastIndexOf('/') + 1);
  const label = `[${version.raw}]`;
  const noSection = failed(`${name} has no section ${label}`);
  const traits = release && traitsOf(ledger.changelog, release);
  const breaking = release ? breakingOf(ledger.changelog, release).length : 0;
  const since = whyPast(evidence);
  const unlessPast = (outcome: CheckOutcome): CheckOutcome => (since === null ? outcome : notChecked(since));
  return {
    section: release ? passed(`${name} has ${label} in line ${release.heading.line + 1}`) : noSection,
    date: release?.date ? passed(`${label} is dated ${release.date}`) : failed(`${label} has no date`),
    changelog: unlessPast(
      shippingErrors === 0
        ? passed(`check --release ${version.raw} found no errors`)
        : failed(`check --release ${version.raw} found ${countErrors(shippingErrors)}`),
    ),
    breaking:
      breaking > 0 ? passed(`${label} marks what breaks: ${breaking}`) : failed(`${label} marks nothing as breaking`),
    migrations: traits?.migrations
      ? passed(`${label} has notes on migrations`)
      : failed(`${label} has no notes on migrations`),
    'version-files': unlessPast(versionFiles(evidence)),
    tag: tagged(evidence),
    manifest: present(evidence.manifests),
    checksums: present([evidence.checksums]),
    docs: unlessPast(
      docsErrors === null
        ? notChecked('the documentation was not checked')
        : docsErrors === 0
          ? passed('docs found no errors')
          : failed(`docs found ${countErrors(docsErrors)}`),
    ),
    approvals: approved(evidence.checklist),
  };
}

/** Why files as they are say nothing of a release any more; null while they do. Where there are no tags its date has to do. */
function whyPast({ ledger, version, release }: CheckEvidence): string | null {
  const { repository, releases } = ledger;
  const hasTags = isKnown(repository) && whyNoTags(repository) === null;
  const isTagged = releases.some(({ key, tags }) => key === versionKey(version) && tags.length > 0);
  const current = currentVersion(ledger);
  if (!(hasTags ? isTagged : release?.date) || !current || compareVersions(current, version) <= 0) return null;
  return `${current.raw} has been released since`;
}

function countErrors(count: number): string {
  return count === 1 ? '1 error' : `${count} errors`;
}

function versionFiles({ ledger, version }: CheckEvidence): CheckOutcome {
  const spoken = ledger.versionFiles.filter(({ places }) => places.length > 0);
  if (spoken.length === 0) return notChecked('no version file was found');
  const behind = spoken.find(({ places, spelling }) =>
    places.some(({ parsed }) => !parsed || compareVersions(parsed, asSpelled(version, spelling)) !== 0),
  );
  if (behind) return failed(`${behind.path} says ${behind.places[0]?.version}`);
  return passed(`${spoken.map(({ path }) => path).join(', ')} ${spoken.length === 1 ? 'says' : 'say'} ${version.raw}`);
}

function tagged({ ledger, policy, version }: CheckEvidence): CheckOutcome {
  if (!isKnown(ledger.repository)) return notChecked(ledger.repository.notKnown);
  const tag = ledger.releases.find(({ key }) => key === versionKey(version))?.tags[0];
  if (!tag) {
    const unsure = whyNoTags(ledger.repository);
    return { ...failed(`${version.raw} is not tagged`), ...(unsure !== null && { unsure }) };
  }
  if (policy.tag.annotated === 'required' && !tag.annotated) return failed(`${tag.name} has no message`);
  return passed(`tag ${tag.name} at ${tag.commit?.slice(0, 12) ?? 'no commit'}`);
}

function present(files: readonly ExpectedFile[]): CheckOutcome {
  const missing = files.filter(({ exists }) => !exists);
  if (files.length === 0) return notChecked('the policy names no such file');
  const [first] = missing;
  return first ? failed(`${first.path} is not there`) : passed(files.map(({ path }) => path).join(', '));
}

function approved(checklist: Checklist | null): CheckOutcome {
  const asked = checklist?.tasks.filter(({ kind }) => kind === 'approval') ?? [];
  if (asked.length === 0) return notChecked('the checklist asks for no approval');
  const open = asked.filter(({ state, remark }) => state !== 'not-applicable' && (state !== 'done' || remark === ''));
  if (open.length > 0) return failed(`missing: ${open.map(({ text }) => text).join(', ')}`);
  return passed(asked.map(({ text, remark }) => `${text}: ${remark}`).join('; '));
}
