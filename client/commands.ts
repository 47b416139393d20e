import { CancellationError, commands, type Disposable } from 'vscode';
import type { OperationDto } from '../src/protocol/operations.ts';
import type { PageKind } from '../src/protocol/pages.ts';
import { addEntry } from './commands/add-entry.ts';
import { checkWorkspace } from './commands/check-workspace.ts';
import { compareWithPrevious } from './commands/compare-with-previous.ts';
import { copyNotes } from './commands/copy-notes.ts';
import { draftEntries } from './commands/draft-entries.ts';
import { fixAll } from './commands/fix-all.ts';
import { openEntry } from './commands/open-entry.ts';
import { previewNotes } from './commands/preview-notes.ts';
import { refresh } from './commands/refresh.ts';
import { restartServer } from './commands/restart-server.ts';
import { showOutput } from './commands/show-output.ts';
import { reportFailure } from './report.ts';
import type { RecordCommand, Services } from './services.ts';

type Handler = (services: Services, argument: unknown, command: string) => Promise<void>;

/** Every command of the extension. The manifest contributes the same ones. */
const HANDLERS: Readonly<Record<`releaseLedger.${string}`, Handler>> = {
  'releaseLedger.addEntry': addEntry,
  'releaseLedger.bump': operation('bump'),
  'releaseLedger.checkWorkspace': checkWorkspace,
  'releaseLedger.compareWithPrevious': compareWithPrevious,
  'releaseLedger.copyNotes': copyNotes,
  'releaseLedger.createBundle': record('createBundle'),
  'releaseLedger.createEvidencePack': record('createEvidencePack'),
  'releaseLedger.cut': operation('cut'),
  'releaseLedger.draftAnnouncement': report('draftAnnouncement'),
  'releaseLedger.draftEntries': draftEntries,
  'releaseLedger.exportAuditReport': report('exportAuditReport'),
  'releaseLedger.exportNotes': report('exportNotes'),
  'releaseLedger.finishHotfix': operation('hotfix-finish'),
  'releaseLedger.finishReleaseBranch': operation('branch-finish'),
  'releaseLedger.fixAll': fixAll,
  'releaseLedger.generateManifest': record('generateManifest'),
  'releaseLedger.generateSbom': record('generateSbom'),
  'releaseLedger.initialize': record('initialize'),
  'releaseLedger.installGitHooks': inTerminal('installGitHooks'),
  'releaseLedger.mend': mend,
  'releaseLedger.newChecklist': checklist('newChecklist'),
  'releaseLedger.openChecklist': checklist('openChecklist'),
  'releaseLedger.openEntry': openEntry,
  'releaseLedger.openManifest': record('openManifest'),
  'releaseLedger.previewNotes': previewNotes,
  'releaseLedger.promote': operation('promote'),
  'releaseLedger.publish': record('publish'),
  'releaseLedger.push': operation('push'),
  'releaseLedger.recordApproval': checklist('recordApproval'),
  'releaseLedger.recover': recover,
  'releaseLedger.refresh': refresh,
  'releaseLedger.restartServer': restartServer,
  'releaseLedger.rollback': operation('rollback'),
  'releaseLedger.runGates': inTerminal('runGates'),
  'releaseLedger.showAuditTrail': page('audit'),
  'releaseLedger.showDashboard': page('metrics'),
  'releaseLedger.showMetrics': inTerminal('showMetrics'),
  'releaseLedger.showOutput': showOutput,
  'releaseLedger.showSupportStatus': page('support'),
  'releaseLedger.skipTask': checklist('skipTask'),
  'releaseLedger.startHotfix': operation('hotfix-start'),
  'releaseLedger.startReleaseBranch': operation('branch-start'),
  'releaseLedger.tag': operation('tag'),
  'releaseLedger.undo': operation('undo'),
  'releaseLedger.verifyChecksums': record('verifyChecksums'),
  'releaseLedger.verifyManifest': record('verifyManifest'),
  'releaseLedger.yank': operation('yank'),
};

function record(name: RecordCommand): Handler {
  return async (services, argument) => (await services.loadRecords())[name](services, argument);
}

function page(kind: PageKind): Handler {
  return async ({ loadPages, titleOf }, argument, command) =>
    (await loadPages()).show(kind, titleOf(command), argument);
}

type Operations = typeof import('./operation.ts');

/** The commands that make documents of the records, loaded with the operations. */
function report(name: keyof Operations['reports']): Handler {
  return async (services, argument, command) =>
    (await import('./operation.ts')).reports[name](services, argument, services.titleOf(command));
}

/** The commands about checklists, loaded with the operations. */
function checklist(name: keyof Operations['checklists']): Handler {
  return async (services, argument, command) =>
    (await import('./operation.ts')).checklists[name](services, argument, services.titleOf(command));
}

/** The commands that the command line carries out in a terminal. */
function inTerminal(name: keyof Operations['commandLine']): Handler {
  return async (services, argument, command) =>
    (await import('./operation.ts')).commandLine[name](services, argument, services.titleOf(command));
}

/** Every release operation is driven in the same way, by what is loaded with the first of them. */
function operation(name: OperationDto): Handler {
  return async ({ loadOperations, titleOf }, argument, command) =>
    (await loadOperations()).run(name, titleOf(command), argument);
}

async function mend({ loadOperations }: Services, argument: unknown): Promise<void> {
  await (await loadOperations()).mend(argument);
}

async function recover({ loadOperations, titleOf }: Services, argument: unknown, command: string): Promise<void> {
  await (await loadOperations()).recover(titleOf(command), argument);
}

/** Registers every command. One that fails says so and where the reason stands; one that is cancelled says nothing. */
export function registerCommands(services: Services): readonly Disposable[] {
  return Object.entries(HANDLERS).map(([id, handler]) =>
    commands.registerCommand(id, async (argument: unknown) => {
      try {
        await handler(services, argument, id);
      } catch (error) {
        if (isCancellation(error)) return;
        services.output.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        // Of a server that is not there the user was told already, with a button to restart it.
        if (services.session.state === 'running') reportFailure(services.titleOf(id));
      }
    }),
  );
}

/** Cancelled by the editor, or by the server with the codes that LSP has for it (-32800, -32802). */
function isCancellation(error: unknown): boolean {
  if (error instanceof CancellationError) return true;
  return error instanceof Error && 'code' in error && (error.code === -32800 || error.code === -32802);
}
