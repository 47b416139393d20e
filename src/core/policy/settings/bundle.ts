import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

const PLACEHOLDERS = ['name', 'version', 'tag'] as const;

/** `bundle`: what is packed for a release. */
export const BUNDLE_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The bundle of a release: an archive whose bytes depend on nothing but what was tagged.',
  properties: {
    name: {
      type: 'text',
      mayBeEmpty: true,
      description:
        'What `{name}` stands for. Empty for the name of the repository at its remote, or of the folder where there is none.',
    },
    path: {
      type: 'text',
      description:
        'Where the bundle of a version is written, relative to the policy file: `releases/{name}-{version}.{ext}`.',
      placeholders: [...PLACEHOLDERS, 'ext'],
    },
    root: {
      type: 'text',
      mayBeEmpty: true,
      description: 'The folder in the bundle that holds everything: `{name}-{version}`.',
      placeholders: [...PLACEHOLDERS],
    },
    format: choice('The form of the archive.', {
      'tar.gz': 'An archive of tar, compressed by gzip.',
      zip: 'A ZIP archive.',
    }),
    include: {
      type: 'list',
      description: 'Paths or globs of the files that are packed, relative to the policy file.',
      items: { type: 'text', description: 'A path or glob.', placeholders: [...PLACEHOLDERS] },
    },
    exclude: {
      type: 'list',
      description: 'Paths or globs of the files among them that are not.',
      items: { type: 'text', description: 'A path or glob.', placeholders: [...PLACEHOLDERS] },
    },
    strip: {
      type: 'text',
      mayBeEmpty: true,
      description:
        'A folder whose files stand at the top of the bundle: `releases/{tag}` makes a release folder the bundle. Empty for none.',
      placeholders: [...PLACEHOLDERS],
    },
    documents: {
      type: 'list',
      description: 'What is made for the bundle besides its files.',
      items: choice('A document.', {
        manifest: 'The manifests of the version as they stand in the policy’s folder.',
        changelog: 'CHANGELOG.md with the section of this version alone, where the files have none.',
        sbom: '`sbom-{tag}.json`, the bill of materials as CycloneDX.',
      }),
    },
    checksums: {
      type: 'text',
      mayBeEmpty: true,
      description:
        'The name of the list of digests of everything in the bundle, in its folder: `SHA256SUMS`. Empty for none.',
    },
    provenance: choice('Whether a statement about how the bundle was made is written beside it.', {
      none: 'It is not.',
      beside: 'It is, as in-toto Statement with SLSA Provenance 1.0, under the bundle’s name with `.intoto.json`.',
    }),
  },
};
