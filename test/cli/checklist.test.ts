import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CHANGELOG = `# Changelog

All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).

## [1.1.0] - 2026-06-01

### Added

- Search

## [1.0.0] - 2026-01-01

### Added

- Maps

[1.1.0]: https://example.com/o/r/compare/v1.0.0...v1.1.0
[1.0.0]: https://example.com/o/r/releases/tag/v1.0.0
`;
const item = (text: string, more: object = {}) => ({ text, ...more });
const POLICY = {
  checklists: {
    phases: [
      {
        name: 'Pre-Release',
        from: -3,
        to: -1,
        groups: [
          {
            name: 'Code',
            items: [
              item('CHANGELOG.md updated', { check: 'date' }),
              item('Version bumped', { check: 'version-files' }),
              item('Migration guide written', { when: 'breaking' }),
              item('Tests pass'),
            ],
          },
        ],
      },
      { name: 'Release', groups: [{ items: [item('Tag pushed', { check: 'tag' })] }] },
      { name: 'Post-Release', from: 1, to: 1, blocks: 'nothing', groups: [{ items: [item('Release announced')] }] },
    ],
  },
  approvals: { minor: [{ role: 'platform_lead' }] },
};
const LIST = 'releases/checklists/1.1.0.md';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('one', {
    'CHANGELOG.md': CHANGELOG,
    'package.json': '{ "version": "1.1.0" }\n',
    'release-ledger.jsonc': JSON.stringify(POLICY),
  });
  repo.tag('v1.0.0', 'Release v1.0.0');
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliIn(repo, argv);
const read = () => fs.readFileSync(path.join(repo.folder, LIST), 'utf8');

