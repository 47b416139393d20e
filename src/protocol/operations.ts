/**
 * Release operations: what is asked for, the plan that comes of it, and what applying it came to. The plan is computed and
 * applied by the server; the client shows it and asks for the user's word.
 */
import type { AnswerDto, LevelDto } from './dto.ts';
import type { DocumentParams, RequestMessage } from './messages.ts';

export type OperationDto =
  | 'bump'
  | 'cut'
  | 'tag'
  | 'push'
  | 'branch-start'
  | 'branch-finish'
  | 'hotfix-start'
  | 'hotfix-finish'
  | 'promote'
  | 'yank'
  | 'rollback'
  | 'undo';

/** What an operation is asked for. Whatever is left out is computed, or decided by the policy. */
export interface OperationOptionsDto {
  /** A version, or the level that leads to one. */
  readonly target?: string;
  /** The identifier of a pre-release: `rc`. */
  readonly prerelease?: string;
  /** The type of the release, one of the policy's. */
  readonly type?: string;
  readonly title?: string;
  readonly reason?: string;
  readonly severity?: string;
  /** The tag that a hotfix starts from. */
  readonly from?: string;
  /** The id of the operation that is taken back; the last one where it is missing. */
  readonly id?: string;
}

/** A plan as the server made it. The client hands it back as it is and looks at nothing in it. */
export type PlanDto = { readonly format: 'release-ledger/plan' };

/** What stands in the way of an operation. */
export interface BlockerDto {
  /** What kind of obstacle it is; buttons go by it. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  /** Where it is to be mended; the line from 0. */
  readonly place: { readonly uri: string; readonly line: number } | null;
}

