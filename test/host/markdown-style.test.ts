import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, sortEdits } from '../../src/core/index.ts';
import {
  createMarkdownLinter,
  type MarkdownLinter,
  type MarkdownStyleRequest,
  STYLE_LENGTH_LIMIT,
  withSiblingHeadings,
} from '../../src/host/markdown-style.ts';
import { memoryDisk } from '../../src/host/memory.ts';
import { type Bundles, bundle } from '../support/bundle.ts';

const CLEAN =
  '# Changelog\n\n## [1.1.0] - 2026-01-02\n\n### Added\n\n- One.\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- Two.\n';
const CRAMPED = '# Changelog\n## [1.0.0] - 2026-01-01\n### Added\n- One.\n';

let bundles: Bundles;
const linters: MarkdownLinter[] = [];

beforeAll(async () => {
  bundles = await bundle({ worker: 'src/host/markdownlint-worker.ts' });
});

afterAll(async () => {
  await Promise.all(linters.map((linter) => linter.close()));
  bundles.remove();
});

function linterFor(files: Readonly<Record<string, string>>, budget = 30_000): MarkdownLinter {
  const linter = createMarkdownLinter({
    files: memoryDisk(files).files,
    workerFile: bundles.urlOf('worker'),
    budget,
  });
  linters.push(linter);
  return linter;
}

function request(text: string, rest: Partial<MarkdownStyleRequest> = {}): MarkdownStyleRequest {
  return { text, path: '/p/docs/CHANGELOG.md', root: '/p', when: 'configured', rules: {}, ...rest };
}

async function rulesFound(files: Readonly<Record<string, string>>, text = CRAMPED): Promise<readonly string[]> {
  const result = await linterFor(files).lint(request(text));
  expect(result.notChecked).toEqual([]);
  return [...new Set(result.problems.map(({ rule }) => rule))].sort();
}

