import type { Policy } from '../../policy/policy.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { mergeReleases } from '../../rules/support/merge-releases.ts';
import { removeLines } from '../../rules/support/remove-lines.ts';
import { applyEdits } from '../../text/edit.ts';
import { compareVersions, isPrerelease, parseVersion, type Version } from '../../version/version.ts';
import { componentOf, findReleaseOf } from '../component.ts';
import type { Changelog, Release } from '../model.ts';
import { parseChangelog } from '../parse.ts';
import { insertSection } from './insert-section.ts';
import { type LinkOptions, linkRelease } from './link-release.ts';

export interface PromoteRequest extends LinkOptions {
  /** The version of the release: `1.2.0`. */
  readonly version: string;
  /** What it is a release of (`componentOf`). */
  readonly component: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly sections: Policy['promote']['sections'];
}

export type PromoteRefusal = Refusal<'no-candidate-section' | 'candidate-with-text'>;

/**
 * Makes the section of a release of those of its candidates: the newest one is renamed and dated, and what the older ones say
 * goes into it. With `keep` the candidates' sections stay below it as they were.
 *
 * @returns the new text, or why the sections cannot be joined.
 */
export function promoteSections(changelog: Changelog, request: PromoteRequest): string | PromoteRefusal {
  const { version, component, date, sections, policy } = request;
  const final = parseVersion(version) as Version;
  const findOwn = ({ releases }: Changelog): Release | null => findReleaseOf(releases, component, final);
  const newest = candidatesOf(changelog, component, final)[0];
  if (!newest) {
    return refusal(
      'no-candidate-section',
      `the changelog has no section of a candidate for ${version}`,
      `Cut the release instead: release-ledger cut ${version}`,
    );
  }
  const renamed = applyEdits(changelog.source.text, [
    { ...newest.labelSpan, text: newest.label.replace(newest.version?.raw ?? newest.label, () => version) },
    ...(newest.dateSpan ? [{ ...newest.dateSpan, text: date }] : []),
  ]);
  const joined = joinOlder(withoutDefinition(renamed, newest, policy), request, final);
  if (joined === null) {
    return refusal(
      'candidate-with-text',
      `the sections of the candidates for ${version} hold text that has no place in the release’s section`,
      `Write the section of ${version} by hand, then run: release-ledger cut ${version}`,
    );
  }
  if (sections === 'collapse') return linkRelease(joined, (after) => findOwn(after) ?? undefined, request);
  const whole = parseChangelog(joined, policy.changelog);
  return insertSection(whole, findOwn(whole) as Release, changelog, request);
}

/** The candidates of a version of a component, in the order of the text: the newest first. */
export function candidatesOf({ releases }: Changelog, component: string, final: Version): readonly Release[] {
  return releases.filter((each) => {
    const { version } = each;
    if (version === null || !isPrerelease(version) || componentOf(each) !== component) return false;
    return compareVersions({ ...version, prerelease: [] }, final) === 0;
  });
}

function joinOlder(text: string, { component, policy }: PromoteRequest, final: Version): string | null {
  let current = text;
  for (;;) {
    const changelog = parseChangelog(current, policy.changelog);
    const into = findReleaseOf(changelog.releases, component, final);
    const [older] = candidatesOf(changelog, component, final);
    if (!older || !into) return current;
    const edits = mergeReleases(changelog, older, into, policy);
    if (!edits) return null;
    current = withoutDefinition(applyEdits(current, edits), older, policy);
  }
}

/** The link of a section that is gone leads nowhere from here. */
function withoutDefinition(text: string, { label }: Release, policy: Policy): string {
  const { definitions, source } = parseChangelog(text, policy.changelog);
  const own = definitions.find(({ label: { start, end } }) => text.slice(start, end) === label);
  if (!own) return text;
  return applyEdits(text, [removeLines(source, own.line, own.lastLine)]);
}
