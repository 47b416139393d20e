import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES, parseChangelog } from '../../../src/core/index.ts';
import type { RepositoryFacts, TagFact } from '../../../src/core/ledger/facts.ts';
import { gatherLedger } from '../../../src/core/ledger/gather.ts';
import type { RepositoryReader } from '../../../src/core/ledger/reader.ts';
import { checkLedger } from '../../../src/core/rules/run-ledger.ts';
import { mergePolicy } from '../../support/examples.ts';
import { wellKeptRepository } from '../../support/well-kept-repository.ts';

const TEXT = '# Changelog\n\n## [1.1.0] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n';
const PATH = 'CHANGELOG.md';

interface Given {
  readonly text?: string;
  readonly policy: object;
  readonly releasing?: string;
  readonly facts?: Partial<RepositoryFacts>;
  readonly tag?: Partial<TagFact>;
  /** The name of a tag that is not there. */
  readonly untagged?: string;
  readonly beside?: RepositoryReader['tagsBeside'];
}

async function check({ text = TEXT, policy: changes, releasing, facts, tag, untagged, beside }: Given) {
  const policy = mergePolicy(changes);
  const kept = wellKeptRepository('/', new Map([[PATH, text]]));
  const known = (await kept.repository()) as RepositoryFacts;
  const tags = known.tags.filter(({ name }) => name !== untagged).map((each) => ({ ...each, ...tag }));
  const reader: RepositoryReader = {
    ...kept,
    repository: async () => ({ ...known, tags, ...facts }),
    tagsBeside: beside ?? (async () => []),
    tagsOutside: async () => [],
  };
  const changelog = parseChangelog(text, policy.changelog);
  const ledger = await gatherLedger({ changelog, path: PATH, policy, reader, versionFiles: [] });
  const { problems, notChecked } = checkLedger({ ledger, policy, today: '2026-06-30', releasing: releasing ?? null });
  return {
    problems: problems.map(({ severity, message }) => `${severity}: ${message}`),
    notChecked: notChecked.map(({ rule, reason }) => `${rule}: ${reason}`),
  };
}

describe('what a policy asks of tags', () => {
  const lightweight = 'Unexpected lightweight tag v1.1.0, expected an annotated one';

  it('is nothing by default', async () => {
    expect(await check({ policy: {} })).toEqual({ problems: [], notChecked: [] });
  });

  it('is a warning for what is out, and an error for the version that ships (000-53)', async () => {
    const policy = { tag: { annotated: 'required' } };
    expect((await check({ policy })).problems).toEqual([`warning: ${lightweight} (and so is 1 older tag)`]);
    expect((await check({ policy, releasing: '1.1.0' })).problems).toEqual([`error: ${lightweight}`]);
    expect((await check({ policy, releasing: '1.2.0' })).problems).toEqual([]);
  });

  it('has the severity that the policy gives it, also for the version that ships', async () => {
    const policy = { tag: { annotated: 'required' }, rules: { 'ledger/lightweight-tag': 'info' } };
    expect((await check({ policy, releasing: '1.1.0' })).problems).toEqual([`info: ${lightweight}`]);
  });

  it('is a signature, by whomever (000-55)', async () => {
    const policy = { tag: { sign: 'required' } };
    const annotated = { annotated: true, message: 'Release' };
    expect((await check({ policy, tag: annotated })).problems).toHaveLength(1);
    expect((await check({ policy, tag: { ...annotated, signed: true } })).problems).toEqual([]);
  });

  it('is another message for pre-releases and hotfixes (004-17, 001-39)', async () => {
    const tag = { annotated: true, message: 'Hotfix 1.1.0: login' };
    const templates = { template: 'Release {tag}', hotfixTemplate: 'Hotfix {tag}: {summary}' };
    const { problems } = await check({ policy: { tag: templates, version: { hotfix: 'patch' } }, tag });
    expect(problems).toEqual([
      'warning: Expected the line “Release v1.1.0” in the message of the tag v1.1.0 (1 older tag lacks something, too)',
    ]);
  });
});

