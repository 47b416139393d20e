import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../../src/core/index.ts';
import type { TagFact } from '../../../src/core/ledger/facts.ts';
import type { ManifestFacts } from '../../../src/core/manifest/facts.ts';
import { MANIFEST_RULES } from '../../../src/core/rules/all-manifest.ts';
import type { ExampleFacts, ManifestExample, ManifestRule } from '../../../src/core/rules/manifest-rule.ts';
import { checkManifest } from '../../../src/core/rules/run-manifest.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';
import { mergePolicy, readMarked, visible } from '../../support/examples.ts';

function toTag({
  name,
  commit = 'c0ffee',
  date = '2026-01-01T12:00:00+00:00',
}: NonNullable<ExampleFacts['tags']>[number]): TagFact {
  return { name, object: `object of ${name}`, commit, annotated: true, signed: false, date, message: name };
}

function toFacts(facts: ExampleFacts = {}): Partial<ManifestFacts> {
  const { today, changelog, tags, changes, migrations, digests, listed, other, tagged, deletedAt } = facts;
  return {
    ...(today === undefined ? {} : { today }),
    ...(changelog === undefined ? {} : { changelog: { path: 'CHANGELOG.md', changelog: parseChangelog(changelog) } }),
    ...(tags === undefined
      ? {}
      : {
          repository: {
            root: '/',
            head: { branch: 'main', commit: 'head' },
            shallow: false,
            objectFormat: 'sha1' as const,
            remotes: [],
            tags: tags.map(toTag),
            mainBranch: 'main',
          },
        }),
    ...(changes === undefined ? {} : { changes }),
    ...(migrations === undefined ? {} : { migrations }),
    ...(digests === undefined
      ? {}
      : {
          digests: new Map(
            Object.entries(digests).map(([path, digest]) => [
              path,
              digest === null ? { refusal: 'missing' } : { digest },
            ]),
          ),
        }),
    ...(listed === undefined ? {} : { listed }),
    ...(other === undefined ? {} : { other }),
    ...(tagged === undefined ? {} : { tagged }),
    ...(deletedAt === undefined ? {} : { deletedAt }),
  };
}

function check(rule: ManifestRule, example: ManifestExample, text: string) {
  const policy = mergePolicy({
    manifest: { required: { all: [] } },
    ...example.policy,
    rules: { [rule.id]: rule.severity },
  });
  return checkManifest(
    { text, form: example.form, path: example.path ?? null, policy, facts: toFacts(example.facts) },
    [rule],
  );
}

describe.each(MANIFEST_RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('says what it is', () => {
    expect(rule.id).toMatch(/^manifest\/[a-z]+(?:-[a-z0-9]+)*$/);
    expect(rule.summary).toMatch(/^[A-Z][^\n]*[.]$/);
    expect(rule.why.length).toBeGreaterThan(60);
  });

  describe.each(rule.examples.map((example, index) => [index + 1, example] as const))(
    'example %i',
    (_number, example) => {
      const { text, span } = readMarked(example.bad);
      const good = visible(example.good);

      it('reports the marked span and nothing else', () => {
        const { problems, notChecked } = check(rule, example, text);
        expect(notChecked).toEqual([]);
        expect(problems.map((problem) => text.slice(problem.span.start, problem.span.end))).toEqual([
          text.slice(span?.start, span?.end),
        ]);
        expect(problems[0]?.span).toEqual(span);
        if (example.message !== undefined) expect(problems[0]?.message).toBe(example.message);
      });

      it('accepts the good text', () => {
        const facts = { ...example.facts };
        // The file is back.
        if (rule.id === 'manifest/deleted') delete (facts as { deletedAt?: string }).deletedAt;
        expect(check(rule, { ...example, facts }, good).problems.map(({ message }) => message)).toEqual([]);
      });

      it('mends the bad text into the good one where it has a fix', () => {
        const [fix] = check(rule, example, text).problems[0]?.fixes ?? [];
        if (!fix) return;
        expect(applyEdits(text, fix.edits)).toBe(good);
        const crlf = text.replaceAll('\n', '\r\n');
        const [other] = check(rule, example, crlf).problems[0]?.fixes ?? [];
        expect(applyEdits(crlf, other?.edits ?? [])).toBe(good.replaceAll('\n', '\r\n'));
      });

      it('never fails on a truncated text', () => {
        for (let end = 0; end <= text.length; end++) {
          const { problems, notChecked } = check(rule, example, text.slice(0, end));
          expect(notChecked.filter(({ reason }) => reason.startsWith('the rule failed'))).toEqual([]);
          for (const problem of problems) {
            expect(problem.message).toBeTypeOf('string');
            expect(problem.span.end).toBeLessThanOrEqual(end);
            for (const { edits } of problem.fixes) applyEdits(text.slice(0, end), edits);
          }
        }
      });
    },
  );
});
