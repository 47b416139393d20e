import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { currentVersion } from '../../../src/core/ledger/ledger.ts';
import { compareVersions, parseVersion } from '../../../src/core/version/version.ts';
import { versionKey } from '../../../src/core/version/version-key.ts';
import type { VersionFileDto } from '../../../src/protocol/dto.ts';
import type { RowDto, VersionFileStateDto } from '../../../src/protocol/rows.ts';
import type { View } from '../../view.ts';
import { ledgerOfFile, listVersionFiles } from '../version-files.ts';
import { nameEach, type RowsOf, toRow } from './to-row.ts';

/** The places where the version is written, each with whether it agrees with the one that is released. */
export function listVersionFileRows(of: RowsOf, view: View, ledger: GatheredLedger): readonly RowDto[] {
  return nameVersionFiles(view, ledger).map(({ name, file }) =>
    toRow(of, [name], 'versionFile', file.path, {
      state: stateOf(file, ledger),
      detail: file.version ?? file.silent,
      place: { uri: file.uri, line: file.line },
    }),
  );
}

/** The place that a row stands for. */
export function findVersionFile(view: View, ledger: GatheredLedger, name: string | undefined): VersionFileDto | null {
  return nameVersionFiles(view, ledger).find((each) => each.name === name)?.file ?? null;
}

/** A later version than the released one is in the making, unless it is a candidate's: it agrees, and is still worth to be told apart. */
export function stateOf(file: VersionFileDto, ledger: GatheredLedger): VersionFileStateDto {
  const { silent, agrees, version } = file;
  if (silent !== null) return 'silent';
  if (agrees !== true) return 'behind';
  const own = ledgerOfFile(ledger, file);
  const current = currentVersion(own);
  const written = parseVersion((version ?? '').replace(/^v/, ''));
  if (!current || !written || compareVersions(written, current) <= 0) return 'agrees';
  const key = versionKey(written);
  return own.releases.some((release) => release.key === key && release.tags.length > 0) ? 'agrees' : 'ahead';
}

function nameVersionFiles(view: View, ledger: GatheredLedger) {
  const files = listVersionFiles(view, ledger);
  const names = nameEach(files, ({ path }) => path);
  return files.map((file, i) => ({ name: names[i] as string, file }));
}
