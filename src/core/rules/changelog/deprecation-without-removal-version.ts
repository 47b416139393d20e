import type { Entry, Release } from '../../changelog/model.ts';
import { isNothing } from '../../changelog/nothing.ts';
import { compareVersions, isSemver, parseVersion } from '../../version/version.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { restOfLine } from '../support/first-line.ts';
import { shorten } from '../support/shorten.ts';
import { standardOf } from '../support/standard.ts';

interface State {
  readonly text: string;
  /** The version that it names and that cannot be meant, and the release that it would have to come after. */
  readonly past: { readonly version: string; readonly release: string } | null;
}

/** A version, a year, or the words for the next one. */
const REMOVAL =
  /\bv?\d+(?:\.(?:\d+|x))+\b|\bv\d+\b|\b(?:version|release|until|in|by)\s+v?\d+\b|\bnext\s+(?:major|minor|release|version)\b|\b20\d\d\b/i;

/** A version that something is said to be removed in; one of something else stands behind its name, as in “in Python 3.14”. */
const REMOVED_IN =
  /\bwill be (?:removed|dropped|deleted)(?: again)? (?:in|with|by|from)(?: version| release)? v?(\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?)\b/i;

export default defineRule<State>({
  id: 'changelog/deprecation-without-removal-version',
  severity: 'hint',
  scope: 'format',
  summary: 'A deprecation does not say which later version will remove it.',
  why: `Keep a Changelog 2.0.0 deprecates first and removes later, and wants a deprecation to name the version that will remove it:
that is how long whoever reads it has. Judged are the unreleased section and the newest release, where the answer can still be
given: “will be removed in 3.0.0”. A version that is out already removes nothing any more. Files that pin an older version of the
standard are judged where a policy turns the rule on.`,
  check(context, report) {
    if (
      standardOf(context) !== '2.0.0' &&
      context.policy.rules['changelog/deprecation-without-removal-version'] === undefined
    )
      return;
    for (const entry of deprecations(context)) {
      const text = context.text.slice(entry.contentStart, entry.end);
      if (text.trim() === '' || isNothing(text)) continue;
      const past = REMOVAL.test(text) ? findPast(context, entry, text) : null;
      if (past || !REMOVAL.test(text)) report(restOfLine(context.changelog, entry.contentStart), { text, past });
    }
  },
  message: ({ text, past }) =>
    past
      ? `Unexpected removal in ${past.version}, expected a version after ${past.release}`
      : `Expected the deprecation “${shorten(text)}” to name the version that will remove it`,
  examples: [
    {
      bad: '## [1.1.0] - 2017-07-17\n\n### Deprecated\n\n- ⟦The old command.⟧\n- The old option, until 2.0.0.\n\n## [1.0.0]\n\n### Deprecated\n\n- Three.\n',
      good: '## [1.1.0] - 2017-07-17\n\n### Deprecated\n\n- The old command; it will be removed in 2.0.0.\n- The old option, until 2.0.0.\n\n## [1.0.0]\n\n### Deprecated\n\n- Three.\n',
      message: 'Expected the deprecation “The old command.” to name the version that will remove it',
    },
    {
      bad: '## [1.3.0] - 2017-07-17\n\n### Deprecated\n\n- ⟦The old command; it will be removed in v1.2.0.⟧\n- The old option will be removed in 1.3.1.\n',
      good: '## [1.3.0] - 2017-07-17\n\n### Deprecated\n\n- The old command; it will be removed in v1.4.\n- The alias, which will be removed in Python 1.2.\n',
      message: 'Unexpected removal in 1.2.0, expected a version after 1.3.0',
    },
    {
      bad: '## [Unreleased]\n\n### Deprecated\n\n- ⟦The old command will be removed with 1.0.0.⟧\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      good: '## [Unreleased]\n\n### Deprecated\n\n- The old command will be removed with 2.0.0.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
    },
  ],
});

function deprecations({ changelog: { releases } }: RuleContext): readonly Entry[] {
  const newest = releases.find(({ unreleased }) => !unreleased);
  const current = (release: Release): boolean => release.unreleased || release === newest;
  return releases
    .filter(current)
    .flatMap(({ sections }) => sections.filter(({ category }) => /^deprecat/i.test(category ?? '')))
    .flatMap(({ entries }) => entries);
}

/** The version of its own that a deprecation is to be removed in, where that is the newest one or older. */
function findPast({ changelog: { releases } }: RuleContext, { release }: Entry, text: string): State['past'] {
  const named = REMOVED_IN.exec(text)?.[1];
  const newest = release.version ? release : releases.find(({ version }) => version !== null);
  if (named === undefined || !newest?.version) return null;
  const version = parseVersion(/^\d+\.\d+$/.test(named) ? `${named}.0` : named);
  if (!version || !isSemver(version) || !isSemver(newest.version)) return null;
  return compareVersions(version, newest.version) > 0 ? null : { version: named, release: newest.label };
}
