import { TestRepository } from './repository.ts';

/** The sections of two releases. */
export const SECTIONS = `## [1.1.0] - 2026-01-01

### Added

- Search

## [1.0.0] - 2026-01-01

### Added

- Maps
`;

/** Their links, for the remote that the repository has. */
export const LINKS = `
[1.1.0]: https://example.com/o/r/compare/v1.0.0...v1.1.0
[1.0.0]: https://example.com/o/r/releases/tag/v1.0.0
`;

export const MANIFEST_PATH = 'releases/RELEASE-MANIFEST-1.1.0.md';

/** The manifest of the newer release, as changelog and git have it. */
export const MANIFEST = `# Release Manifest
## Acme v1.1.0

**Release Date:** 2026-01-01
**Previous Version:** 1.0.0

---

## Changes Included

### Added
- Search

---

## Files Modified

**Source Code:**
- src/b.py (+2/-0)
`;

/** A repository in which both are tagged; the newer one adds a file. */
export function manifestRepository(
  first: Readonly<Record<string, string>>,
  second: Readonly<Record<string, string>>,
): TestRepository {
  const repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('one', { 'src/a.py': 'a\n', ...first });
  repo.tag('v1.0.0', 'Release v1.0.0');
  repo.commit('two', { 'src/b.py': 'b\nb\n', ...second });
  repo.tag('v1.1.0', 'Release v1.1.0');
  return repo;
}
