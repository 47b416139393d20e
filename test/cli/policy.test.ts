import { describe, expect, it } from 'vitest';
import { POLICY_RULES } from '../../src/core/index.ts';
import { runCli } from '../support/cli.ts';

const CHANGELOG = '# Changelog\n\n## [Unreleased]\n';

describe('warnings about the policy', () => {
  const files = {
    'CHANGELOG.md': CHANGELOG,
    'release-ledger.jsonc': '{ "tag": { "hotfixTemplate": "Hotfix {tag}" } }',
  };

  it('are told beside the problems of the changelog, and stop nothing', async () => {
    const { code, stdout } = await runCli(['check', '--format', 'json'], { files });
    const { problems } = JSON.parse(stdout) as {
      problems: readonly { rule: string; file: string; severity: string }[];
    };
    expect(
      problems.filter(({ file }) => file === 'release-ledger.jsonc').map(({ rule, severity }) => [rule, severity]),
    ).toEqual([['policy/unused-hotfix-template', 'warning']]);
    expect(code).toBe(0);
  });

  it('count for --max-warnings', async () => {
    expect((await runCli(['check', '--max-warnings', '0'], { files })).code).toBe(1);
  });

  it('are told of a policy that is named', async () => {
    const { code, stdout } = await runCli(['check', 'release-ledger.jsonc'], { files });
    expect(stdout).toContain('policy/unused-hotfix-template');
    expect(code).toBe(0);
  });

  it('do not keep a command from its work', async () => {
    const { code, changed } = await runCli(['add', 'added', 'One.'], { files });
    expect(code).toBe(0);
    expect(changed['CHANGELOG.md']).toContain('- One.');
  });
});

describe('errors in the choices of a policy', () => {
  const files = { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': '{ "changelog": { "breaking": "section" } }' };

  it('end with 2, and nothing is done under such a policy', async () => {
    expect((await runCli(['check'], { files })).code).toBe(2);
    const { code, stderr, changed } = await runCli(['add', 'added', 'One.'], { files });
    expect({ code, changed }).toEqual({ code: 2, changed: {} });
    expect(stderr).toContain('Expected a category “Breaking Changes”');
  });
});

describe('a glob of version files', () => {
  it.each([
    ['no file', '**/Chart.yaml', ['policy/missing-version-file']],
    ['a file', 'charts/*/Chart.yaml', []],
  ])('that matches %s', async (_, path, expected) => {
    const { stdout } = await runCli(['check', '--format', 'json'], {
      files: {
        'CHANGELOG.md': CHANGELOG,
        'charts/web/Chart.yaml': 'version: 1.0.0\n',
        'release-ledger.jsonc': JSON.stringify({ versionFiles: [{ path: path.replace('**/', 'apps/**/') }] }),
      },
    });
    const { problems } = JSON.parse(stdout) as { problems: readonly { rule: string; file: string }[] };
    expect(problems.filter(({ file }) => file.endsWith('.jsonc')).map(({ rule }) => rule)).toEqual(expected);
  });
});

describe('explain', () => {
  it.each(POLICY_RULES.map(({ id, summary }) => [id, summary]))('has the documentation of %s', async (id, summary) => {
    const { code, stdout } = await runCli(['explain', id]);
    expect(code).toBe(0);
    expect(stdout).toContain(summary);
  });
});

describe('init with a profile', () => {
  const lacking: Readonly<Record<string, readonly string[]>> = {
    // Its process sends readers to documents that a new project has yet to write.
    'python-package': ['INSTALL', 'UPGRADE', 'OPERATIONS', 'RELEASE_CHECKLIST'].map(
      (name) => `docs/missing-document docs/${name}.md`,
    ),
  };
  it.each(['audit-trail', 'python-package', 'container-platform', 'web-platform', 'regulated-saas'])(
    'makes a project that %s finds no fault with but documents that are not written',
    async (profile) => {
      const made = await runCli(['init', '--profile', profile]);
      expect(Object.keys(made.changed)).toEqual(['CHANGELOG.md', 'release-ledger.jsonc']);
      const files = Object.fromEntries(made.disk.entries);
      const { stdout } = await runCli(['check', '--format', 'json'], { files });
      const { problems } = JSON.parse(stdout) as { problems: readonly { rule: string; file: string }[] };
      expect(problems.map(({ rule, file }) => `${rule} ${file}`)).toEqual(lacking[profile] ?? []);
    },
  );
});
