import { describe, expect, it } from 'vitest';
import { checkChangelog, DEFAULT_POLICY, parseChangelog } from '../../../src/core/index.ts';
import type { RepositoryFacts, TagFact } from '../../../src/core/ledger/facts.ts';
import { gatherLedger } from '../../../src/core/ledger/gather.ts';
import { checkLedger } from '../../../src/core/rules/run-ledger.ts';
import { wellKeptRepository } from '../../support/well-kept-repository.ts';

const PATH = 'CHANGELOG.md';
const HEAD = '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org).\n\n';

/** What is said of a version that adds something, with the release below it in the changelog and the tags there are. */
async function judge(version: string, below: string, tags: readonly string[]): Promise<readonly string[]> {
  const text = `${HEAD}## [${version}] - 2026-01-03\n\n### Added\n\n- B\n\n## [${below}] - 2026-01-01\n\n### Fixed\n\n- A\n`;
  const kept = wellKeptRepository('/', new Map([[PATH, text]]));
  const known = (await kept.repository()) as RepositoryFacts;
  const [model] = known.tags as readonly [TagFact];
  const repository = { ...known, tags: tags.map((name) => ({ ...model, name, object: name, commit: name })) };
  const reader = { ...kept, repository: async () => repository };
  const input = { policy: DEFAULT_POLICY, today: '2026-06-30' };
  const changelog = parseChangelog(text, DEFAULT_POLICY.changelog);
  const ledger = await gatherLedger({ ...input, changelog, path: PATH, reader, versionFiles: [] });
  const own = checkChangelog({ ...input, text, path: PATH });
  const across = checkLedger({ ...input, ledger, releasing: null });
  return [...own.problems, ...across.problems]
    .map(({ rule }) => rule)
    .filter((rule) => rule.endsWith('bump-too-small'));
}

describe('a version that is too small for what it adds', () => {
  it.each<[string, string, string, readonly string[], readonly string[]]>([
    ['seen from the section below', '1.0.2', '1.0.1', ['v1.0.1', 'v1.0.2'], ['changelog/bump-too-small']],
    [
      'seen from a tag without a section',
      '1.1.1',
      '1.0.0',
      ['v1.0.0', 'v1.1.0', 'v1.1.1'],
      ['ledger/version-bump-too-small'],
    ],
    ['seen from both', '1.0.2', '1.0.0', ['v1.0.0', 'v1.0.1', 'v1.0.2'], ['changelog/bump-too-small']],
    ['seen from nowhere', '1.1.0', '1.0.0', ['v1.0.0', 'v1.0.5', 'v1.1.0'], []],
  ])('is told once: %s', async (_, version, below, tags, rules) => {
    expect(await judge(version, below, tags)).toEqual(rules);
  });
});
