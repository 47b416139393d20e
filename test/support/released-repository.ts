import { TestRepository } from './repository.ts';

/** A project with one release: `v1.0.0`, its changelog linked, and a version file. */
export const FIRST_RELEASE = [
  '# Changelog',
  '',
  'All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/spec/v2.0.0.html).',
  '',
  '## [Unreleased]',
  '',
  '## [1.0.0] - 2026-01-01',
  '',
  '### Added',
  '',
  '- A first thing',
  '',
  '[Unreleased]: https://example.com/o/r/compare/v1.0.0...HEAD',
  '[1.0.0]: https://example.com/o/r/releases/tag/v1.0.0',
  '',
].join('\n');

/** The same with an entry that is not released yet. */
export const UNRELEASED = FIRST_RELEASE.replace(
  '## [Unreleased]\n',
  '## [Unreleased]\n\n### Added\n\n- A second thing\n',
);

/** A repository with the first release tagged, and what is given committed on top. */
export function releasedRepository(
  files: Readonly<Record<string, string>> = { 'CHANGELOG.md': UNRELEASED },
): TestRepository {
  const repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('Begin', { 'CHANGELOG.md': FIRST_RELEASE, 'package.json': '{ "version": "1.0.0" }\n' });
  repo.tag('v1.0.0', 'Release v1.0.0');
  repo.commit('Go on', files);
  return repo;
}

/** Everything that an operation that is refused must leave as it was: refs, HEAD, index, and the bytes of the work tree. */
export function snapshot(repo: TestRepository): string {
  return [
    repo.git('for-each-ref'),
    repo.git('rev-parse', '--symbolic-full-name', 'HEAD'),
    repo.git('ls-files', '--stage'),
    repo.git('status', '--porcelain=v2', '--untracked-files=all'),
    repo.git('diff'),
  ].join('\n');
}
