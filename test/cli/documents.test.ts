import { describe, expect, it } from 'vitest';
import { ASKED_VALUES } from '../../src/core/documents/asked-values.ts';
import { BUILT_IN_TEMPLATES } from '../../src/core/documents/built-in-templates.ts';
import { TEMPLATE_SUMMARIES } from '../../src/core/documents/template-summaries.ts';
import { runCli } from '../support/cli.ts';

const CHANGELOG = `# Changelog

All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/1.1.0/) and [Semantic Versioning](https://semver.org/).

## [Unreleased]

### Fixed

- Not out yet

## [1.1.0] - 2025-10-15

### Added

- Multi-connector support, see the [guide]
- Search
  - by name
  - by date

### Changed

- **Breaking:** The endpoint \`/v1/users\` is \`/v2/users\`

### Security

- Keys are rotated (CVE-2025-12345)

## [1.0.0] - 2025-09-01

### Added

- The first one

[guide]: https://example.com/guide
[Unreleased]: https://github.com/acme/widget/compare/v1.1.0...HEAD
[1.1.0]: https://github.com/acme/widget/compare/v1.0.0...v1.1.0
[1.0.0]: https://github.com/acme/widget/releases/tag/v1.0.0
`;
const QUASIM = `# Changelog

## v1.2.0 - 2026-01-31

### Features

- **[API]** Streams (#12)

### Enhancements

- **[CLI]** Colours (#13)

### Bug Fixes

- **[API]** Crash (#14)

### Security

- **[API]** Injection (CVE-2025-12345)

### Breaking Changes

- **[API]** The old route is gone: use the new one

### Deprecations

- **[CLI]** The flag \`-x\`, will be removed in v2.0.0

### Dependencies

- Updated dependency curl from v8.1 to v8.2

### Performance

- **[Benchmark]** 12% improvement in throughput

### Documentation

- Added guide for streams

### Known Issues

- Slow on start (workaround: warm it up)

### Contributors

- @ada
- @grace
`;

const files = (policy: object = {}, changelog = CHANGELOG) => ({
  'CHANGELOG.md': changelog,
  'release-ledger.jsonc': JSON.stringify(policy),
});

