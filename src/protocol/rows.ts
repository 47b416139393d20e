/**
 * The rows of the trees that show a ledger. The server decides what there is and in which state; the client gives each kind
 * and state its icon and its words.
 */
import type { ChangelogDto, LevelDto, ReleaseStateDto, SeverityDto } from './dto.ts';

export type LedgerView = 'history' | 'unreleased' | 'versionFiles' | 'readiness';

/**
 * `nothing` stands where a changelog among several has no rows; `notCompared` says why git had no part in the rows below;
 * `blocker` is what stands in the way of the next release, `ready` that nothing does; `operation` is one of the log;
 * a `checklist` has `phase`s, and those have `task`s; `commits` are those since the tag that is their label.
 */
export type RowKind =
  | 'changelog'
  | 'release'
  | 'tag'
  | 'problems'
  | 'problem'
  | 'category'
  | 'entry'
  | 'next'
  | 'reason'
  | 'commits'
  | 'commit'
  | 'versionFile'
  | 'notCompared'
  | 'manifest'
  | 'artifact'
  | 'blocker'
  | 'ready'
  | 'checklist'
  | 'phase'
  | 'task'
  | 'operation'
  | 'nothing';

/** `ahead` is a version file that says a later version than the released one, `silent` one that says none. */
export type VersionFileStateDto = 'agrees' | 'ahead' | 'behind' | 'silent';

export type TagStateDto = 'annotated' | 'lightweight';

/** Why a view has no rows. */
export type EmptyDto =
  | 'noChangelog'
  | 'notOnDisk'
  | 'turnedOff'
  | 'noReleases'
  | 'noRepository'
  | 'nothingUnreleased'
  | 'noVersionFiles';

export type RowStateDto =
  | ReleaseStateDto
  | SeverityDto
  | LevelDto
  | VersionFileStateDto
  | TagStateDto
  | EmptyDto
  | OperationStateDto
  | TaskStateDto
  | 'breaking'
  | 'valid';

/**
 * `failing` is a task whose check says that it is not done, `later` a phase that no release waits for, `absent` a checklist that
 * is not made yet.
 */
export type TaskStateDto = 'open' | 'ticked' | 'notApplicable' | 'odd' | 'failing' | 'later' | 'absent';

export type OperationStateDto = 'interrupted' | 'undone' | 'takenBack' | 'done';

/**
 * What else is true of a row; menus go by it. `written` has a section, `comparable` a tagged release before it, `recorded` a
 * manifest, `list` is the list of digests, `undoable` is the last operation that was done; of `partial` ones there are more.
 */
export type RowMarkDto =
  | 'written'
  | 'tagged'
  | 'comparable'
  | 'yanked'
  | 'prerelease'
  | 'undoable'
  | 'recorded'
  | 'list'
  | 'partial';

export interface RowDto {
  readonly view: LedgerView;
  /** The changelog that it belongs to. */
  readonly uri: string;
  /** Where it stands in the tree of its changelog: the same as long as it is the same thing. Empty for the changelog itself. */
  readonly path: readonly string[];
  readonly kind: RowKind;
  /** A name of the user's: a version, a category, an entry's text, a file. */
  readonly label: string;
  readonly state: RowStateDto | null;
  readonly marks: readonly RowMarkDto[];
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  /** What there is to say beside the label, in words of the user's or of the server's. */
  readonly detail: string | null;
  /** How many entries, problems or decisive entries stand below it. */
  readonly count: number;
  readonly hasChildren: boolean;
  readonly expanded: boolean;
  /** Where it is written; the line from 0. */
  readonly place: { readonly uri: string; readonly line: number } | null;
  /** The label of its release, as the requests about one release take it. */
  readonly release: string | null;
  /** The name of its category, as it is written. */
  readonly category: string | null;
  /** Whether it is marked as done; null for what nobody marks. Only a task may have a box. */
  readonly checked: boolean | null;
  /** The code of what stands in the way, on its hint too, the id of an operation, or the name of a task. */
  readonly code: string | null;
}

/** What the server knows of a row, each with its arguments, in the order in which they are said. */
export type RowWordsDto =
  | 'released'
  | 'undated'
  | 'tagOnly'
  | 'untagged'
  | 'yanked'
  | 'asTagged'
  | 'changedSince'
  | 'amendedSince'
  | 'added'
  | 'gone'
  | 'reworded'
  | 'more'
  | 'annotatedTag'
  | 'lightweightTag'
  | 'author'
  | 'commit'
  | 'noCommit'
  | 'notCompared'
  | 'meaning'
  | 'firstRelease'
  | 'nextRelease'
  | 'skipped'
  | 'decidedBy'
  | 'reason'
  | 'says'
  | 'saysNothing'
  | 'nothingToCompare'
  | 'notBehind'
  | 'behind';

/** One thing that there is to know of a row. The client gives it its words. */
export interface RowFactDto {
  /** Null for a text of the user's, which is the only argument. */
  readonly words: RowWordsDto | null;
  /** Markdown that shows texts of files and of git as they are, and can start nothing. */
  readonly args: readonly string[];
  /** How many days ago the date that it says was; null where it says none. */
  readonly days: number | null;
  /** True for an item of a list. */
  readonly item: boolean;
}

export interface RowsDto {
  readonly rows: readonly RowDto[];
  /** Null where there are rows. */
  readonly empty: EmptyDto | null;
}

/** A version file that says an older version than the one that is released. */
export interface BehindDto {
  readonly uri: string;
  readonly version: string;
  readonly expected: string;
}

/** The state of a changelog's ledger in a few words. */
export interface LedgerSummaryDto extends ChangelogDto {
  /** The highest version in any of the records, and what they say of it; null before the first. */
  readonly current: string | null;
  readonly currentState: ReleaseStateDto | null;
  readonly next: { readonly version: string; readonly level: LevelDto; readonly reasons: number } | null;
  /** How many entries are unreleased. */
  readonly unreleased: number;
  readonly versionFiles: number;
  readonly behind: readonly BehindDto[];
  /** Why git could not be asked; null where it was. */
  readonly notCompared: string | null;
}
