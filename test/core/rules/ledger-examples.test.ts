import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../../src/core/index.ts';
import type { CommitFact, RepositoryFacts, TagFact } from '../../../src/core/ledger/facts.ts';
import { type GatheredLedger, gatherLedger } from '../../../src/core/ledger/gather.ts';
import type { RepositoryReader } from '../../../src/core/ledger/reader.ts';
import { toVersionFileFact } from '../../../src/core/ledger/version-file-fact.ts';
import { LEDGER_RULES } from '../../../src/core/rules/all-ledger.ts';
import type { ExampleTag, LedgerExample, LedgerRecords, LedgerRule } from '../../../src/core/rules/ledger-rule.ts';
import { checkLedger } from '../../../src/core/rules/run-ledger.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';
import { versionFileKindOf } from '../../../src/core/version/files/all.ts';
import { mergePolicy, readMarked, visible } from '../../support/examples.ts';

const PATH = 'CHANGELOG.md';

function toTag(tag: LedgerRecords['tags'][number]): TagFact {
  const known: ExampleTag = typeof tag === 'string' ? { name: tag } : tag;
  const { name, date = '2026-01-01T12:00:00+00:00', signed = false } = known;
  const message = known.message ?? null;
  const annotated = message !== null;
  const made = { object: `object on ${known.madeOn}`, commit: known.madeOn ?? null, made: '2026-01-01T12:00:00.000Z' };
  const recorded = known.madeOn === undefined ? {} : { recorded: made };
  return {
    name,
    object: `object of ${name}`,
    commit: `commit of ${name}`,
    annotated,
    signed,
    date,
    message,
    ...recorded,
  };
}

function toCommit(subject: string, index: number): CommitFact {
  return {
    id: `commit ${index}`,
    authored: '2026-01-02T12:00:00Z',
    authorName: 'Ada',
    authorEmail: 'ada@example.com',
    subject,
    body: '',
    parents: [],
  };
}

function toReader(
  { tags, remote, commits = [], beside = [], dependencies }: LedgerRecords,
  tagged: string,
): RepositoryReader {
  const facts: RepositoryFacts = {
    root: '/',
    head: { branch: 'main', commit: 'head' },
    shallow: false,
    objectFormat: 'sha1',
    remotes: remote === undefined ? [] : [{ name: 'origin', url: remote }],
    tags: tags.map(toTag),
    mainBranch: 'main',
  };
  return {
    repository: async () => facts,
    filesAt: async (wanted) =>
      wanted.map(({ revision, path }) => {
        const text = dependencies?.[revision === 'head' ? 'after' : 'before'][path] ?? tagged;
        return { kind: 'file', object: 'blob', text };
      }),
    pathsAt: async (commit) =>
      Object.entries(dependencies?.[commit === 'head' ? 'after' : 'before'] ?? {}).map(([path, object]) => ({
        path,
        object,
      })),
    commits: async () => commits.map(toCommit),
    changes: async () => [],
    formerPath: async () => null,
    tagsBeside: async () => beside,
    tagsOutside: async () => [],
    history: async () => [],
  };
}

async function check(rule: LedgerRule, example: LedgerExample, records: LedgerRecords) {
  const text = readMarked(records.changelog).text;
  const policy = mergePolicy({
    ...example.policy,
    rules: { [rule.id]: rule.severity === 'off' ? 'warning' : rule.severity },
  });
  const versionFiles = await Promise.all(
    Object.entries(records.files ?? {}).map(([path, marked]) => {
      const kind = versionFileKindOf(path);
      if (!kind) throw new Error(`no kind for ${path}`);
      return toVersionFileFact(path, readMarked(marked).text, kind);
    }),
  );
  const reader = toReader(records, records.tagged ?? text);
  const ledger: GatheredLedger = await gatherLedger({
    changelog: parseChangelog(text, policy.changelog),
    path: PATH,
    policy,
    reader,
    versionFiles,
    documents: { migrations: records.migrations ?? null, guides: records.guides ?? null },
  });
  return checkLedger({ ledger, policy, today: '2026-06-30', releasing: example.releasing ?? null }, [rule]);
}

/** The file that holds the marks, and its text without them. */
function markedFile(records: LedgerRecords) {
  for (const [path, marked] of [[PATH, records.changelog], ...Object.entries(records.files ?? {})] as const) {
    const { text, span } = readMarked(marked);
    if (span) return { path, text, span };
  }
  throw new Error('the example marks no span');
}

describe.each(LEDGER_RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('says what it is', () => {
    expect(rule.id).toMatch(/^ledger\/[a-z]+(?:-[a-z0-9]+)*$/);
    expect(rule.summary).toMatch(/^[A-Z][^\n]*[.]$/);
    expect(rule.why.length).toBeGreaterThan(60);
  });

  describe.each(rule.examples.map((example, index) => [index + 1, example] as const))(
    'example %i',
    (_number, example) => {
      const marked = markedFile(example.bad);
      const good = visible(example.good);
      const mended: LedgerRecords =
        marked.path === PATH
          ? { ...example.bad, changelog: good, tagged: example.bad.tagged ?? good }
          : { ...example.bad, files: { ...example.bad.files, [marked.path]: good } };

      it('reports the marked span and nothing else', async () => {
        const { problems, notChecked } = await check(rule, example, example.bad);
        expect(notChecked).toEqual([]);
        expect(problems.map(({ file, span }) => ({ path: file ?? PATH, span }))).toEqual([
          { path: marked.path, span: marked.span },
        ]);
        if (example.message !== undefined) expect(problems[0]?.message).toBe(example.message);
      });

      it('accepts the good text', async () => {
        const { problems } = await check(rule, example, mended);
        expect(problems.map(({ message }) => message)).toEqual([]);
      });

      it.runIf(rule.fixes)('mends the bad text into the good one', async () => {
        const { problems } = await check(rule, example, example.bad);
        const [fix] = problems[0]?.fixes ?? [];
        expect(applyEdits(marked.text, fix?.edits ?? [])).toBe(good);
        for (const each of problems[0]?.fixes ?? []) applyEdits(marked.text, each.edits);
      });

      it('finds and mends the same with CRLF and a BOM', async () => {
        if (marked.path !== PATH) return;
        const change = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`;
        const records = {
          ...example.bad,
          changelog: change(marked.text),
          tagged: change(example.bad.tagged ?? marked.text),
        };
        const { problems } = await check(rule, example, records);
        expect(problems).toHaveLength(1);
        const [fix] = problems[0]?.fixes ?? [];
        if (fix) expect(applyEdits(records.changelog, fix.edits)).toBe(change(good));
      });

      it('never fails on a truncated text', async () => {
        const text = readMarked(example.bad.changelog).text;
        for (let end = 0; end <= text.length; end += 3) {
          const { problems, notChecked } = await check(rule, example, {
            ...example.bad,
            changelog: text.slice(0, end),
          });
          expect(notChecked.filter(({ reason }) => reason.startsWith('the rule failed'))).toEqual([]);
          for (const problem of problems) expect(problem.message).toBeTypeOf('string');
        }
      });
    },
  );
});
