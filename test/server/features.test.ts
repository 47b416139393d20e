import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CodeLens,
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  Range,
  SelectionRange,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import {
  applyTextEdits,
  applyWorkspaceEdit,
  CHANGELOG,
  FULL,
  startClient,
  type TestClient,
} from '../support/lsp-client.ts';
import { drawRanges, readMarks } from '../support/marked-text.ts';

let client: TestClient;
beforeAll(async () => {
  client = await startClient({
    initializationOptions: { commands: ['releaseLedger.previewNotes', 'releaseLedger.addEntry'] },
  });
});
afterAll(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
});

const textDocument = { uri: CHANGELOG };

async function show(marked: string, who = client): Promise<ReturnType<typeof readMarks>> {
  const marks = readMarks(marked);
  await who.close(CHANGELOG);
  await who.open(CHANGELOG, marks.text);
  return marks;
}

const LEDGER = `# Changelog

## [Unreleased]

### Added

- Something new.
- **Breaking:** Something else,
  on two lines.

### Fixed

- A bug, see [#12] and [the docs](https://example.com/docs).

## [1.1.0] - 2026-02-20

A summary.

### Security

- CVE-2025-12345: closed.

## [1.0.0] - 2025-01-01 [YANKED]

### Added

- Everything (#7).

[#12]: https://example.com/12
[Unreleased]: https://example.com/r/compare/v1.1.0...HEAD
[1.1.0]: https://example.com/r/compare/v1.0.0...v1.1.0
[1.0.0]: https://example.com/r/releases/tag/v1.0.0
`;

describe('outline', () => {
  const draw = (symbols: readonly DocumentSymbol[], depth = 0): string =>
    symbols
      .map(
        ({ name, detail, tags, children }) =>
          `${'  '.repeat(depth)}${[name, detail, tags?.length ? 'deprecated' : ''].filter(Boolean).join(' | ')}\n${draw(children ?? [], depth + 1)}`,
      )
      .join('');

  it('holds releases, categories and entries', async () => {
    await show(LEDGER);
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(draw(symbols)).toBe(`Unreleased
  Added | 2 entries
    Something new.
    Breaking: Something else,
  Fixed | 1 entry
    A bug, see [#12] and the docs.
1.1.0 | 2026-02-20
  Security | 1 entry
    CVE-2025-12345: closed.
1.0.0 | 2025-01-01 · yanked | deprecated
  Added | 1 entry
    Everything (#7).
`);
  });

  it('is a plain list for clients that know no other', async () => {
    const old = await startClient({
      capabilities: { ...FULL, textDocument: { ...FULL.textDocument, documentSymbol: {} } },
    });
    await show('# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- x\n', old);
    const symbols = await old.request<SymbolInformation[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
      ['1.0.0', undefined],
      ['Added', '1.0.0'],
      ['x', 'Added'],
    ]);
    await old.stop();
  });

  it.each([
    ['an entry without text', '## [1.0.0] - 2026-01-01\n\n### Added\n\n-\n- x\n'],
    ['a heading without text', '## [1.0.0] - 2026-01-01\n\n###\n\n- x\n'],
    ['control characters', '## [1.0.0] - 2026-01-01\n\n### Added\n\n- a\u202eb\u0007\n'],
    ['nothing', ''],
    ['the last line', '## [1.0.0]'],
  ])('gives every item a name that can be shown: %s', async (_name, text) => {
    await show(text);
    const check = (symbols: readonly DocumentSymbol[]): void => {
      for (const { name, children, range, selectionRange } of symbols) {
        expect(name).toMatch(/^[^\p{Cc}\u202e]+$/u);
        expect(
          [range.start.line, range.start.character] <= [selectionRange.start.line, selectionRange.start.character],
        ).toBe(true);
        check(children ?? []);
      }
    };
    check(await client.request('textDocument/documentSymbol', { textDocument }));
  });
});

