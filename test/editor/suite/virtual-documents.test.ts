import assert from 'node:assert/strict';
import {
  commands,
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Hover,
  MarkdownString,
  Position,
  type TextEdit,
  Uri,
  window,
  workspace,
} from 'vscode';
import { eventually, problemsOf, reset, ruleOf, sampleUri, show, startExtension } from '../support.ts';

const BROKEN = '# Changelog\n\n## [1.0.0] - 2026/09/14\n\n### Added\n\n- Piers.\n';
const WRONG_DATE = 'changelog/wrong-date-form';

/** A file system that is nobody's disk and has one file. */
class OneFile implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;
  watch = () => new Disposable(() => {});
  stat = () => ({ type: FileType.File, ctime: 0, mtime: 0, size: BROKEN.length });
  readFile = () => new TextEncoder().encode(BROKEN);
  readDirectory = () => [];
  createDirectory = () => {
    throw FileSystemError.NoPermissions();
  };
  writeFile = this.createDirectory;
  delete = this.createDirectory;
  rename = this.createDirectory;
}

describe('documents that are on no disk', () => {
  before(startExtension);
  afterEach(reset);

  it('are checked through their text in virtual file systems (T117)', async () => {
    const registration = workspace.registerFileSystemProvider('memfs', new OneFile());
    try {
      const uri = Uri.parse('memfs:/harbour/CHANGELOG.md');
      await show(uri);
      await eventually('the problem', () => problemsOf(uri).map(ruleOf).includes(WRONG_DATE));
    } finally {
      await reset();
      registration.dispose();
    }
  });

  it('are checked before they are saved for the first time', async () => {
    const uri = sampleUri('docs/CHANGELOG.md').with({ scheme: 'untitled' });
    const document = await show(uri);
    await window.activeTextEditor?.edit((edit) => edit.insert(new Position(0, 0), BROKEN));
    assert.equal(document.isUntitled, true);
    await eventually('the problem', () => problemsOf(uri).map(ruleOf).includes(WRONG_DATE));
  });
});

describe('other Markdown files', () => {
  before(startExtension);
  afterEach(reset);

  it('are not checked, and not formatted by us', async () => {
    const readme = sampleUri('README.md');
    await show(readme);
    const options = { tabSize: 2, insertSpaces: true };
    const format = (uri: Uri) =>
      commands.executeCommand<TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', uri, options);
    const changelog = sampleUri('CHANGELOG.md');
    await show(changelog);
    await eventually('edits of the changelog', async () => ((await format(changelog)) ?? []).length > 0);
    assert.equal(await format(readme), undefined);
    assert.deepEqual(problemsOf(readme), []);
  });
});

describe('hovers', () => {
  before(startExtension);
  afterEach(reset);

  it('can neither run commands nor show markup that the changelog brought in (T107, T108, T109)', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    const at = document.positionAt(document.getText().indexOf('[2.0.0]') + 2);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const ours = hovers.flatMap(({ contents }) => contents);
    assert.ok(ours.length > 0);
    for (const content of ours) {
      assert.ok(content instanceof MarkdownString);
      assert.deepEqual([Boolean(content.isTrusted), Boolean(content.supportHtml)], [false, false]);
    }
  });
});

describe('Preview Release Notes', () => {
  before(startExtension);
  afterEach(reset);

  it('shows the notes of a release as a document that cannot be edited', async () => {
    const uri = sampleUri('CHANGELOG.md');
    await show(uri);
    await commands.executeCommand('releaseLedger.previewNotes', { uri: uri.toString(), release: '1.2.2' });
    const notes = await eventually('the notes', () =>
      workspace.textDocuments.find((document) => document.uri.scheme === 'release-ledger-notes'),
    );
    assert.equal(notes.uri.path, '/1.2.2.md');
    assert.match(notes.getText(), /Stations south of the equator are found again\./);
    const editor = await window.showTextDocument(notes);
    const edited = await editor.edit((edit) => edit.insert(new Position(0, 0), 'x')).then(undefined, () => false);
    assert.equal(edited && notes.isDirty, false);
  });

  it('has a name that no heading can mislead by', async () => {
    const { toNotesUri } = await import('../../../client/notes-document.ts');
    const { path } = toNotesUri({ uri: 'file:///x', release: '1.0\u202e/../\u0007\n[x]' });
    assert.equal(path, '/1.0-..-x-.md');
  });
});
