import assert from 'node:assert/strict';
import { commands, type Uri, window, workspace } from 'vscode';
import { applyServerEdit } from '../../../client/apply-edit.ts';
import { eventually, problemsOf, reset, ruleOf, sampleUri, show, startExtension } from '../support.ts';

const insertion = (version: number | null, uri: Uri) => ({
  documentChanges: [
    {
      textDocument: { uri: uri.toString(), version },
      edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'x' }],
    },
  ],
});

describe('Add Changelog Entry', () => {
  before(startExtension);
  afterEach(reset);

  it('adds the entry under Unreleased in the open editor, puts the cursor behind it, and undo takes it back', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    const original = document.getText();
    await commands.executeCommand('releaseLedger.addEntry', {
      category: 'Added',
      text: '`tidewater moon` names the phase.',
      breaking: false,
    });
    const expected = original.replace(
      "draws the day's tide as a curve.\n",
      "draws the day's tide as a curve.\n- `tidewater moon` names the phase.\n",
    );
    assert.equal(document.getText(), expected);
    assert.equal(document.isDirty, true);
    const editor = window.activeTextEditor;
    assert.equal(editor?.document, document);
    assert.equal(editor.document.lineAt(editor.selection.active).text, '- `tidewater moon` names the phase.');
    await commands.executeCommand('undo');
    assert.equal(document.getText(), original);
  });

  it('asks for what it was not told, and Enter takes what is offered first', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    const original = document.getText();
    let done = false;
    const command = commands.executeCommand('releaseLedger.addEntry', { text: 'Neap tides are marked.' }).then(() => {
      done = true;
    });
    await eventually('the dialog to end', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return done;
    });
    await command;
    const expected = original.replace('as a curve.\n', 'as a curve.\n- Neap tides are marked.\n');
    assert.equal(document.getText(), expected);
  });

  it('changes nothing when the dialog is left', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    const original = document.getText();
    let done = false;
    const command = commands.executeCommand('releaseLedger.addEntry').then(() => {
      done = true;
    });
    await eventually('the dialog to close', async () => {
      await commands.executeCommand('workbench.action.closeQuickOpen');
      return done;
    });
    await command;
    assert.equal(document.getText(), original);
    assert.equal(document.isDirty, false);
  });

  it('refuses a category that the policy does not have', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    await commands.executeCommand('releaseLedger.addEntry', { category: 'Gossip', text: 'x', breaking: false });
    assert.equal(document.isDirty, false);
  });

  it('works from a document that is no changelog, on the only one of the workspace', async () => {
    await show(sampleUri('README.md'));
    await commands.executeCommand('releaseLedger.addEntry', { category: 'Fixed', text: 'Ebb.', breaking: true });
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.path.endsWith('/CHANGELOG.md'), true);
    assert.match(editor?.document.lineAt(editor.selection.active).text ?? '', /^- \*\*Breaking:\*\* Ebb\.$/);
  });
});

describe('Fix All in Changelog', () => {
  before(startExtension);
  afterEach(reset);

  it('mends what can be mended, leaves the rest, and undo takes all of it back at once', async () => {
    const uri = sampleUri('CHANGELOG.md');
    const document = await show(uri);
    const original = document.getText();
    const before = await eventually('problems', () => problemsOf(uri).length);
    await commands.executeCommand('releaseLedger.fixAll');
    assert.match(document.getText(), /^## \[2\.0\.0\] - 2026-09-14$/m);
    assert.match(
      document.getText(),
      /^## \[1\.2\.1\] - 2026-02-30$/m,
      'nobody but its author knows which day was meant',
    );
    await eventually('fewer problems', () => problemsOf(uri).length < before);
    assert.ok(problemsOf(uri).length > 0);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), original);
  });

  it('does nothing a second time', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    await commands.executeCommand('releaseLedger.fixAll');
    const fixed = document.getText();
    await commands.executeCommand('releaseLedger.fixAll');
    assert.equal(document.getText(), fixed);
  });

  it('is what saving does where the user asked for it', async () => {
    const uri = sampleUri('CHANGELOG.md');
    const original = await workspace.fs.readFile(uri);
    const document = await show(uri);
    const settings = workspace.getConfiguration('editor', { languageId: 'markdown', uri });
    await settings.update('codeActionsOnSave', { 'source.fixAll.releaseLedger': 'explicit' }, false, true);
    try {
      await eventually('problems', () => problemsOf(uri).some((each) => ruleOf(each) !== ''));
      await window.activeTextEditor?.edit((edit) =>
        edit.insert(document.lineAt(document.lineCount - 1).range.end, '\n'),
      );
      await document.save();
      assert.match(document.getText(), /^## \[2\.0\.0\] - 2026-09-14$/m);
    } finally {
      await settings.update('codeActionsOnSave', undefined, false, true);
      await workspace.fs.delete(sampleUri('.vscode'), { recursive: true });
      await workspace.fs.writeFile(uri, original);
      await eventually('the original text', () => document.getText() === new TextDecoder().decode(original));
    }
  });
});

describe('an edit of the server', () => {
  afterEach(reset);

  it('is refused where the text has changed since it was computed', async () => {
    const uri = sampleUri('CHANGELOG.md');
    const document = await show(uri);
    assert.equal(await applyServerEdit(insertion(document.version + 1, uri)), false);
    assert.equal(document.isDirty, false);
    assert.equal(await applyServerEdit(insertion(document.version, uri)), true);
    assert.equal(document.getText().startsWith('x# Changelog'), true);
    assert.equal(
      await applyServerEdit(insertion(null, uri)),
      false,
      'computed from the disk, but the editor has other text',
    );
  });
});
