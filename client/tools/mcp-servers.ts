import { type Extension, McpStdioServerDefinition, Uri, workspace } from 'vscode';
import { changelogsRequest } from '../../src/protocol/messages.ts';
import { commandLineRequest } from '../../src/protocol/reports.ts';
import type { Session } from '../session.ts';

/**
 * One server for each folder with a changelog, which only reads. It starts git, so that there is none before the workspace is
 * trusted; and none where nothing has needed us so far: the editor asks in every window.
 */
export async function listMcpServers(
  session: Session,
  { packageJSON }: Extension<unknown>,
): Promise<readonly McpStdioServerDefinition[]> {
  if (!workspace.isTrusted || session.state !== 'running') return [];
  const [changelogs, { program, script }] = await Promise.all([
    session.request(changelogsRequest, {}),
    session.request(commandLineRequest, {}),
  ]);
  const named = new Set(changelogs.map(({ folder }) => folder && Uri.parse(folder, true).toString()));
  const folders = (workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file' && named.has(uri.toString()),
  );
  const { version }: { readonly version: string } = packageJSON;
  return folders.map(({ uri, name }) => {
    const label = folders.length === 1 ? 'Release Ledger' : `Release Ledger (${name})`;
    // The program that runs extensions is the editor’s own, which is Node only where it is told so.
    const server = new McpStdioServerDefinition(
      label,
      program,
      [script, 'mcp'],
      { ELECTRON_RUN_AS_NODE: '1' },
      version,
    );
    server.cwd = uri;
    return server;
  });
}
