import { describe, expect, it } from 'vitest';
import { type GateRecord, readGateRecord, writeGateRecord } from '../../../src/core/gates/gate-record.ts';
import {
  gatePath,
  isApplicable,
  isBlocking,
  toGateResult,
  toVerification,
  whyInvalidGates,
} from '../../../src/core/gates/gate-results.ts';
import { DEFAULT_POLICY, type GatePolicy, type Policy, parseChangelog } from '../../../src/core/index.ts';
import { GATE } from '../../../src/core/policy/gate-defaults.ts';

const gate: GatePolicy = { ...GATE, name: 'unit', command: ['npm', 'test'] };
const record: GateRecord = {
  gate: 'unit',
  version: '1.2.0',
  state: 'passed',
  detail: '6 of 6 tests passed',
  passed: 6,
  total: 6,
  percent: null,
  command: ['npm', 'test'],
  exitCode: 0,
  startedAt: '2026-01-08T12:00:00Z',
  seconds: 1.5,
  commit: 'a'.repeat(40),
  tree: 'sha256:1',
  evidence: null,
};
const NOW = { tree: 'sha256:1' };
const policyOf = (...commands: readonly GatePolicy[]): Policy => ({
  ...DEFAULT_POLICY,
  gates: { ...DEFAULT_POLICY.gates, commands },
});

describe('the record of a gate (000-67)', () => {
  it('is read as it was written', () => {
    expect(readGateRecord(writeGateRecord(record))).toEqual(record);
    expect(writeGateRecord(record)).toBe(writeGateRecord({ ...record }));
  });

  it.each(['', '[]', 'null', '{}', '{"gate":"a","version":"1","state":"great"}'])('is none in %j', (text) => {
    expect(readGateRecord(text)).toBeNull();
  });

  it('keeps of what somebody wrote by hand only what can be meant', () => {
    const text =
      '{"gate":"a","version":"1","state":"passed","passed":-1,"total":"6","seconds":"x","command":[1,"b"],"tree":7}';
    expect(readGateRecord(text)).toMatchObject({ passed: null, total: null, seconds: 0, command: ['b'], tree: null });
  });
});

describe('the result of a gate', () => {
  const result = (more: Partial<GateRecord> | null, now: Parameters<typeof toGateResult>[2] = NOW, applies = true) =>
    toGateResult(gate, { path: 'p', record: more && { ...record, ...more }, applies }, now);

  it.each([
    ['passed over these files', result({}), 'passed', null, false],
    ['failed', result({ state: 'failed' }), 'failed', null, true],
    ['never ran', result(null), 'not-run', null, true],
    ['is for other releases', result(null, NOW, false), 'not-applicable', null, false],
    ['passed over other files (T127)', result({}, { tree: 'sha256:2' }), 'passed', 'files changed since it ran', true],
    [
      'changed the files itself (T127)',
      result({ tree: null }),
      'passed',
      'the files changed while it ran, or are not known',
      true,
    ],
    ['was another command', result({ command: ['npm', 'run', 'test'] }), 'passed', 'another command ran', true],
    [
      'cannot be compared',
      result({}, { notKnown: 'no repository' }),
      'passed',
      'it is not known whether the files are the same: no repository',
      true,
    ],
  ] as const)('of one that %s', (_, found, state, stale, blocks) => {
    expect(found).toMatchObject({ state, stale });
    expect(isBlocking(found)).toBe(blocks);
  });

  it('counts in a manifest as long as it is fresh, scans by the worst of them (000-27, 000-28)', () => {
    const scan = { ...gate, name: 'scan', kind: 'scan' } as const;
    const other = { path: 'p', record: { ...record, gate: 'scan', state: 'failed' as const }, applies: true };
    const date = record.startedAt.slice(0, 10);
    expect(toVerification([result({}), toGateResult(scan, other, NOW)])).toEqual({
      ...{ tests: [{ name: 'unit', state: 'passed', passed: 6, total: 6, evidence: null }], scan: 'failed' },
      ...{ date, unrecorded: new Set(), open: [] },
    });
    expect(toVerification([result({}, { tree: 'x' })])).toEqual({
      ...{ tests: [{ name: 'unit', state: 'not-run', passed: null, total: null, evidence: null }], scan: null },
      ...{ date: null, unrecorded: new Set(['scan']) },
      open: ['the gate unit counts as not run: files changed since it ran'],
    });
    const bare = toVerification([toGateResult(scan, { path: 'p', record: null, applies: true }, NOW)]);
    expect(bare).toMatchObject({ scan: 'not-run', unrecorded: new Set(['scan']) });
    expect(bare.open).toEqual(['the gate scan counts as not run: it has not run']);
    expect(toVerification([])).toMatchObject({ tests: [], scan: null, date: null, open: [] });
  });
});

describe('isApplicable', () => {
  const changelog = parseChangelog(
    '## [1.2.0] - 2026-01-08\n\n### Security\n\n- Uploads are scanned\n\n## [1.1.0] - 2026-01-01\n\n### Changed\n\n- **Breaking:** The port is 80\n',
  );
  const [one = null, two = null] = changelog.releases;
  it.each([
    ['always', one, true],
    ['security', one, true],
    ['security', two, false],
    ['breaking', one, false],
    ['breaking', two, true],
    ['breaking', null, true],
  ] as const)('%s', (when, section, expected) => {
    expect(isApplicable({ ...gate, when }, changelog, section)).toBe(expected);
  });
});

describe('gates of a policy', () => {
  it.each([
    [[gate], null],
    [[{ ...gate, name: '../unit' }], 'cannot be part of a path'],
    [[{ ...gate, name: '' }], 'cannot be part of a path'],
    [[{ ...gate, name: 'a.' }], 'cannot be part of a path'],
    [[gate, { ...gate, name: 'UNIT' }], 'two gates'],
    [[{ ...gate, command: [] }], 'no command'],
  ] as const)('can be run and recorded: %j', (commands, expected) => {
    const why = whyInvalidGates(policyOf(...commands));
    if (expected === null) expect(why).toBeNull();
    else expect(why).toContain(expected);
  });

  it('have their paths from the policy, with nothing in a name taken for a pattern (T122)', () => {
    const policy = { ...DEFAULT_POLICY, gates: { ...DEFAULT_POLICY.gates, path: 'r/{tag}/{gate}-{version}.json' } };
    expect(gatePath(policy, '1.0.0', "$&$`$'")).toBe("r/v1.0.0/$&$`$'-1.0.0.json");
  });
});
