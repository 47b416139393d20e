import { findMainRelease } from '../changelog/component.ts';
import { cutSection } from '../changelog/edits/cut.ts';
import type { LinkOptions, ReleaseTags } from '../changelog/edits/link-release.ts';
import type { Changelog, Release } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import { linkPatternOfRemote } from '../ledger/link-pattern-of-remote.ts';
import { checkRelease } from '../rules/release/check-release.ts';
import { checkChangelog } from '../rules/run.ts';
import { lineAt, toSource } from '../text/source.ts';
import { asSpelled } from '../version/spell-version.ts';
import { compareVersions, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import { tagNameOf } from './check-version.ts';
import { blocker, placeIn } from './compose.ts';
import type { ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';
import { writeVersions } from './write-versions.ts';

/** What a release changes in the files, and what of it is not ready. */
export interface ReleaseTexts {
  readonly texts: ReadonlyMap<string, string>;
  /** The changelog behind it, and the release's section there; null where it could not be cut. */
  readonly changelog: Changelog;
  readonly section: Release | null;
  readonly blockers: readonly Blocker[];
}

/** The version files that change for a version. */
export function versionFileTexts({ versionFiles }: ReleaseFacts, version: Version): ReadonlyMap<string, string> {
  const before = new Map(versionFiles.map(({ path, text }) => [path, text]));
  return new Map([...writeVersions(versionFiles, version)].filter(([path, text]) => text !== before.get(path)));
}

/** What stands in the way of writing a version into the files. */
export function checkVersionFiles({ versionFiles }: ReleaseFacts): readonly Blocker[] {
  const broken = versionFiles.flatMap(({ path, text, silent }) =>
    silent?.broken
      ? [
          blocker(
            'version-file-unreadable',
            `${path} says no version that can be read: ${silent.reason}`,
            `Mend it, and look at it with: release-ledger status`,
            placeIn(path, text, silent.span.start),
          ),
        ]
      : [],
  );
  return broken;
}

/** Version files that say different versions: one of them was forgotten, and who knows which. */
export function checkAgreement({ versionFiles }: ReleaseFacts, version: Version): readonly Blocker[] {
  const said = versionFiles.flatMap(({ path, text, places, spelling }) =>
    places.map((place) => ({ path, text, spelling, ...place })),
  );
  const first = said.find(({ spelling }) => spelling !== 'numbers') ?? said[0];
  const other = said.find(
    ({ parsed, spelling }) =>
      first?.parsed && parsed && compareVersions(parsed, asSpelled(first.parsed, spelling)) !== 0,
  );
  if (!first || !other) return [];
  const message = `${first.path} says ${first.version}, and ${other.path} says ${other.version}`;
  const hint = `Write one version into all of them: release-ledger bump ${version.raw}. If one of them counts something else, name the others in the policy (versionFiles)`;
  return [blocker('version-files-disagree', message, hint, placeIn(other.path, other.text, other.span.start))];
}

/** How releases are linked under a policy that wants links, and that does not where it takes a missing one lightly. */
export function linkOptionsOf(facts: ReleaseFacts): LinkOptions {
  const { policy, ledger, repository } = facts;
  const severity = policy.rules['changelog/missing-link-definition'];
  const wanted = severity !== 'off' && severity !== 'hint';
  const names = new Set(repository.tags.map(({ name }) => name));
  const tags: ReleaseTags = {
    exists: (name) => names.has(name),
    between: (version, end) => {
      const newer = ledger.releases.filter(
        (each) => each.tags.length > 0 && compareVersions(each.version, version) > 0,
      );
      return newer.find((each) => compareVersions(each.version, end) < 0)?.tags[0]?.name ?? null;
    },
    nameOf: (version) => {
      const release = ledger.releases.find(({ key }) => key === versionKey(version));
      return release?.tags[0]?.name ?? tagNameOf(facts, version.raw);
    },
  };
  return { policy, pattern: wanted ? linkPatternOfRemote(ledger) : null, tags };
}

/** Dates the release's section, and writes its version into the version files. */
export function releaseTexts(facts: ReleaseFacts, version: Version, title: string | null): ReleaseTexts {
  const { ledger, policy, today } = facts;
  const { changelog, path } = ledger;
  const blockers: Blocker[] = [...checkVersionFiles(facts), ...checkAgreement(facts, version)];
  const cut = cutSection(changelog, { ...linkOptionsOf(facts), version: version.raw, date: today, title });
  if (typeof cut !== 'string') {
    const line = changelog.releases.find(({ unreleased }) => unreleased)?.heading.line ?? 0;
    return {
      texts: versionFileTexts(facts, version),
      changelog,
      section: null,
      blockers: [...blockers, blocker(cut.code, cut.message, cut.hint, { path, line: line + 1 })],
    };
  }
  const after = parseChangelog(cut, policy.changelog);
  const section = findMainRelease(after.releases, version);
  const texts = new Map([[path, cut], ...versionFileTexts(facts, version)]);
  return {
    texts,
    changelog: after,
    section,
    blockers: [...blockers, ...checkSection(facts, cut, version, section)],
  };
}

/** What `check --release` would find in the section once it is there, at the lines where its text stands now. */
function checkSection(
  facts: ReleaseFacts,
  text: string,
  version: Version,
  section: Release | null,
): readonly Blocker[] {
  if (!section) return [];
  const { policy, ledger, today } = facts;
  const { path, changelog } = ledger;
  const input = { text, path, policy, today };
  const shipping = checkRelease(input, version);
  const problems = [
    ...shipping.problems,
    ...checkChangelog(input).problems.filter((each) => !shipping.supersedes(each)),
  ];
  const unreleased = changelog.releases.find((each) => each.unreleased);
  const isNew = findMainRelease(changelog.releases, version) === null;
  const moved = section.heading.line - ((isNew && unreleased) || section).heading.line;
  const source = toSource(text);
  return problems
    .filter(({ severity, span }) => severity === 'error' && span.start >= section.start && span.start < section.end)
    .map(({ rule, message, span }) => {
      const line = lineAt(source, span.start) - moved + 1;
      return blocker(rule, message, 'Mend it, and see with: release-ledger check', { path, line });
    });
}
