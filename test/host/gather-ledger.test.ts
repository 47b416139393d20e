import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, LEDGER_RULES, parseChangelog } from '../../src/core/index.ts';
import { frozenState, type GatheredLedger } from '../../src/core/ledger/gather.ts';
import { describeHistory } from '../../src/core/ledger/history.ts';
import { describeStatus } from '../../src/core/ledger/status.ts';
import { checkLedger } from '../../src/core/rules/run-ledger.ts';
import { diskFiles } from '../../src/host/files.ts';
import { loadLedger } from '../../src/host/gather-ledger.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { TestRepository } from '../support/repository.ts';

const ONE = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A first thing that people can use\n';
const TWO = `## [1.1.0] - 2026-01-01\n\n### Fixed\n\n- A crash on start\n\n${ONE}`;
const HEAD = '# Changelog\n\n## [Unreleased]\n\n';

/** What is said by rules that come later does not change what these say. */
const RULES = LEDGER_RULES.filter(({ id }) =>
  [
    'ledger/date-differs-from-tag',
    'ledger/entry-added-after-release',
    'ledger/link-to-missing-tag',
    'ledger/link-to-other-remote',
    'ledger/release-without-tag',
    'ledger/released-entry-removed',
    'ledger/released-entry-reworded',
    'ledger/several-tags-for-release',
    'ledger/tag-without-release',
    'ledger/unreadable-version-file',
    'ledger/version-file-behind',
  ].includes(id),
);

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

async function gather(file = 'CHANGELOG.md', env: NodeJS.ProcessEnv = process.env): Promise<GatheredLedger> {
  const absolute = path.join(repo.folder, file);
  const { ledger } = await loadLedger({
    changelog: parseChangelog(fs.readFileSync(absolute, 'utf8')),
    path: absolute,
    root: path.dirname(absolute),
    policy: DEFAULT_POLICY,
    files: diskFiles,
    openRepository: (folder) => openRepository(folder, { ...env, HOME: repo.folder }),
  });
  return ledger;
}

/** What is said of a ledger: each problem with the text it stands on, each check that was not made with its reason. */
function say(ledger: GatheredLedger) {
  const { problems, notChecked } = checkLedger(
    { ledger, policy: DEFAULT_POLICY, today: '2026-03-01', releasing: null },
    RULES,
  );
  // Whatever is shown of it must be there for any input, too.
  describeStatus(ledger, [], () => null);
  describeHistory(ledger);
  const textOf = (file: string | null): string =>
    file === null ? ledger.changelog.source.text : (ledger.versionFiles.find((each) => each.path === file)?.text ?? '');
  return {
    problems: problems.map(({ rule, span, file, message }) => [
      rule,
      textOf(file).slice(span.start, span.end),
      message,
    ]),
    notChecked: [...new Set(notChecked.map(({ reason }) => reason))],
  };
}

/** Two releases, each tagged as it was made. */
function released(): void {
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('one', { 'CHANGELOG.md': HEAD + ONE });
  repo.tag('v1.0.0');
  repo.commit('two', { 'CHANGELOG.md': HEAD + TWO });
  repo.tag('v1.1.0', 'Release v1.1.0');
}

interface Case {
  readonly name: string;
  readonly arrange: () => void;
  /** The problems' rules, with what they stand on and a part of their message. */
  readonly problems?: readonly (readonly [rule: string, text: string, message: string])[];
  readonly notChecked?: readonly RegExp[];
}