describe('folding', () => {
  it.each([
    [
      'releases and categories',
      '# C\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- x\n\n## [0.1.0] - 2025-01-01\n\n- y\n',
      ['2-6', '4-6', '8-10'],
    ],
    ['entries of several lines', '# C\n\n## [1.0.0] - 2026-01-01\n\n- x\n  y\n\n  z\n- a\n', ['2-8', '4-7']],
    ['fences', '# C\n\n## [1.0.0] - 2026-01-01\n\n```\na\n```\n', ['2-6', '4-6']],
    ['comments', '# C\n\n<!--\na\n-->\n', ['2-4 comment']],
    [
      'link definitions',
      '# C\n\n## [1.0.0] - 2026-01-01\n\n- x\n\n[1.0.0]: https://a.b\n[0.1.0]: https://a.b\n',
      ['2-4', '6-7'],
    ],
    ['nothing on one line', '# C', []],
  ])('%s', async (_name, text, expected) => {
    await show(text);
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    expect(folds.map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`)).toEqual(
      expected,
    );
  });
});

describe('selection', () => {
  it('grows from the word to the document', async () => {
    const { text, caret } = await show(
      '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- one t‸wo\n  three\n- four\n',
    );
    const [first] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [caret],
    });
    const drawn: string[] = [];
    for (let at: SelectionRange | undefined = first; at; at = at.parent) {
      drawn.push(/⟦([\s\S]*)⟧/.exec(drawRanges(text, [at.range]))?.[1] as string);
    }
    expect(drawn).toEqual([
      'two',
      '- one two',
      '- one two\n  three',
      '### Added\n\n- one two\n  three\n- four\n',
      '## [1.0.0] - 2026-01-01\n\n### Added\n\n- one two\n  three\n- four\n',
      text,
    ]);
  });

  it('has a selection for every position, even outside of the text', async () => {
    await show('');
    const positions = [
      { line: 0, character: 0 },
      { line: 7, character: 9 },
    ];
    const answer = await client.request<SelectionRange[]>('textDocument/selectionRange', { textDocument, positions });
    expect(answer).toHaveLength(2);
  });
});

describe('document links', () => {
  it('lead to the web and nowhere else (T067)', async () => {
    await show(
      [
        '# Changelog',
        '',
        '## [1.0.0] - 2026-01-01',
        '',
        '- [a](https://a.example) [b](javascript:alert) [c](command:x) [d](file:///etc/passwd) <http://e.example>',
        '- `[f](https://f.example)` [g](<https://g.example/a b>) [h](HTTPS://h.example) [i](//i.example) [j](data:text/html,x)',
        '',
        '[1.0.0]: https://k.example',
        '[l]: javascript:alert(1)',
        '[m]: vscode://x',
        '',
      ].join('\n'),
    );
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument });
    expect(links.map(({ target }) => target)).toEqual([
      'https://a.example',
      'http://e.example',
      'HTTPS://h.example',
      'https://k.example',
    ]);
  });
});

describe('definition and references', () => {
  it.each([
    ['a reference in an entry', '[1‸.0.0]\n', 10],
    ['a release', '## [1.0‸.0] - 2026-01-01\n', 10],
  ])('lead from %s to the definition', async (_name, marked) => {
    const { text, caret } = await show(`# Changelog\n\n${marked}\n\n[1.0.0]: https://a.example\n`);
    const definition = await client.request<Location | null>('textDocument/definition', {
      textDocument,
      position: caret,
    });
    expect(drawRanges(text, definition ? [definition.range] : [])).toContain('⟦[1.0.0]: https://a.example⟧');
  });

  it('find every form of a reference, in any case, and no look-alikes', async () => {
    const { text, caret } = await show(
      '# C\n\n## [Ab] - 2026-01-01\n\n- [ab], [AB][], [text][aB] and [x](y) `[ab]` \\[ab] [abc]\n\n```\n[ab]\n```\n\n[a‸b]: https://a.example\n',
    );
    const references = async (includeDeclaration: boolean): Promise<string> => {
      const found = await client.request<Location[]>('textDocument/references', {
        textDocument,
        position: caret,
        context: { includeDeclaration },
      });
      return drawRanges(
        text,
        found.map(({ range }) => range),
      );
    };
    expect(await references(false)).toBe(
      '# C\n\n## ⟦[Ab]⟧ - 2026-01-01\n\n- ⟦[ab]⟧, ⟦[AB][]⟧, ⟦[text][aB]⟧ and [x](y) `[ab]` \\[ab] [abc]\n\n```\n[ab]\n```\n\n[ab]: https://a.example\n',
    );
    expect(await references(true)).toContain('⟦[ab]: https://a.example⟧');
  });
});

