import type { Release } from '../../changelog/model.ts';
import type { VersionPolicy } from '../../policy/policy.ts';
import type { Span } from '../../text/source.ts';
import { isSemver, type Version } from '../../version/version.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { headDeclares } from '../support/semver-declared.ts';
import { shorten } from '../support/shorten.ts';
import { gatherStrays } from '../support/stray-kind.ts';

type Scheme = Exclude<VersionPolicy['scheme'], 'any'>;

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly scheme: Scheme | null;
}

const SCHEME_NAMES: Readonly<Record<Scheme, string>> = {
  semver: 'a Semantic Version, as in “1.2.3” or “1.2.3-rc.1”',
  calver: 'a calendar version, as in “2017.07.17”',
  pep440: 'a version by PEP 440, as in “1.2.3” or “1.2.3rc1”',
};

export default defineRule<Repeated<Found>>({
  id: 'changelog/invalid-version',
  severity: 'warning',
  scope: 'format',
  summary: 'A release has a version that its scheme does not allow.',
  why: `Which scheme a project uses is its own choice (Keep a Changelog 2.0.0, “Structuring a release”), but a version that the
scheme does not allow cannot be compared with others, and tools refuse it. The scheme is the policy's \`version.scheme\`, and
where that is \`any\`, Semantic Versioning if the preamble declares it. Versions that are already published keep their names;
allow this rule for those sections.`,
  check(context, report) {
    const { changelog, index } = context;
    const scheme = schemeOf(context);
    const found: Found[] = [];
    for (const release of changelog.releases) {
      if (scheme && release.version && !isValid(release, release.version, scheme)) {
        found.push({ span: release.labelSpan, label: release.label, scheme });
      }
    }
    for (const { heading, written, kind } of index.once(gatherStrays, changelog)) {
      if (kind.kind !== 'version') continue;
      const start = heading.text.start + written.indexOf(kind.label);
      found.push({ span: { start, end: start + kind.label.length }, label: kind.label, scheme });
    }
    found.sort((a, b) => a.span.start - b.span.start);
    reportRepeated(found, report);
  },
  message: (state) => {
    const { label, scheme } = state.one;
    return `Unexpected version “${shorten(label)}”, expected ${scheme ? SCHEME_NAMES[scheme] : 'a version number'}${andOthers(state)}`;
  },
  examples: [
    {
      bad: '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n## [⟦1.0⟧] - 2017-07-17\n\n### Added\n',
      good: '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n## [v1.0.0] - 2017-07-17\n\n### Added\n',
      message: 'Unexpected version “1.0”, expected a Semantic Version, as in “1.2.3” or “1.2.3-rc.1”',
    },
    {
      bad: '# Changelog\n\n## [1.0] - 2017-07-17\n\n## [⟦0..9⟧] - 2017-07-16\n',
      good: '# Changelog\n\n## [1.0] - 2017-07-17\n\n## [0.9] - 2017-07-16\n',
    },
    {
      bad: '# Changelog\n\nBy [Semantic Versioning](https://semver.org/).\n\n## [1.0.0] - 2017-07-17\n\n## [⟦0.9⟧] - 2017-07-16\n',
      good: '# Changelog\n\nBased on https://keepachangelog.com/en/1.1.0/. This project does **not** adhere to\n[Semantic Versioning](https://semver.org/).\n\n## [1.0.0] - 2017-07-17\n\n## [0.9] - 2017-07-16\n',
    },
    {
      bad: '# Changelog\n\n## [⟦1.0.0⟧] - 2017-07-17\n\n### Added\n',
      good: '# Changelog\n\n## [2017.07.17] - 2017-07-17\n\n### Added\n',
      policy: { version: { scheme: 'calver' } },
    },
    {
      bad: '# Changelog\n\n## [⟦1.0.0-final⟧] - 2017-07-17\n\n### Added\n',
      good: '# Changelog\n\n## [1.0.0.post1] - 2017-07-17\n\n### Added\n',
      policy: { version: { scheme: 'pep440' } },
    },
  ],
});

const DECLARATION = /semver\.org|semantic\s+version/i;

function schemeOf(context: RuleContext): Scheme | null {
  const { scheme } = context.policy.version;
  if (scheme !== 'any') return scheme;
  return headDeclares(context, DECLARATION) ? 'semver' : null;
}

/** By PEP 440's own pattern (appendix B), which takes `1.0.0-rc.1` as well and reads it as `1.0.0rc1`. */
const PEP440 =
  /^(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/i;

function isValid({ label }: Release, version: Version, scheme: Scheme): boolean {
  // `1.2.x` names a line of maintenance releases, whatever the scheme; it has no place in it.
  if (/\.x$/i.test(label)) return true;
  switch (scheme) {
    case 'semver':
      return isSemver(version);
    case 'pep440':
      return PEP440.test(version.raw);
    case 'calver':
      return isCalver(version);
  }
}

/** CalVer's years (calver.org): YYYY, or YY and 0Y with a month or week behind it. */
function isCalver({ release: [year = '', second = ''] }: Version): boolean {
  if (/^(?:19|20)\d\d$/.test(year)) return true;
  return year.length <= 2 && Number(year) >= 6 && second !== '' && Number(second) <= 53;
}
