import assert from 'node:assert/strict';
import {
  type CodeLens,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  type Location,
  type LocationLink,
  type TextDocument,
  type TextEdit,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import {
  applyCodeAction,
  codeActions,
  deleteChangelogs,
  rangeOf,
  replaceText,
  showChangelog,
} from '../../support/editor.ts';
import { eventually, problemsOf, reset, ruleOf, sampleUri, show, startExtension } from '../support.ts';

/** The problems that are planted in the sample: the line that each stands in, and its rule. */
const PLANTED: readonly (readonly [line: string, rule: string])[] = [
  ['### Fix', 'changelog/category-alias'],
  ['## [2.0.0] - 2026/09/14', 'changelog/wrong-date-form'],
  ['### Changed', 'changelog/duplicate-category'],
  ['## [1.3.0]', 'changelog/release-without-date'],
  ['- TODO', 'changelog/placeholder-in-release'],
  ['## [1.2.1] - 2026-02-30', 'changelog/missing-link-definition'],
  ['## [1.2.1] - 2026-02-30', 'changelog/impossible-date'],
  ['### Fixed', 'changelog/empty-category'],
  ['- A crafted station file can no longer write outside the cache. CVE-2026-31337', 'changelog/misplaced-security-id'],
  ['## [1.2.2] - 2026-03-09 [yanked]', 'changelog/release-out-of-order'],
  ['## [1.2.2] - 2026-03-09 [yanked]', 'changelog/malformed-yanked'],
  [
    '[Unreleased]: https://github.com/tidewater-example/tidewater/compare/v1.3.0...HEAD',
    'changelog/wrong-unreleased-base',
  ],
];

const CHANGELOG = `# Changelog

All notable changes to this project are documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/),
and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

## [Unreleased]

### Added

- A lighthouse.

## [1.0.0] - 2026-01-31

### Fixed

- The pier.

[Unreleased]: https://github.com/tidewater-example/pier/compare/v1.0.0...HEAD
[1.0.0]: https://github.com/tidewater-example/pier/releases/tag/v1.0.0
`;

describe('diagnostics', () => {
  before(startExtension);
  afterEach(reset);
  after(deleteChangelogs);

  it('name each planted problem of the sample in the line where it stands', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    const read = (): string =>
      problemsOf(document.uri)
        .map((each) => `${document.lineAt(each.range.start).text} ${ruleOf(each)}`)
        .sort()
        .join('\n');
    const planted = PLANTED.map(([line, rule]) => `${line} ${rule}`).sort();
    await eventually('the planted problems', () => read() === planted.join('\n')).catch(() => undefined);
    assert.deepEqual(read().split('\n'), planted);
  });

  it('come and go with what is typed', async () => {
    const document = await showChangelog('come and go', CHANGELOG);
    await replaceText(' - 2026-01-31', '');
    await eventually('the problem', () => rulesOf(document).includes('changelog/release-without-date'));
    await replaceText('## [1.0.0]', '## [1.0.0] - 2026-01-31');
    await eventually('its end', () => !rulesOf(document).includes('changelog/release-without-date'));
  });

  it('follow a changelog that another program writes', async () => {
    const uri = sampleUri('CHANGELOG.md');
    const original = await workspace.fs.readFile(uri);
    const isReported = (): boolean => problemsOf(uri).map(ruleOf).includes('changelog/impossible-date');
    await eventually('the problem', isReported);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(CHANGELOG));
    try {
      await eventually('its end', () => !isReported());
    } finally {
      await workspace.fs.writeFile(uri, original);
    }
    await eventually('the problem again', isReported);
  });
});

