import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../../../src/core/checklist/refresh-checklist.ts';
import type { DocsFacts } from '../../../src/core/docs/facts.ts';
import { headingAnchors } from '../../../src/core/docs/heading-anchors.ts';
import { toMarkdownDocument } from '../../../src/core/docs/markdown-document.ts';
import { relativeLinks } from '../../../src/core/docs/relative-links.ts';
import { parseVersion, type Version } from '../../../src/core/index.ts';
import { DOCS_RULES } from '../../../src/core/rules/docs/all.ts';
import type { DocsExample, DocsRule } from '../../../src/core/rules/docs-rule.ts';
import { checkDocument } from '../../../src/core/rules/run-docs.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';
import { mergePolicy, readMarked, visible } from '../../support/examples.ts';

const version = parseVersion('1.2.0') as Version;

function toFacts(
  { today, files = {}, versions, release, path = 'docs/guide.md' }: DocsExample,
  text: string,
): Partial<DocsFacts> {
  const linked = relativeLinks(toMarkdownDocument(text), path).flatMap((link) => link.path ?? []);
  const anchorsOf = (name: string) => {
    const content = files[name];
    return content === undefined ? null : headingAnchors(toMarkdownDocument(content));
  };
  const targets = new Map(
    [path, ...linked, ...Object.keys(files)].map((name) => [
      name,
      // What nobody wrote is not there; the document itself is, unless it is empty.
      { exists: name in files || (name === path && text !== ''), anchors: anchorsOf(name) },
    ]),
  );
  const failed = (release?.failed ?? []).map((name): [string, CheckOutcome] => [
    name,
    { state: 'failed', evidence: `${name} failed` },
  ]);
  return {
    ...(today === undefined ? {} : { today }),
    targets,
    ...(versions === undefined ? {} : { versions: versions.map((each) => parseVersion(each) as Version) }),
    release: {
      traits: {
        type: release?.type ?? null,
        prerelease: false,
        firstMajor: false,
        has: { breaking: release?.breaking === true, security: false, migrations: false, deprecations: false },
      },
      outcomes: Object.fromEntries(failed),
    },
  };
}

function check(rule: DocsRule, example: DocsExample, text: string) {
  const policy = mergePolicy({ ...example.policy, rules: { [rule.id]: rule.severity } });
  return checkDocument(
    {
      text,
      path: example.path ?? 'docs/guide.md',
      checklistOf: rule.about === 'checklists' ? version : null,
      policy,
      facts: toFacts(example, text),
    },
    [rule],
  );
}

const CASES = DOCS_RULES.flatMap((rule) =>
  rule.examples.map((example, index) => [`${rule.id} ${index + 1}`, rule, example] as const),
);

describe('the examples of the rules about documentation', () => {
  it.each(CASES)('%s', (_, rule, example) => {
    const { text, span } = readMarked(example.bad);
    const { problems, notChecked } = check(rule, example, text);
    expect(notChecked).toEqual([]);
    expect(problems.map((problem) => ({ ...problem.span }))).toEqual([span]);
    if (example.message !== undefined) expect(problems[0]?.message).toBe(example.message);
    expect(check(rule, example, visible(example.good)).problems).toEqual([]);
    const fix = problems[0]?.fixes[0];
    if (fix) expect(applyEdits(text, fix.edits)).toBe(visible(example.good));
  });

  it.each(CASES)('%s with CRLF, a byte-order mark, and cut off anywhere', (_, rule, example) => {
    const { text } = readMarked(example.bad);
    const { problems } = check(rule, example, `\ufeff${text.replaceAll('\n', '\r\n')}`);
    // An empty document is missing; one that starts with a byte-order mark is not.
    expect(problems).toHaveLength(text === '' ? 0 : 1);
    for (let end = 0; end < text.length; end++) expect(check(rule, example, text.slice(0, end)).notChecked).toEqual([]);
  });

  it('are of rules that have the area’s name', () => {
    expect(DOCS_RULES.filter(({ id }) => !/^docs\/[a-z-]+$/.test(id))).toEqual([]);
    expect(new Set(DOCS_RULES.map(({ id }) => id)).size).toBe(DOCS_RULES.length);
  });
});

describe('checkDocument', () => {
  const piece = fc.constantFrom(
    '## Migration: 025b_x.sql\n',
    '### Prerequisites\n',
    '### Risk Level\n',
    '- [x] A – not applicable',
    '- [ ] ',
    '<!-- item: a -->',
    '<!-- approval: b -->',
    '## Approvals\n',
    'Status: PARKED\n',
    'Release: v1\n',
    '[a](b.md#c)',
    'Next Review: soon\n',
    'TODO',
    '025c',
    '\n',
    '\r\n',
    '`',
    '> ',
    '1.0.0 ',
    '[contact]',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
  );

  it('never fails, and reports inside of the text', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, isChecklist) => {
        const facts = toFacts({ bad: '', good: '', versions: ['1.1.0', '1.0.0'], today: '2026-06-30' }, text);
        const { problems, notChecked } = checkDocument({
          text,
          path: 'docs/a.md',
          checklistOf: isChecklist ? version : null,
          facts,
        });
        expect(notChecked).toEqual([]);
        for (const { span } of problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('names what it could not check, and why', () => {
    const { notChecked } = checkDocument({ text: '# A\n', path: 'docs/a.md' });
    expect(notChecked).toContainEqual({
      rule: 'docs/broken-link',
      reason: 'the files that it links to were not looked for',
    });
  });

  it('heeds comments that allow something, and severities of the policy', () => {
    const text = '<!-- release-ledger: allow docs/todo -->\n\nTODO one\n\nTODO two\n';
    const rulesOf = (policy: object) =>
      checkDocument({ text, path: 'a.md', policy: mergePolicy(policy) }).problems.map(
        ({ rule, severity }) => `${rule} ${severity}`,
      );
    expect(rulesOf({})).toEqual(['docs/todo warning']);
    expect(rulesOf({ rules: { 'docs/todo': 'error' } })).toEqual(['docs/todo error']);
    expect(rulesOf({ rules: { 'docs/todo': 'off' } })).toEqual([]);
  });

  it.each([
    '## Migration: 1_a.sql\n\n### Prerequisites\n- 025 ',
    'Status: PARKED\n\n',
    '- [x] A – b <!-- item: a -->\n',
    '[a](b.md#c) ',
    '# ⚠ A\n',
    '**Next Review:** ',
    'TODO ',
    ' '.repeat(50),
    '- [',
    '<!-- item: ',
    '1.0.0 ',
    '[contact] ',
  ])('is done with a hundred thousand characters of %j, as a document and as a checklist (T055)', (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const facts = toFacts({ bad: '', good: '', versions: ['1.1.0', '1.0.0'], today: '2026-06-30' }, text);
    for (const checklistOf of [null, version])
      expect(checkDocument({ text, path: 'docs/a.md', checklistOf, facts }).notChecked).toEqual([]);
  });
});
