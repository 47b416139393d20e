import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliOnDisk, type OnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- More\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- All of it\n';
const node = (script: string): readonly string[] => ['node', '-e', script];

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.write('CHANGELOG.md', CHANGELOG);
  repo.write('src/a.js', 'a\n');
});
afterEach(() => repo.remove());

function withGates(commands: readonly object[], more: object = {}): void {
  repo.write('release-ledger.jsonc', JSON.stringify({ gates: { commands, ...more } }));
  repo.commit('policy');
}

const gate = (argv: readonly string[], world: OnDisk = {}) => cliOnDisk(repo.folder, ['gate', ...argv], world);

async function states(...argv: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await gate(['--recorded', '--format', 'json', ...argv]);
  const { gates } = JSON.parse(stdout);
  return Object.fromEntries(
    gates.map(({ name, state, stale }: { name: string; state: string; stale: string | null }) => [
      name,
      stale === null ? state : `${state}, ${stale}`,
    ]),
  );
}

const at = (file: string): string => path.join(repo.folder, file);

describe('gate', () => {
  it('shows the commands, runs them once somebody consents, and records typed results (001-13, 000-67)', async () => {
    withGates([
      { name: 'unit', command: node('console.log("6/6 passing")'), parser: 'counts' },
      { name: 'lint', command: node('process.exit(3)'), kind: 'lint' },
      { name: 'security', command: node(''), when: 'security' },
    ]);
    const { code, stdout, stderr, questions } = await gate([], { answer: true });
    expect(questions).toEqual(['Run them?']);
    expect(stderr).toContain(`unit  node -e "console.log(\\"6/6 passing\\")"`);
    expect(stderr).toContain('│ 6/6 passing');
    expect(stdout).toMatch(
      /^Gates of 1\.1\.0\n.*✓ {2}unit {6}passed {2}6 of 6 tests passed\n.*✗ {2}lint {6}failed {2}it ended with 3\n.*– {2}security {2}not-applicable/,
    );
    expect(code).toBe(1);
    const record = JSON.parse(fs.readFileSync(at('releases/gates/1.1.0/unit.json'), 'utf8'));
    expect(record).toMatchObject({
      gate: 'unit',
      version: '1.1.0',
      state: 'passed',
      passed: 6,
      total: 6,
      commit: repo.git('rev-parse', 'HEAD'),
      tree: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(fs.readdirSync(at('releases/gates/1.1.0')).sort()).toEqual(['lint.json', 'unit.json']);
  });

  it('shows what gates print without colours, and no escape that does anything', async () => {
    const printed =
      '\x1b[32m✓\x1b[39m 2 passed\n\x1b[\x1b[31m31mjoined \x1b[2Jgone \x1b]0;title\x07\n#\x1b[m#[error]x\n\x1b[0m::error::y';
    withGates([{ name: 'unit', command: node(`console.log(${JSON.stringify(printed)})`) }]);
    const { stderr, code } = await gate(['--yes'], { env: { GITHUB_ACTIONS: 'true' } });
    const shown = stderr.split('\n').filter((line) => line.includes('│'));
    expect(shown).toEqual([
      '  │ ✓ 2 passed',
      '  │ \\u{1B}[31mjoined \\u{1B}[2Jgone \\u{1B}]0;title\\u{7}',
      '  │ ##\\u{5B}error]x',
      '  │ ::error::y',
    ]);
    expect(code).toBe(0);
  });

  it('runs nothing where nobody consents (T125)', async () => {
    withGates([{ name: 'unit', command: node('require("node:fs").writeFileSync("ran", "")') }]);
    for (const world of [{}, { answer: false }]) {
      expect((await gate([], world)).code).toBe(1);
      expect(fs.existsSync(at('ran'))).toBe(false);
    }
    expect((await gate([])).stderr).toMatch(/nobody has said[\s\S]*--allow [0-9a-f]{64}/);
    expect(await states()).toEqual({ unit: 'not-run' });
  });

  it('asks again for a command that was changed since it was allowed (T125)', async () => {
    withGates([{ name: 'unit', command: node('') }]);
    const digest = /sha256 ([0-9a-f]{64})/.exec((await gate([])).stderr)?.[1] ?? '';
    expect((await gate(['--allow', digest])).code).toBe(0);
    withGates([{ name: 'unit', command: node('require("node:fs").writeFileSync("ran", "")') }]);
    const { code, stderr } = await gate(['--allow', digest]);
    expect({ code, ran: fs.existsSync(at('ran')) }).toEqual({ code: 1, ran: false });
    expect(stderr).toContain('the commands are not those that --allow');
  });

  it('holds results for stale once a file changes, and leaves out what makes no difference (T127)', async () => {
    withGates([{ name: 'unit', command: node('') }], { ignore: ['releases/**', 'notes/*'] });
    expect((await gate(['--yes'])).code).toBe(0);
    repo.write('notes/a.md', 'a\n');
    repo.write('releases/other.md', 'a\n');
    expect(await states()).toEqual({ unit: 'passed' });
    repo.write('src/a.js', 'b\n');
    expect(await states()).toEqual({ unit: 'passed, files changed since it ran' });
    repo.write('src/a.js', 'a\n');
    expect(await states()).toEqual({ unit: 'passed' });
    repo.write('src/new.js', '');
    expect(await states()).toEqual({ unit: 'passed, files changed since it ran' });
    expect((await gate(['--recorded'])).code).toBe(1);
  });

  it('leaves out the reports that gates write themselves', async () => {
    const write = (file: string) =>
      node(`require("node:fs").writeFileSync("${file}", '<testsuite><testcase name="a"/></testsuite>')`);
    withGates([
      { name: 'unit', command: write('out/unit.xml'), parser: 'junit', report: './out/unit.xml' },
      { name: 'whole', command: write('whole.xml'), parser: 'junit', report: 'whole.xml' },
    ]);
    fs.mkdirSync(at('out'));
    const { code, stderr } = await gate(['--yes']);
    expect(code, stderr).toBe(0);
    expect(stderr).not.toContain('changed files');
    expect(await states()).toEqual({ unit: 'passed', whole: 'passed' });
    const plan = await cliOnDisk(repo.folder, ['plan', 'cut', '1.1.0']);
    expect(plan.stdout).not.toContain('has to run again');
  });

  it('takes no word of a gate that edits the tree (T127)', async () => {
    withGates([{ name: 'unit', command: node('require("node:fs").appendFileSync("src/a.js", "x")') }]);
    const { code, stderr } = await gate(['--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('unit changed files');
    expect(await states()).toEqual({ unit: 'passed, the files changed while it ran, or are not known' });
  });

  it('records for the version that is named, and runs only the gates that are', async () => {
    withGates([
      { name: 'unit', command: node('') },
      { name: 'lint', command: node('') },
    ]);
    const { code, stdout } = await gate(['lint', '--version', '2.0.0', '--yes', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.0.0',
      gates: [{ name: 'lint', state: 'passed', blocks: false }],
    });
    expect(await states('--version=2.0.0')).toEqual({ unit: 'not-run', lint: 'passed' });
    expect(await states()).toEqual({ unit: 'not-run', lint: 'not-run' });
  });

  it('records a program that is not there as not run', async () => {
    withGates([{ name: 'unit', command: ['no-such-program-anywhere'] }]);
    const { code, stderr } = await gate(['--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('there is no program no-such-program-anywhere');
    expect(await states()).toEqual({ unit: 'not-run' });
  });

  it('believes no record that somebody copied or broke', async () => {
    withGates([{ name: 'unit', command: node('') }]);
    await gate(['--yes', '--version', '1.0.0']);
    fs.mkdirSync(at('releases/gates/1.1.0'), { recursive: true });
    fs.copyFileSync(at('releases/gates/1.0.0/unit.json'), at('releases/gates/1.1.0/unit.json'));
    expect(await states()).toEqual({ unit: 'not-run' });
    fs.writeFileSync(at('releases/gates/1.1.0/unit.json'), '{ "gate": ');
    expect(await states()).toEqual({ unit: 'not-run' });
  });

  it('stands in the way of a release until it has passed over the files as they are (T127)', async () => {
    withGates([{ name: 'unit', command: node('process.exit(Number(require("node:fs").existsSync("broken")))') }]);
    const codes = async (): Promise<readonly string[]> => {
      const { stdout } = await cliOnDisk(repo.folder, ['plan', 'cut', '1.1.0', '--format', 'json']);
      const { blockers } = JSON.parse(stdout) as { blockers: { code: string; hint: string }[] };
      for (const { code, hint } of blockers.filter((each) => each.code.startsWith('gate-')))
        expect({ code, hint }).toMatchObject({ hint: 'Run it: release-ledger gate unit --version 1.1.0' });
      return blockers.map(({ code }) => code).filter((code) => code.startsWith('gate-'));
    };
    expect(await codes()).toEqual(['gate-not-run']);
    repo.write('broken', '');
    await gate(['--yes']);
    expect(await codes()).toEqual(['gate-failed']);
    fs.rmSync(at('broken'));
    expect(await codes()).toEqual(['gate-stale']);
    await gate(['--yes']);
    expect(await codes()).toEqual([]);
    repo.write('src/a.js', 'changed\n');
    expect(await codes()).toEqual(['gate-stale']);
  });

  it.each([
    ['no gates', {}, [], 'the policy has no gates'],
    ['a gate that is not there', { commands: [{ name: 'unit', command: ['x'] }] }, ['unti'], 'Did you mean unit?'],
    [
      'a name that is no part of a path',
      { commands: [{ name: '../x', command: ['x'] }] },
      [],
      'cannot be part of a path',
    ],
    ['no command', { commands: [{ name: 'unit', command: [] }] }, [], 'has no command'],
    ['no version', { commands: [{ name: 'unit', command: ['x'] }] }, ['--version', 'newest'], 'newest is no version'],
  ])('refuses %s', async (_, gates, argv, message) => {
    repo.write('release-ledger.jsonc', JSON.stringify({ gates }));
    expect(await gate(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  it('still prints the version of the program', async () => {
    expect((await cliOnDisk(repo.folder, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await cliOnDisk(repo.folder, ['status', '--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
