import { currentVersion, newestSection } from '../../ledger/ledger.ts';
import { spellVersion } from '../../version/spell-version.ts';
import { compareVersions } from '../../version/version.ts';
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
one that says a version which this project never released: it counts something else.`,
  needs: [],
  check({ ledger }, report) {
    // A file says what its own branch has released; a fix that was released from another one may be merged with its section only.
    const current = currentVersion({ ...ledger, releases: ledger.releases.filter(({ besideHead }) => !besideHead) });
    if (!current || !newestSection(ledger)) return;
    const released = new Set(ledger.releases.map(({ key }) => key));
    for (const { path, places, spelling } of ledger.versionFiles) {
      for (const { parsed, span, version } of places) {
        if (!parsed || compareVersions(parsed, current) >= 0 || !released.has(versionKey(parsed))) continue;
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
  ],
});
