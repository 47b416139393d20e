import type { ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

/** `version`: how versions are written. */
export const VERSION_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'How versions are written.',
  properties: {
    scheme: choice('The versioning scheme.', {
      semver: 'Semantic Versioning 2.0.0.',
      calver: 'Versions that start with a year.',
      pep440: 'Versions of Python packages (PEP 440).',
      any: 'Not enforced, unless the changelog itself declares Semantic Versioning.',
    }),
    prerelease: choice('How pre-releases are written.', {
      dotted: '`1.0.0-rc.1`.',
      compact: '`1.0.0-rc1`.',
      any: 'Either, but only one of them in a file.',
    }),
    identifiers: {
      type: 'list',
      description: 'The identifiers that pre-releases may have: `alpha`, `beta`, `rc`. Without them any is right.',
      items: { type: 'text', description: 'An identifier, without its number.' },
    },
    hotfix: choice('Which releases are hotfixes: those mend what is out and add nothing.', {
      none: 'None in particular.',
      'older-line': 'Patch releases of a line that a newer one was released before.',
      patch: 'Every patch release.',
    }),
    placeholder: choice('Where entries stand once the number of the next version is known (`bump`).', {
      unreleased: 'Under Unreleased, until the release is cut.',
      section: 'In a section of the version whose date is still to come: `## [1.1.0] - Unreleased`.',
    }),
  },
};
