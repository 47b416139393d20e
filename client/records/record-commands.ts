/** The commands about what a project and a release have beside the changelog; a bundle of their own, loaded by the first of them. */
export { publishRelease as publish } from '../forge/publish-release.ts';
export { createBundle } from './create-bundle.ts';
export { createEvidencePack } from './create-evidence-pack.ts';
export { generateManifest } from './generate-manifest.ts';
export { generateSbom } from './generate-sbom.ts';
export { initialize } from './initialize.ts';
export { openManifest } from './open-manifest.ts';
export { verifyChecksums } from './verify-checksums.ts';
export { verifyManifest } from './verify-manifest.ts';
