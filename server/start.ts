import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { matchesAny } from '../src/host/policy-file.ts';
import {
  didChangeLedgerNotification,
  didCheckNotification,
  didGrantTrustNotification,
} from '../src/protocol/messages.ts';
import { settingsSection } from '../src/protocol/settings.ts';
import { offerAnswers } from './answers.ts';
import { toServerCapabilities } from './capabilities.ts';
import { toClientSupport } from './client-support.ts';
import { Converter } from './convert.ts';
import { createDiagnose } from './diagnose.ts';
import { Documentation } from './docs/documentation.ts';
import { Documents } from './documents.ts';
import { followClient } from './follow-client.ts';
import { createFollowDocuments } from './follow-documents.ts';
import { createFollowRepositories } from './follow-repositories.ts';
import { VERSION_FILES } from './follow-version-files.ts';
import { Handlers } from './handle.ts';
import type { ServerHost } from './host.ts';
import { LedgerGatherer } from './ledger-facts.ts';
import { Ledgers } from './ledgers.ts';
import { ChecksumLists } from './manifests/checksum-lists.ts';
import { MANIFESTS } from './manifests/follow-manifests.ts';
import { Manifests } from './manifests/manifests.ts';
import { PolicyStore } from './policies.ts';
import { createPositions } from './position-encoding.ts';
import { Publisher } from './publisher.ts';
import { offerPulledDiagnostics } from './pull-diagnostics.ts';
import { createRefreshEditors } from './refresh-editors.ts';
import { Session } from './session.ts';
import { SettingsStore } from './settings.ts';
import { speakLanguage } from './speak-language.ts';
import { StyleLayer } from './style-layer.ts';
import { Synchronizer } from './synchronize.ts';
import { toDocumentKey } from './uris.ts';
import { Workspace } from './workspace.ts';
import { WorkspaceChangelogs } from './workspace-changelogs.ts';

/** Makes a language server of a connection; everything that it is made of is put together here. */
export function startServer(connection: Connection, host: ServerHost): void {
  connection.onInitialize((params) => initialize(connection, host, params));
  connection.listen();
}

