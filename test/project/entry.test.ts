import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { PAGE_COMMANDS, PAGE_LINKS } from '../../src/protocol/pages.ts';
import { ROOT, readSources } from '../support/sources.ts';

/** What can be reached from outside: nothing that a page or another program could send something to. */
describe('the client', () => {
  const holding = (pattern: RegExp): readonly string[] =>
    readSources('client').flatMap(({ path: file, text }) => (pattern.test(text) ? [file] : []));

  it('has no URI handler, and nothing that hears messages of a webview (T114, T115)', () => {
    expect(holding(/registerUriHandler|registerWebviewViewProvider|registerCustomEditorProvider/)).toEqual([]);
    expect(
      holding(/onDidReceiveMessage|postMessage|retainContextWhenHidden|asWebviewUri|enableCommandUris: true/),
    ).toEqual([]);
  });

  it('opens webviews in one place, which loads nothing and links to commands of ours alone (T107, T114)', () => {
    expect(holding(/createWebviewPanel|webview\.html/)).toEqual(['client/dashboard/pages.ts']);
    const [pages] = readSources('client/dashboard').filter(({ path: file }) => file.endsWith('/pages.ts'));
    expect(pages?.text).toContain('localResourceRoots: []');
    expect(pages?.text).toContain('enableCommandUris: [...Object.values(PAGE_COMMANDS), ...Object.values(PAGE_LINKS)]');
    expect(
      [...Object.values(PAGE_COMMANDS), ...Object.values(PAGE_LINKS)].filter(
        (name) => !name.startsWith('releaseLedger.'),
      ),
    ).toEqual([]);
  });
});

/** What VS Code loads in every window that opens a Markdown file. */
describe('the extension’s entry', () => {
  let text = '';
  let inputs: readonly string[] = [];

  beforeAll(async () => {
    const { outputFiles, metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['client/extension.ts'],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'cjs',
      // Loaded when something needs them: bundles of their own.
      external: [
        'vscode',
        './dashboard/pages.ts',
        './language-client.ts',
        './ledger/ledger-ui.ts',
        './operation.ts',
        './records/record-commands.ts',
      ],
    });
    text = outputFiles[0]?.text ?? '';
    inputs = Object.keys(metafile.inputs).map((file) => file.split(path.sep).join('/'));
  });

  it('is at most 30 KB', () => {
    expect(text.length).toBeGreaterThan(5_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(30_000);
  });

  it('holds our own code alone: no library is loaded before it is needed', () => {
    expect(inputs.filter((file) => !/^(?:client|src\/protocol)\//.test(file))).toEqual([]);
    const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]);
    expect([...new Set(required)]).toEqual(['vscode']);
  });
});
