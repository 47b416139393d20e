import type { ComparisonDto, RevisionDto, RevisionFileDto } from './comparison.ts';
import type {
  AddedEntryDto,
  AnswerDto,
  CategoryDto,
  ChangelogDto,
  DocumentStatusDto,
  DraftsDto,
  FixAllDto,
  HistoryDto,
  NewFileDto,
  NextVersionDto,
  NotesDto,
  ProfileDto,
  RuleDocumentationDto,
  VersionFileDto,
  WorkspaceCheckDto,
} from './dto.ts';
import type { LedgerSummaryDto, LedgerView, RowFactDto, RowsDto } from './rows.ts';

/** A custom request: its method's name, and the types of what is sent and answered. */
export interface RequestMessage<Params, Result> {
  readonly method: `releaseLedger/${string}`;
  /** Never there at run time: it carries the types. */
  readonly types?: { readonly params: Params; readonly result: Result };
}

/** A custom notification: its method's name, and the type of what is sent. */
export interface NotificationMessage<Params> {
  readonly method: `releaseLedger/${string}`;
  /** Never there at run time: it carries the type. */
  readonly types?: { readonly params: Params };
}

/** What a client may say in `initializationOptions`; everything may be missing, as it is in a client that does not know us. */
export interface InitializationOptions {
  /** The commands that the client can run. A code lens whose command is not among them is shown as plain text. */
  readonly commands?: readonly ClientCommand[];
  /** True: send `releaseLedger/didCheck` after each check. */
  readonly didCheck?: boolean;
  /** True: send `releaseLedger/didChangeLedger` whenever a ledger may say something else than before. */
  readonly didChangeLedger?: boolean;
  /**
   * True: the client tells of Markdown files and policies only, and can be asked for version files by registration. Others may
   * tell of them already, and would tell each change twice.
   */
  readonly registerVersionFiles?: boolean;
  /** False: the user has not said yet that the workspace may be trusted; no program is started in it. */
  readonly trusted?: boolean;
  /** True: the client explains and proposes what a policy file can have by a schema of its own; the server adds what no schema knows. */
  readonly policySchema?: boolean;
  /** The scheme under which the client shows what a rule is about: `SCHEME:/changelog/conflict-marker.md`. */
  readonly ruleScheme?: string;
}

/**
 * The commands that the server's answers call, each with one argument: code lenses with `{ uri, release }` (`ReleaseArgument`),
 * `verifyManifest` with the manifest's `{ uri }`.
 */
export type ClientCommand =
  | 'releaseLedger.previewNotes'
  | 'releaseLedger.addEntry'
  | 'releaseLedger.compareWithPrevious'
  | 'releaseLedger.cut'
  | 'releaseLedger.openManifest'
  | 'releaseLedger.generateManifest'
  | 'releaseLedger.verifyManifest';

/** The argument of a code lens's command: the document and the label of the release that the lens stands on. */
export interface ReleaseArgument {
  readonly uri: string;
  readonly release: string;
}

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** The changelogs of the workspace, open or not, without checking them; to choose one from. */
export const changelogsRequest: RequestMessage<Record<string, never>, readonly ChangelogDto[]> = {
  method: 'releaseLedger/changelogs',
};

/** Reads the workspace's changelogs and policies afresh, checks all of them, publishes their diagnostics and counts them. */
export const checkWorkspaceRequest: RequestMessage<Record<string, never>, WorkspaceCheckDto> = {
  method: 'releaseLedger/checkWorkspace',
};

/** The edit that applies every safe fix, to a fixpoint; nothing is applied by the server. */
export const fixAllRequest: RequestMessage<DocumentParams, AnswerDto<FixAllDto>> = {
  method: 'releaseLedger/fixAll',
};

export interface AddEntryParams extends DocumentParams {
  /** A category of the policy, or its name in the changelog's language. */
  readonly category: string;
  /** The entry's text, without list marker. */
  readonly text: string;
  /** True puts the breaking marker of the policy in front. */
  readonly breaking?: boolean;
}

/** The edit that adds an entry under Unreleased, with the headings that it needs; nothing is applied by the server. */
export const addEntryRequest: RequestMessage<AddEntryParams, AnswerDto<AddedEntryDto>> = {
  method: 'releaseLedger/addEntry',
};

/** The edit that drafts entries under Unreleased from the commits since the last tag; nothing is applied by the server. */
export const draftEntriesRequest: RequestMessage<DocumentParams, AnswerDto<DraftsDto>> = {
  method: 'releaseLedger/draftEntries',
};

/** The categories that an entry of this changelog can be added to, in the policy's order. */
export const categoriesRequest: RequestMessage<DocumentParams, AnswerDto<readonly CategoryDto[]>> = {
  method: 'releaseLedger/categories',
};

export interface InitialFilesParams {
  /** The URI of the workspace folder to initialize. */
  readonly folder: string;
  /** A built-in profile; the default one where it is missing. */
  readonly profile?: string;
}

/** The files that Initialize would create, with the text that they would have; nothing is written by the server. */
export const initialFilesRequest: RequestMessage<InitialFilesParams, AnswerDto<readonly NewFileDto[]>> = {
  method: 'releaseLedger/initialFiles',
};

