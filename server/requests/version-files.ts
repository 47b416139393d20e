import { lineAt, toSource } from '../../src/core/index.ts';
import { ledgersOf } from '../../src/core/ledger/components.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import { currentVersion } from '../../src/core/ledger/ledger.ts';
import { toVisible } from '../../src/core/text/visible.ts';
import { spellVersion } from '../../src/core/version/spell-version.ts';
import { compareVersions } from '../../src/core/version/version.ts';
import type { VersionFileDto } from '../../src/protocol/dto.ts';
import type { View } from '../view.ts';
import { uriWithin, type WorkspaceFolder } from '../workspace.ts';

/** Every place of the version files. One that is ahead agrees: the next version may be in the making. */
export function listVersionFiles({ place: { folder } }: View, ledger: GatheredLedger): readonly VersionFileDto[] {
  return folder ? ledgersOf(ledger).flatMap((each) => listOfComponent(folder, each)) : [];
}

/** The ledger of the component that a version file is of. */
export function ledgerOfFile(ledger: GatheredLedger, file: Pick<VersionFileDto, 'path'>): GatheredLedger {
  const isOf = ({ versionFiles }: GatheredLedger) => versionFiles.some(({ path }) => toVisible(path) === file.path);
  return ledgersOf(ledger).find(isOf) ?? ledger;
}

function listOfComponent(folder: WorkspaceFolder, ledger: GatheredLedger): readonly VersionFileDto[] {
  const current = currentVersion(ledger);
  return ledger.versionFiles.flatMap(({ path, text, spelling, places, silent }): readonly VersionFileDto[] => {
    const source = toSource(text);
    const file = { uri: uriWithin(folder, path), path: toVisible(path) };
    if (silent) {
      const line = lineAt(source, silent.span.start);
      return [{ ...file, line, version: null, agrees: null, expected: null, silent: toVisible(silent.reason) }];
    }
    return places.map(({ span, version, parsed }) => {
      const agrees = parsed !== null && (current === null || compareVersions(parsed, current) >= 0);
      const expected = agrees || !current ? null : spellVersion(current, spelling, version);
      const line = lineAt(source, span.start);
      return { ...file, line, version: toVisible(version), agrees, expected, silent: null };
    });
  });
}
