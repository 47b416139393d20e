import { jsonKind } from './declare.ts';
import type { VersionFileKind } from './version-file.ts';

/** Manifests in JSON that say the version of what they describe. */
export const JSON_KINDS: readonly VersionFileKind[] = [
  jsonKind({ id: 'podspec-json', title: 'CocoaPods specification', name: /\.podspec\.json$/ }),
  jsonKind({ id: 'deno', title: 'deno.json', name: /^(?:deno|jsr)\.jsonc?$/, when: /"version"/ }),
  jsonKind({ id: 'elm', title: 'elm.json', name: /^elm\.json$/, when: /"type"\s*:\s*"package"/ }),
  jsonKind({ id: 'factorio', title: 'info.json', name: /^info\.json$/, when: /"factorio_version"\s*:/ }),
  jsonKind({ id: 'pgxn', title: 'META.json', name: /^META\.json$/, when: /pgxn\.org/ }),
  jsonKind({
    id: 'puppet',
    title: 'metadata.json',
    name: /^metadata\.json$/,
    when: /"(?:operatingsystem_support|version_requirement)"\s*:/,
  }),
  jsonKind({
    id: 'tauri',
    title: 'tauri.conf.json',
    name: /^tauri\.conf\.json$/,
    keys: [['version'], ['package', 'version']],
    below: ['src-tauri'],
    counts: 'by-agreement',
  }),
  // Of browsers (Chrome, Firefox), of Home Assistant and of Obsidian.
  jsonKind({
    id: 'manifest-json',
    title: 'manifest.json',
    name: /^manifest\.json$/,
    when: /"(?:manifest_version|domain|minAppVersion)"\s*:/,
    below: ['custom_components/*'],
    counts: 'by-agreement',
  }),
  jsonKind({
    id: 'expo',
    title: 'app.json',
    name: /^app\.json$/,
    when: /"expo"\s*:/,
    keys: [['expo', 'version']],
    counts: 'by-agreement',
  }),
];