describe('notes', () => {
  it('has the section of its own version and nothing of the others (001-11)', async () => {
    const { code, stdout, stderr } = await runCli(['notes', '1.1.0'], { files: files() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`### Added

- Multi-connector support, see the [guide]
- Search
  - by name
  - by date

### Changed

- **Breaking:** The endpoint \`/v1/users\` is \`/v2/users\`

### Security

- Keys are rotated (CVE-2025-12345)

Full changelog: https://github.com/acme/widget/compare/v1.0.0...v1.1.0

[guide]: https://example.com/guide
`);
  });

  it.each([[[]], [['--latest']], [['v1.1.0']]])('takes %j for the newest release', async (args) => {
    const { stdout } = await runCli(['notes', ...args], { files: files() });
    expect(stdout).toContain('Multi-connector');
    expect(stdout).not.toContain('Not out yet');
    expect(stdout).not.toContain('The first one');
  });

  it('shows what is not released as it would be released today', async () => {
    const { stdout } = await runCli(['notes', '--unreleased', '--template', 'components'], { files: files() });
    expect(stdout).toMatch(/^## v1\.1\.1 - 2026-06-30\n\n### Bug Fixes\n\n- Not out yet\n/);
  });

  it('makes the eleven sections in their order, with components, numbers and names (002-28, 002-29, 002-30, 002-37)', async () => {
    const { code, stdout } = await runCli(['notes', '1.2.0'], {
      files: files({ extends: 'container-platform', documents: { notes: 'components' } }, QUASIM),
    });
    expect(code).toBe(0);
    expect(stdout).toBe(QUASIM.slice(QUASIM.indexOf('## v1.2.0')));
  });

  it('makes notes for users of a product (003-26)', async () => {
    const { stdout } = await runCli(
      [
        'notes',
        '1.1.0',
        '--template',
        'product',
        '--set',
        'docs=https://example.com/docs',
        '--set',
        'contact=a@b.example',
      ],
      { files: files() },
    );
    expect(stdout.match(/^#.*$/gm)).toEqual([
      '# Release v1.1.0',
      '## ⚠️ Breaking Changes',
      '## 🎉 New Features',
      '## 🔒 Security',
      '## 🔧 Improvements',
      '## 🚀 Upgrade Instructions',
      '## 📞 Support',
    ]);
    expect(stdout).toContain('1. Back up your data\n2. ');
    expect(stdout).toContain('- Issues: https://github.com/acme/widget/issues\n- Support: a@b.example\n');
  });

  it('makes notes with a summary, what breaks, how to upgrade, and known issues (001-12)', async () => {
    const { stdout } = await runCli(['notes', '1.0.0', '--template', 'package', '--set', 'upgradeGuide=UPGRADE.md'], {
      files: files(),
    });
    expect(stdout).toMatch(/^# widget v1\.0\.0\n/);
    expect(stdout.match(/^## .*$/gm)).toEqual([
      '## Summary',
      '## Changes',
      '## Breaking Changes',
      '## Upgrade Instructions',
      '## Known Issues',
    ]);
    expect(stdout).toContain('## Breaking Changes\n\nNone\n');
  });

  it('makes the page of breaking changes, “None” where an area has none (004-28)', async () => {
    const { stdout } = await runCli(['notes', '1.1.0', '--template', 'breaking-changes'], { files: files() });
    expect(stdout).toBe(`## Breaking Changes in v1.1.0

### API Changes

- **Breaking:** The endpoint \`/v1/users\` is \`/v2/users\`

### Database Changes

- None

### Configuration Changes

- None

### Behavior Changes

- None

### Migration Required

- No
`);
  });

  it('makes a migration note with its six parts (004-25)', async () => {
    const set = ['migration=025c.sql', 'purpose=A', 'changes=- B', 'prerequisites=- 025', 'rollback=- C'];
    const args = [...set, 'verificationSteps=SELECT 1', 'risk=HIGH - it drops data'].flatMap((each) => ['--set', each]);
    const { stdout } = await runCli(['notes', '1.1.0', '--template', 'migration', ...args], { files: files() });
    expect(stdout.match(/^#.*$/gm)).toEqual([
      '## Migration: 025c.sql',
      ...['Purpose', 'Changes', 'Prerequisites', 'Rollback', 'Verification', 'Risk Level'].map((name) => `### ${name}`),
    ]);
  });

  it.each([
    ['rollback-runbook', ['Stop writes', 'To v1.0.0', 'Block 1.1.0 from being released again', '5 to 15 minutes']],
    ['hotfix-runbook', ['Branch from the release: v1.1.0', 'tag as 1.1.1']],
    ['incident', ['**Release:** v1.1.0', '**Recorded:** 2026-06-30', '## Root cause', 'Fixed in:']],
  ])('makes the %s (000-63, 000-65, 004-30)', async (template, expected) => {
    const values = [...ASKED_VALUES.keys()].flatMap((name) => ['--set', `${name}=value of ${name}`]);
    const { code, stdout } = await runCli(['notes', '1.1.0', '--template', template, ...values], { files: files() });
    expect(code).toBe(0);
    for (const each of expected) expect(stdout).toContain(each);
  });

  it('makes the message of a tag with its highlights (001-20, 004-15)', async () => {
    const { stdout } = await runCli(['notes', '1.1.0', '--template', 'tag-highlights'], { files: files() });
    expect(stdout).toMatch(/^Release v1\.1\.0\n\nHighlights:\n- Multi-connector support, see the \[guide\]\n- Search/);
  });

  it('reads the project’s own template, and says where it is wrong', async () => {
    const policy = { documents: { notes: 'ours', templates: { ours: 'docs/notes.tpl' } } };
    const good = await runCli(['notes'], {
      files: { ...files(policy), 'docs/notes.tpl': '{product} {version}: {compare}\n' },
    });
    expect(good.stdout).toBe('widget 1.1.0: https://github.com/acme/widget/compare/v1.0.0...v1.1.0\n');
    const bad = await runCli(['notes'], { files: { ...files(policy), 'docs/notes.tpl': 'A\n{if x}\n  {verison}\n' } });
    expect(bad).toMatchObject({ code: 1, stdout: '' });
    expect(bad.stderr).toContain('docs/notes.tpl:2:1: Unexpected “{if x}”');
    const unknown = await runCli(['notes'], { files: { ...files(policy), 'docs/notes.tpl': 'A\n  {verison}\n' } });
    expect(unknown.stderr).toContain('docs/notes.tpl:2:3: Unexpected name “verison”, expected “version”');
  });

  it.each(['../secret.tpl', '/etc/passwd', 'missing.tpl'])('reads no template from %s', async (path) => {
    const policy = { documents: { notes: 'ours', templates: { ours: path } } };
    const { code, stdout } = await runCli(['notes'], { files: { ...files(policy), '/secret.tpl': 'secret' } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('writes a file that is not there, and never over one that says something else', async () => {
    const made = await runCli(['notes', '1.0.0', '--output', '.release_notes_v1.0.0.md'], { files: files() });
    expect(made.code).toBe(0);
    expect(made.changed['.release_notes_v1.0.0.md']).toContain('- The first one\n');
    const text = made.changed['.release_notes_v1.0.0.md'] as string;
    const again = await runCli(['notes', '1.0.0', '--output', 'notes.md'], { files: { ...files(), 'notes.md': text } });
    expect(again).toMatchObject({ code: 0, changed: {} });
    const other = await runCli(['notes', '1.0.0', '--output', 'notes.md'], {
      files: { ...files(), 'notes.md': 'mine\n' },
    });
    expect(other).toMatchObject({ code: 1, changed: {} });
  });

  it.each(['[link]', '[date]', '[Customer]', 'TBD', 'CVE-XXXX', 'vX.Y.Z'])(
    'lets no “%s” of the changelog reach a reader',
    async (placeholder) => {
      const changelog = CHANGELOG.replace('The first one', `See ${placeholder} for more`);
      const { code, stdout, stderr } = await runCli(['notes', '1.0.0'], { files: files({}, changelog) });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(`document:3:7: Unexpected placeholder “${placeholder}”`);
    },
  );

  it.each(['`[link]`', '[link](https://example.com)', '[guide]', 'Todo lists', 'a TODO(ada) reader', '`YYYY-MM-DD`'])(
    'takes %s for no placeholder',
    async (text) => {
      const changelog = CHANGELOG.replace('The first one', `See ${text} for more`);
      expect(await runCli(['notes', '1.0.0'], { files: files({}, changelog) })).toMatchObject({ code: 0 });
    },
  );

  it('takes what the changelog says as text, whatever it looks like (T121, T122)', async () => {
    const hostile = "{version} {{constructor.constructor('x')()}} $& $1 $` $' {#each features}";
    const changelog = CHANGELOG.replace('The first one', () => hostile);
    const { stdout } = await runCli(['notes', '1.0.0', '--template', 'components'], { files: files({}, changelog) });
    expect(stdout).toContain(`- ${hostile}\n`);
  });

  it('shows control characters of the changelog (T112)', async () => {
    const changelog = CHANGELOG.replace('The first one', '\x1b]0;owned\x07 \u009b2J');
    const { stdout } = await runCli(['notes', '1.0.0'], { files: files({}, changelog) });
    expect(stdout).not.toMatch(/[\x1b\x07\u009b]/);
    expect(stdout).toContain('owned');
  });

  it('starts no command of a workflow (T113)', async () => {
    const changelog = CHANGELOG.replace('- The first one', '::add-mask::secret');
    const world = { files: files({}, changelog), env: { GITHUB_ACTIONS: 'true' } };
    expect((await runCli(['notes', '1.0.0'], world)).stdout).not.toMatch(/^\s*::/m);
  });

  it.each([
    [['notes', '--template', 'componets'], 'Did you mean components?'],
    [['notes', '1.0.0', '--latest'], 'exclude each other'],
    [['notes', '--set', 'nonsense'], 'not of the form name=value'],
    [['announce', '1.0.0', '--audience', 'custmer'], 'Did you mean customer?'],
  ])('says what is wrong with %j', async (args, expected) => {
    const { code, stderr } = await runCli(args, { files: files() });
    expect(code).toBe(2);
    expect(stderr).toContain(expected);
  });

  it('prints JSON', async () => {
    const { stdout } = await runCli(['notes', '1.0.0', '--format', 'json'], { files: files() });
    expect(JSON.parse(stdout)).toMatchObject({
      version: '1.0.0',
      template: 'plain',
      text: expect.stringContaining('The first one'),
    });
  });
});

describe('announce', () => {
  const set = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);

  it('tells the team (001-32)', async () => {
    const policy = {
      documents: {
        product: 'DJP Workflow',
        values: { team: 'Release Team', upgradeGuide: 'https://x.example/UPGRADE.md' },
      },
    };
    const { code, stdout } = await runCli(['announce', '1.1.0', '--audience', 'internal'], { files: files(policy) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Subject: DJP Workflow v1\.1\.0 Released\n\nTeam,\n/);
    expect(stdout).toContain('- Release notes: https://github.com/acme/widget/releases/tag/v1.1.0\n');
    expect(stdout).toContain('- Changelog: https://github.com/acme/widget/blob/v1.1.0/CHANGELOG.md\n');
    expect(stdout).toMatch(/\nThanks,\nRelease Team\n/);
  });

  it('tells the team of a deployment, as another process has it (004-51)', async () => {
    const policy = { announcements: { internal: 'deployment' }, documents: { product: 'SOLVEREIGN' } };
    const values = set({ runbook: 'RUNBOOK.md', manager: 'Ada', channel: '#ops', watchHours: '2' });
    const { stdout } = await runCli(['announce', '1.1.0', '--audience', 'internal', ...values], {
      files: files(policy),
    });
    expect(stdout).toMatch(/^Subject: \[RELEASE\] SOLVEREIGN v1\.1\.0\n/);
    expect(stdout).toContain(
      '**Action Required:**\n\n- Watch the dashboards for the next 2 hours\n- Report anything unusual to #ops\n',
    );
  });

  it.each([
    ['1.1.0', '**Action Required:**', '**No Action Required:**'],
    ['1.0.0', '**No Action Required:**', '**Action Required:**'],
  ])('tells a customer whether %s asks for anything (004-52)', async (version, expected, unexpected) => {
    const values = set({ customer: 'Acme', contact: 'support@x.example', team: 'The Team' });
    const { stdout } = await runCli(['announce', version, '--audience', 'customer', ...values], { files: files() });
    expect(stdout).toContain('Dear Acme,');
    expect(stdout).toContain(expected);
    expect(stdout).not.toContain(unexpected);
  });

  it.each([
    ['1.0.0', '**Breaking Changes:** None\n'],
    ['1.1.0', '**Breaking Changes:**\n\n- **Breaking:** The endpoint'],
  ])('tells dependents what breaks in %s (001-35)', async (version, expected) => {
    const values = set({ contact: 'support@x.example', upgradeGuide: 'UPGRADE.md' });
    const { stdout } = await runCli(['announce', version, '--audience', 'dependents', ...values], { files: files() });
    expect(stdout).toContain(expected);
  });

  it('tells of a rollback, with the version to go back to and the one that mends it (001-45)', async () => {
    const values = set({ reason: 'data loss', fixDate: '2025-10-20', runbook: 'RUNBOOK.md', team: 'Release Team' });
    const { stdout } = await runCli(['announce', '1.1.0', '--audience', 'rollback', ...values], { files: files() });
    expect(stdout).toMatch(/^Subject: URGENT: widget v1\.1\.0 Rollback\n/);
    expect(stdout).toContain('- Do NOT upgrade to v1.1.0\n- If you have upgraded already, roll back to v1.0.0\n');
    expect(stdout).toContain('- The problem will be mended in 1.1.1\n- Expected release: 2025-10-20\n');
  });

  it('tells users of a security release', async () => {
    const values = set({ affected: '< 1.1.0', workaround: 'none', advisory: 'GHSA-x', contact: 'security@x.example' });
    const { stdout } = await runCli(['announce', '1.1.0', '--audience', 'security', ...values], { files: files() });
    expect(stdout).toContain('- Keys are rotated (CVE-2025-12345)\n');
  });

  it('writes nothing while something is missing, and says all of it (001-45)', async () => {
    const { code, stdout, stderr } = await runCli(['announce', '1.1.0', '--audience', 'rollback'], { files: files() });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('rollback:5:44: Expected a value for {reason}: what went wrong');
    expect(stderr).toContain('--set reason=… --set runbook=… --set fixDate=… --set team=…');
  });

  it('knows audiences that a policy adds (003-25)', async () => {
    const policy = { announcements: { support: 'ours' }, documents: { templates: { ours: 'support.tpl' } } };
    const world = { files: { ...files(policy), 'support.tpl': 'Support: {version}' } };
    expect((await runCli(['announce', '1.0.0', '--audience', 'support'], world)).stdout).toBe('Support: 1.0.0\n');
  });
});

describe('the built-in templates', () => {
  it('are those that are told of', () => {
    expect([...TEMPLATE_SUMMARIES.keys()]).toEqual([...BUILT_IN_TEMPLATES.keys()]);
  });

  it.each([...BUILT_IN_TEMPLATES.keys()])('%s asks for nothing that cannot be given', async (name) => {
    const values = [...ASKED_VALUES.keys()].flatMap((each) => ['--set', `${each}=x`]);
    const { code, stderr } = await runCli(['notes', '1.1.0', '--template', name, ...values], { files: files() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
