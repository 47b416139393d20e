import type { ManifestContext } from '../../src/core/rules/manifest-rule.ts';
import { toManifestContext } from '../../src/core/rules/run-manifest.ts';
import type { ManifestView } from './manifest-view.ts';

/** What rules look at in a manifest: its release, its tag, its section in the changelog. */
export function contextOf({ source, form, path, policy, facts }: ManifestView): ManifestContext {
  return toManifestContext({ text: source, form, path, policy, facts });
}
