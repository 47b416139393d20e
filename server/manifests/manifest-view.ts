import type { Policy, Source } from '../../src/core/index.ts';
import type { ManifestFacts } from '../../src/core/manifest/facts.ts';
import type { ManifestForm } from '../../src/core/manifest/model.ts';
import type { ManifestCheck } from '../../src/core/rules/run-manifest.ts';
import type { Settings } from '../../src/protocol/settings.ts';
import type { WorkspaceFolder } from '../workspace.ts';

/** A release manifest as one request sees it: one version of its text with everything that was computed from it. */
export interface ManifestView {
  /** As the client spells it. */
  readonly uri: string;
  /** Null where the text is the one on disk. */
  readonly version: number | null;
  readonly folder: WorkspaceFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly form: ManifestForm;
  readonly source: Source;
  readonly policy: Policy;
  readonly settings: Settings;
  readonly facts: ManifestFacts;
  readonly check: ManifestCheck;
}

/** The name that editors with a schema know JSON manifests by; the policy may call them anything. */
const SCHEMA_NAME = 'release_manifest.json';

/** True for a file for which an editor with our schema proposes and explains fields by itself. */
export function explainsFields({ path }: Pick<ManifestView, 'path'>): boolean {
  return path === SCHEMA_NAME || path.endsWith(`/${SCHEMA_NAME}`);
}
