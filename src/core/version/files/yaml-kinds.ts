import { yamlKind } from './declare.ts';
import type { VersionFileKind } from './version-file.ts';

/** Manifests in YAML that say the version of what they describe. */
export const YAML_KINDS: readonly VersionFileKind[] = [
  yamlKind({ id: 'ansible-galaxy', title: 'galaxy.yml', name: /^galaxy\.ya?ml$/ }),
  yamlKind({ id: 'crystal', title: 'shard.yml', name: /^shard\.yml$/ }),
  yamlKind({ id: 'hpack', title: 'package.yaml', name: /^package\.yaml$/, when: /^version[ \t]*:/m }),
  yamlKind({
    id: 'home-assistant-app',
    title: 'config.yaml',
    name: /^config\.ya?ml$/,
    when: /^slug[ \t]*:/m,
    counts: 'by-agreement',
  }),
];
