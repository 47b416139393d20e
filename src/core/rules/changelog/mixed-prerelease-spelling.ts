import { componentOf } from '../../changelog/component.ts';
import type { Changelog, Release } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';

type Spelling = 'dotted' | 'compact';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly spelling: Spelling;
  readonly release: Release;
}

interface State {
  readonly label: string;
  readonly expected: string;
  /** The version that is spelled the other way, where the policy does not decide. */
  readonly other: string | null;
}

export default defineRule<State>({
  id: 'changelog/mixed-prerelease-spelling',
  severity: 'warning',
  scope: 'format',
  summary: 'Pre-releases are spelled in two ways, “-rc.1” and “-rc1”.',
  why: `By SemVer 2.0.0 item 11, \`rc.2\` comes before \`rc.10\` and \`rc10\` before \`rc2\`: a file that mixes both cannot be put in order,
and tools that match tags with versions miss half of them. Reported are two spellings within one version, and a file that goes
back and forth; a project that once changed its mind is left alone. The policy's \`version.prerelease\` (\`dotted\` or \`compact\`)
asks for one throughout.`,
  check({ changelog, policy }, report) {
    const found = gather(changelog);
    const wanted = policy.version.prerelease;
    const wrong = wanted === 'any' ? findMixed(found) : found.filter(({ spelling }) => spelling !== wanted);
    for (const each of wrong) {
      const other = wanted === 'any' ? found.find(({ spelling }) => spelling !== each.spelling) : null;
      report(each.span, { label: each.label, expected: respell(each), other: other?.label ?? null });
    }
  },
  message: ({ label, expected, other }) =>
    `Unexpected spelling “${label}”, expected “${expected}” ${other === null ? 'as the policy has it' : `like “${other}”`}`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-20\n\n## [⟦1.0.0-rc2⟧] - 2017-07-18\n\n## [1.0.0-rc.1] - 2017-07-17\n\n### Added\n',
      good: '## [1.0.0] - 2017-07-20\n\n## [1.0.0-rc.2] - 2017-07-18\n\n## [1.0.0-rc.1] - 2017-07-17\n\n### Added\n',
      message: 'Unexpected spelling “1.0.0-rc2”, expected “1.0.0-rc.2” like “1.0.0-rc.1”',
    },
    {
      bad: '## [2.0.0-rc.1] - 2017-08-18\n\n## [1.1.0-rc.1] - 2017-07-19\n\n## [⟦1.0.1-rc1⟧] - 2017-07-18\n\n## [1.0.0-rc.1] - 2017-07-17\n\n### Added\n',
      good: '## [2.0.0-rc.1] - 2017-08-18\n\n## [1.1.0-rc.1] - 2017-07-19\n\n## [1.0.1-rc1] - 2017-07-18\n\n## [1.0.0-rc1] - 2017-07-17\n\n### Added\n',
    },
    {
      bad: '## [⟦1.0.0-rc.1⟧] - 2017-07-17\n\n### Added\n',
      good: '## [1.0.0-rc1] - 2017-07-17\n\n### Added\n',
      policy: { version: { prerelease: 'compact' } },
      message: 'Unexpected spelling “1.0.0-rc.1”, expected “1.0.0-rc1” as the policy has it',
    },
    {
      bad: '## [1.0.0-h1] - 2017-07-22\n\n## [⟦1.0.0-rc2⟧] - 2017-07-18\n\n## [1.0.0-rc.1] - 2017-07-17\n\n### Added\n',
      good: '## [1.0.0-h1] - 2017-07-22\n\n## [1.0.0-rc.2] - 2017-07-18\n\n## [1.0.0-rc.1] - 2017-07-17\n\n### Added\n',
    },
  ],
});

/** A name and a number, with or without the dot: `-rc.1`, `-rc1`. `-rc-1` and `-1` are neither, and `-h1` and `-p1` are of other kinds. */
const SPELLED = /^[^-]*-([A-Za-z]{2,}|[abcm])(\.?)(\d+)(?:[+/.]|$)/i;

function gather({ releases }: Changelog): readonly Found[] {
  const found: Found[] = [];
  for (const release of releases) {
    const { version, label, labelSpan } = release;
    // Letters directly behind the numbers are another scheme's spelling (`1.0.0rc1`), and that scheme has no other.
    if (!version || version.prerelease.length < 2 || version.scheme !== 'semver') continue;
    const dot = SPELLED.exec(version.raw)?.[2];
    if (dot !== undefined) {
      found.push({ span: labelSpan, label, spelling: dot === '' ? 'compact' : 'dotted', release });
    }
  }
  return found;
}

/** The rarer spelling, where it is mixed with the other; the one that is newer in the file where both are as frequent. */
function findMixed(found: readonly Found[]): readonly Found[] {
  const compact = found.filter(({ spelling }) => spelling === 'compact');
  const dotted = found.filter(({ spelling }) => spelling === 'dotted');
  const rarer = compact.length <= dotted.length ? compact : dotted;
  if (rarer.length === 0) return [];
  if (switches(found) > 1) return rarer;
  const other = rarer === compact ? dotted : compact;
  const bases = new Set(other.map(baseOf));
  return rarer.filter((each) => bases.has(baseOf(each)));
}

function switches(found: readonly Found[]): number {
  return found.filter(({ spelling }, i) => i > 0 && found[i - 1]?.spelling !== spelling).length;
}

function baseOf({ release }: Found): string {
  return `${componentOf(release)} ${release.version?.release.join('.')}`;
}

function respell({ label, spelling }: Found): string {
  return spelling === 'compact'
    ? label.replace(/(-[A-Za-z]+)(\d)/, '$1.$2')
    : label.replace(/(-[A-Za-z]+)\.(\d)/, '$1$2');
}
