/**
 * The plain data that server and client exchange. Positions, ranges and edits are shaped as LSP 3.17 defines them, so that
 * the client converts them with the converter that it already has; URIs are strings.
 */

/** A place in a document, both numbers from 0, `character` in the position encoding that was negotiated. */
export interface PositionDto {
  readonly line: number;
  readonly character: number;
}

export interface RangeDto {
  readonly start: PositionDto;
  readonly end: PositionDto;
}

export interface TextEditDto {
  readonly range: RangeDto;
  readonly newText: string;
}

/**
 * An LSP `WorkspaceEdit`. Where the client announced `workspace.workspaceEdit.documentChanges` it has `documentChanges`
 * whose version is the one that the edits were computed from (null: the file on disk), so that the editor refuses edits
 * for a text that has changed since; otherwise it has `changes`.
 */
export interface WorkspaceEditDto {
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string; readonly version: number | null };
    readonly edits: readonly TextEditDto[];
  }[];
  readonly changes?: { readonly [uri: string]: readonly TextEditDto[] };
}

/** Why something was not done, in words for the user; compare `code`, never the message. */
export interface RefusalDto {
  readonly code: RefusalCode;
  readonly message: string;
  /** What to do next, one sentence; null where there is nothing to do. */
  readonly hint: string | null;
}

export type RefusalCode =
  | 'not-a-changelog'
  | 'not-found'
  | 'outside-workspace'
  | 'unknown-category'
  | 'empty-text'
  | 'control-characters'
  | 'hidden-place'
  | 'unknown-release'
  | 'unknown-profile'
  | 'unknown-rule'
  | 'no-version'
  | 'nothing-unreleased'
  | 'refused'
  | 'failed';

/** The answer to a request that can be refused: exactly one of `value` and `refusal` is there. */
export type AnswerDto<T> =
  | { readonly value: T; readonly refusal?: undefined }
  | { readonly value?: undefined; readonly refusal: RefusalDto };

export type SeverityDto = 'error' | 'warning' | 'info' | 'hint';

/** How many problems there are of each severity. */
export interface CountsDto {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
}

/** A check that was not made, and why; `uri` is null where it concerns the whole workspace. */
export interface NotCheckedDto {
  readonly rule: string | null;
  readonly uri: string | null;
  readonly reason: string;
}

/** A changelog of the workspace. */
export interface ChangelogDto {
  readonly uri: string;
  /** The path relative to its workspace folder, with `/`; the file's name where it lies outside every folder. */
  readonly path: string;
  /** The URI of the workspace folder that holds it, null where none does. */
  readonly folder: string | null;
  /** True where an editor has it open, and the answer describes the editor's text instead of the disk's. */
  readonly open: boolean;
}

export interface CheckedFileDto extends ChangelogDto {
  readonly counts: CountsDto;
  /** How many of its problems have a safe fix. */
  readonly fixable: number;
}

/** Everything that a check of the workspace looked at. The problems themselves were published as diagnostics before. */
export interface WorkspaceCheckDto {
  /** The changelogs. */
  readonly files: readonly CheckedFileDto[];
  /** All problems, those in version files included. */
  readonly counts: CountsDto;
  readonly notChecked: readonly NotCheckedDto[];
}

export type LevelDto = 'major' | 'minor' | 'patch' | 'prerelease';

/** An entry that decides the next version. */
export interface NextReasonDto {
  readonly category: string;
  readonly text: string;
  /** The entry's line, from 0. */
  readonly line: number;
  readonly level: LevelDto;
}

/** The next version of a changelog and why; `current` is null before the first release. */
export interface NextVersionDto {
  readonly current: string | null;
  readonly next: string;
  readonly level: LevelDto;
  readonly reasons: readonly NextReasonDto[];
}

/** The state of one document for a status item. */
export interface DocumentStatusDto {
  readonly uri: string;
  /** The version that was checked, null where the text is the one on disk. */
  readonly version: number | null;
  /** False: the server does not check this file; everything below is empty then. */
  readonly changelog: boolean;
  /** False: the user turned checking off for this file. */
  readonly enabled: boolean;
  readonly counts: CountsDto;
  readonly fixable: number;
  readonly notChecked: readonly NotCheckedDto[];
  /** The policy file that applies, null where the default profile does. */
  readonly policy: { readonly uri: string; readonly problems: number } | null;
  readonly profile: string;
  /** The newest version of the changelog, and the next one where there is something to release. */
  readonly current: string | null;
  readonly next: NextVersionDto | null;
}

