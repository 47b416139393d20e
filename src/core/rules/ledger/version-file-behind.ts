import { mainReleases } from '../../changelog/component.ts';
import { isPending } from '../../changelog/links/propose-link.ts';
import { currentVersion, type Ledger, newestSection } from '../../ledger/ledger.ts';
import { spellVersion } from '../../version/spell-version.ts';
import { compareVersions, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { CHANGE_VERSION, type UnexpectedVersion } from '../support/change-version.ts';

export default defineLedgerRule<UnexpectedVersion>({
  id: 'ledger/version-file-behind',
  severity: 'warning',
  shipping: 'error',
  summary: 'A version file says an older version than the one that is released.',
  why: `A release has to be said in every place that says a version: package manifests, lock files, modules, charts. One that is left
behind ships under the wrong name. The current version is the highest one that the changelog has a dated section for, or that
is tagged. A file that is ahead of it is not reported: the next version may be in the making. Nor is
one that says a version which this project never released: it counts something else. One that says what the first section says is not
behind where what is higher stands further down, or is tagged at an earlier time.`,
  needs: [],
  check({ ledger }, report) {
    // A file says what its own branch has released; a fix that was released from another one may be merged with its section only.
    const current = currentVersion({ ...ledger, releases: ledger.releases.filter(({ besideHead }) => !besideHead) });
    if (!current || !newestSection(ledger)) return;
    const released = new Set(ledger.releases.map(({ key }) => key));
    for (const { path, places, spelling } of ledger.versionFiles) {
      for (const { parsed, span, version } of places) {
        if (!parsed || compareVersions(parsed, current) >= 0 || !released.has(versionKey(parsed))) continue;
        if (isOnTop(ledger, parsed)) continue;
        report({ file: path, span }, { span, written: version, expected: spellVersion(current, spelling, version) });
      }
    }
  },
  message: ({ written, expected }) => `Unexpected version ${written}, expected ${expected}, which is released`,
  fixes: [CHANGE_VERSION],
  examples: [
    {
      bad: {
        changelog: '## [2.0.0] - TBD\n\n- C\n\n## [1.2.0] - 2026-01-01\n\n- B\n\n## [1.1.0] - 2025-01-01\n\n- A\n',
        tags: [],
        files: { 'pyproject.toml': '[project]\nversion = "⟦1.1.0⟧"\n' },
      },
      good: '[project]\nversion = "1.2.0"\n',
      message: 'Unexpected version 1.1.0, expected 1.2.0, which is released',
    },
    {
      bad: {
        changelog:
          '## [1.2.0] - 2026-01-03\n\n- C\n\n## [12.1.0] - 2026-01-02\n\n- B\n\n## [1.1.0] - 2026-01-01\n\n- A\n',
        tags: [
          { name: 'v1.20.0', date: '2025-01-01T00:00:00Z' },
          { name: 'v1.2.0', date: '2026-01-03T00:00:00Z' },
        ],
        files: { 'pyproject.toml': '[project]\nversion = "⟦1.1.0⟧"\n', 'package.json': '{ "version": "1.2.0" }\n' },
      },
      good: '[project]\nversion = "12.1.0"\n',
      message: 'Unexpected version 1.1.0, expected 12.1.0, which is released',
    },
  ],
});

/**
 * True for the version of the first section that is released, where nothing higher was released since: a higher number further down
 * or on an older tag was a slip, or counted something else.
 */
function isOnTop({ changelog, releases }: Ledger, version: Version): boolean {
  const top = mainReleases(changelog.releases).find((each) => !isPending(each));
  if (!top?.version || compareVersions(top.version, version) !== 0) return false;
  const own = releases.find(({ section }) => section === top);
  const time = timeOf(own?.tags[0]?.date ?? null) ?? timeOf(top.date);
  return releases.every(({ version: other, section, tags }) => {
    if (compareVersions(other, version) <= 0 || section !== null) return true;
    const tagged = timeOf(tags[0]?.date ?? null);
    return time !== null && tagged !== null && tagged < time;
  });
}

function timeOf(date: string | null): number | null {
  return date === null ? null : Date.parse(date);
}
