import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toRuleJson } from '../../src/cli/report/rules.ts';
import { documentRules } from '../../src/core/index.ts';
import { type Bundles, buildBundles, packageOf } from '../support/bundles.ts';
import { startProcess } from '../support/lsp-process.ts';
import { TestRepository } from '../support/repository.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ENTRIES = [
  'cli.mjs',
  'extension.cjs',
  'hash-worker.mjs',
  'language-client.mjs',
  'ledger-ui.mjs',
  'markdownlint-worker.mjs',
  'operation.mjs',
  'pages.mjs',
  'record-commands.mjs',
  'server.mjs',
];

/** Ceilings in bytes: what VS Code reads to activate us, and all the JavaScript that is shipped. Raised only for what users have of it. */
const EXTENSION_BYTES = 28_400;
const ALL_BYTES = 1_910_000;

/** How many files each of these reads before it does anything, and how many bytes there are in them. Raised as rarely. */
const STARTS: readonly (readonly [entry: string, files: number, bytes: number])[] = [
  ['server.mjs', 8, 455_000],
  ['cli.mjs', 5, 592_000],
  ['language-client.mjs', 5, 182_000],
  ['hash-worker.mjs', 4, 5_000],
  ['markdownlint-worker.mjs', 3, 150_000],
];

/** How many files there are in all. */
const FILES = 51;

/** Every package that is shipped inside of the bundles. A new one is a decision: its licence, its size, what it does. */
const PACKAGES: readonly string[] = [
  '@kwsites/file-exists',
  '@kwsites/promise-deferred',
  '@simple-git/args-pathspec',
  '@simple-git/argv-parser',
  'ansi-regex',
  'commander',
  'get-east-asian-width',
  'jsonc-parser',
  'markdownlint',
  'micromark',
  'micromark-core-commonmark',
  'micromark-extension-directive',
  'micromark-extension-gfm-autolink-literal',
  'micromark-extension-gfm-footnote',
  'micromark-extension-gfm-table',
  'micromark-extension-math',
  'micromark-factory-destination',
  'micromark-factory-label',
  'micromark-factory-space',
  'micromark-factory-title',
  'micromark-factory-whitespace',
  'micromark-util-character',
  'micromark-util-chunked',
  'micromark-util-classify-character',
  'micromark-util-combine-extensions',
  'micromark-util-html-tag-name',
  'micromark-util-normalize-identifier',
  'micromark-util-resolve-all',
  'micromark-util-subtokenize',
  'semver',
  'simple-git',
  'string-width',
  'strip-ansi',
  'toml-eslint-parser',
  'vscode-jsonrpc',
  'vscode-languageclient',
  'vscode-languageserver',
  'vscode-languageserver-protocol',
  'vscode-languageserver-textdocument',
  'vscode-languageserver-types',
  'yaml',
];

let bundles: Bundles;
beforeAll(() => {
  bundles = buildBundles();
});
afterAll(() => bundles.remove());

