import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  checkChangelog,
  checkRelease,
  parseVersion,
  RELEASE_RULES,
  type Version,
} from '../../../src/core/index.ts';
import type { ShippingExample, ShippingRule } from '../../../src/core/rules/release/release-rule.ts';
import { mergePolicy, readMarked, visible } from '../../support/examples.ts';

const TODAY = '2026-06-30';

function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new Error(`${text} is no version`);
  return version;
}

function check(rule: ShippingRule, example: ShippingExample, text: string) {
  const input = { text, path: 'CHANGELOG.md', today: example.today ?? TODAY, policy: mergePolicy(example.policy) };
  const result = checkRelease(input, versionOf(example.version), [rule]);
  expect(result.notChecked).toEqual([]);
  return result.problems;
}

/** The ids of what stands against shipping a version, with the text that each of them marks. */
function blockers(text: string, version = '1.1.0'): readonly (readonly [string, string])[] {
  const { problems } = checkRelease({ text, path: 'CHANGELOG.md', today: TODAY }, versionOf(version));
  return problems.map(({ rule, span }) => [rule.replace('changelog/shipping-', ''), text.slice(span.start, span.end)]);
}

describe.each(RELEASE_RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('says what it is', () => {
    expect(rule.id).toMatch(/^changelog\/shipping-[a-z-]+$/);
    expect(rule.severity).toBe('error');
    expect(rule.summary).toMatch(/^[A-Z].*[.]$/);
    expect(rule.why).toMatch(/Keep a Changelog 2\.0\.0/);
  });

  describe.each(rule.examples.map((example, index) => [index + 1, example] as const))(
    'example %i',
    (_number, example) => {
      const marked = readMarked(example.bad);

      it('reports the marked span and nothing else', () => {
        const problems = check(rule, example, marked.text);
        expect(problems.map(({ span, severity }) => ({ span, severity }))).toEqual([
          { span: marked.span, severity: 'error' },
        ]);
        expect(problems[0]?.message).toMatch(/^[A-Z“\d#[].*[^.]$/);
        if (example.message !== undefined) expect(problems[0]?.message).toBe(example.message);
      });

      it('accepts the good text', () => {
        expect(check(rule, example, visible(example.good))).toEqual([]);
      });

      it.runIf(rule.fixes)('mends the bad text into the good one', () => {
        const [problem] = check(rule, example, marked.text);
        expect(applyEdits(marked.text, problem?.fixes[0]?.edits ?? [])).toBe(visible(example.good));
      });

      it('finds the same with CRLF and a byte-order mark', () => {
        const text = `\ufeff${marked.text.replaceAll('\n', '\r\n')}`;
        const [problem, ...rest] = check(rule, example, text);
        expect(rest).toEqual([]);
        const expected = marked.span && marked.text.slice(marked.span.start, marked.span.end).replaceAll('\n', '\r\n');
        expect(problem && text.slice(problem.span.start, problem.span.end)).toBe(expected);
      });

      it('never fails on a truncated text', () => {
        for (let end = 0; end <= marked.text.length; end++) {
          const text = marked.text.slice(0, end);
          for (const { message, fixes } of check(rule, example, text)) {
            expect(message).toBeTypeOf('string');
            for (const { edits } of fixes) applyEdits(text, edits);
          }
        }
      });
    },
  );
});

// 000-45, 000-46: a release is enforced from the changelog alone.
describe('checkRelease', () => {
  const READY =
    '# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- One.\n\n## [1.0.0] - 2026-01-01\n\n- Zero.\n';

  it.each<[string, string, string, [string, string][]]>([
    ['a changelog that is ready', READY, '1.1.0', []],
    ['no section', READY, '1.2.0', [['without-section', 'Unreleased']]],
    ['an older version', READY, '1.0.0', [['not-newest', '1.0.0']]],
    ['an empty file', '', '1.0.0', [['without-section', '']]],
    ['a mark and nothing else', '\ufeff', '1.0.0', [['without-section', '']]],
    [
      'a section in a fence only',
      '# Changelog\n\n```\n## [1.1.0] - 2026-06-30\n```\n',
      '1.1.0',
      [['without-section', '# Changelog']],
    ],
    ['another spelling of the same version', READY.replace('[1.1.0]', 'v1.1'), '1.1.0', []],
    ['a pre-release by its own name', READY.replaceAll('1.1.0', '1.1.0-rc.1'), '1.1.0rc1', []],
    [
      'a pre-release instead of the version',
      READY.replaceAll('1.1.0', '1.1.0-rc.1'),
      '1.1.0',
      [['without-section', 'Unreleased']],
    ],
    ['no date', READY.replace(' - 2026-06-30', ''), '1.1.0', [['without-date', '1.1.0']]],
    ['“Unreleased” for a date', READY.replace('2026-06-30', 'Unreleased'), '1.1.0', [['without-date', 'Unreleased']]],
    ['a date that is none', READY.replace('2026-06-30', '2026-06-31'), '1.1.0', [['without-date', '2026-06-31']]],
    ['a version that is a date', '## 2026.06.30\n\n- One.\n', '2026.06.30', []],
    ['nothing in the section', READY.replace('- One.', ''), '1.1.0', [['empty', '1.1.0']]],
    [
      'an entry left over',
      READY.replace('[Unreleased]\n', '[Unreleased]\n\n- Late.\n'),
      '1.1.0',
      [['with-unreleased', '- Late.']],
    ],
    [
      'everything at once',
      '## [Unreleased]\n\n- Late.\n\n## [2.0.0]\n\n## [1.1.0] [YANKED]\n',
      '1.1.0',
      [
        ['with-unreleased', '- Late.'],
        ['not-newest', '1.1.0'],
        ['without-date', '1.1.0'],
        ['empty', '1.1.0'],
        ['yanked', '[YANKED]'],
      ],
    ],
  ])('%s', (_name, text, version, expected) => {
    const found = blockers(text, version);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it('says the same as a weaker rule only once, and only within the section that ships', () => {
    const text = '# Changelog\n\n## [1.1.0]\n\n- One.\n\n## [1.0.0]\n\n- Zero.\n';
    const input = { text, path: 'CHANGELOG.md', today: TODAY };
    const { supersedes } = checkRelease(input, versionOf('1.1.0'));
    const weaker = checkChangelog(input).problems.filter(({ rule }) => rule === 'changelog/release-without-date');
    expect(weaker.map((problem) => [text.slice(problem.span.start, problem.span.end), supersedes(problem)])).toEqual([
      ['1.1.0', true],
      ['1.0.0', false],
    ]);
  });

  it('is held off by a comment, and softened by the policy', () => {
    const text =
      '<!-- release-ledger: allow-file changelog/shipping-yanked -->\n\n## [1.1.0] - 2026-06-30 [YANKED]\n\n- One.\n';
    expect(blockers(text)).toEqual([]);
    const policy = mergePolicy({ rules: { 'changelog/shipping-without-date': 'warning' } });
    const { problems } = checkRelease({ text: '## [1.1.0]\n\n- One.\n', policy, today: TODAY }, versionOf('1.1.0'));
    expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['changelog/shipping-without-date', 'warning'],
    ]);
  });
});
