import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
} from 'vscode-languageserver';
import { settingsSection } from '../src/protocol/settings.ts';
import type { ClientSupport } from './client-support.ts';
import type { Handlers } from './handle.ts';
import type { Synchronizer } from './synchronize.ts';
import { WATCHED } from './watched-patterns.ts';

/** Joins what the client tells of its own accord to the one who follows it, and asks to be told where that is needed. */
export function followClient(
  connection: Connection,
  handlers: Handlers,
  synchronizer: Synchronizer,
  support: ClientSupport,
): void {
  connection.onDidOpenTextDocument(handlers.notification('didOpen', (params) => synchronizer.opened(params)));
  connection.onDidChangeTextDocument(handlers.notification('didChange', (params) => synchronizer.changed(params)));
  connection.onDidCloseTextDocument(handlers.notification('didClose', (params) => synchronizer.closed(params)));
  connection.onDidSaveTextDocument(handlers.notification('didSave', (params) => synchronizer.saved(params)));
  connection.onDidChangeWatchedFiles(
    handlers.notification('didChangeWatchedFiles', (params) => synchronizer.filesChanged(params)),
  );
  connection.onDidChangeConfiguration(
    handlers.notification('didChangeConfiguration', (params) => synchronizer.settingsChanged(params?.settings)),
  );
  // Not through connection.workspace, which would register for it before the client has had its reply to initialize.
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    handlers.notification('didChangeWorkspaceFolders', ({ event: { added, removed } }) =>
      synchronizer.foldersChanged(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      ),
    ),
  );
  connection.onInitialized(
    handlers.notification('initialized', async () => {
      synchronizer.initialized();
      if (support.watchRegistration) {
        const watchers = WATCHED.map((globPattern) => ({ globPattern }));
        await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      }
      if (support.configurationRegistration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
      }
    }),
  );
}
