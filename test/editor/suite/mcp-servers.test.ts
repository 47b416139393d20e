import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { extensions, window } from 'vscode';
import { Session } from '../../../client/session.ts';
import { listMcpServers } from '../../../client/tools/mcp-servers.ts';
import { EXTENSION_ID, sampleUri, startExtension } from '../support.ts';

const extension = extensions.getExtension(EXTENSION_ID);
assert.ok(extension);

describe('the server of the Model Context Protocol', () => {
  it('is our command line in the folder of the changelog, and gives tools that only read', async () => {
    const { session } = await startExtension();
    const [server, ...others] = await listMcpServers(session, extension);
    assert.ok(server);
    assert.deepEqual(others, []);
    assert.deepEqual([server.label, server.version], ['Release Ledger', extension.packageJSON.version]);
    assert.equal(server.cwd?.toString(), sampleUri('').toString().replace(/\/$/, ''));
    const tools = await askForTools(server.command, server.args, { cwd: server.cwd?.fsPath, env: server.env });
    assert.ok(tools.some(({ name }) => name === 'check'));
    assert.deepEqual(
      tools.filter(({ annotations }) => !annotations.readOnlyHint),
      [],
    );
  });

  it('is offered by no session that nothing has needed', async () => {
    const output = window.createOutputChannel('A session that nothing needs', { log: true });
    const idle = new Session(extension.extensionUri, output);
    assert.deepEqual(await listMcpServers(idle, extension), []);
    assert.equal(idle.state, 'idle');
    output.dispose();
  });
});

interface Tool {
  readonly name: string;
  readonly annotations: { readonly readOnlyHint: boolean };
}

/** Starts a server as the editor would, and asks for its tools. */
async function askForTools(
  command: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string | undefined; readonly env: object },
): Promise<readonly Tool[]> {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    const clientInfo = { name: 'test', version: '1' };
    const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    for (const message of [
      { id: 1, method: 'initialize', params: initialize },
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/list', params: {} },
    ])
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    for await (const line of createInterface({ input: child.stdout })) {
      const { id, result } = JSON.parse(line);
      if (id === 2) return result.tools;
    }
    throw new Error('the server ended without an answer');
  } finally {
    child.kill();
  }
}