describe('tags beside the main branch (003-14, 004-14)', () => {
  const policy = { tag: { when: 'after-merge' } };

  it('are not even asked for without a policy', async () => {
    let asked = 0;
    const beside = async () => {
      asked++;
      return ['v1.1.0'];
    };
    expect((await check({ policy: {}, beside })).problems).toEqual([]);
    expect(asked).toBe(0);
    expect((await check({ policy, beside })).problems).toHaveLength(1);
    expect(asked).toBe(1);
  });

  it.each<[name: string, facts: Partial<RepositoryFacts>, reason: string]>([
    [
      'a shallow clone',
      { shallow: true },
      'the clone is shallow, so that it is not known what the main branch contains',
    ],
    ['no main branch', { mainBranch: null }, 'no branch is known as the main one'],
  ])('are not checked with %s, which is said', async (_, facts, reason) => {
    const { problems, notChecked } = await check({ policy, facts, beside: async () => ['v1.1.0'] });
    expect(problems).toEqual([]);
    expect(notChecked).toEqual([`ledger/tag-beside-main: ${reason}`]);
  });

  it('are not checked where git fails, which is said', async () => {
    const { notChecked } = await check({ policy, beside: async () => ({ notKnown: 'git stopped' }) });
    expect(notChecked).toEqual(['ledger/tag-beside-main: git stopped']);
  });
});

describe('what is so throughout', () => {
  const numbers = Array.from({ length: 30 }, (_, i) => 30 - i);
  const text = `# Changelog\n\n${numbers.map((i) => `## [1.${i}.0] - 2026-01-02\n\n- ${i}\n`).join('\n')}`;

  it('is told once: the dates of tags', async () => {
    const { problems } = await check({ text, policy: {}, tag: { date: '2026-03-01T12:00:00Z' } });
    expect(problems).toEqual([
      'info: Unexpected date 2026-01-02, expected 2026-03-01, the date of the tag v1.30.0 (and in 29 other places)',
    ]);
  });

  it('is told once: that releases are not tagged, those to come by themselves', async () => {
    const all = (await wellKeptRepository('/', new Map([[PATH, text]])).repository()) as RepositoryFacts;
    const tags = all.tags.filter(({ name }) => ['v1.1.0', 'v1.29.0'].includes(name));
    const { problems } = await check({ text, policy: {}, facts: { tags } });
    expect(problems).toEqual([
      'info: 1.30.0 is not tagged yet, expected the tag v1.30.0 once it is released',
      'info: Expected the tag v1.28.0 for 1.28.0, which has none (and in 26 other places)',
    ]);
  });
});

describe('links to tags that do not exist', () => {
  it('names a missing tag once, though it is also the base of the next link', async () => {
    const links =
      '[1.2.0]: https://github.com/a/b/compare/v1.1.0...v1.2.0\n[1.1.0]: https://github.com/a/b/compare/v1.0.0...v1.1.0\n';
    const releases = TEXT.slice('# Changelog\n\n'.length);
    const text = `# Changelog\n\n## [1.2.0] - 2026-01-03\n\n- C\n\n${releases}\n${links}`;
    const policy = { rules: { 'ledger/release-without-tag': 'off' } };
    const { problems } = await check({ text, policy, untagged: 'v1.1.0' });
    expect(problems).toEqual([
      'warning: Unexpected tag v1.1.0 in the link, which does not exist (and in 1 other place)',
    ]);
  });
});

describe('the name of a tag', () => {
  const named = (name: string): Partial<RepositoryFacts> => ({
    tags: [
      { name, object: 'o', commit: 'c', annotated: true, signed: false, date: '2026-01-02T00:00:00Z', message: 'A' },
    ],
  });

  it.each(['audit-trail', 'python-package', 'container-platform', 'web-platform', 'regulated-saas'])(
    'is v and the version by the document of %s (000-52, 001-22, 004-13)',
    async (profile) => {
      const policy = BUILT_IN_PROFILES.get(profile)?.settings ?? {};
      const complaints = async (name: string): Promise<readonly string[]> =>
        (await check({ policy, facts: named(name) })).problems.filter((each) => each.includes('name of the tag'));
      expect(await complaints('v1.1.0')).toEqual([]);
      expect(await complaints('web/v1.1.0')).toEqual([]);
      expect(await complaints('1.1.0')).toEqual(['warning: Unexpected name of the tag 1.1.0, expected v1.1.0']);
      expect(await complaints('Release-1.1.0')).toHaveLength(1);
    },
  );

  it('is any where nobody has written it down', async () => {
    const { problems } = await check({ policy: {}, facts: named('1.1.0') });
    expect(problems.filter((each) => each.includes('name of the tag'))).toEqual([]);
  });
});