const CASES: readonly Case[] = [
  { name: 'records that agree', arrange: released },
  {
    name: 'notes that were finished after the tag, whose section was still called Unreleased there',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      repo.commit('one', { 'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A\n' });
      repo.tag('v1.0.0');
      repo.write('CHANGELOG.md', '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n- B\n');
    },
  },
  {
    name: 'a version that only modules of the project are tagged with',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      const section = (version: string) => `## [${version}] - 2026-01-01\n\n### Added\n\n- ${version}\n\n`;
      repo.commit('one', { 'CHANGELOG.md': ['1.2.0', '1.1.1', '1.1.0', '1.0.0'].map(section).join('') });
      for (const name of ['v1.0.0', 'v1.2.0', 'sdk/v1.1.1', 'log/v1.1.1']) repo.tag(name);
    },
    problems: [['ledger/release-without-tag', '1.1.0', 'Expected the tag v1.1.0']],
  },
  {
    name: 'sections of another project, whose versions are higher and are the tags of this one',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      const own = '## 0.2.0 - 2026-01-02\n\n- B\n\n## 0.1.1 - 2026-01-01\n\n- A\n';
      const former = '\n## Rust 0.12.0 - 2014-10-09\n\n- X\n\n## Rust 0.1.1 - 2014-04-03\n\n- Y\n';
      repo.commit('one', { 'CHANGELOG.md': HEAD + own, 'package.json': '{ "name": "a", "version": "0.2.0" }\n' });
      repo.git('tag', 'v0.1.1', 'HEAD');
      repo.tag('v0.2.0');
      repo.write('CHANGELOG.md', HEAD + own + former);
    },
    problems: [],
    notChecked: [/^no tag names a version of rust$/],
  },
  {
    name: 'a section that somebody has gone over after the tag',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      const section = (entries: string) => `# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n${entries}`;
      repo.commit('one', { 'CHANGELOG.md': section('- One thing\n- Two things\n- Three things\n- Four things\n') });
      repo.tag('v1.0.0');
      repo.write('CHANGELOG.md', section('- Our thing\n- The things\n- Big things\n- Old things\n- A fifth\n'));
    },
    problems: [['ledger/released-entry-reworded', '1.0.0', 'the tag v1.0.0 has 4 of its entries in other words']],
  },
  {
    name: 'tags that are no versions, of trees, of blobs, of tags',
    arrange: () => {
      released();
      for (const name of ['nightly', 'latest', 'v', 'v1', 'release/2026', 'v1.x', 'v2'])
        repo.git('update-ref', `refs/tags/${name}`, 'HEAD');
      repo.git('tag', 'v0.8.0', 'HEAD^{tree}');
      repo.git('tag', 'v0.7.0', 'HEAD:CHANGELOG.md');
      repo.git('tag', '--annotate', '--message', 'of a tag', 'v0.6.0', 'v1.1.0');
    },
  },
  {
    name: 'two tags for one version on different commits',
    arrange: () => {
      released();
      repo.git('tag', 'v1.1', 'v1.0.0');
    },
    problems: [['ledger/several-tags-for-release', '1.1.0', 'Unexpected tags v1.1 and v1.1.0 for 1.1.0']],
  },
  {
    name: 'two tags for one version on one commit',
    arrange: () => {
      released();
      repo.git('tag', 'v1.1', 'v1.1.0^{}');
    },
  },
  {
    name: 'the newest tag on a tree',
    arrange: () => {
      released();
      repo.git('tag', '--delete', 'v1.1.0');
      repo.git('tag', 'v1.1.0', 'HEAD^{tree}');
      repo.write('CHANGELOG.md', HEAD + TWO.replace('people', 'nobody'));
    },
    problems: [['ledger/released-entry-reworded', 'A first thing that nobody can use', 'v1.0.0']],
  },
  {
    name: 'a clock that ran ahead when the tag was made',
    arrange: () => {
      released();
      tagAt('v1.1.0', '2031-05-05T00:00:00Z');
    },
    problems: [['ledger/date-differs-from-tag', '2026-01-01', 'expected 2031-05-05, the date of the tag v1.1.0']],
  },
  {
    name: 'a clock that stood at the beginning of time',
    arrange: () => {
      released();
      tagAt('v1.1.0', '1970-01-01T00:00:00Z');
    },
    problems: [['ledger/date-differs-from-tag', '2026-01-01', 'expected 1970-01-01']],
  },
  {
    name: 'a tag whose date is beyond every calendar',
    arrange: () => {
      released();
      forgeTag('v1.1.0', 'Ada <ada@example.com> 99999999999999999 +0000');
    },
    // What git cannot date is of its first day.
    problems: [['ledger/date-differs-from-tag', '2026-01-01', 'expected 1970-01-01']],
  },
  {
    name: 'a tag without tagger',
    arrange: () => {
      released();
      forgeTag('v1.1.0', null);
    },
  },
  {
    name: 'a detached HEAD',
    arrange: () => {
      released();
      repo.git('checkout', '--quiet', '--detach', 'v1.0.0');
      repo.write('CHANGELOG.md', HEAD + TWO);
    },
  },
  {
    name: 'a tag that was moved after the release',
    arrange: () => {
      released();
      repo.commit('more', { 'CHANGELOG.md': HEAD + TWO.replace('on start\n', 'on start\n- What came later\n') });
      repo.write('CHANGELOG.md', HEAD + TWO);
      repo.git('tag', '--force', 'v1.1.0', 'HEAD');
      tagAt('v1.1.0', '2026-02-20T00:00:00Z');
    },
    problems: [
      ['ledger/date-differs-from-tag', '2026-01-01', 'expected 2026-02-20'],
      ['ledger/released-entry-removed', '1.1.0', 'v1.1.0'],
    ],
  },
  {
    name: 'a changelog that was renamed since the newest tag',
    arrange: () => {
      released();
      repo.git('mv', 'CHANGELOG.md', 'HISTORY.md');
      repo.commit('rename');
      repo.git('mv', 'HISTORY.md', 'CHANGELOG.md');
      repo.git('mv', 'CHANGELOG.md', 'NEWS.md');
      repo.commit('and again');
      repo.git('mv', 'NEWS.md', 'CHANGELOG.md');
      repo.commit('and back', { 'CHANGELOG.md': HEAD + TWO.replace('people', 'nobody') });
    },
    problems: [['ledger/released-entry-reworded', 'A first thing that nobody can use', 'v1.1.0']],
  },
  {
    name: 'a changelog that had another name at the newest tag',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      repo.commit('one', { 'HISTORY.md': HEAD + ONE });
      repo.tag('v1.0.0');
      repo.commit('two', { 'HISTORY.md': HEAD + TWO });
      repo.tag('v1.1.0');
      repo.git('mv', 'HISTORY.md', 'CHANGELOG.md');
      repo.commit('rename');
      repo.write('CHANGELOG.md', HEAD + TWO.replace('people', 'nobody'));
    },
    problems: [['ledger/released-entry-reworded', 'A first thing that nobody can use', 'v1.1.0']],
  },
  {
    name: 'a changelog that was begun after the newest tag',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      repo.commit('one', { 'README.md': 'Nothing here.\n' });
      repo.tag('v1.0.0');
      repo.tag('v1.1.0');
      repo.commit('two', { 'CHANGELOG.md': HEAD + TWO });
    },
    notChecked: [/^CHANGELOG\.md is not in the tag v1\.1\.0, and git knows of no other name that it had$/],
  },
  {
    name: 'a changelog that is a folder at the newest tag',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      repo.commit('one', { 'CHANGELOG.md/one.md': ONE });
      repo.tag('v1.0.0');
      repo.tag('v1.1.0');
      fs.rmSync(path.join(repo.folder, 'CHANGELOG.md'), { recursive: true });
      repo.write('CHANGELOG.md', HEAD + TWO);
    },
    notChecked: [/^CHANGELOG\.md is not in the tag v1\.1\.0/],
  },
  {
    name: 'a version file that does not parse',
    arrange: () => {
      released();
      repo.write('package.json', '{ "version": \n');
      repo.write('Cargo.toml', '[package\nversion = "1.1.0"\n');
    },
    problems: [
      [
        'ledger/unreadable-version-file',
        expect.any(String) as unknown as string,
        'Expected a version in this Cargo.toml',
      ],
      [
        'ledger/unreadable-version-file',
        expect.any(String) as unknown as string,
        'Expected a version in this package.json',
      ],
    ],
  },
  {
    name: 'a repository without commits',
    arrange: () => repo.write('CHANGELOG.md', HEAD + TWO),
    notChecked: [/^the repository has no tags$/, /^the repository has no remote$/],
  },
  {
    name: 'a repository without tags',
    arrange: () => {
      repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
      repo.commit('one', { 'CHANGELOG.md': HEAD + TWO });
    },
    notChecked: [/^the repository has no tags$/],
  },
  {
    name: 'no repository',
    arrange: () => {
      repo.write('CHANGELOG.md', HEAD + TWO);
      fs.rmSync(path.join(repo.folder, '.git'), { recursive: true });
    },
    notChecked: [/ is in no git repository$/],
  },
  {
    name: 'a repository that is broken',
    arrange: () => {
      released();
      fs.writeFileSync(path.join(repo.folder, '.git/HEAD'), 'nonsense\n');
    },
    notChecked: [/./],
  },
  {
    name: 'a tag whose commit is missing',
    arrange: () => {
      released();
      fs.writeFileSync(path.join(repo.folder, '.git/refs/tags/v1.2.0'), `${'1'.repeat(40)}\n`);
    },
    notChecked: [/missing object/],
  },
];