describe('rename', () => {
  const DOCUMENT =
    '# C\n\n## [1.0.0] - 2026-01-01\n\n- See [1.0.0] and [this][1.0.0]\n\n[1.0.0]: https://a.example/v1.0.0\n';
  const RENAMED =
    '# C\n\n## [2.0.0] - 2026-01-01\n\n- See [2.0.0] and [this][2.0.0]\n\n[2.0.0]: https://a.example/v1.0.0\n';

  it.each([
    ['the heading', DOCUMENT.replace('## [1.0', '## [1.0‸')],
    ['the definition', DOCUMENT.replace('\n[1.0', '\n[1.0‸')],
    ['a reference', DOCUMENT.replace('[this][1', '[this][1‸')],
  ])('changes heading, definition and references, started from %s', async (_name, marked) => {
    const { text, caret } = await show(marked);
    const range = await client.request<Range>('textDocument/prepareRename', { textDocument, position: caret });
    expect(drawRanges(text, [range])).toContain('⟦1.0.0⟧');
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position: caret,
      newName: '2.0.0',
    });
    expect(edit.documentChanges).toMatchObject([{ textDocument: { version: 1 } }]);
    expect(applyWorkspaceEdit(text, edit, CHANGELOG)).toBe(RENAMED);
  });

  it('changes a heading without brackets', async () => {
    const { text, caret } = await show('# C\n\n## 1.0.0‸ - 2026-01-01\n\n- x\n');
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position: caret,
      newName: '1.0.1',
    });
    expect(applyWorkspaceEdit(text, edit, CHANGELOG)).toBe('# C\n\n## 1.0.1 - 2026-01-01\n\n- x\n');
  });

  it.each([
    ['a bracket', 'a]b', /cannot be the label/],
    ['a line break', 'a\nb', /cannot be the label/],
    ['nothing', '  ', /cannot be the label/],
    ['a backslash at its end', 'a\\', /cannot be the label/],
    ['a name that is in use', '0.9.0', /in use already/],
    ['a name that is in use in another case', 'RC', /in use already/],
  ])('is refused with %s', async (_name, newName, message) => {
    const { caret } = await show(
      DOCUMENT.replace('## [1.0', '## [1.0‸').replace('# C', '# C\n\n[0.9.0]: https://a\n[rc]: https://b'),
    );
    await expect(client.request('textDocument/rename', { textDocument, position: caret, newName })).rejects.toThrow(
      message,
    );
  });

  it('is not offered where no label is', async () => {
    const { caret } = await show('# Chan‸gelog\n');
    expect(await client.request('textDocument/prepareRename', { textDocument, position: caret })).toBeNull();
    await expect(
      client.request('textDocument/rename', { textDocument, position: caret, newName: 'x' }),
    ).rejects.toThrow(/Only versions/);
  });
});

