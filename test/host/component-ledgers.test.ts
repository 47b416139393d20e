import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, parseChangelog } from '../../src/core/index.ts';
import { ledgersOf, listReleases, nameRelease } from '../../src/core/ledger/components.ts';
import { frozenState, type GatheredLedger } from '../../src/core/ledger/gather.ts';
import { checkLedger } from '../../src/core/rules/run-ledger.ts';
import { applyEdits } from '../../src/core/text/edit.ts';
import { diskFiles } from '../../src/host/files.ts';
import { loadLedger } from '../../src/host/gather-ledger.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { CENTRAL_TWO, centralRepository } from '../support/central-repository.ts';
import { CountingGit } from '../support/counting-git.ts';
import type { TestRepository } from '../support/repository.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = centralRepository();
});
afterEach(() => repo.remove());

async function gather(text: string, env: NodeJS.ProcessEnv = process.env, policy = DEFAULT_POLICY) {
  const { ledger } = await loadLedger({
    changelog: parseChangelog(text),
    path: join(repo.folder, 'CHANGELOG.md'),
    root: repo.folder,
    policy,
    files: diskFiles,
    openRepository: (folder) => openRepository(folder, { ...env, HOME: repo.folder }),
  });
  return ledger;
}

const INPUT = { policy: DEFAULT_POLICY, today: '2026-03-01', releasing: null };

/** Rule, text and message of each problem. */
function say(ledger: GatheredLedger, releasing: string | null = null) {
  const { problems, notChecked } = checkLedger({ ledger, ...INPUT, releasing });
  const said = problems
    .filter(({ severity }) => severity !== 'hint')
    .map(({ rule, file, span, message }) => {
      const source = ledgersOf(ledger).flatMap(({ versionFiles }) => versionFiles);
      const text =
        file === null ? ledger.changelog.source.text : (source.find(({ path }) => path === file)?.text ?? '');
      return [rule, file, text.slice(span.start, span.end), message];
    });
  return { said, notChecked };
}