describe('a Markdown linter', () => {
  it('is quiet where nothing configures markdownlint', async () => {
    expect(await linterFor({}).lint(request(CRAMPED))).toEqual({ problems: [], notChecked: [] });
  });

  it('has defaults for changelogs where it is to run always', async () => {
    const long = `${CLEAN}- ${'word '.repeat(60)}end.\n`;
    const linter = linterFor({});
    expect(await linter.lint(request(long, { when: 'always' }))).toEqual({ problems: [], notChecked: [] });
    const { problems } = await linter.lint(request(CRAMPED, { when: 'always' }));
    expect(problems.map(({ rule, severity, span }) => [rule, severity, CRAMPED.slice(span.start, span.end)])).toEqual([
      ['markdownlint/MD022', 'warning', '# Changelog'],
      ['markdownlint/MD022', 'warning', '## [1.0.0] - 2026-01-01'],
      ['markdownlint/MD022', 'warning', '## [1.0.0] - 2026-01-01'],
      ['markdownlint/MD022', 'warning', '### Added'],
      ['markdownlint/MD022', 'warning', '### Added'],
      ['markdownlint/MD032', 'warning', '- One.'],
    ]);
    expect(problems[0]?.message).toBe('Headings should be surrounded by blank lines (Expected: 1; Actual: 0; Below)');
  });

  it.each<[string, string, string]>([
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['CRLF and a byte-order mark', '\r\n', '\ufeff'],
  ])('offers fixes as edits: %s', async (_name, eol, mark) => {
    const text = mark + CRAMPED.replaceAll('\n', eol);
    const { problems } = await linterFor({}).lint(request(text, { when: 'always' }));
    const edits = problems.filter(({ span }) => span.start > 12).flatMap(({ fixes }) => fixes[0]?.edits ?? []);
    expect(sortEdits(edits, text.length)).not.toBeNull();
    // Two fixes for the one missing line between two blocks: whoever applies them takes one at a time.
    const first = problems[0]?.fixes[0];
    expect(first?.safety).toBe('safe');
    expect(applyEdits(text, first?.edits ?? [])).toBe(text.replace(`# Changelog${eol}`, `# Changelog${eol}${eol}`));
  });

  it('puts columns right behind a byte-order mark', async () => {
    const text = '\ufeff#  Changelog\n';
    const { problems } = await linterFor({}).lint(request(text, { when: 'always' }));
    const problem = problems.find(({ rule }) => rule === 'markdownlint/MD019');
    expect(applyEdits(text, problem?.fixes[0]?.edits ?? [])).toBe('\ufeff# Changelog\n');
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['.markdownlint.json', { '/p/.markdownlint.json': '{ "MD022": false }' }, ['markdownlint/MD032']],
    ['.markdownlint.jsonc', { '/p/.markdownlint.jsonc': '{ /* no */ "MD032": false, }' }, ['markdownlint/MD022']],
    ['.markdownlint.yaml', { '/p/.markdownlint.yaml': 'default: false\nMD032: true\n' }, ['markdownlint/MD032']],
    [
      '.markdownlint-cli2.jsonc',
      { '/p/.markdownlint-cli2.jsonc': '{ "config": { "MD022": false } }' },
      ['markdownlint/MD032'],
    ],
    [
      '.markdownlint-cli2.yaml',
      { '/p/.markdownlint-cli2.yaml': 'config:\n  blanks-around-headings: false\n' },
      ['markdownlint/MD032'],
    ],
    [
      'package.json at the root',
      { '/p/package.json': '{ "markdownlint-cli2": { "config": { "MD022": false } } }' },
      ['markdownlint/MD032'],
    ],
    [
      'the nearest one',
      { '/p/.markdownlint.json': '{ "MD022": false }', '/p/docs/.markdownlint.json': '{ "MD032": false }' },
      ['markdownlint/MD022'],
    ],
    [
      '.markdownlint.json before .markdownlint-cli2.jsonc in one folder',
      {
        '/p/.markdownlint.json': '{ "MD022": false }',
        '/p/.markdownlint-cli2.jsonc': '{ "config": { "MD032": false } }',
      },
      ['markdownlint/MD032'],
    ],
    [
      'extends, the nearer setting first',
      {
        '/p/.markdownlint.json': '{ "extends": "./style/base.yaml", "MD022": false }',
        '/p/style/base.yaml': 'default: false\nMD022: true\nMD032: true\n',
      },
      ['markdownlint/MD032'],
    ],
    [
      'extends of an installed package',
      {
        '/p/.markdownlint.json': '{ "extends": "markdownlint/style/some" }',
        '/p/node_modules/markdownlint/style/some.json': '{ "MD022": false }',
      },
      ['markdownlint/MD032'],
    ],
    [
      'overrides that name the file',
      {
        '/p/.markdownlint-cli2.jsonc':
          '{ "overrides": [{ "filter": ["docs/CHANGELOG.md"], "combine": "merge", "config": { "MD022": false } }] }',
      },
      ['markdownlint/MD032'],
    ],
  ])('follows %s', async (_name, files, expected) => {
    expect(await rulesFound(files)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['other files', 'README.md\n/CHANGELOG.md\nsrc/\ndocs/*.txt\n'],
    ['a folder of that name', 'CHANGELOG.md/\n'],
    ['it and takes it back', '*.md\n!docs/CHANGELOG.md\n'],
    ['nothing', '\n# CHANGELOG.md\n/\n'],
  ])('looks at the file where an ignore file names %s', async (_name, text) => {
    expect(await rulesFound({ '/p/.markdownlint.json': '{}', '/p/.markdownlintignore': text })).not.toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['ignores', { '/p/.markdownlint-cli2.jsonc': '{ "ignores": ["**/CHANGELOG.md"] }' }],
    ['negated globs', { '/p/.markdownlint-cli2.jsonc': '{ "globs": ["**/*.md", "!docs/**"] }' }],
    [
      'ignores beside a configuration',
      {
        '/p/.markdownlint.json': '{}',
        '/p/.markdownlint-cli2.yaml': 'ignores:\n  - docs/CHANGELOG.md\n',
      },
    ],
    [
      'an ignore file',
      { '/p/.markdownlint.json': '{}', '/p/.markdownlintignore': '# ours\nCHANGELOG.md\nnode_modules\n' },
    ],
    ['an ignored folder', { '/p/.markdownlint.json': '{}', '/p/.markdownlintignore': '/docs/\r\n' }],
    [
      'an ignore file that takes something else back',
      { '/p/.markdownlint.json': '{}', '/p/.markdownlintignore': '*.md\n!README.md\n' },
    ],
  ])('leaves the file alone because of %s', async (_name, files) => {
    expect(await rulesFound(files)).toEqual([]);
  });

  it('reads MD024 as siblings only, unless told otherwise', async () => {
    expect(await rulesFound({ '/p/.markdownlint.json': '{}' }, CLEAN)).toEqual([]);
    expect(await rulesFound({ '/p/.markdownlint.json': '{ "MD024": true }' }, CLEAN)).toEqual([]);
    const told = { '/p/.markdownlint.json': '{ "no-duplicate-heading": { "siblings_only": false } }' };
    expect(await rulesFound(told, CLEAN)).toEqual(['markdownlint/MD024']);
  });

  it('takes the severities that it is given', async () => {
    const rules = { 'markdownlint/MD022': 'off', 'markdownlint/MD032': 'error' } as const;
    const { problems } = await linterFor({}).lint(request(CRAMPED, { when: 'always', rules }));
    expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual([['markdownlint/MD032', 'error']]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['is a program', { '/p/.markdownlint.cjs': 'throw new Error("run")' }, /^\.markdownlint\.cjs is a program/],
    ['is broken JSON', { '/p/.markdownlint.json': '{ "MD022": ' }, /^\.markdownlint\.json is not valid$/],
    ['is broken YAML', { '/p/.markdownlint.yml': 'a: [b\nc: : d' }, /^\.markdownlint\.yml is not valid$/],
    ['is a YAML bomb', { '/p/.markdownlint.yaml': bomb() }, /^\.markdownlint\.yaml is not valid$/],
    [
      'extends what is not there',
      { '/p/.markdownlint.json': '{ "extends": "nothing.json" }' },
      /extends “nothing\.json”, which cannot be read$/,
    ],
    [
      'extends what lies outside',
      { '/p/.markdownlint.json': '{ "extends": "../q/base.json" }', '/q/base.json': '{}' },
      /extends “\.\.\/q\/base\.json”, which cannot be read$/,
    ],
    ['extends itself', { '/p/.markdownlint.json': '{ "extends": "./.markdownlint.json" }' }, /cannot be followed$/],
    [
      'has a regular expression that is none',
      { '/p/.markdownlint-cli2.jsonc': '{ "frontMatter": "(" }' },
      /Invalid regular expression/,
    ],
  ])('says so where its configuration %s', async (_what, files, reason) => {
    const { problems, notChecked } = await linterFor(files).lint(request(CRAMPED));
    expect(problems).toEqual([]);
    expect(notChecked).toHaveLength(1);
    expect(notChecked[0]?.rule).toBe('markdownlint');
    expect(notChecked[0]?.reason).toMatch(reason);
  });

  it('ends what takes too long, says so, and works again behind that', async () => {
    const linter = linterFor({}, 2_000);
    const table = `${'|a'.repeat(4000)}|\n${'|-'.repeat(4000)}|\n`;
    expect(table.length).toBeLessThan(17_000);
    const [hanging, waiting] = await Promise.all([
      linter.lint(request(table, { when: 'always' })),
      linter.lint(request('# Changelog\n', { when: 'always' })),
    ]);
    expect(hanging).toEqual({
      problems: [],
      notChecked: [{ rule: 'markdownlint', reason: 'it took longer than 2 seconds' }],
    });
    expect(waiting).toEqual({ problems: [], notChecked: [] });
  });

  it('leaves long texts out, and says so', async () => {
    const text = `# Changelog\n${'\n'.repeat(STYLE_LENGTH_LIMIT)}`;
    expect((await linterFor({}).lint(request(text, { when: 'always' }))).notChecked).toEqual([
      { rule: 'markdownlint', reason: 'the file is longer than 1 MB' },
    ]);
  });

  it('says so where its thread cannot be started', async () => {
    const linter = createMarkdownLinter({ files: memoryDisk({}).files, workerFile: bundles.urlOf('nothing') });
    const { notChecked } = await linter.lint(request(CRAMPED, { when: 'always' }));
    expect(notChecked[0]?.reason).toMatch(/Cannot find module/);
  });
});

describe('withSiblingHeadings', () => {
  it.each<[object, object]>([
    [{}, { MD024: { siblings_only: true } }],
    [{ md024: true }, { md024: { siblings_only: true } }],
    [{ MD024: 'warning' }, { MD024: { siblings_only: true, severity: 'warning' } }],
    [{ MD024: false }, { MD024: false }],
    [{ MD024: { siblings_only: false } }, { MD024: { siblings_only: false } }],
    [{ MD024: { severity: 'error' } }, { MD024: { siblings_only: true, severity: 'error' } }],
    [{ default: false }, { default: false }],
    [{ headings: false }, { headings: false }],
    [
      { default: false, 'no-duplicate-heading': true },
      { default: false, 'no-duplicate-heading': { siblings_only: true } },
    ],
  ])('%j becomes %j', (config, expected) => {
    expect(withSiblingHeadings(config as Record<string, unknown>)).toEqual(expected);
  });
});

/** Nine lists, each of nine times the one before. */
function bomb(): string {
  const names = 'abcdefghi';
  const lines = [...names].map((name, index) => {
    const item = index === 0 ? '1' : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
  });
  return `${lines.join('\n')}\n`;
}
