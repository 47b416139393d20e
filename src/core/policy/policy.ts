import type { FieldName } from '../manifest/model.ts';
import type { SeveritySetting } from '../severity.ts';
import type { ChecklistsPolicy, DocsPolicy, DocumentsPolicy } from './documents-policy.ts';
import type {
  BranchPolicy,
  CommitPolicy,
  HotfixPolicy,
  PromotePolicy,
  ReleasePolicy,
  RollbackPolicy,
} from './operations.ts';

/** What a team has decided about its releases. Every rule and operation reads its choices here and nowhere else. */
export interface Policy {
  /** The version of Keep a Changelog that the changelog is judged by; a changelog that pins one is judged by that. */
  readonly standard: '1.0.0' | '1.1.0' | '2.0.0';
  readonly changelog: ChangelogPolicy;
  readonly version: VersionPolicy;
  readonly tag: TagPolicy;
  readonly release: ReleasePolicy;
  readonly branch: BranchPolicy;
  readonly commit: CommitPolicy;
  readonly promote: PromotePolicy;
  readonly hotfix: HotfixPolicy;
  readonly rollback: RollbackPolicy;
  /** Where the version stands; empty to find the files that are known by their names beside the changelog. */
  readonly versionFiles: readonly VersionFilePolicy[];
  /** Paths or globs of the files that say what the project depends on; empty to find those that are known by their names. */
  readonly dependencyFiles: readonly string[];
  readonly manifest: ManifestPolicy;
  /** Who has to approve a release, by its type in lower case; `all` holds for every type. */
  readonly approvals: Readonly<Record<string, readonly ApprovalPolicy[]>>;
  readonly checksums: ChecksumPolicy;
  readonly bundle: BundlePolicy;
  readonly artifacts: ArtifactsPolicy;
  readonly forge: ForgePolicy;
  readonly gates: GatesPolicy;
  readonly metrics: MetricsPolicy;
  readonly audit: AuditPolicy;
  readonly support: SupportPolicy;
  readonly hooks: HooksPolicy;
  readonly documents: DocumentsPolicy;
  /** The template of the message for each audience. */
  readonly announcements: Readonly<Record<string, string>>;
  readonly checklists: ChecklistsPolicy;
  readonly docs: DocsPolicy;
  /** Severities that differ from the rules' own, by rule id. */
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  readonly markdownlint: MarkdownlintPolicy;
  /** No setting: how the records of one package or component among several are named (`toOwnRecords`). */
  readonly own?: OwnRecords;
}

/** How the records are named of what shares a policy with others that may have the same version. */
export interface OwnRecords {
  /** What stands before the version in the names of its tags, without folders. */
  readonly prefix: string;
  /** The paths of records that were named by the version alone and can be nobody else's, by what they would be now. */
  readonly former: ReadonlyMap<string, string>;
}

export interface ChangelogPolicy {
  /** Paths or globs of the changelogs, relative to the policy's folder. */
  readonly files: readonly string[];
  /** BCP 47 tag of the language the headings are written in; `auto` reads it from the file. */
  readonly language: string;
  readonly titles: readonly string[];
  readonly categories: readonly CategoryPolicy[];
  /** The heading level of categories; `auto` takes any level that a release uses throughout. */
  readonly categoryLevel: 3 | 4 | 'auto';
  /** A heading between the release heading and its categories. */
  readonly releaseTitle: 'none' | 'optional' | 'required';
  /** Names of categories that every release has, even if it says “None” there. */
  readonly requiredCategories: readonly string[];
  /** A line `**Objective:** …` above the categories. */
  readonly objective: 'optional' | 'required';
  readonly breaking: 'marker' | 'section' | 'either';
  readonly securityId: 'prefix-colon' | 'prefix-brackets' | 'suffix-parens' | 'any';
  /** The widest entry line, in UTF-16 units, for the rule that is off by default. */
  readonly lineWidth: number;
}

export interface CategoryPolicy {
  readonly name: string;
  /** Other spellings that are read as this category and reported. */
  readonly aliases: readonly string[];
  /** The level that an entry of this category asks for at least. */
  readonly bump: 'major' | 'minor' | 'patch' | 'none';
  /** Notes hold paragraphs, changes hold bullets. */
  readonly kind: 'change' | 'note';
  /** How its entries are written, with `{text}`, `{version}` and `{number}`; any way without them. */
  readonly forms?: readonly string[];
}

export interface VersionPolicy {
  readonly scheme: 'semver' | 'calver' | 'pep440' | 'any';
  readonly prerelease: 'dotted' | 'compact' | 'any';
  /** The identifiers that pre-releases may have, such as `rc`; any where there are none. */
  readonly identifiers: readonly string[];
  /** Which releases are hotfixes. */
  readonly hotfix: 'none' | 'older-line' | 'patch';
  /** Where the entries of the next version stand once its number is known. */
  readonly placeholder: 'unreleased' | 'section';
}

export interface TagPolicy {
  /** The tag of a version: `v{version}`, `{name}@{version}` (`fillOwner`). */
  readonly name: string;
  readonly when: 'any' | 'before-merge' | 'after-merge' | 'after-deploy';
  readonly annotated: 'optional' | 'required';
  readonly sign: 'optional' | 'required';
  /** What an annotated tag's message says, with placeholders; empty where anything may stand there. */
  readonly template: string;
  /** The same for hotfixes and for pre-releases; empty for `template`. */
  readonly hotfixTemplate: string;
  readonly prereleaseTemplate: string;
  /** What the tag of a promoted release candidate says; empty for `template`. */
  readonly promoteTemplate: string;
}