describe('fixes', () => {
  before(startExtension);
  afterEach(reset);
  after(deleteChangelogs);

  it('are offered where the problem is, and mend it', async () => {
    const document = await showChangelog('quick fix', CHANGELOG.replace('### Fixed', '### Fix'));
    await eventually('the problem', () => rulesOf(document).includes('changelog/category-alias'));
    const offered = await codeActions(document.uri, rangeOf(document, '### Fix'), 'quickfix');
    await applyCodeAction(offered.find(({ title }) => title === 'Write “Fixed”'));
    assert.equal(document.getText(), CHANGELOG);
    await eventually('its end', () => !rulesOf(document).includes('changelog/category-alias'));
  });

  it('can be left undone with a comment', async () => {
    const document = await showChangelog('suppression', CHANGELOG.replace('### Fixed', '### Fix'));
    await eventually('the problem', () => rulesOf(document).includes('changelog/category-alias'));
    const offered = await codeActions(document.uri, rangeOf(document, '### Fix'), 'quickfix');
    await applyCodeAction(offered.find(({ title }) => title === 'Allow changelog/category-alias here'));
    assert.match(document.getText(), /<!-- release-ledger: allow changelog\/category-alias -->\n+### Fix\n/);
    await eventually('its end', () => !rulesOf(document).includes('changelog/category-alias'));
  });

  it('are made together by source.fixAll.releaseLedger', async () => {
    const broken = CHANGELOG.replace('2026-01-31', '2026/01/31').replace('- The pier.', '- The pier.\n\n### Removed');
    const document = await showChangelog('fix all', broken);
    await eventually('two problems', () => rulesOf(document).length >= 2);
    const whole = rangeOf(document, broken);
    const [action] = await codeActions(document.uri, whole, 'source.fixAll.releaseLedger');
    await applyCodeAction(action);
    assert.equal(document.getText(), CHANGELOG);
  });
});

describe('in a changelog', () => {
  let document: TextDocument;
  before(async () => {
    await startExtension();
    document = await showChangelog('language features', CHANGELOG);
  });
  after(deleteChangelogs);

  it('completion offers the categories that a release does not have yet', async () => {
    await replaceText('- A lighthouse.\n', '- A lighthouse.\n\n#');
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      rangeOf(document, '- A lighthouse.\n\n#').end,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.deepEqual(
      labels.filter((label) => label.startsWith('### ')),
      ['### Changed', '### Deprecated', '### Removed', '### Fixed', '### Security'],
    );
    await replaceText('- A lighthouse.\n\n#', '- A lighthouse.\n');
  });

  it('hover says what a release holds and what a category is for', async () => {
    assert.match(await hoverText('[1.0.0] - '), /1 entry: 1 Fixed/);
    assert.match(await hoverText('Added'), /New features/);
  });

  it('the outline shows releases, categories and entries', async () => {
    const symbols = await eventually('the outline', async () => {
      const all = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
      return all?.some(({ name }) => name === '1.0.0') ? all : undefined;
    });
    const release = symbols.find(({ name }) => name === '1.0.0');
    assert.deepEqual(
      [
        release?.detail,
        release?.children.map(({ name }) => name),
        release?.children[0]?.children.map(({ name }) => name),
      ],
      ['2026-01-31', ['Fixed'], ['The pier.']],
    );
  });

  it('a version leads to its link definition', async () => {
    const found = await commands.executeCommand<(Location | LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      rangeOf(document, '1.0.0] - ').start,
    );
    const lines = found.map((each) => ('targetRange' in each ? each.targetRange : each.range).start.line);
    assert.ok(lines.includes(rangeOf(document, '[1.0.0]: ').start.line), `it leads to the lines ${lines}`);
  });

  it('a version is renamed with its heading and its link', async () => {
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      rangeOf(document, '1.0.0] - ').start,
      '1.0.1',
    );
    const lines = edit.get(document.uri).map(({ range }) => document.lineAt(range.start).text.slice(0, 9));
    assert.deepEqual([...new Set(lines)].sort(), ['## [1.0.0', '[1.0.0]: '].sort());
  });

  it('lenses lead to the commands', async () => {
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    const called = lenses.flatMap(({ command }) => (command?.command ? [command.command] : []));
    const known = new Set(await commands.getCommands(true));
    assert.ok(called.includes('releaseLedger.addEntry'));
    assert.deepEqual(
      called.filter((command) => !known.has(command)),
      [],
    );
  });

  it('formatting makes the safe fixes', async () => {
    const broken = await showChangelog('formatting', CHANGELOG.replace('2026-01-31', '2026/01/31'));
    const edits = await commands.executeCommand<TextEdit[]>('vscode.executeFormatDocumentProvider', broken.uri, {
      tabSize: 4,
      insertSpaces: true,
    });
    assert.ok(edits.length > 0);
    const ordered = edits.toSorted((a, b) => b.range.start.compareTo(a.range.start));
    const text = ordered.reduce((before, { range, newText }) => {
      const [start, end] = [broken.offsetAt(range.start), broken.offsetAt(range.end)];
      return before.slice(0, start) + newText + before.slice(end);
    }, broken.getText());
    assert.equal(text, CHANGELOG);
  });

  async function hoverText(at: string): Promise<string> {
    const position = rangeOf(document, at).start.translate(0, 1);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
    return hovers
      .flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value)))
      .join('\n');
  }
});

function rulesOf(document: TextDocument): readonly string[] {
  return problemsOf(document.uri).map(ruleOf);
}
