import { Disposable, type Extension, lm, workspace } from 'vscode';
import type { Session } from '../session.ts';

/** Also in the manifest, which names it for whoever lists servers. */
const PROVIDER = 'releaseLedger.mcp';

/**
 * Offers the command line as a server of the Model Context Protocol, for agents that do not see the tools of language models.
 * What is offered is loaded once somebody asks.
 */
export function registerMcpServers(
  session: Session,
  extension: Extension<unknown>,
  load: () => Promise<typeof import('./mcp-servers.ts')>,
): readonly Disposable[] {
  // Editors made from VS Code need not know the protocol.
  if (typeof lm?.registerMcpServerDefinitionProvider !== 'function') return [];
  const provider = lm.registerMcpServerDefinitionProvider(PROVIDER, {
    onDidChangeMcpServerDefinitions: (listener) =>
      Disposable.from(
        session.onDidChangeState(() => listener()),
        workspace.onDidGrantWorkspaceTrust(listener),
        workspace.onDidChangeWorkspaceFolders(() => listener()),
      ),
    provideMcpServerDefinitions: async () => [...(await (await load()).listMcpServers(session, extension))],
  });
  return [provider];
}
