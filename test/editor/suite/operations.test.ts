import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { type CodeLens, commands, TabInputText, type Uri, window, workspace } from 'vscode';
import type { Parts } from '../../../client/extension.ts';
import { OperationDriver } from '../../../client/operation.ts';
import { PLAN_SCHEME } from '../../../client/operations/plan-documents.ts';
import type { RowDto } from '../../../src/protocol/rows.ts';
import { replaceText } from '../../support/editor.ts';
import { eventually, reset, sampleUri, show, startExtension } from '../support.ts';

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: sampleUri('').fsPath, encoding: 'utf8' }).trim();
const read = async (uri: Uri): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(uri));
const write = (uri: Uri, text: string): Thenable<void> => workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** A question of the driver, and what could be seen when it was asked. */
interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly tabs: readonly string[];
  readonly plans: readonly string[];
}

describe('release operations', () => {
  const changelog = sampleUri('CHANGELOG.md');
  const manifest = sampleUri('package.json');
  const uri = changelog.toString();
  let parts: Parts;
  let driver: OperationDriver;
  let asked: Asked[];
  let answer: (buttons: readonly string[]) => string | undefined;
  let head: string;

  before(async () => {
    parts = await startExtension();
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.com');
    head = git('rev-parse', 'HEAD');
    const output = window.createOutputChannel('Release operations of the suite', { log: true });
    driver = new OperationDriver(parts.session, output, async (message, detail, buttons) => {
      const tabs = window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
      const plans = workspace.textDocuments
        .filter((document) => document.uri.scheme === PLAN_SCHEME && document.uri.query.includes('"plan"'))
        .map((document) => document.getText());
      asked.push({ message, detail, tabs, plans });
      return answer(buttons);
    });
  });
  beforeEach(() => {
    asked = [];
    answer = ([first]) => first;
  });
  afterEach(async () => {
    await reset();
    git('reset', '--quiet', '--hard', head);
    for (const tag of git('tag', '--list', 'v2.1*').split('\n').filter(Boolean)) git('tag', '--delete', tag);
    git('clean', '--quiet', '--force', '-d');
    await commands.executeCommand('releaseLedger.refresh');
  });
  after(() => driver.dispose());

  const cut = (argument: object = { options: { target: 'minor' } }): Promise<void> =>
    driver.run('cut', 'Cut Release…', { uri, ...argument });
  /** What the user would see of the repository. */
  const state = async (): Promise<readonly string[]> => [
    git('for-each-ref'),
    git('status', '--porcelain'),
    await read(changelog),
    await read(manifest),
  ];
  const rows = async (view: 'history' | 'readiness', parent?: RowDto): Promise<readonly RowDto[]> =>
    (await parts.ledger).views.get(view).tree.getChildren(parent);

  it('Cut Release shows every changed file beside the plan in words, asks once, and releases', async () => {
    await cut();
    const [question] = asked;
    assert.equal(asked.length, 1);
    assert.equal(question?.message, 'Cut 2.1.0?');
    assert.match(
      question?.detail ?? '',
      /^Commits “.*2\.1\.0.*”\nTags v2\.1\.0, annotated\nMoves the branch main\nChanges /,
    );
    assert.match(question?.detail ?? '', /CHANGELOG\.md, package\.json\n/);
    assert.match(question?.detail ?? '', /Undo Last Operation takes it back\.$/);
    assert.ok(
      question?.tabs.some((label) => label.startsWith('Plan: Cut 2.1.0')),
      question?.tabs.join(),
    );
    assert.match(question?.plans[0] ?? '', /^# Cut 2\.1\.0\n/);
    assert.equal(git('rev-parse', 'v2.1.0^{commit}'), git('rev-parse', 'HEAD'));
    assert.equal(git('status', '--porcelain'), '');
    assert.match(await read(changelog), /^## \[2\.1\.0\] - \d{4}-\d\d-\d\d$/m);
    assert.equal(JSON.parse(await read(manifest)).version, '2.1.0');
    await eventually('the plan to be gone', () => window.tabGroups.all.every(({ tabs }) => tabs.every(isNoPlan)));
  });

  it('Undo Last Operation takes a cut back, and the release history keeps the record of both', async () => {
    const before = await state();
    await cut();
    const release = await eventually('the release', async () => {
      const [row] = await rows('history');
      return row?.label === '2.1.0' && row.state === 'released' ? row : null;
    });
    const record = (await rows('history', release)).find(({ kind }) => kind === 'operation');
    assert.ok(record, 'the release has no record');
    const item = (await parts.ledger).views.get('history').tree.getTreeItem(record);
    assert.equal(item.label, 'Cut 2.1.0');
    assert.equal(item.contextValue, 'operation undoable');
    assert.match(String(item.description), /^by .+ on \d{4}-\d\d-\d\d$/);
    await driver.run('undo', 'Undo Last Operation', record);
    assert.equal(asked[1]?.message, 'Undo “Cut 2.1.0”?');
    assert.deepEqual(await state(), before);
  });

  it('Review First waits with the answers above the plan, however long it is read', async () => {
    answer = (buttons) => (asked.length === 1 ? buttons[1] : buttons[0]);
    const done = cut();
    const lensOf = async (title: string): Promise<CodeLens> => {
      const plan = await eventually('the plan in words', () =>
        workspace.textDocuments.find(
          ({ uri: { scheme, query } }) => scheme === PLAN_SCHEME && query.includes('"plan"'),
        ),
      );
      return eventually(`the lens “${title}”`, async () => {
        const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', plan.uri, 10);
        return lenses.find(({ command }) => command?.title === title);
      });
    };
    const { command } = await lensOf('$(play) Cut 2.1.0');
    await lensOf('Discard');
    assert.equal(asked.length, 1);
    assert.equal(git('tag', '--list', 'v2.1.0'), '');
    await commands.executeCommand(command?.command ?? '', ...(command?.arguments ?? []));
    await done;
    assert.equal(asked.length, 1);
    assert.equal(git('rev-parse', 'v2.1.0^{commit}'), git('rev-parse', 'HEAD'));
  });

  it('another operation asks once more about the plan that is being read', async () => {
    const before = await state();
    answer = (buttons) => (asked.length === 1 ? buttons[1] : undefined);
    const done = cut();
    await eventually('the question', () => asked.length === 1);
    await eventually('the question once more', async () => {
      await driver.run('bump', 'Bump Version…', { uri, options: { target: 'minor' } });
      return asked.length === 2;
    });
    await done;
    assert.deepEqual(
      asked.map(({ message }) => message),
      ['Cut 2.1.0?', 'Cut 2.1.0?'],
    );
    assert.deepEqual(await state(), before);
  });

  it('a plan that is closed while it is read is dropped, and the next one can be made', async () => {
    const before = await state();
    answer = ([, second]) => second;
    const done = cut();
    await eventually('the plan', () => window.tabGroups.all.some(({ tabs }) => !tabs.every(isNoPlan)));
    await eventually('the question', () => asked.length === 1);
    await eventually('the plan to be dropped', async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      return Promise.race([done.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 200))]);
    });
    assert.deepEqual(await state(), before);
    answer = ([first]) => first;
    await cut();
    assert.equal(git('rev-parse', 'v2.1.0^{commit}'), git('rev-parse', 'HEAD'));
  });

  it('a lens above Unreleased leads to the dialog', async () => {
    await show(changelog);
    const lens = await eventually('the lens', async () => {
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', changelog, 100);
      return lenses.find(({ command }) => command?.command === 'releaseLedger.cut');
    });
    assert.equal(lens.command?.title, 'Cut…');
    assert.deepEqual(lens.command?.arguments, [{ uri, release: 'Unreleased' }]);
  });

  it('Cut Release changes nothing where the plan is not confirmed', async () => {
    const before = await state();
    answer = () => undefined;
    await cut();
    assert.equal(asked.length, 1);
    assert.deepEqual(await state(), before);
  });

  it('Cut Release asks for the version, and Enter takes the one that the entries lead to', async () => {
    let done = false;
    answer = () => undefined;
    const command = cut({}).then(() => {
      done = true;
    });
    await eventually('the dialog to end', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return done;
    });
    await command;
    assert.equal(asked[0]?.message, 'Cut 2.1.0?');
  });

  it('Cut Release is refused, with not one byte changed, where a planned file has changes', async () => {
    await write(manifest, `${await read(manifest)}\n`);
    const before = await state();
    await cut();
    assert.deepEqual(asked, []);
    assert.deepEqual(await state(), before);
  });

  it('Cut Release asks before it goes by a file that an editor has another text of', async () => {
    const document = await show(changelog);
    const before = await state();
    await replaceText('as a curve.', 'as a smooth curve.');
    answer = () => undefined;
    await cut();
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.message, 'Save CHANGELOG.md first?');
    assert.equal(document.isDirty, true);
    assert.deepEqual(await state(), before);
  });

  it('Recover Interrupted Operation has nothing to do where nothing was interrupted', async () => {
    const before = await state();
    await commands.executeCommand('releaseLedger.recover', { uri });
    assert.deepEqual(await state(), before);
  });

  it('Readiness says that nothing stands in the way, then what does and how it is mended', async () => {
    const ready = await eventually('the readiness', async () => {
      const [row] = await rows('readiness');
      return row?.kind === 'ready' ? row : null;
    });
    const { tree } = (await parts.ledger).views.get('readiness');
    assert.equal(tree.getTreeItem(ready).label, 'Ready: Cut 2.1.0');
    await write(manifest, `${await read(manifest)}\n`);
    await commands.executeCommand('releaseLedger.refresh');
    const blocker = await eventually('the obstacle', async () => (await rows('readiness')).find(isBlocker));
    const item = tree.getTreeItem(blocker);
    assert.match(String(item.label), /^package\.json has changes/);
    assert.equal(item.contextValue, 'blocker mendable');
    assert.equal(item.command?.command, 'vscode.open');
    assert.equal(item.command?.arguments?.[0].toString(), manifest.toString());
    const [hint] = await rows('readiness', blocker);
    assert.ok(hint);
    const below = tree.getTreeItem(hint);
    assert.equal(below.contextValue, 'reason mendable');
    assert.equal(below.command?.command, 'releaseLedger.mend');
  });
});

function isBlocker({ kind }: RowDto): boolean {
  return kind === 'blocker';
}

function isNoPlan({ input, label }: { readonly input: unknown; readonly label: string }): boolean {
  return !label.startsWith('Plan: ') && !(input instanceof TabInputText && input.uri.scheme === PLAN_SCHEME);
}
