import type { Source, Span } from '../text/source.ts';

/** The two ways in which a release manifest is written. */
export type ManifestForm = 'json' | 'md';

/** What came of a check; `advisory` only of a scan, which found something that does not stop the release. */
export type ResultState = 'passed' | 'advisory' | 'failed' | 'not-run' | 'not-applicable';

/** One suite of tests, or one gate. */
export interface TestResult {
  readonly name: string;
  readonly state: ResultState;
  /** How many tests passed, of how many; null where only the state is known. */
  readonly passed: number | null;
  readonly total: number | null;
  /** The file that shows it, such as `artifacts/preflight_result.json`. */
  readonly evidence: string | null;
}

/** An item of a list, as Markdown. */
export interface Item {
  readonly text: string;
}

/** An entry of the changelog under the name of its category. */
export interface ChangeItem extends Item {
  readonly category: string;
}

export type FileGroup = 'source' | 'documentation' | 'tests';

/** A file that differs from the previous release. Counts that are not known (binary files) are null. */
export interface ModifiedFile {
  readonly group: FileGroup;
  readonly path: string;
  /** How many lines it has now. */
  readonly lines: number | null;
  readonly added: number | null;
  readonly deleted: number | null;
}

export interface DependencyChange {
  readonly kind: 'added' | 'updated' | 'removed';
  readonly name: string;
  /** The version before; null for what was added, and where it is not said. */
  readonly from: string | null;
  /** The version now; null for what was removed, and where it is not said. */
  readonly to: string | null;
}

/** A key that the project chose: `python_version`, `osrm_status`. */
export interface NamedValue {
  readonly key: string;
  readonly value: string;
}

export interface Approval {
  readonly role: string;
  readonly by: string;
  /** `YYYY-MM-DD` as written; null where it is not said. */
  readonly date: string | null;
}

export interface Checksum {
  readonly path: string;
  /** As written, in lower case: `sha256`. */
  readonly algorithm: string;
  /** As written. */
  readonly digest: string;
}

/**
 * What a release manifest says. Every field is optional; which of them a release needs is for the policy to say.
 *
 * Dates, versions and names are texts as they are written: rules judge them.
 */
export interface ManifestContent {
  readonly manifestVersion?: string;
  readonly name?: string;
  readonly version?: string;
  readonly tag?: string;
  /** The commit that the tag names. A file cannot say the commit that it is part of: see `sourceCommit`. */
  readonly commit?: string;
  /** The commit that the release was prepared from: the parent of the one that holds the manifest. */
  readonly sourceCommit?: string;
  readonly date?: string;
  readonly type?: string;
  readonly previousVersion?: string;
  readonly title?: string;
  /** The relative link of the section in the changelog. */
  readonly changelog?: string;
  readonly summary?: string;
  readonly changes?: readonly ChangeItem[];
  readonly tests?: readonly TestResult[];
  readonly scan?: ResultState;
  readonly verificationDate?: string;
  readonly verifiedBy?: string;
  readonly breaking?: readonly Item[];
  readonly migrationRequired?: boolean;
  readonly migrationGuide?: string;
  readonly migrations?: readonly Item[];
  readonly files?: readonly ModifiedFile[];
  readonly dependencies?: readonly DependencyChange[];
  readonly runtime?: readonly NamedValue[];
  readonly components?: readonly NamedValue[];
  readonly environment?: readonly Item[];
  readonly dataMigration?: readonly Item[];
  readonly rollback?: readonly Item[];
  readonly approvals?: readonly Approval[];
  readonly checksums?: readonly Checksum[];
  /** The digest of the Markdown manifest without the line that says it. */
  readonly manifestChecksum?: readonly Checksum[];
  readonly generatedAt?: string;
}

export type FieldName = keyof ManifestContent;

/** A list's items each know where they stand. */
type Located<T> = T extends readonly (infer Each)[] ? readonly (Each & Span)[] : T;

export interface Written<T> {
  readonly value: Located<T>;
  /** The value, as written; of a list everything from its first to its last item. */
  readonly span: Span;
  /** Its key or label; of the Markdown form's heading the same as the value. */
  readonly label: Span;
}

export type ManifestFields = { readonly [Name in FieldName]?: Written<NonNullable<ManifestContent[Name]>> };

/** What the manifest says and no field means; it is kept when the other form is written. */
export interface UnknownField extends Span {
  /** The key or the heading. */
  readonly key: string;
  readonly keySpan: Span;
  /** Its value as JSON: of the JSON form as written, of the Markdown form a string. */
  readonly json: string;
}

/** A heading of the Markdown form with everything up to the next one of its level. */
export interface ManifestSection extends Span {
  readonly name: string;
  readonly heading: Span;
  /** Where what it says ends: before the rule behind it. */
  readonly bodyEnd: number;
}

/** Something that could not be read as what it has to be; a rule of the same name reports it. */
export interface Defect {
  readonly kind: 'invalid-json' | 'front-matter' | 'wrong-type' | 'unknown-value' | 'duplicate-field';
  readonly span: Span;
  /** "Unexpected X, expected Y", without a full stop. */
  readonly message: string;
  /** What mends it, where a machine can. */
  readonly fix?: { readonly title: string; readonly span: Span; readonly text: string };
}

/** A release manifest, read from any text of either form. */
export interface Manifest {
  readonly form: ManifestForm;
  readonly source: Source;
  readonly fields: ManifestFields;
  readonly unknown: readonly UnknownField[];
  /** The level-2 sections of the Markdown form; empty for JSON. */
  readonly sections: readonly ManifestSection[];
  readonly defects: readonly Defect[];
  /** The JSON object, or the whole text of the Markdown form. */
  readonly body: Span;
}

/** What the fields say, without where. */
export function toContent({ fields }: Pick<Manifest, 'fields'>): ManifestContent {
  return Object.fromEntries(
    Object.entries(fields).map(([name, written]) => [name, (written as Written<unknown>).value]),
  ) as ManifestContent;
}
