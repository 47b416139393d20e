/** What is written for people from the records of a release. */
export interface DocumentsPolicy {
  /** What the product is called in documents; empty for the name of the repository. */
  readonly product: string;
  /** The template of release notes. */
  readonly notes: string;
  /** Templates of the project by name, as paths relative to the policy's folder; they go before those that are built in. */
  readonly templates: Readonly<Record<string, string>>;
  /** What placeholders stand for that nothing in the records says. */
  readonly values: Readonly<Record<string, string>>;
}

/** Lists of what has to be done for a release. */
export interface ChecklistsPolicy {
  /** The path of a version's checklist, with `{version}` and `{tag}`. */
  readonly path: string;
  /** Whether a version without one may be released, where there are phases. */
  readonly presence: 'optional' | 'required';
  /** Which items people may mark: those that no check decides, or all. */
  readonly byHand: 'unchecked' | 'all';
  readonly phases: readonly ChecklistPhase[];
}

export interface ChecklistPhase {
  readonly name: string;
  /** Days from the day of the release, negative before it. */
  readonly from: number;
  readonly to: number;
  /** Whether a release waits for it. */
  readonly blocks: 'release' | 'nothing';
  readonly groups: readonly ChecklistGroup[];
}

export interface ChecklistGroup {
  /** Empty for items that stand in no group. */
  readonly name: string;
  /** Who sees to it; empty for nobody in particular. */
  readonly owner: string;
  readonly items: readonly ChecklistItem[];
}

export interface ChecklistItem {
  readonly text: string;
  /** 2 for what stands under the item before it. */
  readonly level: number;
  readonly when: ChecklistCondition;
  /** The check that ticks it; `none` where somebody has to. */
  readonly check: ChecklistCheck;
}

export type ChecklistCondition =
  | 'always'
  | 'breaking'
  | 'security'
  | 'migrations'
  | 'deprecations'
  | 'major'
  | 'minor'
  | 'patch'
  | 'workstream'
  | 'hotfix'
  | 'planned'
  | 'first-major'
  | 'stable';

export type ChecklistCheck =
  | 'none'
  | 'section'
  | 'date'
  | 'changelog'
  | 'breaking'
  | 'migrations'
  | 'version-files'
  | 'tag'
  | 'manifest'
  | 'checksums'
  | 'docs'
  | 'approvals';

/** What documentation has to be. */
export interface DocsPolicy {
  /** Whether editors and `check` look at it, too; the command `docs` always does. */
  readonly enabled: 'on' | 'off';
  /** Paths or globs of the documentation; links, review dates and contacts are checked in all of it. */
  readonly files: readonly string[];
  /** Paths or globs of files among them that are not checked. */
  readonly exclude: readonly string[];
  /** Texts that a line with a note to finish later may have, with `*` for anything. */
  readonly allowTodo: readonly string[];
  /** Versions that documentation may go on naming: paths or globs of files. */
  readonly allowOldVersions: readonly string[];
  /** Paths of documents that have to be there. */
  readonly required: readonly string[];
  /** Paths or globs of notes on migrations. */
  readonly migrations: readonly string[];
  /** What documents say of themselves. */
  readonly fields: readonly DocumentFields[];
}

export interface DocumentFields {
  /** Paths or globs of the documents. */
  readonly files: readonly string[];
  /** The names of the lines that they have: `Owner`. */
  readonly names: readonly string[];
}