function initialize(connection: Connection, host: ServerHost, params: InitializeParams): InitializeResult {
  const support = toClientSupport(params);
  const log = (message: string): void => connection.console.warn(message);
  const positions = createPositions(support.positionEncoding);
  const documents = new Documents(positions);
  const workspace = new Workspace(host);
  const policies = new PolicyStore(
    async (uri) => {
      const open = documents.get(uri);
      return open ? { text: open.source.text } : workspace.read(uri);
    },
    async ({ path }, pattern) => path === null || matchesAny(host.files, path, pattern),
  );
  const askSettings = (uri: string): Promise<unknown> =>
    connection.workspace.getConfiguration({ scopeUri: uri, section: settingsSection });
  const settings = new SettingsStore(support.configuration ? askSettings : null, support.settings, log);
  const style = new StyleLayer(host.createLinter);
  const gatherer = new LedgerGatherer(host, documents, support.trusted);
  gatherer.onRepository(createFollowRepositories(connection, support, workspace));
  const ledgers = new Ledgers(gatherer, log);
  const session = new Session({ host, documents, workspace, settings, policies, style, ledgers });
  const converter = new Converter(positions, support);
  const changelogs = new WorkspaceChangelogs(host, workspace, policies);
  const manifests = new Manifests(session, log);
  const checksums = new ChecksumLists(session);
  const docs = new Documentation(session, log);
  const isListed = (uri: string): boolean => changelogs.has(uri) || manifests.files.get(uri) !== null || docs.has(uri);
  const diagnose = createDiagnose(session, { manifests, checksums, docs }, converter, isListed);
  const publisher = new Publisher(diagnose, {
    publish: (diagnostics) => {
      if (!support.pullsDiagnosticsOnly) void connection.sendDiagnostics(diagnostics).catch(() => undefined);
    },
    checked: (uri, version) => {
      if (support.wantsDidCheck) {
        void connection.sendNotification(didCheckNotification.method, { uri, version }).catch(() => undefined);
      }
    },
    log,
  });
  style.onNews((uri) => publisher.changed(uri));
  manifests.onNews((uri) => publisher.changed(uri));
  const refreshEditors = createRefreshEditors(connection, support);
  void speakLanguage(session, support.language, refreshEditors);
  const tellLedger = (uri: string): void => {
    if (support.wantsDidChangeLedger)
      void connection.sendNotification(didChangeLedgerNotification.method, { uri }).catch(() => undefined);
  };
  // What is open in a checklist is shown beside the ledger.
  const tellChecklists = (): void => {
    for (const { uri } of changelogs.files) tellLedger(uri);
  };
  docs.onNews(async (uri) => {
    publisher.changed(uri);
    if (await docs.isChecklist(uri)) tellChecklists();
  });
  docs.onOtherErrors(tellChecklists);
  const followManifests = createFollowDocuments(connection, support, MANIFESTS);
  manifests.onFound(() => {
    followManifests(manifests.files.files.map(({ uri }) => uri));
    for (const { uri } of changelogs.files) tellLedger(uri);
    refreshEditors();
  });
  const followVersionFiles = createFollowDocuments(connection, support, VERSION_FILES);
  ledgers.onNews(({ uri, saysOtherwise, gitSaysOtherwise, versionFiles }) => {
    followVersionFiles(versionFiles);
    if (gitSaysOtherwise) manifests.recordsChanged(uri);
    if (saysOtherwise || gitSaysOtherwise) docs.recordsChanged(uri);
    if (saysOtherwise) for (const each of [uri, ...versionFiles]) publisher.changed(each);
    if (gitSaysOtherwise || (saysOtherwise && support.pullsDiagnosticsOnly)) refreshEditors();
    tellLedger(uri);
  });
  const synchronizer = new Synchronizer(
    session,
    publisher,
    { changelogs, manifests, checksums, docs },
    refreshEditors,
    log,
    {
      toldOfRefs: support.watchRegistration && support.relativePatterns,
    },
  );
  changelogs.onSearched((uris) => synchronizer.searched(uris));
  changelogs.onSearched(() => manifests.search());
  const handlers = new Handlers(session, log, manifests);
  workspace.setFolders(toFolders(params));
  followClient(connection, handlers, synchronizer, support);
  connection.onNotification(didGrantTrustNotification.method, () => session.ledgers.grantTrust());
  const answeredEarly = offerAnswers(connection, async (on) => {
    const { offerLanguageFeatures } = await import('./language-features.ts');
    const { offerCustomRequests } = await import('./custom-requests.ts');
    offerLanguageFeatures({ on, session, manifests, docs, handlers, converter, support });
    offerCustomRequests({ on, connection, session, manifests, checksums, docs, converter, changelogs, publisher, log });
  });
  if (support.pullsDiagnosticsOnly) {
    offerPulledDiagnostics(connection, handlers, diagnose, async () => {
      await changelogs.search();
      const all = [...changelogs.files, ...manifests.files.files, ...documents.all()];
      return [...new Map(all.map(({ uri }) => [toDocumentKey(uri), uri])).values()];
    });
  }
  connection.onShutdown(async () => {
    await answeredEarly();
    publisher.dispose();
    changelogs.dispose();
    manifests.dispose();
    docs.dispose();
    ledgers.dispose();
    return style.dispose();
  });
  return { capabilities: toServerCapabilities(support), serverInfo: { name: 'release-ledger' } };
}

function toFolders(params: InitializeParams): readonly string[] {
  if (Array.isArray(params.workspaceFolders)) return params.workspaceFolders.map(({ uri }) => uri);
  return typeof params.rootUri === 'string' ? [params.rootUri] : [];
}
