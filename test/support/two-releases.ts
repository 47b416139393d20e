import { TestRepository } from './repository.ts';

/** A changelog with one release. */
export const ONE =
  '# Changelog\n\nAll notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A first thing\n\n[Unreleased]: https://example.com/o/r/compare/v1.0.0...HEAD\n[1.0.0]: https://example.com/o/r/releases/tag/v1.0.0\n';

/** The same with the next one. */
export const TWO = ONE.replace(
  '## [1.0.0]',
  '## [1.1.0] - 2026-01-01\n\n### Fixed\n\n- A crash on start\n\n## [1.0.0]',
).replace(
  '[Unreleased]: https://example.com/o/r/compare/v1.0.0...HEAD\n',
  '[Unreleased]: https://example.com/o/r/compare/v1.1.0...HEAD\n[1.1.0]: https://example.com/o/r/compare/v1.0.0...v1.1.0\n',
);

/** A repository in which both are tagged and a version file says the newer one. */
export function repositoryOfTwoReleases(): TestRepository {
  const repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('one', { 'CHANGELOG.md': ONE, 'package.json': '{ "version": "1.0.0" }\n' });
  repo.tag('v1.0.0', 'Release v1.0.0');
  repo.commit('two', { 'CHANGELOG.md': TWO, 'package.json': '{ "version": "1.1.0" }\n' });
  repo.tag('v1.1.0');
  return repo;
}
