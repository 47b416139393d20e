import assert from 'node:assert/strict';
import { ProcessExecution, Task, TaskScope, tasks, type Uri, workspace } from 'vscode';
import { completeTask } from '../../../client/tasks/ledger-tasks.ts';
import { eventually, reset, sampleUri, startExtension } from '../support.ts';

const policy: Uri = sampleUri('release-ledger.jsonc');
const fetch = (): Thenable<Task[]> => tasks.fetchTasks({ type: 'release-ledger' });

/** Runs a task to its end. @returns the exit code */
async function run(task: Task): Promise<number | undefined> {
  let ended: { readonly code: number | undefined } | null = null;
  const listener = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
    if (execution.task.name === task.name) ended = { code: exitCode };
  });
  await tasks.executeTask(task);
  const { code } = await eventually<{ readonly code: number | undefined }>(
    `the end of ${task.name}`,
    () => ended as never,
  );
  listener.dispose();
  return code;
}

describe('tasks', () => {
  before(startExtension);
  afterEach(reset);

  it('are the checks, and no gates where the policy has none', async () => {
    const found = await fetch();
    assert.deepEqual(found.map(({ name, source }) => `${source}: ${name}`).sort(), [
      'release-ledger: check',
      'release-ledger: docs',
    ]);
    assert.deepEqual(
      found.map(({ problemMatchers }) => problemMatchers),
      [['$release-ledger'], ['$release-ledger']],
    );
  });

  it('check runs our own command line in the folder, and ends as it does', async () => {
    const check = (await fetch()).find(({ name }) => name === 'check');
    assert.ok(check?.execution instanceof ProcessExecution);
    assert.match(check.execution.args.join(' '), /cli\.mjs --format=gcc check$/);
    // The sample has problems planted in it.
    assert.equal(await run(check), 1);
  });

  it('have the gates of the policy, each by itself and all of them', async () => {
    const gates = { commands: [{ name: 'unit tests', command: ['node', '--version'] }] };
    await workspace.fs.writeFile(policy, new TextEncoder().encode(JSON.stringify({ gates })));
    try {
      const names = await eventually('the gates', async () => {
        const found = (await fetch()).map(({ name }) => name);
        return found.length > 2 ? found.sort() : null;
      });
      assert.deepEqual(names, ['check', 'docs', 'gate', 'gate unit tests']);
    } finally {
      await workspace.fs.delete(policy);
    }
  });

  it('of tasks.json run with what is said there', async () => {
    const { session } = await startExtension();
    const write = (more: object): Task =>
      new Task({ type: 'release-ledger', ...more }, TaskScope.Workspace, 'mine', 'release-ledger');
    const task = await completeTask(session, write({ command: 'check', args: ['no-such-file.md'] }));
    assert.ok(task);
    assert.equal(await run(task), 2);
    for (const nonsense of [
      {},
      { command: 'push' },
      { command: 'check', args: 'all' },
      { command: 'check', args: [1] },
    ])
      assert.equal(await completeTask(session, write(nonsense)), undefined);
  });
});