/** What a new entry can be added to. */
export interface CategoryDto {
  readonly name: string;
  /** What it is for, one sentence. */
  readonly description: string;
  /** How many entries it has under Unreleased. */
  readonly entries: number;
}

/** An edit, and the place behind the text that it adds, for the cursor. */
export interface AddedEntryDto {
  readonly edit: WorkspaceEditDto;
  readonly position: PositionDto;
}

/** Drafts of entries, and how many commits were left out for which reason. */
export interface DraftsDto {
  /** Null where there is nothing to draft. */
  readonly edit: WorkspaceEditDto | null;
  /** Behind the first draft, for the cursor; null where there is none. */
  readonly position: PositionDto | null;
  readonly drafted: number;
  /** The tag that the commits come after; null where nothing is tagged yet. */
  readonly since: string | null;
  readonly leftOut: {
    /** Merges, releases, housekeeping, and what bots have updated. */
    readonly unnoticed: number;
    readonly reverted: number;
    /** An entry says so already. */
    readonly recorded: number;
    /** Their subject cannot stand in this changelog. */
    readonly refused: number;
  };
  /** False where there are more commits than were read. */
  readonly complete: boolean;
}

/** What fix-all would do; `edit` is null where there is nothing to mend. */
export interface FixAllDto {
  readonly edit: WorkspaceEditDto | null;
  /** How many problems the edit mends, and how many it leaves. */
  readonly fixed: number;
  readonly left: number;
}

/** A file to create; nothing was written. */
export interface NewFileDto {
  readonly uri: string;
  /** The path relative to the folder. */
  readonly path: string;
  readonly text: string;
  /** True where something of that name stands there already: it must not be overwritten. */
  readonly exists: boolean;
}

/** A built-in profile to choose from. */
export interface ProfileDto {
  readonly name: string;
  readonly description: string;
}

/** The release notes of one section, as Markdown. */
export interface NotesDto {
  /** The version, or the heading's name for the unreleased section. */
  readonly title: string;
  readonly markdown: string;
}

/** The documentation of one rule, as Markdown. */
export interface RuleDocumentationDto {
  readonly rule: string;
  readonly markdown: string;
}

/**
 * What the records say of a release: `released` all of them; `untagged` there is no tag; `tag-only` there is no section;
 * `changed` and `amended` it is not what was tagged, without and with a note that says so; `not-compared` git could not be asked.
 */
export type ReleaseStateDto =
  | 'unreleased'
  | 'released'
  | 'untagged'
  | 'tag-only'
  | 'changed'
  | 'amended'
  | 'not-compared';

/** A release for a list. */
export interface ReleaseRowDto {
  /** The version, or the heading's name for the unreleased section. */
  readonly version: string;
  readonly date: string | null;
  readonly title: string | null;
  readonly yanked: boolean;
  readonly tag: string | null;
  readonly state: ReleaseStateDto;
  /** What there is to know beside that, in words. */
  readonly remarks: readonly string[];
  /** The heading's line, from 0; null where there is no section. */
  readonly line: number | null;
  /** How many problems its section has. */
  readonly problems: number;
  readonly entries: number;
  readonly children: readonly CategoryRowDto[];
}

/** A category of a release; the name is empty for entries that stand in none. */
export interface CategoryRowDto {
  readonly name: string;
  readonly line: number;
  readonly entries: readonly { readonly text: string; readonly line: number }[];
}

export interface HistoryDto {
  readonly releases: readonly ReleaseRowDto[];
  /** Why git could not be asked; null where it was. */
  readonly notCompared: string | null;
}

/** A place where a version is written; `version` and `agrees` are null where a file says none, for the reason in `silent`. */
export interface VersionFileDto {
  readonly uri: string;
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly version: string | null;
  readonly agrees: boolean | null;
  /** What it would say if it agreed; null where it does. */
  readonly expected: string | null;
  readonly silent: string | null;
}
