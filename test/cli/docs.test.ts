import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

const CHANGELOG = `# Changelog

## [1.1.0] - 2026-06-01

### Added

- Search

## [1.0.0] - 2026-01-01

### Added

- Maps
`;

async function docs(files: Readonly<Record<string, string>>, policy: object = {}) {
  const world = { files: { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': JSON.stringify(policy), ...files } };
  const { code, stdout, stderr } = await runCli(['docs', '--format', 'json'], world);
  const { problems = [], notChecked = [] } = JSON.parse(stdout || '{}') as {
    problems?: { rule: string; file: string; line: number }[];
    notChecked?: { rule: string }[];
  };
  return { code, stderr, notChecked, found: problems.map(({ rule, file, line }) => `${rule} ${file}:${line}`) };
}

describe('docs', () => {
  it.each<[name: string, text: string, found: readonly string[]]>([
    ['notes to finish (000-14, 001-14)', 'A\n\nTODO: B\n\nTODO (#12): C\n\n`TODO`\n', ['docs/todo docs/a.md:3']],
    [
      'links to files that are not there (001-15, 003-33, 004-53)',
      '[a](../CHANGELOG.md) [b](b.md) [c](/docs/a.md) [d](sub/) [e](https://x.example)\n',
      ['docs/broken-link docs/a.md:1', 'docs/broken-link docs/a.md:1'],
    ],
    [
      'links to headings that are not there (001-15)',
      '[a](../CHANGELOG.md#110---2026-06-01) [b](../CHANGELOG.md#120)\n',
      ['docs/broken-anchor docs/a.md:1'],
    ],
    ['links out of the project', '[a](../../secret.md)\n', ['docs/broken-link docs/a.md:1']],
    [
      'versions that are past (001-16)',
      'Run `pip install a==1.0.0`.\n\nSince 1.0.0 there are maps; 1.1.0 is new.\n',
      ['docs/stale-version docs/a.md:1'],
    ],
    [
      'reviews that are due (000-79, 003-34)',
      '**Next Review:** 2026-03-15\n**Last Updated**: October 13, 2025\n**Next Review**: November 13, 2026\n',
      ['docs/review-overdue docs/a.md:1'],
    ],
    ['contacts to fill in (003-32)', '- **DevOps Team**: [contact]\n', ['docs/contact-placeholder docs/a.md:1']],
    [
      'migration notes that leave something out (004-25, 004-26, 004-27)',
      '## Migration: 025c_fix.sql\n\n### Purpose\nA\n### Changes\nA\n### Prerequisites\n- 025, 025a applied\n### Rollback\nA\n### Risk Level\nhigh\n',
      [
        'docs/missing-migration-part docs/a.md:1',
        'docs/migration-out-of-order docs/a.md:7',
        'docs/unclear-risk-level docs/a.md:12',
      ],
    ],
    [
      'pages of breaking changes that leave out an area (004-28)',
      '## Breaking Changes in v1.1.0\n\n### API Changes\n- None\n### Database Changes\n- None\n### Configuration Changes\n- None\n### Behavior Changes\n- None\n',
      ['docs/missing-breaking-part docs/a.md:1'],
    ],
    [
      'parked components without a plan (004-39)',
      '## Maps\n\nStatus: PARKED\nReason: No data\n',
      ['docs/parked-without-plan docs/a.md:3'],
    ],
  ])('finds %s', async (_, text, found) => {
    const result = await docs({ 'docs/a.md': text });
    expect(result.found).toEqual(found);
    expect(result.notChecked).toEqual([]);
    const isError = /broken-link|migration-part|out-of-order/.test(found.join());
    expect(result.code).toBe(isError ? 1 : 0);
  });

  it('asks for the documents that a profile requires, in “docs” and in “check” (001-54)', async () => {
    const required = ['INSTALL', 'OPERATIONS', 'RELEASE_CHECKLIST', 'UPGRADE'].map((name) => `docs/${name}.md`);
    const missing = (paths: readonly string[]) => paths.map((path) => `docs/missing-document ${path}:1`);
    for (const there of [[], ['docs/INSTALL.md'], required]) {
      const files = Object.fromEntries(there.map((path) => [path, '# A\n']));
      const expected = missing(required.filter((path) => !there.includes(path)));
      const { code, found } = await docs(files, { extends: 'python-package' });
      expect({ code, found: [...found].sort() }).toEqual({ code: expected.length > 0 ? 1 : 0, found: expected });
      const world = { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': '{ "extends": "python-package" }', ...files };
      const { stdout } = await runCli(['check', '--format', 'json'], { files: world });
      const { problems } = JSON.parse(stdout) as { problems: { rule: string; file: string; line: number }[] };
      const own = problems.filter(({ rule }) => rule === 'docs/missing-document');
      expect(own.map(({ rule, file, line }) => `${rule} ${file}:${line}`).sort()).toEqual(expected);
    }
  });

  it('leaves old versions where they are meant (001-16)', async () => {
    const text = 'Run `pip install a==1.0.0`.\n';
    expect((await docs({ 'docs/UPGRADE.md': text })).found).toEqual([]);
    expect((await docs({ 'docs/a.md': text }, { docs: { allowOldVersions: ['docs/*.md'] } })).found).toEqual([]);
  });

  it('looks at the files that the policy names, and at no others', async () => {
    const files = { 'docs/a.md': 'TODO: A\n', 'guide/b.md': 'TODO: B\n', 'guide/c.md': 'TODO: C\n' };
    const policy = { docs: { files: ['guide/*.md'], exclude: ['**/c.md'] } };
    expect((await docs(files, policy)).found).toEqual(['docs/todo guide/b.md:1']);
  });

  it('says what it could not read, and ends with 2', async () => {
    const world = { files: { 'CHANGELOG.md': CHANGELOG, 'docs/a.md': new Uint8Array([0xff, 0xfe, 0x41, 0]) } };
    const { code, stderr } = await runCli(['docs'], world);
    expect(code).toBe(2);
    expect(stderr).toContain('docs/a.md is encoded in UTF-16LE');
  });

  it('says what was not checked, and why', async () => {
    const { stderr } = await runCli(['docs'], { files: { 'docs/a.md': '# A\n' } });
    expect(stderr).toContain('not checked: docs/stale-version in docs/a.md: there is no changelog');
  });

  it('has nothing to say of a project whose documentation is well kept', async () => {
    const { code, stdout, stderr } = await runCli(['docs'], {
      files: { 'CHANGELOG.md': CHANGELOG, 'README.md': '# A\n\nSee [docs](docs/a.md#one).\n', 'docs/a.md': '# One\n' },
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('No problems in 2 documents');
  });
});

describe('check', () => {
  const found = async (argv: readonly string[], files: Readonly<Record<string, string>>, policy: object) => {
    const world = { files: { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': JSON.stringify(policy), ...files } };
    const { code, stdout } = await runCli(['check', '--format', 'json', ...argv], world);
    const { problems } = JSON.parse(stdout) as { problems: { rule: string; file: string; line: number }[] };
    const docs = problems.filter(({ rule }) => rule.startsWith('docs/'));
    return { code, docs: docs.map(({ rule, file, line }) => `${rule} ${file}:${line}`) };
  };
  const files = {
    'docs/a.md': 'TODO\n',
    'docs/b.md': '[x](c.md)\n',
    'releases/checklists/1.1.0.md': '- [y] Tests pass\n',
    'docs/CHANGELOG.md': '# Changelog\n\nTODO\n',
  };
  const list = 'docs/odd-checkbox releases/checklists/1.1.0.md:1';

  it.each<[name: string, argv: readonly string[], policy: object, found: readonly string[]]>([
    ['looks at checklists', [], {}, [list]],
    [
      'looks at the documentation where the policy has it on',
      [],
      { docs: { enabled: 'on' }, changelog: { files: ['CHANGELOG.md', 'docs/CHANGELOG.md'] } },
      ['docs/todo docs/a.md:1', 'docs/broken-link docs/b.md:1', list],
    ],
    ['looks at what is named', ['docs/b.md'], { docs: { enabled: 'on' } }, ['docs/broken-link docs/b.md:1']],
    ['looks at a checklist that is named', ['releases/checklists/1.1.0.md'], {}, [list]],
    [
      'leaves out what the policy turns off',
      [],
      { docs: { enabled: 'on', exclude: ['docs/b.md', 'docs/CHANGELOG.md'] }, rules: { 'docs/todo': 'off' } },
      [list],
    ],
    [
      'misses documents that have to be there',
      [],
      { docs: { enabled: 'on', files: [], required: ['docs/INSTALL.md'] } },
      ['docs/missing-document docs/INSTALL.md:1', list],
    ],
  ])('%s', async (_, argv, policy, expected) => {
    const { code, docs } = await found(argv, files, policy);
    expect([...docs].sort()).toEqual([...expected].sort());
    expect(code).toBe(1);
  });

  it('says nothing of documentation where the policy has it off', async () => {
    const { code, docs } = await found([], { 'docs/a.md': '[x](c.md)\n' }, {});
    expect({ code, docs }).toEqual({ code: 0, docs: [] });
  });
});
