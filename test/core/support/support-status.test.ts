import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES, DEFAULT_POLICY, type Policy, parseChangelog } from '../../../src/core/index.ts';
import { toLedger } from '../../../src/core/ledger/ledger.ts';
import type { SupportPolicy } from '../../../src/core/policy/policy.ts';
import { addMonths, describeSupport } from '../../../src/core/support/support-status.ts';

const RELEASES = [
  ['3.0.0', '2026-03-31'],
  ['2.1.0', '2026-04-10'],
  ['2.0.1', '2025-08-01', ' [YANKED]'],
  ['2.0.0', '2025-06-30'],
  ['1.0.0', '2024-01-01'],
] as const;

const CONTAINER = BUILT_IN_PROFILES.get('container-platform')?.settings.support as SupportPolicy;

function supportOn(day: string, policy: SupportPolicy = CONTAINER): readonly string[] {
  const text = RELEASES.map(([version, date, yanked = '']) => `## [${version}] - ${date}${yanked}\n\n- A\n\n`).join('');
  const ledger = toLedger({
    changelog: parseChangelog(text),
    path: 'CHANGELOG.md',
    policy: DEFAULT_POLICY as Policy,
    repository: { notKnown: 'none' },
    versionFiles: [],
  });
  return describeSupport(ledger, policy, day).map(
    ({ version, level, until, upgradeTo }) => `${version} ${level} ${until ?? '-'} ${upgradeTo ?? '-'}`,
  );
}

describe('support by policy and date (002-38)', () => {
  it.each([
    ['2025-06-29', ['1.0.0 full - -']],
    ['2025-06-30', ['2.0.0 full - -', '1.0.0 security 2026-06-30 -']],
    ['2025-09-01', ['2.0.1 none - 2.0.0', '2.0.0 full - -', '1.0.0 security 2026-06-30 -']],
    ['2026-03-31', ['3.0.0 full - -', '2.0.1 none - 2.0.0', '2.0.0 security 2027-03-31 -', '1.0.0 none - 3.0.0']],
    [
      '2027-03-31',
      [
        '3.0.0 full - -',
        '2.1.0 security 2027-03-31 -',
        '2.0.1 none - 2.1.0',
        '2.0.0 security 2027-03-31 2.1.0',
        '1.0.0 none - 3.0.0',
      ],
    ],
    [
      '2027-04-01',
      ['3.0.0 full - -', '2.1.0 none - 3.0.0', '2.0.1 none - 3.0.0', '2.0.0 none - 3.0.0', '1.0.0 none - 3.0.0'],
    ],
  ])('on %s', (day, expected) => {
    expect(supportOn(day)).toEqual(expected);
  });

  it('goes by lines of minor versions where the policy says so', () => {
    expect(
      supportOn('2026-05-01', {
        line: 'minor',
        stages: [
          { level: 'full', months: 0 },
          { level: 'full', months: 1 },
        ],
      }),
    ).toEqual([
      '3.0.0 full - -',
      '2.1.0 none - 3.0.0',
      '2.0.1 none - 3.0.0',
      '2.0.0 none - 3.0.0',
      '1.0.0 none - 3.0.0',
    ]);
  });

  it('promises nothing without a policy', () => {
    expect(supportOn('2025-06-29', DEFAULT_POLICY.support)).toEqual(['1.0.0 none - -']);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', 12, '2027-03-31'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('%s and %d are %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });
});
