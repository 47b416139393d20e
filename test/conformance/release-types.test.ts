import { describe, expect, it } from 'vitest';
import { approvalsFor, type ReleaseTraits } from '../../src/core/checklist/release-traits.ts';
import { parseChangelog } from '../../src/core/index.ts';
import { toLedger } from '../../src/core/ledger/ledger.ts';
import { toReport } from '../../src/core/metrics-report/report.ts';
import { chooseVersion } from '../../src/core/release/choose-version.ts';
import { releaseFacts } from '../support/release-facts.ts';
import { policyOf } from './support.ts';

const RELEASED = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';
const PENDING = `## [Unreleased]\n\n### Fixed\n\n- B\n\n${RELEASED}`;

/** The metrics of a project whose only release is this one. */
function reportOf(profile: string, version: string, now: string, title = '') {
  const policy = policyOf(profile);
  const notKnown = { notKnown: 'not asked for' };
  const changelog = parseChangelog(`## [${version}] - 2026-01-01${title}\n\n### Fixed\n\n- A\n`, policy.changelog);
  const ledger = toLedger({ changelog, path: 'CHANGELOG.md', policy, repository: notKnown, versionFiles: [] });
  const facts = { until: now.slice(0, 10), incidents: [], deployments: [], history: notKnown, gates: [], now };
  return toReport(ledger, policy.metrics, facts);
}

describe('the kinds of releases of Helpdesk', () => {
  it.each([
    ['major', null, '2.0.0', 'Major: Full release cycle, 2-4 weeks'],
    ['minor', null, '1.1.0', 'Minor: Standard release cycle, 1-2 weeks'],
    ['patch', null, '1.0.1', 'Patch: Expedited release cycle, 1-3 days'],
    [null, 'hotfix', '1.0.1', 'Hotfix: Emergency release cycle, 4-24 hours'],
  ])('have a process and a timeline that plans show: %s %s (003-03)', async (wanted, type, version, told) => {
    const facts = await releaseFacts({ changelog: PENDING, profile: 'web-platform', tags: ['v1.0.0'] });
    const chosen = chooseVersion(facts, { wanted, pre: null, type });
    expect(chosen).toMatchObject({ version: { raw: version }, why: expect.stringContaining(`(${told})`) });
  });

  it('come as often as the document says: majors quarterly, minors monthly, the others as needed (003-03)', () => {
    const { cadence } = reportOf('web-platform', '2.0.0', '2026-03-01T00:00:00Z');
    expect(cadence.map(({ level, due, overdue }) => [level, due, overdue])).toEqual([
      ['major', '2026-04-03', false],
      ['minor', '2026-02-01', true],
    ]);
  });
});

describe('the kinds of releases of SOLVEREIGN', () => {
  const NOTHING = { breaking: false, security: false, migrations: false, deprecations: false };

  it.each<[type: string, version: string, due: string | null, role: string, hours: number]>([
    ['major', '2.0.0', '2026-04-03', 'cto', 24],
    ['major', '2.0.0', '2026-04-03', 'product_owner', 24],
    ['minor', '1.1.0', '2026-01-15', 'platform_lead', 12],
    ['patch', '1.0.1', null, 'on_call', 4],
    ['hotfix', '1.0.1', null, 'security_lead', 1],
  ])(
    '%s: %s is due again on %s, approved by %s, and taken back within %i hours (004-01)',
    (type, version, due, role, hours) => {
      const policy = policyOf('regulated-saas');
      const traits: ReleaseTraits = { type, prerelease: false, firstMajor: false, has: NOTHING };
      expect(approvalsFor(policy, traits).map((each) => each.role)).toContain(role);
      const { cadence, rollbackWindow } = reportOf(
        'regulated-saas',
        version,
        '2026-01-01T00:30:00Z',
        type === 'hotfix' ? ' Hotfix' : '',
      );
      expect(cadence.find(({ level }) => level === type)?.due ?? null).toBe(due);
      expect(rollbackWindow).toMatchObject({ kind: type, hours, open: true });
    },
  );
});