describe('formatting', () => {
  it('makes the safe fixes and leaves every other byte', async () => {
    const { text } = await show('# Changelog\n\n## [1.0.0] – 2026-01-01\n\n### Added\n\n-   odd\tspacing\n');
    const edits = await client.request<TextEdit[]>('textDocument/formatting', {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(applyTextEdits(text, edits)).toContain('## [1.0.0] - 2026-01-01\n\n### Added\n\n-   odd\tspacing\n');
  });

  it('of a range leaves what lies outside', async () => {
    const { text, range } = await show(
      '# Changelog\n\n⟦## [1.1.0] – 2026-01-02\n\n### Added\n\n- y\n⟧\n## [1.0.0] – 2026-01-01\n\n### Added\n\n- x\n',
    );
    const edits = await client.request<TextEdit[]>('textDocument/rangeFormatting', {
      textDocument,
      range,
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(applyTextEdits(text, edits)).toContain(
      '## [1.1.0] - 2026-01-02\n\n### Added\n\n- y\n\n## [1.0.0] – 2026-01-01',
    );
  });

  it('keeps CRLF whole', async () => {
    const { text } = await show('# Changelog\r\n\r\n## [1.0.0] – 2026-01-01\r\n\r\n### Added\r\n\r\n- x\r\n');
    const edits = await client.request<TextEdit[]>('textDocument/formatting', {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    });
    const formatted = applyTextEdits(text, edits);
    expect(formatted).toContain('## [1.0.0] - 2026-01-01\r\n');
    expect(formatted.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('semantic tokens', () => {
  const draw = async (marked: string, range?: Range): Promise<string[]> => {
    const { text } = await show(marked);
    const { legend } = client.capabilities.semanticTokensProvider as { legend: { tokenTypes: string[] } };
    const method = range ? 'textDocument/semanticTokens/range' : 'textDocument/semanticTokens/full';
    const { data } = await client.request<{ data: number[] }>(method, { textDocument, ...(range ? { range } : {}) });
    const lines = text.split(/\r\n|\n|\r/);
    const drawn: string[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [down = 0, along = 0, length = 0, type = 0] = data.slice(i, i + 5);
      character = down === 0 ? character + along : along;
      line += down;
      drawn.push(`${legend.tokenTypes[type]} ${lines[line]?.slice(character, character + length)}`);
    }
    return drawn;
  };

  it('colour versions, dates, yanked, markers and identifiers, and leave categories to the grammar', async () => {
    expect(
      await draw('# C\n\n## [1.0.0] - 2026-01-01 [YANKED]\n\n### Security\n\n- **Breaking:** 😀 CVE-2025-12345: x\n'),
    ).toEqual([
      'class 1.0.0',
      'number 2026-01-01',
      'keyword [YANKED]',
      'keyword **Breaking:**',
      'variable CVE-2025-12345',
    ]);
  });

  it('of a range are those of its lines', async () => {
    const range = { start: { line: 6, character: 0 }, end: { line: 7, character: 0 } };
    expect(await draw('# C\n\n## [1.1.0] - 2026-01-02\n\n- x\n\n## [1.0.0] - 2026-01-01\n\n- y\n', range)).toEqual([
      'class 1.0.0',
      'number 2026-01-01',
    ]);
  });
});

describe('code lenses', () => {
  it('offer no notes of a section with nothing in it', async () => {
    await show(LEDGER.replace(/(## \[Unreleased\]\n)[\s\S]*?(?=\n## )/, '$1'));
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    const ofUnreleased = lenses.filter(({ range }) => range.start.line === 2).map(({ command }) => command?.title);
    expect(ofUnreleased).toEqual(['0 entries', 'Add entry…']);
  });

  it('count entries and offer what the client can do', async () => {
    await show(LEDGER);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    const drawn = lenses.map(({ range, command }) => `${range.start.line} ${command?.title} ${command?.command}`);
    expect(drawn).toEqual([
      '2 3 entries, 1 breaking ',
      '2 Next: 2.0.0 (major) ',
      '2 Add entry… releaseLedger.addEntry',
      '2 Preview notes releaseLedger.previewNotes',
      '14 1 entry ',
      '14 Preview notes releaseLedger.previewNotes',
      '22 1 entry ',
      '22 Preview notes releaseLedger.previewNotes',
    ]);
    expect(lenses.find(({ command }) => command?.command === 'releaseLedger.addEntry')?.command?.arguments).toEqual([
      { uri: CHANGELOG, release: 'Unreleased' },
    ]);
  });

  it('name no command that the client did not announce', async () => {
    const plain = await startClient();
    await show(LEDGER, plain);
    const lenses = await plain.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    expect(lenses.map(({ command }) => command?.command)).toEqual(['', '', '', '']);
    await plain.stop();
  });

  it('and hints are not there where the settings turn them off', async () => {
    const quiet = await startClient({ settings: { codeLens: false, inlayHints: false } });
    const { range } = await show(LEDGER, quiet);
    expect(await quiet.request('textDocument/codeLens', { textDocument })).toEqual([]);
    expect(await quiet.request('textDocument/inlayHint', { textDocument, range })).toEqual([]);
    await quiet.stop();
  });
});

describe('inlay hints', () => {
  it('say how old releases are, and what comes next', async () => {
    const { range } = await show(LEDGER);
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    expect(hints.map(({ position, label }) => `${position.line}:${position.character} ${label}`)).toEqual([
      '2:15 → 2.0.0',
      '14:23 9 days ago',
      '22:32 13 months ago',
    ]);
  });
});

describe('hover', () => {
  const at = async (marked: string, who = client): Promise<string | null> => {
    const { caret } = await show(marked, who);
    const answer = await who.request<Hover | null>('textDocument/hover', { textDocument, position: caret });
    return answer && (answer.contents as MarkupContent).value;
  };

  it.each([
    [
      'a release',
      '## [1.1‸.0]',
      ['**1.1.0**', 'Released on 2026-02-20, 9 days ago', '1 entry: 1 Security', 'compare/v1.0.0...v1.1.0'],
    ],
    ['a yanked release', '## [1.0‸.0]', ['Yanked', '1 entry: 1 Added']],
    ['Unreleased', '## [Unre‸leased]', ['3 entries: 2 Added, 1 Fixed; 1 breaking', '2.0.0', 'major']],
    ['a category', '### Secu‸rity', ['**Security**', 'Vulnerabilities', 'patch version']],
    ['a breaking marker', '**Brea‸king:**', ['**Breaking change**', 'major version']],
    ['a reference', '[#1‸2]', ['https://example.com/12']],
    ['an inline link', '[the do‸cs]', ['https://example.com/docs']],
    ['a definition', '\n[1.0‸.0]:', ['releases/tag/v1.0.0']],
  ])('over %s', async (_name, mark, expected) => {
    const shown = await at(LEDGER.replace(mark.replace('‸', ''), mark));
    for (const each of expected) expect(shown).toContain(each);
  });

  it('is nothing over plain text', async () => {
    expect(await at(LEDGER.replace('Something new', 'Some‸thing new'))).toBeNull();
  });

  it('is plain text for clients without Markdown', async () => {
    const plain = await startClient({ capabilities: { ...FULL, textDocument: { ...FULL.textDocument, hover: {} } } });
    expect(await at('# C\n\n## [1.0.0‸] - 2026-01-01\n\n- x\n', plain)).toMatch(/^1\.0\.0\n\nReleased/);
    await plain.stop();
  });

  it.each([
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['an image', '![x](http://evil.example/x.png)'],
    ['a command link', '[x](command:workbench.action.quit)'],
    ['an autolink', 'see http://evil.example and www.evil.example'],
    ['a fence', '``` ~~~'],
    ['controls', 'a\u202eb\u0007\u001b]0;x'],
  ])('shows %s from the file as text (T107, T108, T109, T110)', async (_name, evil) => {
    const shown = await at(`# C\n\n## [1.0.0‸] - 2026-01-01 ${evil}\n\n### ${evil}\n\n- x\n`);
    expect(shown).not.toBeNull();
    expect(shown).not.toMatch(
      /(?<!\\)<img|(?<!\\)!\[|(?<!\\)\]\((?:command|http)|(?<!\\):\/\/evil|www\.evil|[\u0007\u001b\u202e]/,
    );
  });

  it('shows a URL in a fence that the URL cannot end (T110)', async () => {
    const shown = await at('# C\n\n## [1.0‸.0] - 2026-01-01\n\n- x\n\n[1.0.0]: https://a.example/```/x\n');
    expect(shown).toContain('````text\nhttps://a.example/```/x\n````');
  });
});

describe('completion', () => {
  const complete = async (marked: string, who = client): Promise<{ text: string; items: CompletionItem[] }> => {
    const { text, caret } = await show(marked, who);
    return {
      text,
      items: await who.request<CompletionItem[]>('textDocument/completion', { textDocument, position: caret }),
    };
  };
  const apply = (text: string, item: CompletionItem | undefined): string =>
    applyTextEdits(text, item ? [item.textEdit as TextEdit] : []);

  it.each([
    ['##‸', '## [2.0.0] - 2026-03-01'],
    ['## ‸', '## [2.0.0] - 2026-03-01'],
    ['## [‸', '## [2.0.0] - 2026-03-01'],
    ['## [‸]', '## [2.0.0] - 2026-03-01'],
    ['#‸', '## [2.0.0] - 2026-03-01'],
  ])('writes the next release for %s', async (typed, heading) => {
    const { text, items } = await complete(LEDGER.replace('## [1.1.0]', `${typed}\n\n## [1.1.0]`));
    const item = items.find(({ detail }) => detail?.startsWith('Next version'));
    expect(apply(text, item)).toBe(LEDGER.replace('## [1.1.0]', `${heading}\n\n## [1.1.0]`));
  });

  it('writes a release as the changelog does', async () => {
    const { text, items } = await complete(
      '# C\n\n## Unreleased\n\n### Fixed\n\n- a\n\n## ‸\n\n## v1.0.0 (2026-01-01)\n\n### Added\n\n- x\n',
    );
    expect(apply(text, items[0])).toContain('\n## v1.0.1 (2026-03-01)\n\n## v1.0.0');
  });

  it('offers Unreleased where there is none', async () => {
    const { items } = await complete('# C\n\n## ‸\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- x\n');
    expect(items.map(({ label }) => label)).toContain('## [Unreleased]');
    expect(
      (await complete(LEDGER.replace('## [1.1.0]', '## ‸\n\n## [1.1.0]'))).items.map(({ label }) => label),
    ).not.toContain('## [Unreleased]');
  });

  it.each([['###‸'], ['### ‸'], ['### F‸']])(
    'offers the categories that the release does not have for %s',
    async (typed) => {
      const { items } = await complete(LEDGER.replace('### Fixed', `${typed}\n\n### Fixed`));
      expect(items.map(({ label }) => label)).toEqual(['### Changed', '### Deprecated', '### Removed', '### Security']);
      expect(items[0]?.insertTextFormat).toBe(2);
      expect((items[0]?.textEdit as TextEdit | undefined)?.newText).toBe('### Changed\n\n- $0');
    },
  );

  it('writes no snippets for clients that do not know them', async () => {
    const plain = await startClient({
      capabilities: { ...FULL, textDocument: { ...FULL.textDocument, completion: {} } },
    });
    const { items } = await complete(LEDGER.replace('### Fixed', '### ‸\n\n### Fixed'), plain);
    expect(items.map(({ insertTextFormat }) => insertTextFormat)).toEqual([1, 1, 1, 1]);
    expect((items[0]?.textEdit as TextEdit | undefined)?.newText).toBe('### Changed');
    expect((items[0]?.documentation as MarkupContent | undefined)?.kind).toBe('plaintext');
    await plain.stop();
  });

  it('speaks the language of the changelog', async () => {
    const { items } = await complete(
      '# Änderungen\n\n## [Unreleased]\n\n### Hinzugefügt\n\n- x\n\n### Behoben\n\n- y\n\n### ‸\n',
    );
    expect(items.map(({ label }) => label)).toContain('### Entfernt');
  });

  it('writes the link definitions that are missing', async () => {
    const without = LEDGER.replace(/\[1\.1\.0\]: .*\n/, '‸');
    const { text, items } = await complete(without.replace('‸', '[‸\n'));
    expect(apply(text, items[0])).toBe(LEDGER);
    expect((await complete(without.replace('‸', '[1.1.0]: ‸\n'))).items.map(({ label }) => label)).toEqual([
      '[1.1.0]: https://example.com/r/compare/v1.0.0...v1.1.0',
    ]);
  });

  it('offers the labels of links and the issues that are known', async () => {
    const labels = await complete(LEDGER.replace('- Something new.', '- Something [‸].'));
    expect(labels.items.map(({ label }) => label)).toEqual(['#12', 'Unreleased', '1.1.0', '1.0.0']);
    expect(apply(labels.text, labels.items[0])).toContain('- Something [#12].');
    const issues = await complete(LEDGER.replace('- Something new.', '- Something (#‸).'));
    expect(issues.items.map(({ label }) => label)).toEqual(['#12', '#7']);
    expect(apply(issues.text, issues.items[1])).toContain('- Something (#7).');
  });

  it('offers what an entry can lead with', async () => {
    const added = await complete(LEDGER.replace('- Something new.', '- ‸'));
    expect(added.items.map(({ label }) => label)).toEqual(['**Breaking:**']);
    expect(apply(added.text, added.items[0])).toContain('\n- **Breaking:** \n');
    const security = await complete(LEDGER.replace('- CVE-2025-12345: closed.', '- ‸'));
    expect(security.items.map(({ label }) => label)).toContain('CVE-…');
  });

  it.each([
    ['in a fence', '# C\n\n## [Unreleased]\n\n```\n## ‸\n```\n'],
    ['in a comment', '# C\n\n## [Unreleased]\n\n<!--\n## ‸\n-->\n'],
    ['in the middle of a heading', '# C\n\n## [1.0‸.0] - 2026-01-01\n'],
    ['in a sentence', '# C\n\n## [Unreleased]\n\n- some wor‸ds\n'],
    ['on an endless line', `# C\n\n${'x'.repeat(20_000)} [‸\n`],
  ])('offers nothing %s', async (_name, marked) => {
    expect((await complete(marked)).items).toEqual([]);
  });
});