/** The built-in profiles. */
export const profilesRequest: RequestMessage<Record<string, never>, readonly ProfileDto[]> = {
  method: 'releaseLedger/profiles',
};

/** The version that the unreleased entries lead to, and the entries that decide it. */
export const nextVersionRequest: RequestMessage<DocumentParams, AnswerDto<NextVersionDto>> = {
  method: 'releaseLedger/nextVersion',
};

/** The state of one document, for a status item; documents that are no changelogs have one, too. */
export const documentStatusRequest: RequestMessage<DocumentParams, DocumentStatusDto> = {
  method: 'releaseLedger/documentStatus',
};

export interface ReleaseNotesParams extends DocumentParams {
  /** The release's label as its heading has it: `1.1.0`, `Unreleased`. */
  readonly release: string;
}

/** The release notes of one section, with the link definitions that it needs. */
export const releaseNotesRequest: RequestMessage<ReleaseNotesParams, AnswerDto<NotesDto>> = {
  method: 'releaseLedger/releaseNotes',
};

export interface RuleDocumentationParams {
  readonly rule: string;
}

/** Why a rule exists and what to do about its problems. */
export const ruleDocumentationRequest: RequestMessage<RuleDocumentationParams, AnswerDto<RuleDocumentationDto>> = {
  method: 'releaseLedger/ruleDocumentation',
};

export interface DidCheckParams {
  readonly uri: string;
  /** The version that was checked, null where the text is the one on disk. */
  readonly version: number | null;
}

/** From the server, only to clients that asked for it: a document was checked, its status may have changed. */
export const didCheckNotification: NotificationMessage<DidCheckParams> = {
  method: 'releaseLedger/didCheck',
};

export interface DidProgressParams {
  /** How far applying the plan has come; behind `making` it can no longer be cancelled. */
  readonly phase: 'checking' | 'making' | 'moving' | 'sending' | 'writing';
}

/** From the server, only where `applyPlan` asks for it: the plan that is being applied has come to another phase. */
export const didProgressNotification: NotificationMessage<DidProgressParams> = {
  method: 'releaseLedger/didProgress',
};

/** The releases of a changelog as its repository knows them, newest first, what is unreleased before all. */
export const historyRequest: RequestMessage<DocumentParams, AnswerDto<HistoryDto>> = {
  method: 'releaseLedger/history',
};

/** The places of the version files beside a changelog, and whether they agree with its current version. */
export const versionFilesRequest: RequestMessage<DocumentParams, AnswerDto<readonly VersionFileDto[]>> = {
  method: 'releaseLedger/versionFiles',
};

export interface RowsParams {
  readonly view: LedgerView;
  /** The row below which the rows stand; the first ones where it is missing. */
  readonly parent?: { readonly uri: string; readonly path: readonly string[] };
}

/** The rows of a view of the ledger, one level of them. */
export const rowsRequest: RequestMessage<RowsParams, RowsDto> = {
  method: 'releaseLedger/rows',
};

export interface RowParams extends DocumentParams {
  readonly view: LedgerView;
  readonly path: readonly string[];
}

/** What there is to know of a row; nothing where the row shows all. */
export const describeRowRequest: RequestMessage<RowParams, AnswerDto<readonly RowFactDto[]>> = {
  method: 'releaseLedger/describeRow',
};

export interface LedgersParams {
  /** The only changelog that is asked for; all of them where it is missing. */
  readonly textDocument?: { readonly uri: string };
}

/** The state of every changelog's ledger, or of one, for a status item; those that lie on no disk have none. */
export const ledgersRequest: RequestMessage<LedgersParams, readonly LedgerSummaryDto[]> = {
  method: 'releaseLedger/ledgers',
};

export interface CompareParams extends DocumentParams {
  /** The release's label as its heading has it; the version for a tag that has no section. */
  readonly release: string;
  /** What the release is compared with instead of the one before it: a branch, and its commit’s full id. */
  readonly against?: RevisionDto;
}

/** The files that differ between the tag of a release and the one before it; for what is unreleased, between the newest tag and HEAD. */
export const compareRequest: RequestMessage<CompareParams, AnswerDto<ComparisonDto>> = {
  method: 'releaseLedger/compare',
};

export interface FileAtRevisionParams extends DocumentParams {
  /** A full object name. */
  readonly revision: string;
  /** Relative to the repository of the changelog, with `/`. */
  readonly path: string;
}

/** A file as a revision of the changelog's repository has it. */
export const fileAtRevisionRequest: RequestMessage<FileAtRevisionParams, AnswerDto<RevisionFileDto>> = {
  method: 'releaseLedger/fileAtRevision',
};

/** Reads repositories and version files afresh; answered once that is done. */
export const refreshRequest: RequestMessage<Record<string, never>, null> = {
  method: 'releaseLedger/refresh',
};

/** From the client: the user trusts the workspace now. */
export const didGrantTrustNotification: NotificationMessage<Record<string, never>> = {
  method: 'releaseLedger/didGrantTrust',
};

export interface DidChangeLedgerParams {
  /** The changelog whose ledger it is. */
  readonly uri: string;
}

/** From the server, only to clients that asked for it: a ledger was compared anew. */
export const didChangeLedgerNotification: NotificationMessage<DidChangeLedgerParams> = {
  method: 'releaseLedger/didChangeLedger',
};
