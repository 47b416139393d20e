import { MANIFEST_VERSION } from './fields.ts';
import type { ManifestContent } from './model.ts';

/**
 * Why a manifest is read here and never changed or written from; null where it may be. What a later version of the format says
 * that this one does not know would be lost.
 */
export function whyNotWritten({ manifestVersion }: Pick<ManifestContent, 'manifestVersion'>): string | null {
  if (manifestVersion === undefined || manifestVersion === MANIFEST_VERSION) return null;
  return `it is of manifest version ${manifestVersion}, and only ${MANIFEST_VERSION} is known here: it is read, and never written`;
}