describe('checklist', () => {
  it('makes the list of a version with the folders that it needs, ticks what checks show, and says why', async () => {
    const { code, stdout, stderr } = await cli('checklist', '1.1.0', '--manager', 'Ada');
    expect(code).toBe(0);
    expect(stderr).toContain(`Made ${LIST}`);
    expect(stdout).toContain('Pre-Release (D-3 to D-1)  1 left');
    expect(read()).toBe(`# Release Checklist: r 1.1.0

Release: v1.1.0
Release Type: minor
Target Date: 2026-06-01
Release Manager: Ada

## Pre-Release (D-3 to D-1)

### Code

- [x] CHANGELOG.md updated – checked 2026-06-30: [1.1.0] is dated 2026-06-01 <!-- item: changelog-md-updated -->
- [x] Version bumped – checked 2026-06-30: package.json says 1.1.0 <!-- item: version-bumped -->
- [x] Migration guide written – not applicable: nothing breaks in this release <!-- item: migration-guide-written -->
- [ ] Tests pass <!-- item: tests-pass -->

## Release (D-0)

- [ ] Tag pushed <!-- item: tag-pushed -->

## Post-Release (D+1)

- [ ] Release announced <!-- item: release-announced -->

## Approvals

- [ ] platform_lead <!-- approval: platform_lead -->
`);
  });

  it('exits with 1 while something is left that the release waits for, and not for later phases', async () => {
    await cli('checklist', '1.1.0', '--manager', 'Ada');
    expect((await cli('checklist', '1.1.0')).code).toBe(1);
    expect((await cli('checklist', '1.1.0', '--phase', 'post-release')).code).toBe(0);
    expect((await cli('checklist', 'check', 'tests-pass', '--by', 'Ada', '--evidence', 'CI 512')).code).toBe(0);
    expect((await cli('approve', 'platform_lead', '--by', 'Grace')).code).toBe(0);
    repo.commit('list');
    repo.tag('v1.1.0', 'Release v1.1.0');
    const done = await cli('checklist', '--format', 'json');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({
      version: '1.1.0',
      path: LIST,
      type: 'minor',
      ready: true,
      phases: [
        { open: 0 },
        { open: 0 },
        { name: 'Post-Release', blocks: false, open: 1 },
        { kind: 'approvals', open: 0 },
      ],
    });
    expect(read()).toContain('- [x] Tests pass – Ada, 2026-06-30: CI 512 <!--');
    expect(read()).toMatch(/- \[x\] Tag pushed – checked 2026-06-30: tag v1\.1\.0 at [0-9a-f]{12} <!--/);
    expect(read()).toContain('- [x] platform_lead – Grace, 2026-06-30 <!--');
  });

  it('marks, unmarks and skips items of the newest list, and leaves everything else as it was', async () => {
    await cli('checklist', '1.0.0');
    await cli('checklist', '1.1.0', '--manager', 'Ada');
    const before = `${read()}\nNotes of my own.\n`;
    repo.write(LIST, before);
    await cli('checklist', 'check', 'Tests');
    expect(read()).toBe(before.replace('- [ ] Tests pass', '- [x] Tests pass – 2026-06-30'));
    await cli('checklist', 'uncheck', 'tests-pass');
    expect(read()).toBe(before);
    await cli('checklist', 'na', 'announced', '--reason', 'internal release');
    expect(read()).toBe(
      before.replace('- [ ] Release announced', '- [x] Release announced – not applicable: internal release'),
    );
  });

  it.each([
    [['checklist', 'check', 'nothing'], 2, 'has no item “nothing”'],
    [['checklist', 'check', 'e'], 2, 'may be several items'],
    [['checklist', '1.1.0', '--phase', 'later'], 2, 'no phase “later”'],
    [['checklist', 'newest'], 2, 'newest is no version'],
    [['checklist', 'check', 'tests-pass', '--release', '9.0.0'], 1, 'releases/checklists/9.0.0.md is not there'],
    [['approve', 'cto', '--by', 'Ada'], 2, 'the role “cto” approves nothing'],
  ])('says what is wrong with %j', async (argv, ends, expected) => {
    await cli('checklist', '1.1.0');
    const before = read();
    const { code, stderr } = await cli(...argv);
    expect(code).toBe(ends);
    expect(stderr).toContain(expected);
    expect(read()).toBe(before);
  });

  it('refuses a second approval of a role', async () => {
    await cli('checklist', '1.1.0');
    await cli('approve', 'platform_lead', '--by', 'Grace');
    const before = read();
    const { code, stderr } = await cli('approve', 'platform_lead', '--by', 'Eve');
    expect(code).toBe(1);
    expect(stderr).toContain('has approved already: Grace, 2026-06-30');
    expect(read()).toBe(before);
  });

  it('leaves what a check decides to the check', async () => {
    await cli('checklist', '1.1.0');
    const before = read();
    const open = await cli('checklist', 'check', 'tag-pushed');
    expect(open.code).toBe(1);
    expect(open.stderr).toContain('“Tag pushed” is decided by its check: 1.1.0 is not tagged');
    expect((await cli('checklist', 'check', 'version-bumped')).code).toBe(1);
    expect(read()).toBe(before);
    expect((await cli('checklist', 'na', 'tag-pushed', '--reason', 'never tagged')).code).toBe(0);
  });

  it('says which item’s check speaks against a mark', async () => {
    const checklists = { ...POLICY.checklists, byHand: 'all' };
    repo.write('release-ledger.jsonc', JSON.stringify({ ...POLICY, checklists }));
    await cli('checklist', '1.1.0');
    const { code, stderr } = await cli('checklist', 'check', 'tag-pushed');
    expect(code).toBe(0);
    expect(stderr).toContain('the check of this item says otherwise: 1.1.0 is not tagged');
    const { stdout } = await cli('docs', '--format', 'json');
    const { problems } = JSON.parse(stdout) as { problems: { rule: string; file: string }[] };
    expect(problems.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      `docs/unfilled-checklist ${LIST}`,
      `docs/ticked-against-check ${LIST}`,
    ]);
  });

  it('leaves the list of a release in peace once a later one has changed the files, or where a clone has no tags', async () => {
    const wrong = async (folder: string): Promise<readonly string[]> => {
      const { stdout } = await cliOnDisk(folder, ['docs', '--format', 'json']);
      return JSON.parse(stdout).problems.map(({ rule }: { readonly rule: string }) => rule);
    };
    repo.tag('v1.1.0', 'Release v1.1.0');
    expect((await cli('checklist', '1.1.0', '--manager', 'Ada', '--date', '2026-06-30')).code).toBe(0);
    expect(read()).toContain('- [x] Tag pushed – checked');
    repo.commit('two', {
      'CHANGELOG.md': CHANGELOG.replace('## [1.1.0]', '## [1.2.0] - 2026-06-30\n\n### Added\n\n- Routes\n\n## [1.1.0]'),
      'package.json': '{ "version": "1.2.0" }\n',
    });
    repo.tag('v1.2.0', 'Release v1.2.0');
    expect(await wrong(repo.folder)).not.toContain('docs/ticked-against-check');
    const before = read();
    await cli('checklist', '1.1.0');
    expect(read()).toBe(before);
    const tagless = path.join(temporaryFolder(), 'tagless');
    repo.git('clone', '--quiet', '--no-tags', repo.folder, tagless);
    expect(await wrong(tagless)).not.toContain('docs/ticked-against-check');
    await cliOnDisk(tagless, ['checklist', '1.1.0']);
    expect(fs.readFileSync(path.join(tagless, LIST), 'utf8')).toContain('- [x] Tag pushed – checked');
  });

  it('takes approvals only of those who have the role, where the policy names them', async () => {
    const approvals = { minor: [{ role: 'platform_lead', people: ['Grace Hopper'] }] };
    repo.write('release-ledger.jsonc', JSON.stringify({ ...POLICY, approvals }));
    await cli('checklist', '1.1.0');
    const before = read();
    const { code, stderr } = await cli('approve', 'platform_lead', '--by', 'Eve');
    expect(code).not.toBe(0);
    expect(stderr).toContain('Eve cannot approve as platform_lead');
    expect(stderr).toContain('By the policy platform_lead is Grace Hopper');
    expect(read()).toBe(before);
    expect((await cli('approve', 'platform_lead', '--by', 'grace hopper <grace@example.com>')).code).toBe(0);
  });

  it('holds a release back by open tasks before it and by missing approvals, never by later phases', async () => {
    const blockers = async () => {
      const { stdout } = await cli('plan', 'tag', '1.1.0', '--format', 'json');
      const plan = JSON.parse(stdout) as { blockers: { code: string; message: string }[] };
      const ours = plan.blockers.filter(({ code }) => /checklist|approved/.test(code));
      return ours.map(({ code, message }) => `${code}: ${message}`);
    };
    const approval = 'not-approved: platform_lead has not approved 1.1.0';
    // Who has to agree has to do so where no list is kept, too.
    expect(await blockers()).toEqual([approval]);
    repo.write(
      'release-ledger.jsonc',
      JSON.stringify({ ...POLICY, checklists: { ...POLICY.checklists, presence: 'required' } }),
    );
    expect(await blockers()).toEqual([`no-checklist: 1.1.0 has no checklist (${LIST})`, approval]);
    await cli('checklist', '1.1.0', '--manager', 'Ada');
    expect(await blockers()).toEqual(['checklist-open: “Tests pass” is not done (Pre-Release)', approval]);
    await cli('checklist', 'check', 'tests-pass');
    await cli('approve', 'platform_lead', '--by', 'Grace');
    expect(await blockers()).toEqual([]);
    expect(read()).toContain('- [ ] Release announced');
  });

  it('holds no release back by what is for others, and each by what became its own since', async () => {
    repo.git('tag', '--annotate', '--message', 'Release v1.1.0', 'v1.1.0');
    const blockers = async (operation: string) => {
      const { stdout } = await cli('plan', operation, '1.2.0', '--format', 'json');
      const plan = JSON.parse(stdout) as { blockers: { code: string; message: string }[] };
      return plan.blockers.flatMap(({ code, message }) => (code === 'checklist-open' ? [message] : []));
    };
    const guide = async () => {
      await cli('checklist', '1.2.0');
      const text = fs.readFileSync(path.join(repo.folder, 'releases/checklists/1.2.0.md'), 'utf8');
      return /^- (.*Migration guide written.*) <!--/m.exec(text)?.[1];
    };
    const newest = (heading: string, entries: string) =>
      repo.write('CHANGELOG.md', CHANGELOG.replace('## [1.1.0]', `## ${heading}\n\n${entries}\n\n## [1.1.0]`));
    const [added, broken] = ['### Added\n\n- Routes', '### Changed\n\n- **Breaking:** Routes are lists'];
    const [tests, migration] = ['Tests pass', 'Migration guide written'].map(
      (text) => `“${text}” is not done (Pre-Release)`,
    );
    newest('[Unreleased]', added);
    expect(await guide()).toBe('[ ] Migration guide written');
    expect(await blockers('cut')).toEqual([tests]);
    newest('[Unreleased]', broken);
    expect(await blockers('cut')).toEqual([migration, tests]);
    newest('[1.2.0] - 2026-06-30', added);
    expect(await guide()).toBe('[x] Migration guide written – not applicable: nothing breaks in this release');
    expect(await blockers('tag')).toEqual([tests]);
    newest('[1.2.0] - 2026-06-30', broken);
    expect(await blockers('tag')).toEqual([migration, tests]);
    expect(await guide()).toBe('[ ] Migration guide written');
    await cli('checklist', 'na', 'migration-guide-written', '--release', '1.2.0', '--reason', 'There is one');
    expect(await blockers('tag')).toEqual([tests]);
  });

  it('has no list where the policy has no phases, and none outside of the project', async () => {
    repo.write('release-ledger.jsonc', '{}');
    expect((await cli('checklist', '1.1.0')).stderr).toContain('the policy has no phases');
    repo.write(
      'release-ledger.jsonc',
      JSON.stringify({ checklists: { ...POLICY.checklists, path: '../{version}.md' } }),
    );
    expect((await cli('checklist', '1.1.0')).code).not.toBe(0);
    expect(fs.existsSync(path.join(repo.folder, '../1.1.0.md'))).toBe(false);
  });
});
