import { describe, expect, it } from 'vitest';
import { type CheckInput, checkChangelog, fixAll } from '../../../src/core/index.ts';
import { CHANGELOG_RULES } from '../../../src/core/rules/all.ts';
import type { Example, Rule } from '../../../src/core/rules/rule.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';
import { mergePolicy, readMarked, visible } from '../../support/examples.ts';

/** A rule's examples run alone: the rule is on whatever its default severity is, and every other rule is left out. */
function inputOf(rule: Rule, example: Example, text: string): CheckInput & { text: string } {
  const policy = mergePolicy(example.policy);
  const severity = rule.severity === 'off' && policy.rules[rule.id] === undefined ? 'warning' : rule.severity;
  return {
    text,
    path: example.path ?? 'CHANGELOG.md',
    today: example.today ?? '2026-06-30',
    policy: { ...policy, rules: { [rule.id]: severity === 'off' ? 'warning' : severity, ...policy.rules } },
  };
}

function check(rule: Rule, example: Example, text: string) {
  const result = checkChangelog(inputOf(rule, example, text), [rule]);
  expect(result.notChecked).toEqual([]);
  return result.problems;
}

describe.each(CHANGELOG_RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('says what it is', () => {
    expect(rule.id).toMatch(/^changelog\/[a-z]+(?:-[a-z0-9]+)*$/);
    expect(rule.summary).toMatch(/^[A-Z].*[.]$/s);
    expect(rule.summary).not.toContain('\n');
    expect(rule.why.length).toBeGreaterThan(60);
    for (const example of rule.examples) expect(readMarked(example.bad).span, 'marked span').not.toBeNull();
  });

  describe.each(rule.examples.map((example, index) => [index + 1, example] as const))(
    'example %i',
    (_number, example) => {
      const marked = readMarked(example.bad);
      const good = visible(example.good);

      it('reports the marked span and nothing else', () => {
        const problems = check(rule, example, marked.text);
        expect(problems.map(({ span }) => span)).toEqual([marked.span]);
        const [problem] = problems;
        if (example.message !== undefined) expect(problem?.message).toBe(example.message);
        expect(problem?.message).toMatch(/^[A-Z“\d#[].*[^.]$/s);
        expect(problem?.message).not.toMatch(/\n/);
      });

      it('accepts the good text', () => {
        expect(check(rule, example, good).map(({ message }) => message)).toEqual([]);
      });

      it('is allowed by a comment for the file', () => {
        const comment = `<!-- release-ledger: allow-file ${rule.id} -->\n\n`;
        if (rule.scope === 'any' || !marked.text.startsWith('\ufeff')) {
          expect(check(rule, example, comment + marked.text).map(({ message }) => message)).toEqual([]);
        }
      });

      it.runIf(rule.fixes)('mends the bad text into the good one', () => {
        const [problem] = check(rule, example, marked.text);
        const [fix] = problem?.fixes ?? [];
        expect(fix?.title).toMatch(/^[A-Z].*[^.]$/s);
        expect(applyEdits(marked.text, fix?.edits ?? [])).toBe(good);
      });

      it('finds and mends the same with CRLF, with a BOM and without a final newline', () => {
        for (const [name, change] of Object.entries({
          CRLF: (text: string) => text.replace(/\r?\n/g, '\r\n'),
          BOM: (text: string) => (text.startsWith('\ufeff') ? text : `\ufeff${text}`),
        })) {
          if (/\r/.test(marked.text) && name === 'CRLF') continue;
          const text = change(marked.text);
          const problems = check(rule, example, text);
          expect(problems.length, name).toBe(1);
          const [fix] = problems[0]?.fixes ?? [];
          if (fix) expect(applyEdits(text, fix.edits), name).toBe(change(good));
        }
        if (marked.text.endsWith('\n'))
          expect(check(rule, example, marked.text.slice(0, -1)).length, 'no final newline').toBe(1);
      });

      it('never fails on a truncated text', () => {
        for (let end = 0; end <= marked.text.length; end++) {
          const text = marked.text.slice(0, end);
          for (const problem of check(rule, example, text)) {
            expect(problem.message).toBeTypeOf('string');
            for (const fix of problem.fixes) applyEdits(text, fix.edits);
          }
        }
      });

      it('fixing twice equals fixing once', () => {
        const input = inputOf(rule, example, marked.text);
        const once = fixAll(input, [rule]);
        expect(fixAll({ ...input, text: once.text }, [rule]).text).toBe(once.text);
      });
    },
  );
});
