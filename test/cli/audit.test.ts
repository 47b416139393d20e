import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { IN_TEXTS } from '../support/hostile-repository.ts';
import { TestRepository } from '../support/repository.ts';

const HEAD = '# Changelog\n\n## [Unreleased]\n\n';
const ONE = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A first thing\n';
const TWO = '## [1.1.0] - 2026-01-01\n\n### Fixed\n\n- A crash\n\n';
const POLICY = {
  manifest: { path: 'releases/{tag}/release_manifest.{ext}', forms: ['json'], source: 'json' },
  approvals: { all: [{ role: 'platform_lead' }] },
  gates: { commands: [{ name: 'unit', command: ['node', '-e', 'console.log("6/6 passing")'], parser: 'counts' }] },
  audit: { retention: { gates: 730, manifest: 0 } },
};

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.write('release-ledger.jsonc', JSON.stringify(POLICY));
  repo.commit('one', { 'CHANGELOG.md': `${HEAD}${ONE}` });
  repo.tag('v1.0.0', 'Release v1.0.0');
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliOnDisk(repo.folder, argv);

interface Step {
  readonly step: string;
  readonly found: readonly string[];
  readonly gaps: readonly string[];
  readonly lookup: string;
}

async function trace(version: string) {
  const { code, stdout } = await cli('audit', version, '--format', 'json');
  expect(code).toBe(0);
  const [release] = JSON.parse(stdout).releases;
  const steps = Object.fromEntries(release.steps.map((step: Step) => [step.step, step])) as Record<string, Step>;
  return { release, steps };
}

