import { TestRepository } from './repository.ts';

export const CENTRAL_ONE = `# Changelog

## [Unreleased]

## [web@1.0.0] - 2026-01-01

### Added

- A page

## [core@1.0.0] - 2026-01-01

### Added

- A first thing
`;

export const CENTRAL_TWO = CENTRAL_ONE.replace(
  '## [web@1.0.0]',
  `## api 2.0.0 - 2026-01-01

### Added

- An endpoint

## [core@1.1.0] - 2026-01-01

### Fixed

- A crash of the core

## [web@1.0.0]`,
);

/** A repository with one changelog for three packages, each with versions, tags and a version file of its own. */
export function centralRepository(): TestRepository {
  const repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('one', {
    'CHANGELOG.md': CENTRAL_ONE,
    'package.json': '{ "private": true, "version": "0.0.0" }\n',
    'packages/core/package.json': '{ "name": "@acme/core", "version": "1.0.0" }\n',
    'packages/web/package.json': '{ "name": "@acme/web", "version": "1.0.0" }\n',
    'services/api/pyproject.toml': '[project]\nname = "api"\nversion = "1.0.0"\n',
  });
  repo.tag('core@1.0.0');
  repo.tag('web/v1.0.0', 'Web 1.0.0');
  repo.tag('api-v1.0.0');
  repo.commit('two', {
    'CHANGELOG.md': CENTRAL_TWO,
    'packages/core/package.json': '{ "name": "@acme/core", "version": "1.1.0" }\n',
  });
  repo.tag('core@1.1.0');
  repo.tag('api-v2.0.0');
  return repo;
}