/** Makes an annotated tag anew, by a clock that shows another time. */
function tagAt(name: string, date: string): void {
  forgeTag(name, `Ada <ada@example.com> ${Date.parse(date) / 1000} +0000`);
}

/** Writes a tag object as no porcelain would. */
function forgeTag(name: string, tagger: string | null): void {
  const commit = repo.git('rev-parse', `${name}^{commit}`);
  const lines = [
    `object ${commit}`,
    'type commit',
    `tag ${name}`,
    ...(tagger === null ? [] : [`tagger ${tagger}`]),
    '',
    'M',
    '',
  ];
  repo.write('.git/forged-tag', lines.join('\n'));
  const object = repo.git('hash-object', '-t', 'tag', '-w', '--literally', '.git/forged-tag');
  repo.git('update-ref', `refs/tags/${name}`, object);
}

describe('a ledger of records that are not as they should be', () => {
  it.each(CASES)('says of $name what there is to say', async ({ arrange, problems = [], notChecked = [] }) => {
    arrange();
    const said = say(await gather());
    expect(said.problems).toEqual(
      problems.map(([rule, text, message]) => [rule, text, expect.stringContaining(message)]),
    );
    expect(said.notChecked).toEqual(notChecked.map((reason) => expect.stringMatching(reason)));
  });

  it('says that git is not there', async () => {
    released();
    const empty = fs.mkdtempSync(path.join(repo.folder, '.git/empty-'));
    const said = say(await gather('CHANGELOG.md', { PATH: empty }));
    expect(said).toEqual({ problems: [], notChecked: ['git was not found on the search path'] });
  });

  it.each([
    ['with the tags of what it has', ['--depth=1'], [], [/^the clone is shallow and has no tags/]],
    ['with a tag', ['--depth=1', '--branch=v1.1.0'], [], []],
  ])('says of a shallow clone %s what it can', async (_name, options, problems, notChecked) => {
    released();
    repo.commit('three');
    repo.git('clone', '--quiet', ...options, `file://${repo.folder}`, 'clone');
    const said = say(await gather('clone/CHANGELOG.md'));
    expect(said.problems).toEqual(problems);
    expect(said.notChecked).toEqual(notChecked.map((reason) => expect.stringMatching(reason)));
  });
});

