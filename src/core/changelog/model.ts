import type { Blocks, Definition, Heading } from '../markdown/blocks.ts';
import type { Source, Span } from '../text/source.ts';
import type { Version } from '../version/version.ts';
import type { CategoryName, Vocabulary } from './terms.ts';

/**
 * A changelog as Keep a Changelog 2.0.0 describes it, read from any text.
 *
 * **Invariant:** the model is lossless. `head`, the releases' spans and `tail` tile the text: joined in order they are the
 * text, byte for byte. Every raw text is kept beside what was understood of it.
 */
export interface Changelog {
  readonly source: Source;
  readonly blocks: Blocks;
  /** From the start of the text up to the first release: title, preamble. */
  readonly head: Span;
  /** The first level-1 heading before the first release. */
  readonly title: Heading | null;
  /** All level-1 headings of the document that are no releases, the title included. */
  readonly titles: readonly Heading[];
  /** What stands between the title and the first release, trimmed; null where nothing does. */
  readonly preamble: Span | null;
  readonly releases: readonly Release[];
  /** Headings at the releases' level that name neither a version nor the unreleased section. */
  readonly strayHeadings: readonly Heading[];
  /** Every link reference definition, wherever it stands. */
  readonly definitions: readonly Definition[];
  /** The definition that each folded label stands for: of several with one label, the first (CommonMark 0.31 section 4.7). */
  readonly definitionsByLabel: ReadonlyMap<string, Definition>;
  /** What stands behind the last release's content: link definitions, comments, and where to read on (`findClosing`). */
  readonly tail: Span;
  /** The heading level of the releases: 2 in a changelog by the standard, 1 in some others. */
  readonly releaseLevel: number;
  /** The vocabulary that most of its category and unreleased headings belong to; English where none tells. */
  readonly vocabulary: Vocabulary;
}

/** A section of the changelog for one version, or for what is not released yet. */
export interface Release extends Span {
  readonly index: number;
  readonly heading: Heading;
  /** The name between the brackets, or the bare name: `1.1.0`, `Unreleased`. */
  readonly label: string;
  readonly labelSpan: Span;
  /** Understood version, null for the unreleased section and for labels that no scheme reads. */
  readonly version: Version | null;
  readonly unreleased: boolean;
  /** The date as written, null where there is none. */
  readonly dateText: string | null;
  readonly dateSpan: Span | null;
  /** `YYYY-MM-DD` where `dateText` is such a date and exists in the calendar. */
  readonly date: string | null;
  readonly yanked: boolean;
  readonly yankedSpan: Span | null;
  readonly form: HeadingForm;
  /** A title heading between the release heading and its categories, or a title behind the date. */
  readonly title: string | null;
  readonly titleHeading: Heading | null;
  /** Headings that group categories; empty in most releases. */
  readonly groups: readonly Heading[];
  /** Headings below the categories' level that name no category. */
  readonly innerHeadings: readonly Heading[];
  /** Text between the headings and the first category or list, trimmed; null where there is none. */
  readonly summary: Span | null;
  readonly sections: readonly Section[];
  /** Entries that stand in no category. */
  readonly looseEntries: readonly Entry[];
}

/** How a release heading is written. The standard's form is `## [1.0.0] - 2017-07-17 [YANKED]`. */
export interface HeadingForm {
  readonly bracketed: boolean;
  /** `[1.0.0](https://…)`: the link is written in the heading instead of at the end of the file. */
  readonly inlineUrl: Span | null;
  /** A `v`, `Version`, `Release` or package-name prefix before the version, as written. */
  readonly prefix: string;
  /** What stands between version and date, as written (` - ` in the standard); empty where there is no date. */
  readonly separator: string;
  readonly separatorSpan: Span | null;
  /** The date stands in parentheses: `1.0.0 (2017-07-17)`. */
  readonly parenthesised: boolean;
  /** What is left of the heading once everything above is taken from it, trimmed. */
  readonly rest: string;
  readonly restSpan: Span | null;
}

/** A category of a release: its heading and everything up to the next one. */
export interface Section extends Span {
  readonly release: Release;
  readonly heading: Heading;
  /**
   * The heading above it that groups categories (a package, a component), where a release has several such groups. The same
   * category may stand once in each group.
   */
  readonly group: Heading | null;
  /** The heading's text. */
  readonly name: string;
  /** The category that it names: one of the six, or one that the policy adds; null for any other heading. */
  readonly category: CategoryName | null;
  readonly kind: 'change' | 'note';
  /** True where there is an entry; cheaper to ask than `entries`, which makes an object of each. */
  readonly hasEntries: boolean;
  readonly entries: readonly Entry[];
}

/** A top-level list item of a category; nested lists are part of their entry. */
export interface Entry extends Span {
  readonly section: Section | null;
  readonly release: Release;
  /** The offset at which its text starts, behind the list marker. */
  readonly contentStart: number;
  readonly line: number;
  readonly block: number;
}

/** What a release heading says, every part with its place in the document. */
export type ReleaseHeading = Pick<
  Release,
  'label' | 'labelSpan' | 'version' | 'unreleased' | 'dateText' | 'dateSpan' | 'date' | 'yanked' | 'yankedSpan' | 'form'
>;