describe('the bundles', () => {
  it('are the entries, what they share, what documents the rules, German texts, and the notices', () => {
    const files = readdirSync(bundles.folder).sort();
    expect(files.filter((file) => !/^chunk-[0-9a-z]+\.mjs$/.test(file))).toEqual(
      [...ENTRIES, 'THIRD-PARTY-NOTICES.txt', 'german.json', 'rules.json'].sort(),
    );
  });

  it('stay small', () => {
    const sizes = [...bundles.outputs.values()].map(({ bytes }) => bytes);
    expect(bundles.outputs.get('extension.cjs')?.bytes).toBeLessThanOrEqual(EXTENSION_BYTES);
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(ALL_BYTES);
  });

  it('are few', () => {
    expect(bundles.outputs.size).toBeLessThanOrEqual(FILES);
  });

  it.each(STARTS)('let %s start with %d files of %d bytes', (entry, files, bytes) => {
    const read = readAtOnce(entry);
    expect(read.length).toBeLessThanOrEqual(files);
    expect(read.reduce((sum, file) => sum + (bundles.outputs.get(file)?.bytes ?? 0), 0)).toBeLessThanOrEqual(bytes);
  });

  it('do not import each other in a circle', () => {
    const circles = [...bundles.outputs].filter(([file, { imports }]) =>
      imports.some(
        ({ path: name, kind }) => kind === 'import-statement' && readAtOnce(path.posix.basename(name)).includes(file),
      ),
    );
    expect(circles.map(([file]) => file)).toEqual([]);
  });

  it('export all that others import from them', () => {
    const exported = new Map([...bundles.outputs].map(([file, each]) => [file, new Set(each.exports)]));
    const absent = [...bundles.outputs.keys()].flatMap((file) =>
      readImports(file).filter(({ from, name }) => !exported.get(from)?.has(name)),
    );
    expect(absent).toEqual([]);
  });

  it('contain the packages that were decided on, and no other', () => {
    expect(bundledPackages()).toEqual([...PACKAGES].sort());
  });

  it('contain no package twice', () => {
    const folders = new Set(
      shippedInputs().flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
    );
    const names = [...folders].map((folder) => packageOf(`${folder}/`));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('come with the licence of every package', () => {
    const notices = readFileSync(path.join(bundles.folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const named = [...notices.matchAll(/^=+\n(\S+) \d\S* \(.+\)$/gm)].map(([, name]) => name);
    expect([...new Set(named)]).toEqual(bundledPackages());
  });

  it('import each other, Node and the editor, and nothing else', () => {
    const known = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
    const strangers = [...bundles.outputs].flatMap(([file, { imports }]) =>
      imports
        .filter(({ external }) => external)
        .filter(({ path: name }) => !known.has(name) && !bundles.outputs.has(path.posix.basename(name)))
        .map(({ path: name }) => ({ file, name })),
    );
    expect([...new Set(strangers.map(({ name }) => name))]).toEqual(['vscode']);
    // What runs outside of the extension host has no editor to import.
    const alone = new Set(
      ['cli.mjs', 'server.mjs', 'markdownlint-worker.mjs', 'hash-worker.mjs'].flatMap(reachableFrom),
    );
    expect(strangers.filter(({ file }) => alone.has(file))).toEqual([]);
  });
});

describe('alone in a folder', () => {
  it('the command line checks a changelog', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      path.join(folder, 'CHANGELOG.md'),
      '# Changelog\n\n## [1.0.0] - 2026-02-30\n\n### Added\n\n- A start.\n',
    );
    const { code, stdout } = await runCli(folder, ['check', '--format', 'json']);
    const { problems } = JSON.parse(stdout) as { problems: { rule: string }[] };
    expect(problems.map(({ rule }) => rule)).toContain('changelog/impossible-date');
    expect(code).toBe(1);
  });

  it('the command line is a program', () => {
    expect(readFileSync(path.join(bundles.folder, 'cli.mjs'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('the command line explains every rule as the sources do', async () => {
    const { stdout } = await runCli(temporaryFolder(), ['explain', '--format', 'json']);
    const { rules } = JSON.parse(stdout) as { rules: unknown[] };
    expect(rules).toEqual(JSON.parse(JSON.stringify(documentRules().map(toRuleJson))));
  });

  it.each([
    ['pubspec.yaml', 'name: a\nversion: 1.0.0\n'],
    ['pyproject.toml', '[project]\nname = "a"\nversion = "1.0.0"\n'],
  ])('the command line reads tags and a %s', async (file, text) => {
    const repository = new TestRepository();
    try {
      const sections = ['1.1.0', '1.0.0'].map(
        (version) => `## [${version}] - 2026-01-01\n\n### Added\n\n- ${version}.\n`,
      );
      repository.commit('Release 1.0.0', { 'CHANGELOG.md': `# Changelog\n\n${sections.join('\n')}`, [file]: text });
      repository.tag('v1.0.0');
      const { stdout } = await runCli(repository.folder, ['check', '--format', 'json']);
      const { problems } = JSON.parse(stdout) as { problems: { rule: string; file: string }[] };
      const told = problems.map((problem) => `${problem.rule} ${problem.file}`);
      expect(told).toContain('ledger/release-without-tag CHANGELOG.md');
      expect(told).toContain(`ledger/version-file-behind ${file}`);
    } finally {
      repository.remove();
    }
  });

  it('the language server answers', async () => {
    const server = startProcess(path.join(bundles.folder, 'server.mjs'));
    server.send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const answer = await server.next(({ id }) => id === 1);
    expect(answer.result).toHaveProperty('capabilities');
    server.send({ id: 2, method: 'shutdown' });
    server.send({ method: 'exit' });
    expect(await server.exit).toBe(0);
  });

  it('the worker lints', async () => {
    const worker = new Worker(path.join(bundles.folder, 'markdownlint-worker.mjs'));
    try {
      const ready = await nextMessage(worker);
      expect(ready).toBe('ready');
      worker.postMessage({ text: '# A\n# B\n', config: { default: true }, frontMatter: null, noInlineConfig: false });
      const { findings } = (await nextMessage(worker)) as { findings: { ruleNames: string[] }[] };
      expect(findings.flatMap(({ ruleNames }) => ruleNames)).toContain('MD022');
    } finally {
      await worker.terminate();
    }
  });
});

function bundledPackages(): readonly string[] {
  return [...new Set(shippedInputs().flatMap((input) => packageOf(input) ?? []))].sort();
}

function shippedInputs(): readonly string[] {
  const inputs = [...bundles.outputs.values()].flatMap((output) => Object.entries(output.inputs));
  return inputs.flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

/** A bundle and all that it imports, itself or through others, at once or later. */
function reachableFrom(entry: string): readonly string[] {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const { path: name } of bundles.outputs.get(file)?.imports ?? []) {
      if (bundles.outputs.has(path.posix.basename(name))) reached.add(path.posix.basename(name));
    }
  }
  return [...reached];
}

/** A bundle and all that it imports before it runs. */
function readAtOnce(entry: string): readonly string[] {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const { path: name, kind } of bundles.outputs.get(file)?.imports ?? []) {
      const other = path.posix.basename(name);
      if (kind === 'import-statement' && bundles.outputs.has(other)) reached.add(other);
    }
  }
  return [...reached].filter((file) => bundles.outputs.has(file));
}

/** What a bundle imports from others by name. */
function readImports(file: string): readonly { from: string; name: string }[] {
  const code = readFileSync(path.join(bundles.folder, file), 'utf8');
  return [...code.matchAll(/import\{([^}]*)\}from"\.\/([\w-]+\.mjs)"/g)].flatMap(([, names = '', from = '']) =>
    names.split(',').map((each) => ({ from, name: each.split(' as ')[0] ?? '' })),
  );
}

async function runCli(cwd: string, args: readonly string[]): Promise<{ code: number; stdout: string }> {
  const cli = path.join(bundles.folder, 'cli.mjs');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], { cwd });
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