describe('the changelog at its tag', () => {
  it('keeps the name that it had there', async () => {
    repo.commit('one', { 'docs/news.md': HEAD + ONE });
    repo.tag('v1.0.0');
    repo.git('mv', 'docs/news.md', 'CHANGELOG.md');
    repo.commit('rename');
    const ledger = await gather();
    expect('notKnown' in ledger.reference ? ledger.reference : ledger.reference.path).toBe('docs/news.md');
    const [section] = ledger.releases.flatMap((release) => release.section ?? []);
    expect(section && frozenState(ledger, section).state).toBe('unchanged');
  });
});

describe('what was committed since the newest tag', () => {
  const subjects = ({ pending }: GatheredLedger): unknown =>
    'notKnown' in pending
      ? pending
      : {
          since: pending.since?.name,
          complete: pending.complete,
          subjects: pending.commits.map(({ subject }) => subject),
        };

  it.each([
    ['everything before the first tag', [], { since: undefined, complete: true, subjects: ['three', 'two', 'one'] }],
    ['what came behind it', ['v1.0.0', 'one'], { since: 'v1.0.0', complete: true, subjects: ['three', 'two'] }],
    ['nothing', ['v1.0.0', 'three'], { since: 'v1.0.0', complete: true, subjects: [] }],
  ])('is %s', async (_name, [tag, at], expected) => {
    for (const subject of ['one', 'two', 'three']) {
      repo.commit(subject, { 'CHANGELOG.md': HEAD + ONE, [subject]: subject });
      if (subject === at) repo.tag(tag as string);
    }
    expect(subjects(await gather())).toEqual(expected);
  });

  it('is what concerns the folder of the changelog', async () => {
    repo.commit('one', { 'a b/CHANGELOG.md': HEAD + ONE, 'other/x': '1' });
    repo.tag('v1.0.0');
    repo.commit('here', { 'a b/x': '2' });
    repo.commit('there', { 'other/x': '3' });
    expect(subjects(await gather('a b/CHANGELOG.md'))).toMatchObject({ subjects: ['here'] });
  });

  it('is not looked for in a folder before the first tag', async () => {
    repo.commit('one', { 'inner/CHANGELOG.md': HEAD + ONE });
    expect(subjects(await gather('inner/CHANGELOG.md'))).toEqual({
      notKnown: 'no tag says where what is unreleased begins',
    });
  });

  it('is not known before the first commit', async () => {
    repo.write('CHANGELOG.md', HEAD + ONE);
    expect((await gather()).pending).toEqual({ notKnown: 'nothing is committed yet' });
  });
});
