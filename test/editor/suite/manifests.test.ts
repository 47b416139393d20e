import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { commands, languages, type Uri, window, workspace } from 'vscode';
import type { LedgerUi } from '../../../client/ledger/ledger-ui.ts';
import { eventually, problemsOf, reset, ruleOf, sampleUri, show, startExtension } from '../support.ts';

const changelog = sampleUri('CHANGELOG.md');
const releases = sampleUri('releases');
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const about = (release: string) => ({ uri: changelog.toString(), release });
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const rulesOf = (uri: Uri): readonly string[] => problemsOf(uri).map(ruleOf);
const active = () => window.activeTextEditor?.document;
const isThere = async (uri: Uri): Promise<boolean> =>
  workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

describe('release manifests', () => {
  let ledger: LedgerUi;

  before(async () => {
    const parts = await startExtension();
    ledger = await parts.ledger;
  });
  afterEach(async () => {
    await reset();
    if (await isThere(releases)) await workspace.fs.delete(releases, { recursive: true });
  });

  it('in JSON are checked as somebody types, by us alone', async () => {
    const uri = sampleUri('releases/v1.2.2/release_manifest.json');
    await workspace.fs.writeFile(uri, encode('{\n  "version": "1.2.2",\n  "release_date": "2026-03-08"\n}\n'));
    await show(uri);
    await eventually('the date that differs', () => rulesOf(uri).includes('manifest/date-differs-from-changelog'));
    const others = languages.getDiagnostics(uri).filter(({ source }) => source !== 'release-ledger');
    assert.deepEqual(others, []);
    const [problem] = problemsOf(uri);
    await eventually('the fix', async () => {
      const actions: readonly { readonly title: string }[] = await commands.executeCommand(
        'vscode.executeCodeActionProvider',
        uri,
        problem?.range,
      );
      return actions.some(({ title }) => title === 'Change the date to 2026-03-09');
    });
  });

  it('are generated, and listed below their release', async () => {
    await commands.executeCommand('releaseLedger.generateManifest', about('1.2.2'));
    const document = await eventually('the manifest', () =>
      active()?.uri.path.includes('MANIFEST') ? active() : null,
    );
    assert.match(document.getText(), /v1\.2\.2\n\n\*\*Release Date:\*\* 2026-03-09/);
    const { tree } = ledger.views.get('history');
    // The release may still be shown with the manifest of the test before.
    const [row, manifest] = await eventually('the release with this manifest', async () => {
      const release = (await tree.getChildren()).find(
        ({ label, marks }) => label === '1.2.2' && marks.includes('recorded'),
      );
      const found = release && (await tree.getChildren(release)).find(({ kind }) => kind === 'manifest');
      return found?.place?.uri === document.uri.toString() ? ([release, found] as const) : null;
    });
    assert.equal(tree.getTreeItem(manifest).contextValue, 'manifest');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('releaseLedger.openManifest', row);
    assert.equal(active()?.uri.toString(), document.uri.toString());
  });

  it('are brought up to date without losing what people wrote', async () => {
    await commands.executeCommand('releaseLedger.generateManifest', about('1.2.2'));
    const document = await eventually('the manifest', () =>
      active()?.uri.path.includes('MANIFEST') ? active() : null,
    );
    const text = document.getText().replace('2026-03-09', '2026-03-01');
    await workspace.fs.writeFile(
      document.uri,
      encode(`${text}`.replace('\n---\n', '\n---\n\n## Release Summary\n\nOurs.\n\n---\n')),
    );
    await eventually('what is on disk', () => document.getText().includes('Ours.'));
    await commands.executeCommand('releaseLedger.generateManifest', about('1.2.2'));
    assert.match(document.getText(), /2026-03-09/);
    assert.match(document.getText(), /Ours\./);
    assert.equal(document.isDirty, true);
  });

  it('are verified with the files that they list, when they are saved and by command', async () => {
    const uri = sampleUri('releases/v1.2.2/release_manifest.json');
    const wrong = { version: '1.2.2', checksums: { 'CHANGELOG.md': `sha256:${digestOf('other')}` } };
    await workspace.fs.writeFile(uri, encode(`${JSON.stringify(wrong, null, 2)}\n`));
    await show(uri);
    // An editor that had a file of this name open before may show that first.
    await eventually('its text', () => active()?.getText().includes('checksums'));
    await commands.executeCommand('releaseLedger.verifyManifest', { uri: uri.toString() });
    await eventually('the wrong digest', () => rulesOf(uri).includes('manifest/wrong-digest'));
  });

  it('have lists of digests that are verified in the Problems view', async () => {
    const uri = sampleUri('releases/checksums-1.2.2.txt');
    await workspace.fs.writeFile(uri, encode(`${digestOf('other')}  CHANGELOG.md\n`));
    await commands.executeCommand('releaseLedger.verifyChecksums');
    await eventually('the changed file', () => rulesOf(uri).includes('release-ledger/checksum'));
  });

  it('stand beside bundles, which a process of its own packs', async () => {
    await commands.executeCommand('releaseLedger.createBundle', { ...about('1.3.0'), format: 'zip' });
    const made = await workspace.fs.readDirectory(releases);
    assert.match(made.map(([name]) => name).join(), /-1\.3\.0\.zip$/);
  });

  it('have a bill of materials, shown as a document that is not saved', async () => {
    await commands.executeCommand('releaseLedger.generateSbom', about('1.3.0'));
    const document = await eventually('the bill', () => (active()?.isUntitled ? active() : null));
    assert.equal(document.languageId, 'json');
    assert.equal(JSON.parse(document.getText()).bomFormat, 'CycloneDX');
  });
});
