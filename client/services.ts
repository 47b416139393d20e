import type { LogOutputChannel, SecretStorage } from 'vscode';
import type { OperationDto } from '../src/protocol/operations.ts';
import type { PageKind } from '../src/protocol/pages.ts';
import type { Session } from './session.ts';

/** What a command works with. */
export interface Services {
  readonly session: Session;
  readonly output: LogOutputChannel;
  readonly secrets: SecretStorage;
  /** The title of a command, in the user's language. */
  readonly titleOf: (command: string) => string;
  /** Has the views of the ledger ask for everything afresh. */
  readonly refreshViews: () => Promise<void>;
  /** What drives release operations, loaded by the first of them. */
  readonly loadOperations: () => Promise<Operations>;
  /** The commands about what a project and a release have beside the changelog, loaded by the first of them. */
  readonly loadRecords: () => Promise<RecordCommands>;
  /** The pages about releases, loaded by the first of them. */
  readonly loadPages: () => Promise<Pages>;
}

/** Asks for what each operation needs, shows its plan and has it carried out. @see operation.ts */
export interface Operations {
  run(name: OperationDto, title: string, argument: unknown): Promise<void>;
  mend(argument: unknown): Promise<void>;
  recover(title: string, argument: unknown): Promise<void>;
}

/** Shows pages about releases beside the editor. @see dashboard/pages.ts */
export interface Pages {
  show(kind: PageKind, title: string, argument: unknown): Promise<void>;
}

export type RecordCommand =
  | 'createBundle'
  | 'createEvidencePack'
  | 'generateManifest'
  | 'generateSbom'
  | 'initialize'
  | 'openManifest'
  | 'publish'
  | 'verifyChecksums'
  | 'verifyManifest';

/** @see records/record-commands.ts */
export type RecordCommands = Readonly<Record<RecordCommand, (services: Services, argument: unknown) => Promise<void>>>;
