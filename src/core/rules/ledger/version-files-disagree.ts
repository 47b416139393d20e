import { currentVersion } from '../../ledger/ledger.ts';
import type { WrittenVersion } from '../../ledger/version-file-fact.ts';
import { asSpelled, spellVersion } from '../../version/spell-version.ts';
import { compareVersions, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { CHANGE_VERSION, type UnexpectedVersion } from '../support/change-version.ts';

interface State extends UnexpectedVersion {
  /** The files that say the expected version. */
  readonly others: readonly string[];
}

export default defineLedgerRule<State>({
  id: 'ledger/version-files-disagree',
  severity: 'warning',
  shipping: 'error',
  summary: 'Two version files say different versions.',
  why: `All the places that say a version are changed together when it is bumped. Where two of them differ and neither is behind the
released version, a bump was made in one of them only. The highest one is expected of all.`,
  needs: [],
  check({ ledger }, report) {
    const current = currentVersion(ledger);
    const written = ledger.versionFiles.flatMap((file) => file.places.map((place) => ({ file, place })));
    // Numbers alone say nothing of a pre-release, which another file may name.
    const full = written.filter(({ file }) => file.spelling !== 'numbers');
    const highest = highestOf((full.length > 0 ? full : written).map(({ place }) => place));
    if (!highest) return;
    const key = versionKey(highest);
    const others = written.flatMap(({ file, place }) =>
      place.parsed && versionKey(place.parsed) === key ? [file.path] : [],
    );
    for (const { file, place } of written) {
      if (!place.parsed || versionKey(place.parsed) === versionKey(asSpelled(highest, file.spelling))) continue;
      // Behind the released version is what another rule says, with a better reason.
      if (current && compareVersions(place.parsed, current) < 0) continue;
      const expected = spellVersion(highest, file.spelling, place.version);
      report({ file: file.path, span: place.span }, { span: place.span, written: place.version, expected, others });
    }
  },
  message: ({ written, expected, others }) =>
    `Unexpected version ${written}, expected ${expected} as in ${others.slice(0, 3).join(', ')}`,
  fixes: [CHANGE_VERSION],
  examples: [
    {
      bad: {
        changelog: '## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: [],
        files: { 'package.json': '{ "version": "1.1.0" }', 'a/__init__.py': '__version__ = "⟦1.0.0⟧"\n' },
      },
      good: '__version__ = "1.1.0"\n',
      message: 'Unexpected version 1.0.0, expected 1.1.0 as in package.json',
    },
  ],
});

function highestOf(places: readonly WrittenVersion[]): Version | null {
  let highest: Version | null = null;
  for (const { parsed } of places) if (parsed && (!highest || compareVersions(parsed, highest) > 0)) highest = parsed;
  return highest;
}
