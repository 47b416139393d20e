import type { Release } from '../../src/core/index.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import type { Version } from '../../src/core/version/version.ts';
import type { View } from '../view.ts';
import type { WorkspaceFolder } from '../workspace.ts';

/** A release of a changelog that lies on disk, with the records that it is compared with. */
export interface ReleaseRecord {
  readonly view: View;
  readonly ledger: GatheredLedger;
  readonly folder: WorkspaceFolder;
  /** The folder's path, absolute. */
  readonly root: string;
  readonly version: Version;
  /** What the command line knows it by. */
  readonly name: string;
  /** Null for a tag that has no section. */
  readonly release: Release | null;
}
