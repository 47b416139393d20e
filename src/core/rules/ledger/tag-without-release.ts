import type { Changelog, Release } from '../../changelog/model.ts';
import { isOfAnotherLine, type LedgerRelease } from '../../ledger/ledger.ts';
import { compareVersions, isLine, isPrerelease, parseVersion, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly tags: readonly string[];
}

export default defineLedgerRule<State>({
  id: 'ledger/tag-without-release',
  severity: 'info',
  summary: 'Versions are tagged that the changelog has no section for.',
  why: `Keep a Changelog: every version should have an entry. A tag without a section is a version that users have and cannot
read about. Pre-releases are not counted, nor are versions older than the oldest section, from before the changelog was
begun, those of another line of releases than the one that is checked out, or those of a line that has a section without entries,
such as \`## 1.1\` with a link to its own changelog, or is called one, \`## 1.1.x\`. Nor are a post-release (PEP 440) of a version
that has a section, since it changes nothing of the software, the development versions of R packages (\`1.4.0.9000\`), and
anything where the preamble leads to the releases at the forge for what the file leaves out.`,
  needs: ['tags'],
  check({ ledger }, report) {
    const { changelog, releases } = ledger;
    const oldest = releases.findLast(({ section }) => section !== null);
    const first = changelog.releases[0];
    if (!oldest || !first || leadsToReleases(changelog)) return;
    const isTold = toldBy(releases);
    const missing = releases.filter(
      (release) =>
        release.section === null &&
        !isOfAnotherLine(release) &&
        !isPrerelease(release.version) &&
        !isDevelopment(release.version) &&
        !isTold(release.version) &&
        compareVersions(release.version, oldest.version) > 0,
    );
    const tags = missing.map((release) => release.tags[0]?.name ?? release.version.raw);
    if (tags.length > 0) report({ span: changelog.title?.text ?? first.labelSpan }, { tags });
  },
  message: ({ tags }) => {
    const shown = tags.slice(0, 5).join(', ');
    return `Expected a section for ${tags.length === 1 ? 'the tag' : 'the tags'} ${shown}${tags.length > 5 ? ` and ${tags.length - 5} more` : ''}`;
  },
  examples: [
    {
      bad: {
        changelog: '# ⟦Changelog⟧\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v0.9.0', 'v1.0.0', 'v1.1.0-rc.1', 'v1.1.0', 'nightly'],
      },
      good: '# Changelog\n\n## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      message: 'Expected a section for the tag v1.1.0',
    },
    {
      bad: {
        changelog:
          '# ⟦Changelog⟧\n\n## [1.2.0] - 2026-01-02\n\n- B\n\n## 1.1\n\nSee its branch.\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0', 'v1.0.1', 'v1.1.0', 'v1.1.1', 'v1.2.0', 'v1.2.0.post1'],
      },
      good: '# Changelog\n\n## [1.2.0] - 2026-01-02\n\n- B\n\n## 1.1\n\nSee its branch.\n\n## [1.0.1] - 2026-01-01\n\n- A\n',
      message: 'Expected a section for the tag v1.0.1',
    },
    {
      bad: {
        changelog:
          '# ⟦Changelog⟧\n\nNotes on https://github.com/o/r/releases/tag/v1.0.0 stand here.\n\n## 1.1.x\n\n- B\n\n## 1.0.0\n\n- A\n',
        tags: ['v1.0.0', 'v1.0.1', 'v1.0.1.9000', 'v1.1.2'],
      },
      good: '# Changelog\n\nSee the [releases](https://github.com/o/r/releases) for what is not listed here.\n\n## 1.0.0\n\n- A\n',
      message: 'Expected a section for the tag v1.0.1',
    },
  ],
});

/** What the sections say of versions without one: those of a whole line, and the versions that a post-release is of. */
function toldBy(releases: readonly LedgerRelease[]): (version: Version) => boolean {
  const keys = new Set(releases.flatMap(({ key, section }) => (section ? [key] : [])));
  const lines = releases.filter(
    ({ section, version }) => section && (isLine(version) || (section.date === null && isPointer(section))),
  );
  return ({ raw, release }) => {
    const of = parseVersion(raw.replace(POST, ''));
    if (of && of.raw !== raw && keys.has(versionKey(of))) return true;
    return lines.some(
      ({ version: line }) =>
        line.release.length < release.length && line.release.every((number, i) => release[i] === number),
    );
  };
}

/** A page of releases that the head of the file links to, `https://github.com/o/r/releases`; a link to one release is none. */
const RELEASES = /https?:\/\/[^\s/]+\/[^\s)>\]]+\/releases\/?(?=$|[\s)>\]'"#,;]|\.(?:\s|$))/;

function leadsToReleases({ head, source }: Changelog): boolean {
  return RELEASES.test(source.text.slice(head.start, head.end));
}

/** By the convention of R packages: what is between 1.4.0 and the next one is 1.4.0.9000 and up. */
function isDevelopment({ release }: Version): boolean {
  return release.length === 4 && /^9\d{3}$/.test(release[3] as string);
}

const POST = /[-._]?post[-._]?\d*$/i;

function isPointer({ sections, looseEntries }: Release): boolean {
  return sections.length === 0 && looseEntries.length === 0;
}
