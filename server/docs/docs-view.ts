import type { Policy, Source } from '../../src/core/index.ts';
import type { DocsCheck } from '../../src/core/rules/run-docs.ts';
import type { Version } from '../../src/core/version/version.ts';
import type { Settings } from '../../src/protocol/settings.ts';
import type { WorkspaceFolder } from '../workspace.ts';

/** A document of the project, or the checklist of a release: one version of its text with what was found in it. */
export interface DocsView {
  /** As the client spells it. */
  readonly uri: string;
  /** Null where the text is the one on disk. */
  readonly version: number | null;
  readonly source: Source;
  readonly folder: WorkspaceFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** The version that it is the checklist of; null for every other document. */
  readonly checklistOf: Version | null;
  readonly policy: Policy;
  readonly settings: Settings;
  readonly check: DocsCheck;
}
