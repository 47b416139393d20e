import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, mergeSettings, type Policy, parseChangelog } from '../../../src/core/index.ts';
import { fileGroupOf } from '../../../src/core/manifest/file-group.ts';
import { generateManifest, whyNothingToRelease } from '../../../src/core/manifest/generate.ts';
import type { ReleaseFacts } from '../../../src/core/manifest/release-facts.ts';
import { AUDIT_TRAIL } from '../../../src/core/policy/profiles/audit-trail.ts';
import { REGULATED_SAAS } from '../../../src/core/policy/profiles/regulated-saas.ts';

const policyOf = (settings: object): Policy => mergeSettings(DEFAULT_POLICY, settings as never) as Policy;

function factsOf(text: string, more: Partial<ReleaseFacts> = {}, settings: object = {}): ReleaseFacts {
  const policy = policyOf(settings);
  const changelog = parseChangelog(text, policy.changelog);
  const release = changelog.releases[0];
  if (!release) throw new Error('There is no release.');
  return {
    ...{
      policy,
      changelog,
      release,
      changelogPath: 'CHANGELOG.md',
      name: 'Acme',
      tag: null,
      head: null,
      tests: [],
      verification: null,
      checksums: [],
    },
    comparison: { notKnown: 'nobody looked' },
    migrations: { notKnown: 'nobody looked' },
    type: null,
    generatedAt: '2026-01-08T12:30:00Z',
    present: {},
    before: {},
    ...more,
  };
}
const generate = (...args: Parameters<typeof factsOf>) =>
  generateManifest(factsOf(...args), 'releases/1.1.0.md').content;
const between = (later: string, earlier: string, title = '') =>
  `# Changelog\n\n## [${later}] - 2026-01-08\n\n${title === '' ? '' : `### ${title}\n\n`}#### Added\n\n- A\n\n## [${earlier}] - 2026-01-01\n\n#### Added\n\n- B\n`;

describe('the type of a release (000-24)', () => {
  it.each([
    ['2.0.0', '1.9.3', 'major'],
    ['1.1.0', '1.0.9', 'minor'],
    ['1.0.1', '1.0.0', 'patch'],
  ])('of %s behind %s is %s', (later, earlier, type) => expect(generate(between(later, earlier)).type).toBe(type));

  it('is hotfix where the title, the tag or the policy says so', () => {
    expect(generate(between('1.0.1', '1.0.0', 'Hotfix for logins')).type).toBe('hotfix');
    const tag = { name: 'v1.0.1', commit: 'c', message: 'Hotfix: logins' };
    expect(generate(between('1.0.1', '1.0.0'), { tag }).type).toBe('hotfix');
    expect(generate(between('1.0.1', '1.0.0'), {}, REGULATED_SAAS.settings).type).toBe('hotfix');
    expect(generate(between('1.1.0', '1.0.0', 'Hotfix for logins')).type).toBe('minor');
  });

  it('is one of the policy’s, by the title or as it is said', () => {
    const { settings } = AUDIT_TRAIL;
    expect(generate(between('0.7.0', '0.6.0', 'Phase 7: Reports'), {}, settings).type).toBe('Phase');
    expect(generate(between('0.7.0', '0.6.0', 'Reports'), { type: 'maintenance' }, settings).type).toBe('Maintenance');
    const { content, open } = generateManifest(factsOf(between('0.7.0', '0.6.0', 'Reports'), {}, settings), 'a.md');
    expect(content.type).toBeUndefined();
    expect(open).toContain(
      'the type of the release is not known: say it with --type (Phase, Workstream, Hotfix, Maintenance)',
    );
  });
});

describe('what a manifest says', () => {
  it('repeats notes about migration, environment and rollback (000-30, 000-33)', () => {
    const categories = ['Migration Notes', 'Environment Variables', 'Rollback'].map((name) => ({
      name,
      aliases: [],
      bump: 'none',
      kind: 'note',
    }));
    const text =
      '## [1.1.0] - 2026-01-08\n\n### Migration Notes\n\nRun `migrate`.\n\n### Environment Variables\n\n- `PORT`: new\n- `HOST`\n\n### Rollback\n\n- Restore\n\n## [1.0.0] - 2026-01-01\n';
    expect(generate(text, {}, { changelog: { categories } })).toMatchObject({
      migrationRequired: true,
      migrationGuide: 'Run `migrate`.',
      environment: [{ text: '`PORT`: new' }, { text: '`HOST`' }],
      rollback: [{ text: 'Restore' }],
    });
    expect(generate(text.replace('Run `migrate`.', 'None'), {}, { changelog: { categories } }).migrationRequired).toBe(
      false,
    );
  });

  it('asks for the approvals that hold, and keeps those that were given (004-45)', () => {
    const { approvals } = generate(
      between('1.1.0', '1.0.0').replace('Added', 'Security'),
      { present: { approvals: [{ role: 'platform_lead', by: 'ada', date: null }] } },
      { ...REGULATED_SAAS.settings, changelog: { ...REGULATED_SAAS.settings.changelog, categoryLevel: 4 } },
    );
    expect(approvals).toEqual([
      { role: 'platform_lead', by: 'ada', date: null },
      { role: 'product_owner', by: 'pending', date: null },
      { role: 'security_lead', by: 'pending', date: null },
    ]);
  });

  it('says that what is asked for and nobody ran was not run (000-27, 000-28)', () => {
    const { settings } = AUDIT_TRAIL;
    expect(generate(between('0.7.0', '0.6.0', 'Phase 7'), {}, settings)).toMatchObject({
      tests: [{ name: 'Tests', state: 'not-run' }],
      scan: 'not-run',
    });
  });

  it('invents nothing that nobody knows', () => {
    const content = generate('## [1.0.0]\n\n### Added\n\n- A\n');
    expect(Object.keys(content).sort()).toEqual(
      [
        'breaking',
        'changelog',
        'changes',
        'generatedAt',
        'manifestVersion',
        'migrationRequired',
        'name',
        'version',
      ].sort(),
    );
  });

  it.each([
    ['## [1.0.0] - 2026-01-08\n', false],
    ['## [1.0.0] - 2026-01-08\n\n### Added\n\n### Fixed\n', false],
    ['## [1.0.0] - 2026-01-08\n\n### Added\n\n- None\n', false],
    ['## [1.0.0] - 2026-01-08\n\n### Added\n\n- A\n', true],
  ])('needs something to say: %j', (text, has) => {
    const { changelog, release } = factsOf(text);
    expect(whyNothingToRelease(changelog, release) === null).toBe(has);
  });
});

describe('the group of a file (000-31)', () => {
  it.each([
    ['src/app.ts', 'source'],
    ['requirements.txt', 'source'],
    ['src/latest/api.py', 'source'],
    ['README.md', 'documentation'],
    ['docs/api.html', 'documentation'],
    ['LICENSE', 'documentation'],
    ['tests/api.py', 'tests'],
    ['src/app.test.ts', 'tests'],
    ['pkg/server_test.go', 'tests'],
    ['src/test_api.py', 'tests'],
    ['test/README.md', 'tests'],
  ])('%s is %s', (path, group) => expect(fileGroupOf(path)).toBe(group));
});
