import assert from 'node:assert/strict';
import { commands, type Uri, window } from 'vscode';
import { eventually, problemsOf, reset, sampleUri, show, startExtension } from '../support.ts';

describe('links of diagnostics', () => {
  before(startExtension);
  afterEach(reset);

  it('open the documentation of the rule, without any network', async () => {
    const changelog = sampleUri('CHANGELOG.md');
    await show(changelog);
    const target = await eventually('a problem with a link', () => {
      const codes = problemsOf(changelog).flatMap(({ code }) => (typeof code === 'object' ? [code] : []));
      return codes.find(({ value }) => value === 'changelog/release-without-date')?.target;
    });
    // What the link does when it is clicked.
    await commands.executeCommand('vscode.open', target as Uri);
    const document = await eventually('the documentation', () => {
      const shown = window.activeTextEditor?.document;
      return shown?.uri.toString() === target.toString() ? shown : null;
    });
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^# changelog\/release-without-date\n/);
  });
});
