/** Checklists of releases: what they ask for, and the edits that mark what is done. The client applies them. */
import type { AnswerDto, WorkspaceEditDto } from './dto.ts';
import type { DocumentParams, RequestMessage } from './messages.ts';

export interface ChecklistParams extends DocumentParams {
  /** The version that it is of; null for the newest one that has a checklist. */
  readonly version: string | null;
}

export interface ChecklistTaskDto {
  /** Names it among all tasks of its checklist. */
  readonly name: string;
  readonly text: string;
  readonly kind: 'item' | 'approval' | 'other';
  readonly state: 'open' | 'done' | 'not-applicable' | 'odd';
  /** Who may approve, for an approval; empty where anybody may. */
  readonly people: readonly string[];
}

export interface ChecklistDto {
  readonly version: string;
  /** Relative to its folder. */
  readonly path: string;
  readonly exists: boolean;
  readonly tasks: readonly ChecklistTaskDto[];
  /** Roles that have to approve, those that the list has no line for included. */
  readonly roles: readonly {
    readonly role: string;
    readonly given: string | null;
    readonly people: readonly string[];
  }[];
  /** Who works here by what git knows; null where it does not know, or may not be asked. */
  readonly me: string | null;
}

/** What a checklist asks for. */
export const checklistRequest: RequestMessage<ChecklistParams, AnswerDto<ChecklistDto>> = {
  method: 'releaseLedger/checklist',
};

/** `open` makes it, or brings it up to date with what checks say. */
export type ChecklistChangeDto =
  | { readonly kind: 'open' }
  | { readonly kind: 'tick'; readonly task: string; readonly done: boolean }
  | { readonly kind: 'skip'; readonly task: string; readonly reason: string }
  | { readonly kind: 'approve'; readonly role: string; readonly by: string };

export interface ChangeChecklistParams extends ChecklistParams {
  readonly change: ChecklistChangeDto;
}

export interface ChangedChecklistDto {
  readonly uri: string;
  readonly path: string;
  /** Null where nothing is to be changed. */
  readonly edit: WorkspaceEditDto | null;
  /** The text of a checklist that is not there yet: the client makes the file. */
  readonly text: string | null;
  /** Where the task stands, from 0. */
  readonly line: number;
}

/** The edit that changes a checklist. */
export const changeChecklistRequest: RequestMessage<ChangeChecklistParams, AnswerDto<ChangedChecklistDto>> = {
  method: 'releaseLedger/changeChecklist',
};
