import { describe, expect, it } from 'vitest';
import { toCommandLine } from '../../../src/core/release/describe.ts';
import { fillTemplate } from '../../../src/core/release/messages.ts';
import { quoted } from '../../../src/core/release/readiness.ts';
import { describeSeverity, findOpenFix, writeRollbackRecord } from '../../../src/core/release/rollback-record.ts';
import { readVersion } from '../../../src/core/version/read-version.ts';

describe('words that become versions', () => {
  it.each([
    ['1.2.0', '', '1.2.0'],
    ['v1.2.0', '', '1.2.0'],
    ['v1.2.0-rc.1', 'v', '1.2.0-rc.1'],
    ['web@1.2.0', 'web@', '1.2.0'],
    ['1.2.0; rm -rf ~', '', null],
    ['$(touch x)', '', null],
    ['1.2.0\nupdate refs/heads/main', '', null],
    ['--delete', '', null],
    ['vv1.0.0', '', null],
    ['', '', null],
  ])('%j', (written, prefix, version) => {
    expect(readVersion(written, prefix)?.raw ?? null).toBe(version);
  });
});

describe('templates', () => {
  it.each([
    ['Release {tag}: {title}', { tag: 'v1.0.0', title: 'Faster' }, 'Release v1.0.0: Faster'],
    ['{title}', { title: "$& $1 $` $'" }, "$& $1 $` $'"],
    ['{title} {tag}', { title: '{tag}', tag: 'v1' }, '{tag} v1'],
    ['{constructor} {__proto__} {toString}', {}, '  '],
    ['{{constructor.constructor("x")()}}', {}, '{{constructor.constructor("x")()}}'],
    ['{unknown}', {}, ''],
  ])('%s', (template, values, filled) => {
    expect(fillTemplate(template, values)).toBe(filled);
  });
});

describe('what is shown to be typed', () => {
  it.each([
    ['CHANGELOG.md', 'CHANGELOG.md'],
    ['my file.md', "'my file.md'"],
    ["it's", "'it'\\''s'"],
    ['$(x)', "'$(x)'"],
  ])('%s', (path, shown) => {
    expect(quoted(path)).toBe(shown);
    expect(toCommandLine([path])).toBe(shown);
  });
});

describe('the record of a rollback (000-65, 004-32)', () => {
  const record = {
    version: '1.1.0',
    tag: 'v1.1.0',
    target: '1.0.0',
    targetTag: 'v1.0.0',
    date: '2026-06-30',
    reason: 'Requests fail',
    severity: { id: 'P1', action: 'roll-back', withinMinutes: 60, approval: '' },
    steps: ['Deploy v1.0.0'],
  } as const;

  it('keeps the version from being released until its fix is verified', () => {
    const text = writeRollbackRecord(record);
    expect(findOpenFix(text)).toEqual({
      version: '1.1.0',
      line: text.split('\n').findIndex((line) => line.includes('Fix verified')),
    });
    expect(findOpenFix(text.replace('- [ ] Fix verified', '- [x] Fix verified'))).toBeNull();
    expect(findOpenFix(text.replaceAll('\n', '\r\n'))?.version).toBe('1.1.0');
    expect(findOpenFix('# Another document\n')).toBeNull();
  });

  it.each([
    [{ id: 'P0', action: 'roll-back', withinMinutes: 0, approval: '' }, 'roll back at once'],
    [{ id: 'P1', action: 'roll-back', withinMinutes: 60, approval: '' }, 'roll back within 1 hour'],
    [
      { id: 'P2', action: 'evaluate', withinMinutes: 240, approval: 'the owner' },
      'decide whether to roll back within 4 hours, with the approval of the owner',
    ],
    [{ id: 'S1', action: 'roll-back', withinMinutes: 45, approval: '' }, 'roll back within 45 minutes'],
    [{ id: 'P3', action: 'fix-forward', withinMinutes: 0, approval: '' }, 'fix forward'],
  ] as const)('says what a severity asks for: %o (000-61, 004-29)', (severity, words) => {
    expect(describeSeverity(severity)).toBe(words);
  });
});
