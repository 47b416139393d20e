import type { ObjectSetting } from '../setting.ts';

const VERSION = ['version', 'tag'] as const;
const GLOB = { type: 'text', description: 'A path or glob, relative to the policy file.' } as const;

/** `artifacts`: what a release leaves behind, and under which names. */
export const ARTIFACT_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What a release leaves behind; `release-ledger artifacts` holds the project to it.',
  properties: {
    files: {
      type: 'list',
      description:
        'Paths or globs of files that have to be there once a version is built: `dist/acme-{version}.tar.gz`.',
      items: { ...GLOB, placeholders: [...VERSION] },
    },
    images: {
      type: 'list',
      description: 'The images of the project, and the tags that the files in `imageFiles` may name them by.',
      items: {
        type: 'object',
        description: 'An image.',
        required: ['name'],
        defaults: { tags: ['{version}'], platforms: [] },
        properties: {
          name: { type: 'text', description: 'Its name or a glob of it, without a tag: `ghcr.io/*/api`.' },
          tags: {
            type: 'list',
            description: 'The tags of a release.',
            items: { type: 'text', description: 'A tag.', placeholders: [...VERSION] },
          },
          platforms: {
            type: 'list',
            description: 'The platforms that the workflow which builds it has to name: `linux/arm64`.',
            items: { type: 'text', description: 'A platform.' },
          },
        },
      },
    },
    imageFiles: {
      type: 'list',
      description: 'The files whose images are looked at: compose files and workflows.',
      items: GLOB,
    },
    pinned: {
      type: 'list',
      description:
        'Files in which nothing may move: every image has a tag other than `latest`, every requirement one version.',
      items: GLOB,
    },
    hashed: {
      type: 'list',
      description:
        'Requirement files in which every requirement has a hash, as `pip-compile --generate-hashes` writes them.',
      items: GLOB,
    },
    workflows: {
      type: 'list',
      description: 'Workflows of GitHub Actions that make releases.',
      items: {
        type: 'object',
        description: 'A workflow that a pushed tag has to start.',
        required: ['path'],
        defaults: { steps: [] },
        properties: {
          path: { type: 'text', description: 'Its path, relative to the policy file.' },
          steps: {
            type: 'list',
            description: 'What its steps have to say, in this order; `a | b` for either.',
            items: { type: 'text', description: 'A part of a step, whatever its case: `twine check`.' },
          },
        },
      },
    },
  },
};
