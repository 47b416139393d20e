import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { snapshot } from '../support/released-repository.ts';
import { TestRepository } from '../support/repository.ts';

/** Every command about a changelog, with its arguments; `VERSION` is put in. */
const COMMANDS = [
  'check --release VERSION',
  'parse',
  'add fixed text',
  'draft',
  'next',
  'status',
  'history',
  'history VERSION',
  'sbom VERSION',
  'manifest create VERSION',
  'bundle VERSION',
  'notes',
  'notes VERSION',
  'announce VERSION --audience internal',
  'checklist VERSION',
  'checklist check tests --release VERSION',
  'checklist uncheck tests --release VERSION',
  'checklist na tests --reason none --release VERSION',
  'approve release-manager --by me --release VERSION',
  'metrics',
  'audit',
  'audit VERSION',
  'audit pack VERSION',
  'support',
  'bump VERSION',
  'cut VERSION',
  'tag VERSION',
  'push VERSION',
  'branch start VERSION',
  'branch finish VERSION',
  'hotfix start --from VERSION',
  'hotfix finish',
  'promote VERSION',
  'rollback VERSION',
  'yank VERSION --reason none',
  'publish VERSION',
  'plan cut',
  'plan publish VERSION',
] as const;

/** Those that need a version which is in the records, as its section, its tag or its checklist. */
const NEED_RELEASE = [
  'check --release VERSION',
  'history VERSION',
  'sbom VERSION',
  'bundle VERSION',
  'notes VERSION',
  'announce VERSION --audience internal',
  'checklist check tests --release VERSION',
  'checklist uncheck tests --release VERSION',
  'checklist na tests --reason none --release VERSION',
  'approve release-manager --by me --release VERSION',
  'audit VERSION',
  'audit pack VERSION',
  'tag VERSION',
  'push VERSION',
  'branch finish VERSION',
  'hotfix start --from VERSION',
  'promote VERSION',
  'rollback VERSION',
  'yank VERSION --reason none',
  'publish VERSION',
  'plan publish VERSION',
] as const;

/** Those that take nothing but a version there: no name of a tag, no section. */
const NEED_VERSION = [
  'check --release VERSION',
  'manifest create VERSION',
  'manifest blank VERSION',
  'checksums create VERSION',
  'artifacts VERSION',
  'bundle VERSION',
  'checklist VERSION',
  'approve release-manager --by me --release VERSION',
  'audit record VERSION',
  'gate --release VERSION',
  'bump VERSION',
  'cut VERSION',
  'tag VERSION',
  'push VERSION',
  'branch start VERSION',
  'branch finish VERSION',
  'plan tag VERSION',
  'publish VERSION',
] as const;

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Second\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- First\n';
const POLICY =
  '{ "extends": "audit-trail", "checksums": { "include": ["*.md"] }, "artifacts": { "files": ["x"] }, "gates": { "commands": [{ "name": "t", "command": ["true"] }] } }\n';

const argvOf = (command: string, version: string): readonly string[] => command.replace('VERSION', version).split(' ');

function repository(files: Readonly<Record<string, string>>): TestRepository {
  const repo = new TestRepository();
  repo.commit('Begin', files);
  return repo;
}

const kept: TestRepository[] = [];
afterAll(() => {
  for (const each of kept) each.remove();
});

describe.each([
  ['no changelog', { 'README.md': '# Read me\n' }, 'there is no changelog in'],
  [
    'several changelogs',
    {
      'packages/a/CHANGELOG.md': CHANGELOG,
      'packages/a/package.json': '{ "name": "a", "version": "1.0.0" }\n',
      'packages/b/CHANGELOG.md': CHANGELOG,
      'packages/b/package.json': '{ "name": "b", "version": "1.0.0" }\n',
    },
    'there are several: ',
  ],
  [
    'a policy with an error',
    { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': '{ "tags": {} }\n' },
    'Unexpected key',
  ],
] as const)('with %s', (_name, files, says) => {
  let repo: TestRepository;
  let before: string;
  beforeAll(() => {
    repo = repository(files);
    kept.push(repo);
    before = snapshot(repo);
  });

  const commands = says.startsWith('there are several') ? COMMANDS.filter((each) => each !== 'status') : COMMANDS;
  it.each(commands)('%s ends with 2 and changes nothing', async (command) => {
    const { code, stdout, stderr } = await cliIn(repo, argvOf(command, '1.0.0'));
    expect([code, stdout + stderr.replace('there are several changelogs', 'there are several')]).toEqual([
      2,
      expect.stringContaining(says),
    ]);
    expect(snapshot(repo)).toBe(before);
  });
});

describe('with a changelog', () => {
  let repo: TestRepository;
  let before: string;
  beforeAll(() => {
    repo = repository({ 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': POLICY });
    repo.tag('v1.0.0', 'Release 1.0.0');
    kept.push(repo);
    before = snapshot(repo);
  });

  it.each(NEED_RELEASE)('%s ends with 1 for a version that is not there', async (command) => {
    const { code, stdout, stderr } = await cliIn(repo, argvOf(command, '9.9.9'));
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining('9.9.9')]);
    expect(snapshot(repo)).toBe(before);
  });

  it.each(NEED_VERSION)('%s ends with 2 for what is no version', async (command) => {
    const { code, stdout, stderr } = await cliIn(repo, argvOf(command, 'abc'));
    expect([code, stdout + stderr]).toEqual([
      2,
      expect.stringMatching(/\babc”? is (?:no|neither a level nor a) version/),
    ]);
    expect(snapshot(repo)).toBe(before);
  });
});