export interface VersionFilePolicy {
  /** A path or glob, relative to the policy's folder. */
  readonly path: string;
  /** The kind of file; `auto` by its name, `marker` for lines that carry the marker comment. */
  readonly kind: string;
  /** A line of the file with `{version}` in it; empty to read the file as its kind. */
  readonly pattern: string;
  /** The image whose tag is the version, in a compose file; empty for others. */
  readonly image: string;
  /** Whether it is a problem that no file of this path is there. */
  readonly presence: 'required' | 'optional';
}

export interface MarkdownlintPolicy {
  /** `auto`: on, unless the editor already runs markdownlint itself. */
  readonly enabled: 'auto' | 'on' | 'off';
}

export interface ManifestPolicy {
  /** The path of a version's manifest, with `{version}`, `{tag}` and `{ext}`; empty for the two that are known. */
  readonly path: string;
  readonly forms: readonly ('json' | 'md')[];
  /** Of two forms the one that counts. */
  readonly source: 'json' | 'md';
  /** Empty for any. */
  readonly types: readonly string[];
  /** Names of fields, by the type of the release in lower case; `all` holds for every type. */
  readonly required: Readonly<Record<string, readonly FieldName[]>>;
  /** The folder of the migrations; empty where there is none. */
  readonly migrations: string;
}

export interface ApprovalPolicy {
  readonly role: string;
  readonly when: 'always' | 'security' | 'breaking' | 'migrations';
  /** Who has the role, by name or address; everybody where nobody is named. */
  readonly people?: readonly string[];
}

export interface BundlePolicy {
  /** What `{name}` stands for; empty for the repository's name. */
  readonly name: string;
  /** The path of a version's bundle, with `{name}`, `{version}`, `{tag}` and `{ext}`. */
  readonly path: string;
  /** The folder in the bundle that holds everything. */
  readonly root: string;
  readonly format: 'tar.gz' | 'zip';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The folder whose files stand at the bundle's top; empty for none. */
  readonly strip: string;
  readonly documents: readonly ('manifest' | 'changelog' | 'sbom')[];
  /** The name of the list of digests in the bundle; empty for none. */
  readonly checksums: string;
  readonly provenance: 'none' | 'beside';
}

export interface ArtifactsPolicy {
  /** Paths or globs of the files of a version, with `{version}` and `{tag}`. */
  readonly files: readonly string[];
  readonly images: readonly ImagePolicy[];
  /** Paths or globs of the files whose images are looked at. */
  readonly imageFiles: readonly string[];
  /** Paths or globs of the files in which nothing may move. */
  readonly pinned: readonly string[];
  /** Paths or globs of the files in which every requirement has a hash. */
  readonly hashed: readonly string[];
  readonly workflows: readonly WorkflowPolicy[];
}

export interface ImagePolicy {
  /** Its name or a glob of it. */
  readonly name: string;
  readonly tags: readonly string[];
  readonly platforms: readonly string[];
}

export interface WorkflowPolicy {
  readonly path: string;
  /** What its steps say, in this order. */
  readonly steps: readonly string[];
}

export interface ForgePolicy {
  /** `auto` by the name of its host. */
  readonly kind: 'auto' | 'github' | 'gitlab' | 'gitea';
  /** The address of its interface; empty for the usual one of its host. */
  readonly apiUrl: string;
  /** What a release is called there, with `{product}`, `{tag}`, `{version}` and `{title}`. */
  readonly name: string;
}

export interface ChecksumPolicy {
  /** The path of a version's list, with `{version}` and `{tag}`. */
  readonly path: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface GatesPolicy {
  /** The path of a gate's result, with `{version}`, `{tag}` and `{gate}`. */
  readonly path: string;
  /** Paths or globs of the files whose changes make no result stale. */
  readonly ignore: readonly string[];
  readonly commands: readonly GatePolicy[];
}

export interface GatePolicy {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  readonly kind: 'tests' | 'lint' | 'scan' | 'coverage' | 'other';
  readonly parser: 'exit-code' | 'counts' | 'junit' | 'coverage' | 'sarif';
  /** The path of its report; empty for its standard output. */
  readonly report: string;
  /** The percentage of lines that is covered at least. */
  readonly minimum: number;
  /** The level of SARIF from which a finding counts. */
  readonly severity: 'error' | 'warning' | 'note';
  /** Whether an exit code other than 0 fails it whatever its report says. */
  readonly exit: 'zero' | 'any';
  /** Seconds. */
  readonly timeout: number;
  /** Names of the variables that are passed on to it. */
  readonly environment: readonly string[];
  readonly when: 'always' | 'security' | 'breaking';
}

export interface MetricsPolicy {
  readonly incidents: string;
  /** Days by the level of the release. */
  readonly cadence: Readonly<Record<string, number>>;
  /** Hours by the level of the release, or `hotfix`. */
  readonly rollbackWindow: Readonly<Record<string, number>>;
  readonly targets: Readonly<Record<string, number>>;
}

export interface AuditPolicy {
  /** The path of the log of deployments. */
  readonly deployments: string;
  /** Days by the kind of record; 0 for good. */
  readonly retention: Readonly<Record<string, number>>;
}

export interface SupportPolicy {
  readonly line: 'major' | 'minor';
  /** The stage of the newest line first. */
  readonly stages: readonly SupportStage[];
}

export interface SupportStage {
  readonly level: 'full' | 'security';
  /** From the start of the next line; 0 without an end. */
  readonly months: number;
}

export interface HooksPolicy {
  readonly commitMessage: 'any' | 'conventional';
  readonly types: readonly string[];
  readonly fixReference: 'optional' | 'required';
}