describe('a changelog for several components', () => {
  it('is joined with the tags of each', async () => {
    const ledger = await gather(CENTRAL_TWO);
    const rows = listReleases(ledger).map((release) => [
      nameRelease(ledger, release),
      release.tags[0]?.name ?? null,
      release.section ? frozenState(ledger, release.section).state : null,
    ]);
    expect(rows).toEqual([
      ['api 2.0.0', 'api-v2.0.0', 'unchanged'],
      ['core 1.1.0', 'core@1.1.0', 'unchanged'],
      ['web 1.0.0', 'web/v1.0.0', 'unchanged'],
      ['core 1.0.0', 'core@1.0.0', 'unchanged'],
      ['api 1.0.0', 'api-v1.0.0', null],
    ]);
  });

  it('has the version files of each where its folder is the only one of its name', async () => {
    const ledger = await gather(CENTRAL_TWO);
    const files = ledgersOf(ledger).map(({ component, versionFiles }) => [
      component,
      versionFiles.map(({ path }) => path),
    ]);
    expect(files).toEqual([
      ['core', ['packages/core/package.json']],
      ['api', ['services/api/pyproject.toml']],
      ['web', ['packages/web/package.json']],
    ]);
    repo.write('examples/web/package.json', '{ "version": "0.1.0" }\n');
    const again = await gather(CENTRAL_TWO);
    expect(ledgersOf(again).find(({ component }) => component === 'web')?.versionFiles).toEqual([]);
  });

  it('has the files that the policy names where they lie in a component’s folder', async () => {
    const versionFiles = ['package.json', 'packages/*/package.json'].map((path) => ({
      path,
      kind: 'auto' as const,
      pattern: '',
      image: '',
      presence: 'required' as const,
    }));
    const ledger = await gather(CENTRAL_TWO, process.env, { ...DEFAULT_POLICY, versionFiles });
    const files = ledgersOf(ledger).map(({ component, versionFiles }) => [
      component,
      versionFiles.map(({ path }) => path),
    ]);
    expect(files).toEqual([
      ['core', ['packages/core/package.json']],
      ['api', []],
      ['web', ['packages/web/package.json']],
    ]);
  });

  it('has nothing to say of records that agree but what is behind', async () => {
    const { said, notChecked } = say(await gather(CENTRAL_TWO));
    expect(said).toEqual([
      [
        'ledger/version-file-behind',
        'services/api/pyproject.toml',
        '1.0.0',
        'Unexpected version 1.0.0, expected 2.0.0, which is released',
      ],
    ]);
    expect(notChecked).toEqual([]);
  });

  it.each([
    [
      'an entry in a released section',
      (text: string) => text.replace('- A page\n', '- A page\n- Filed by a merge\n'),
      ['ledger/entry-added-after-release', 'Filed by a merge', 'web@1.0.0: the tag web/v1.0.0'],
    ],
    [
      'a release that is not tagged',
      (text: string) => text.replace('## api 2.0.0', '## api 2.1.0 - 2026-01-04\n\n- A\n\n## api 2.0.0'),
      ['ledger/release-without-tag', 'api 2.1.0', 'the tag api-v2.1.0'],
    ],
    [
      'a tag without a section',
      (text: string) => text.replace(/## \[core@1\.1\.0\][^#]*### Fixed[^#]*/, ''),
      ['ledger/tag-without-release', 'Changelog', 'core@1.1.0'],
    ],
    [
      'a link with the name of a tag that is another one’s',
      (text: string) => `${text}\n[web@1.0.0]: https://example.com/o/r/compare/web@0.9.0...web@1.0.0\n`,
      ['ledger/link-to-missing-tag', 'web@1.0.0', 'expected web/v1.0.0'],
    ],
  ])('tells of %s, once', async (_name, change, [rule, text, message]) => {
    const { said } = say(await gather(change(CENTRAL_TWO)));
    const own = said.filter(([id]) => id === rule);
    expect(own).toContainEqual([rule, null, text, expect.stringContaining(String(message))]);
    expect(own.length).toBe(rule === 'ledger/link-to-missing-tag' ? 2 : 1);
  });

  it('repairs links with the tags of the component that they are of', async () => {
    const text = `${CENTRAL_TWO}\n[web@1.0.0]: https://example.com/o/r/releases/tag/v1.0.0\n[core@1.0.0]: https://example.com/o/r/releases/tag/v1.0.0\n`;
    const { problems } = checkLedger({ ledger: await gather(text), ...INPUT });
    const fix = problems
      .find(({ rule }) => rule === 'ledger/link-to-missing-tag')
      ?.fixes.find(({ title }) => title === 'Repair all compare links');
    const repaired = applyEdits(text, fix?.edits ?? []);
    expect(repaired).toContain('[web@1.0.0]: https://example.com/o/r/releases/tag/web/v1.0.0');
    expect(repaired).toContain('[core@1.0.0]: https://example.com/o/r/releases/tag/core@1.0.0');
    expect(repaired).toContain('[core@1.1.0]: https://example.com/o/r/releases/tag/core@1.1.0');
    expect(repaired).toContain('[Unreleased]: https://example.com/o/r/compare/core@1.1.0...HEAD');
  });

  it('holds a release that ships against what it is of', async () => {
    const { problems } = checkLedger({ ledger: await gather(CENTRAL_TWO), ...INPUT, releasing: '1.1.0' });
    expect(problems.find(({ file }) => file === 'services/api/pyproject.toml')?.severity).toBe('warning');
  });

  it('ends a release at a heading of something else: what stands below that is none of it', async () => {
    const text = `${CENTRAL_TWO}\n## [web-next]\n\n- Still being written\n`;
    const { said } = say(await gather(text));
    expect(said.map(([rule]) => rule)).not.toContain('ledger/entry-added-after-release');
  });

  it('reads the texts of all tags in one process', async () => {
    const git = new CountingGit(repo.folder);
    try {
      await gather(CENTRAL_TWO, git.env);
      expect(git.asked.filter((line) => line.endsWith(':CHANGELOG.md'))).toHaveLength(2);
      expect(git.started.filter((command) => command === 'cat-file')).toHaveLength(1);
    } finally {
      git.remove();
    }
  });
});
