import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, readSources } from '../support/sources.ts';

/** What can be reached from outside: nothing that a page or another program could send something to. */
describe('the client', () => {
  it('has no URI handler and no webview (T107, T114, T115)', () => {
    const doors = /registerUriHandler|createWebviewPanel|registerWebviewViewProvider|registerCustomEditorProvider/;
    expect(readSources('client').filter(({ text }) => doors.test(text))).toEqual([]);
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