/** A file that a plan changes, with both texts; null where it is not there. */
export interface PlannedFileDto {
  readonly uri: string;
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface PlannedOperationDto {
  readonly plan: PlanDto;
  readonly operation: OperationDto;
  /** One line in the imperative: `Cut 1.2.0`. */
  readonly title: string;
  /** What it does besides changing files, one line each: commits, tags, branches, what is sent where. */
  readonly effects: readonly string[];
  /** The whole plan in words. */
  readonly description: string;
  readonly files: readonly PlannedFileDto[];
  /** A plan with blockers is shown and cannot be applied. */
  readonly blockers: readonly BlockerDto[];
  readonly notes: readonly string[];
  /** Where the user has a choice of what to start from, what there is; none elsewhere. */
  readonly choices: readonly BaseChoiceDto[];
  /** The URL that refs are sent to; null for a plan that stays on this machine, and can be taken back. */
  readonly sendsTo: string | null;
}

/** A release that an operation can start from. */
export interface BaseChoiceDto {
  readonly tag: string;
  readonly chosen: boolean;
  /** The branch that it is compared with, and its commit’s full id. */
  readonly branch: string;
  readonly commit: string;
  /** How far both are apart; null where git cannot say. */
  readonly commits: number | null;
  readonly files: number | null;
}

/** What applying a plan, or recovering, came to. */
export interface OperationOutcomeDto {
  /** The id of the operation in the log; null where nothing was done. */
  readonly id: string | null;
  readonly outcome: 'done' | 'nothing-to-do' | 'taken-back' | 'incomplete';
  /** What else there is to know, one sentence each: what somebody had changed meanwhile and was left, why it did not end. */
  readonly messages: readonly string[];
  readonly undoable: boolean;
  /** The operations that continue the work. */
  readonly next: readonly NextOperationDto[];
}

/** An operation, or what comes between two of them: to `switch` to a branch, to `add` an entry, to `send` commits without a tag. */
export interface NextOperationDto {
  readonly operation: OperationDto | 'switch' | 'add' | 'send';
  /** The version or branch that it is about; null where nothing has to be said. */
  readonly target: string | null;
}

/** An operation of the log. */
export interface LoggedOperationDto {
  readonly id: string;
  readonly operation: string;
  readonly title: string;
  /** When it began, RFC 3339 in UTC. */
  readonly at: string;
  readonly by: string;
  readonly state: 'done' | 'undone' | 'takenBack' | 'interrupted';
}

/** A version that the next release could have. */
export interface VersionChoiceDto {
  readonly version: string;
  readonly level: LevelDto;
  /** What it is asked for by: a level; null for what the entries lead to, and for a pre-release. */
  readonly target: string | null;
  /** The identifier of a pre-release; null for a release. */
  readonly prerelease: string | null;
  /** Why it is that version: the entries that ask for it, in the order of the text; none where they ask for another one. */
  readonly reasons: readonly string[];
  /** How it compares with what the entries ask for. */
  readonly asked: 'exactly' | 'less' | 'more' | 'unknown';
  /** True for the one that the entries lead to. */
  readonly recommended: boolean;
}

/** A release as an operation can be about it. */
export interface ReleaseChoiceDto {
  readonly version: string;
  readonly tag: string | null;
  readonly date: string | null;
  readonly written: boolean;
  readonly yanked: boolean;
  readonly prerelease: boolean;
}

/** What the dialogs of the operations offer. */
export interface OperationChoicesDto {
  readonly current: string | null;
  /** The one that the entries lead to first; none where nothing is unreleased. */
  readonly versions: readonly VersionChoiceDto[];
  /** Why there is no recommended version; null where there is one. */
  readonly notRecommended: string | null;
  /** Newest first. */
  readonly releases: readonly ReleaseChoiceDto[];
  /** The types of releases that the policy names, with the level that each raises. */
  readonly types: readonly NamedChoiceDto[];
  /** `optional` where the policy leaves titles open and the newest release has one. */
  readonly titles: 'none' | 'optional' | 'required';
  /** How severe the policy says that the cause of a rollback can be, with what is done then. */
  readonly severities: readonly NamedChoiceDto[];
}

/** A name of the policy's, and what it means there. */
export interface NamedChoiceDto {
  readonly name: string;
  readonly detail: string;
}

/** What the dialogs of the operations on a changelog offer; nothing is planned by it. */
export const operationChoicesRequest: RequestMessage<DocumentParams, AnswerDto<OperationChoicesDto>> = {
  method: 'releaseLedger/operationChoices',
};

export interface CheckVersionParams extends DocumentParams {
  readonly version: string;
}

/** Whether a typed version could be released: what is wrong with it, or null. */
export const checkVersionRequest: RequestMessage<CheckVersionParams, AnswerDto<string | null>> = {
  method: 'releaseLedger/checkVersion',
};

export interface PlanOperationParams extends DocumentParams {
  readonly operation: OperationDto;
  readonly options: OperationOptionsDto;
}

/** The plan of an operation with everything that stands in its way; changes nothing. Only in a trusted workspace. */
export const planOperationRequest: RequestMessage<PlanOperationParams, AnswerDto<PlannedOperationDto>> = {
  method: 'releaseLedger/planOperation',
};

export interface ApplyPlanParams extends DocumentParams {
  readonly plan: PlanDto;
  /** True to be told of each phase by `didProgress` before the answer comes. */
  readonly progress?: boolean;
}

/**
 * Applies a plan that the user has confirmed: all of it or nothing. Everything that the plan goes by is checked again. It can be
 * cancelled until refs are moved. Only in a trusted workspace.
 */
export const applyPlanRequest: RequestMessage<ApplyPlanParams, AnswerDto<OperationOutcomeDto>> = {
  method: 'releaseLedger/applyPlan',
};

/** Finishes or takes back an operation that was interrupted. Only in a trusted workspace. */
export const recoverRequest: RequestMessage<DocumentParams, AnswerDto<OperationOutcomeDto>> = {
  method: 'releaseLedger/recover',
};

/** The operations of the repository that a changelog lies in, the last one first. Only in a trusted workspace. */
export const operationLogRequest: RequestMessage<DocumentParams, AnswerDto<readonly LoggedOperationDto[]>> = {
  method: 'releaseLedger/operationLog',
};