function approve(by = 'ada'): void {
  const manifest = {
    version: '1.0.0',
    release_date: '2026-01-01',
    git_tag: 'v1.0.0',
    approvals: { platform_lead: by },
  };
  repo.write('releases/v1.0.0/release_manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Runs a lookup as somebody without this program would, as far as git has the answer. */
function lookUp({ lookup }: Step): string {
  return repo.git(...(lookup.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((each) => each.replaceAll('"', '')));
}

describe('audit', () => {
  it('traces a version from commit to deployment, with the lookups (000-72, 004-45)', async () => {
    approve();
    expect((await cli('gate', '--version', '1.0.0', '--yes')).code).toBe(0);
    expect((await cli('audit', 'record', '1.0.0', '--by', 'ada', '--at', '2026-01-02T10:00:00Z')).code).toBe(0);
    const { release, steps } = await trace('1.0.0');
    expect(release).toMatchObject({ version: '1.0.0', date: '2026-01-01', gaps: 0 });
    expect(Object.keys(steps)).toEqual(['changelog', 'commit', 'tag', 'manifest', 'approvals', 'gates', 'deployment']);
    const commit = repo.git('rev-parse', 'HEAD');
    expect(steps).toMatchObject({
      changelog: { found: ['CHANGELOG.md:5, 2026-01-01'] },
      commit: { found: [commit] },
      tag: { found: [expect.stringMatching(/^v1\.0\.0, annotated, 2026-01-01T/)] },
      manifest: { found: ['releases/v1.0.0/release_manifest.json'] },
      approvals: { found: ['platform_lead: ada'] },
      gates: { found: [expect.stringMatching(/^unit: passed, 6 of 6 tests passed, 20/)] },
      deployment: { found: ['2026-01-02T10:00:00Z production succeeded by ada'] },
    });
    expect(lookUp(steps.commit as Step)).toBe(commit);
    expect(lookUp(steps.tag as Step)).toContain('Release v1.0.0');
  });

  it('names what is missing of the five facts (000-70)', async () => {
    repo.commit('two', { 'CHANGELOG.md': `${HEAD}${TWO}${ONE}` });
    const { release, steps } = await trace('1.1.0');
    expect(Object.fromEntries(Object.entries(steps).map(([name, { gaps }]) => [name, gaps]))).toEqual({
      changelog: [],
      commit: ['without a tag nothing says which commit it is'],
      tag: ['it is not tagged'],
      manifest: ['it has no manifest'],
      approvals: ['nothing says who approved it'],
      gates: ['the gate “unit” has no result: it has not run'],
      deployment: ['no deployment of it is recorded'],
    });
    expect(release.gaps).toBe(6);
  });

  it('takes who approved, in which role and when, from the checklist', async () => {
    const approvals = { all: [{ role: 'platform_lead', people: ['Grace'] }, { role: 'cto' }, { role: 'qa' }] };
    const phases = [{ name: 'Pre-Release', groups: [{ items: [{ text: 'Tests pass' }] }] }];
    repo.write('release-ledger.jsonc', JSON.stringify({ ...POLICY, approvals, checklists: { phases } }));
    expect((await cli('checklist', '1.0.0')).code).toBe(0);
    const before = await trace('1.0.0');
    expect(before.steps.approvals).toMatchObject({
      found: [],
      gaps: ['platform_lead has not approved it', 'cto has not approved it', 'qa has not approved it'],
      lookup: 'the approvals in releases/checklists/1.0.0.md and the manifest of 1.0.0',
    });
    expect((await cli('approve', 'platform_lead', '--by', 'Grace')).code).toBe(0);
    const list = path.join(repo.folder, 'releases/checklists/1.0.0.md');
    const signed = fs
      .readFileSync(list, 'utf8')
      .replace('[ ] cto', '[x] cto')
      .replace('[ ] qa', '[x] qa – Eve, 2026-01-02');
    fs.writeFileSync(list, signed);
    const after = await trace('1.0.0');
    expect(after.steps.approvals).toMatchObject({
      found: ['platform_lead: Grace, 2026-06-30', 'qa: Eve, 2026-01-02'],
      gaps: ['the approval of cto does not say who gave it, and when'],
    });
    fs.writeFileSync(list, signed.replace('platform_lead – Grace', 'platform_lead – Eve'));
    expect((await trace('1.0.0')).steps.approvals?.gaps).toEqual([
      'the approval of cto does not say who gave it, and when',
      'Eve approved as platform_lead, and has not that role by the policy',
    ]);
  });

  it('finds manifests that do not agree, approvals that are missing, and rollbacks that nobody recorded', async () => {
    approve('pending');
    const file = path.join(repo.folder, 'releases/v1.0.0/release_manifest.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('2026-01-01', '2026-01-05'));
    await cli('audit', 'record', 'v1.0.0', '--outcome', 'rolled-back');
    const { steps } = await trace('1.0.0');
    expect(steps.manifest?.gaps.join('\n')).toContain('2026-01-05');
    expect(steps.approvals?.gaps).toEqual([expect.stringContaining('platform_lead')]);
    expect(steps.deployment?.gaps).toEqual([
      'nobody is named who deployed it',
      'it was rolled back, and its section does not say [YANKED]',
    ]);
  });

  it('lists the evidence with digests, and how long each is kept (000-71, 000-73)', async () => {
    approve();
    await cli('gate', '--version', '1.0.0', '--yes');
    const { release } = await trace('1.0.0');
    const digest = (file: string): string =>
      `sha256:${createHash('sha256')
        .update(fs.readFileSync(path.join(repo.folder, file)))
        .digest('hex')}`;
    const manifest = 'releases/v1.0.0/release_manifest.json';
    const gate = 'releases/gates/1.0.0/unit.json';
    expect(release.evidence).toEqual([
      {
        kind: 'changelog',
        path: 'CHANGELOG.md#1.0.0',
        digest: `sha256:${createHash('sha256').update(ONE).digest('hex')}`,
        keepUntil: null,
      },
      { kind: 'tag', path: 'refs/tags/v1.0.0', digest: `object:${repo.git('rev-parse', 'v1.0.0')}`, keepUntil: null },
      { kind: 'manifest', path: manifest, digest: digest(manifest), keepUntil: null },
      { kind: 'gates', path: gate, digest: digest(gate), keepUntil: '2028-01-01' },
    ]);
  });

  it('tells what was deleted before its time, and nothing of what was kept long enough (000-71)', async () => {
    approve();
    await cli('gate', '--version', '1.0.0', '--yes');
    repo.commit('two', { 'CHANGELOG.md': `${HEAD}${TWO}${ONE}` });
    repo.tag('v1.1.0', 'Release v1.1.0');
    fs.rmSync(path.join(repo.folder, 'releases'), { recursive: true });
    const gaps = async (today: string): Promise<readonly string[]> => {
      const { stdout } = await cliOnDisk(repo.folder, ['audit', '1.0.0', '--format', 'json'], { today });
      return JSON.parse(stdout).releases[0].steps.flatMap((step: Step) =>
        step.gaps.filter((gap) => gap.includes('deleted')),
      );
    };
    const manifest = 'releases/v1.0.0/release_manifest.json was deleted, and is to be kept for good';
    expect(await gaps('2026-06-30')).toEqual([
      manifest,
      'releases/gates/1.0.0/unit.json was deleted, and is to be kept until 2028-01-01',
    ]);
    expect(await gaps('2028-01-02')).toEqual([manifest]);
  });

  it('prints all releases for a person, as Markdown and as a page', async () => {
    expect((await cli('audit')).stdout).toMatch(/^1\.0\.0 – 2026-01-01 {2}4 gaps\n {2}Changelog {2}CHANGELOG\.md:5/);
    expect((await cli('audit', '--format', 'md')).stdout).toMatch(
      /^# Audit of CHANGELOG\.md\n\n2026-06-30: 1 release, 4 gaps\.\n\n## 1\.0\.0 – 2026-01-01\n\n\| Step \|/,
    );
    const page = (await cli('audit', '--format', 'html')).stdout;
    expect(page).toMatch(/^<!DOCTYPE html>[\s\S]*default-src 'none'[\s\S]*<\/html>\n$/);
    expect(page).not.toMatch(/<(?:script|img|link|iframe)\b|\bstyle="|https?:/i);
  });

  it('shows hostile texts as they are, and lets none of them act (T107, T112)', async () => {
    repo.write(
      'releases/deployments.jsonl',
      `${JSON.stringify({ version: '1.0.0', at: '2026-01-02T10:00:00Z', outcome: 'succeeded', by: IN_TEXTS, note: '|[a](javascript:x)' })}\n`,
    );
    const printed = await Promise.all(['text', 'md', 'html', 'json'].map((format) => cli('audit', '--format', format)));
    const [, markdown = '', html = ''] = printed.map(({ stdout }) => stdout);
    for (const { stdout, stderr } of printed)
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(html).not.toMatch(/<img|<a\b/);
    expect(markdown).not.toMatch(/(?<!\\)\[a(?<!\\)\]\(|<img|(?<!\\)!\[/);
    expect(
      markdown
        .split('\n')
        .find((line) => line.startsWith('| Deployment'))
        ?.split(/(?<!\\)\|/),
    ).toHaveLength(6);
  });

  it.each([
    ['9.9.9', [], 1, 'there is no release 9.9.9'],
    ['record', ['newest'], 2, 'newest is no version'],
    ['record', ['1.0.0', '--outcome', 'great'], 2, 'the outcome is none of'],
    ['record', ['1.0.0', '--minutes', 'ten'], 2, 'are numbers'],
    ['record', ['1.0.0', '--at', 'yesterday'], 2, 'is no moment'],
  ] as const)('refuses %s %j', async (name, more, code, message) => {
    expect(await cli('audit', name, ...more)).toMatchObject({ code, stderr: expect.stringContaining(message) });
    expect(fs.existsSync(path.join(repo.folder, 'releases/deployments.jsonl'))).toBe(false);
  });

  it('adds to the log and changes nothing that is there', async () => {
    repo.write('releases/deployments.jsonl', '{"mine": 1}');
    await cli(
      'audit',
      'record',
      '1.0.0',
      '--at',
      '2026-01-02T10:00:00Z',
      '--minutes',
      '12',
      '--downtime',
      '0',
      '--environment',
      'staging',
    );
    expect(fs.readFileSync(path.join(repo.folder, 'releases/deployments.jsonl'), 'utf8')).toBe(
      '{"mine": 1}\n{"version":"1.0.0","environment":"staging","at":"2026-01-02T10:00:00Z","outcome":"succeeded","minutes":12,"downtimeMinutes":0}\n',
    );
  });
});

describe('audit pack', () => {
  const archive = 'releases/evidence-1.0.0.tar.gz';
  const unpack = (): string => {
    execFileSync('tar', ['-xzf', archive], { cwd: repo.folder });
    return path.join(repo.folder, 'evidence-1.0.0');
  };
  const gather = async (): Promise<void> => {
    approve();
    expect((await cli('gate', '--version', '1.0.0', '--yes')).code).toBe(0);
    await cli('audit', 'record', '1.0.0', '--by', 'ada', '--at', '2026-01-02T10:00:00Z');
    repo.write('releases/checklists/1.0.0.md', '# Checklist\n\n- [x] Done\n');
  };

  it('holds manifest, checklist, gate results, section and tag object, each as it is, with its digest (000-73)', async () => {
    await gather();
    const { code, stdout, stderr } = await cli('audit', 'pack', 'v1.0.0');
    expect([code, stderr]).toEqual([0, expect.stringContaining('Made releases/evidence-1.0.0.tar.gz with 11 files')]);
    const bytes = fs.readFileSync(path.join(repo.folder, archive));
    expect(stdout).toBe(`${createHash('sha256').update(bytes).digest('hex')}  ${archive}\n`);
    const folder = unpack();
    const read = (file: string): Buffer => fs.readFileSync(path.join(folder, file));
    const kept = [
      'releases/v1.0.0/release_manifest.json',
      'releases/checklists/1.0.0.md',
      'releases/gates/1.0.0/unit.json',
      'releases/deployments.jsonl',
    ];
    for (const file of kept)
      expect([file, read(`files/${file}`)]).toEqual([file, fs.readFileSync(path.join(repo.folder, file))]);
    expect(read('changelog-section.md').toString()).toBe(ONE);
    const [tag, commit] = [repo.git('rev-parse', 'v1.0.0'), repo.git('rev-parse', 'v1.0.0^{commit}')];
    const hashed = (type: string, name: string): string =>
      repo.git('hash-object', '-t', type, path.join(folder, `git/${type}-${name}`));
    expect([hashed('tag', tag), hashed('commit', commit)]).toEqual([tag, commit]);
    expect(read('audit.md').toString()).toContain('| Approvals | platform\\_lead: ada |');
    expect(JSON.parse(read('audit.json').toString()).releases[0]).toMatchObject({ version: '1.0.0', gaps: 0 });
    for (const file of kept) expect(read('README.md').toString()).toContain(`files/${file}`);
    expect(execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })).toMatch(
      /^(?:.+: OK\n){10}$/,
    );
  });

  it('is the same bytes for the same records, and is never written over', async () => {
    await gather();
    await cli('audit', 'pack', '1.0.0');
    expect(await cli('audit', 'pack', '1.0.0')).toMatchObject({ code: 1, stderr: expect.stringContaining(archive) });
    expect((await cli('audit', 'pack', '1.0.0', '--output', 'again.tar.gz')).code).toBe(0);
    const [one, two] = [archive, 'again.tar.gz'].map((file) => fs.readFileSync(path.join(repo.folder, file)));
    expect(two?.equals(one as Buffer)).toBe(true);
  });

  it('is made of what there is, and names what there is not', async () => {
    repo.commit('two', { 'CHANGELOG.md': `${HEAD}${TWO}${ONE}` });
    const { code, stderr } = await cli('audit', 'pack', '1.1.0');
    expect(code).toBe(0);
    expect(stderr).toContain('gap: it is not tagged');
    expect(stderr).toContain('gap: no deployment of it is recorded');
  });

  it.each([
    [['9.9.9'], 1, 'there is no release 9.9.9'],
    [['1.0.0', '--output', '../outside.tar.gz'], 1, 'outside'],
  ] as const)('refuses %j', async (argv, code, message) => {
    const answer = await cli('audit', 'pack', ...argv);
    expect(answer).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });
});

describe('without releases', () => {
  it.each(['metrics', 'audit', 'support'])('%s says so', async (command) => {
    repo.commit('none', { 'CHANGELOG.md': HEAD });
    repo.git('tag', '--delete', 'v1.0.0');
    const { code, stdout, stderr } = await cli(command);
    expect([code, stdout + stderr]).toEqual([
      0,
      expect.stringContaining('othing was released: a release is a dated section'),
    ]);
  });

  it.each(['metrics', 'audit', 'support'])('%s works in a folder that is no repository', async (command) => {
    fs.rmSync(path.join(repo.folder, '.git'), { recursive: true });
    const { code, stdout, stderr } = await cli(command);
    expect(code).toBe(0);
    expect(stdout).toContain('1');
    if (command !== 'support') expect(stdout + stderr).toContain('is in no git repository');
  });
});

describe('support', () => {
  it('prints the status of each version on a day', async () => {
    repo.write('release-ledger.jsonc', '{ "extends": "container-platform" }');
    const { code, stdout } = await cli('support', '--on', '2026-02-01', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      date: '2026-02-01',
      versions: [{ version: '1.0.0', level: 'full', until: null }],
    });
    expect((await cli('support')).stdout).toBe('1.0.0  2026-01-01  full      the newest line: everything is mended\n');
  });

  it('prints a page that is a file of its own', async () => {
    repo.write('release-ledger.jsonc', '{ "extends": "container-platform" }');
    const page = (await cli('support', '--on', '2026-02-01', '--format', 'html')).stdout;
    expect(page).toMatch(
      /^<!DOCTYPE html>[\s\S]*default-src 'none'[\s\S]*<td class="good">full<\/td>[\s\S]*<\/html>\n$/,
    );
    expect(page).not.toMatch(/<(?:script|img|link|iframe)\b|\bstyle="|https?:/i);
  });

  it('says what the policy lacks, and refuses what is no date', async () => {
    expect((await cli('support')).stderr).toContain('the policy promises no support');
    expect((await cli('support', '--on', 'today')).code).toBe(2);
  });
});
